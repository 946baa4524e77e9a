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
})();
