// What the Pathways page needs a script for: opening the pathway that a button names, and
// printing. Served as a file of its own, as findings.js is, which changes the tab.
"use strict";
(() => {
  // the tab's radio buttons may not be in the page until the tab is shown
  const choose = (pathway, tries) => {
    const radio = document.querySelector(
      `#findings-pathway input[type="radio"][value="${CSS.escape(pathway)}"]`);
    if (radio) {
      radio.click();
      document.getElementById("findings-pathway-shown")?.scrollIntoView({ block: "nearest" });
    } else if (tries > 0) setTimeout(() => choose(pathway, tries - 1), 50);
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (!button) return;
    const data = button.dataset;
    if (data.findingsTab === "Pathways" && data.findingsChoice) choose(data.findingsChoice, 40);
    if (button.id === "findings-pathway-print") window.print();
  });

  // Gradio gives each radio button a name of its own, so that arrow keys do nothing
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  document.addEventListener("keydown", (event) => {
    const radio = event.target instanceof Element && event.target.closest("#findings-pathway input");
    if (!radio || !(event.key in steps)) return;
    event.preventDefault();
    const radios = [...document.querySelectorAll("#findings-pathway input")];
    const place = radios.indexOf(radio) + steps[event.key] + radios.length;
    const next = radios[place % radios.length];
    next.focus();
    next.click();
  });
})();
