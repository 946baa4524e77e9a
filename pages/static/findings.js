// What the pages need a script for: copying, downloads, and going from one page to another.
// Served as a file of its own, so that the content policy need not allow inline scripts.
"use strict";
(() => {
  const tabNamed = (name) =>
    [...document.querySelectorAll('[role="tab"]')].find((tab) => tab.textContent.trim() === name);

  // A tab within a page is there a moment after its page was opened.
  const open = ([name, ...within], tries) => {
    const tab = tabNamed(name);
    tab?.click();
    if (!tab && tries > 0) setTimeout(() => open([name, ...within], tries - 1), 100);
    else if (tab && within.length) setTimeout(() => open(within, 30), 50);
  };

  const copy = async (name) => {
    const plain = document.getElementById(`${name}-plain`);
    const rich = document.getElementById(`${name}-rich`);
    if (!plain || !rich) return;
    const forms = {
      "text/plain": new Blob([plain.textContent], { type: "text/plain" }),
      "text/html": new Blob([rich.innerHTML], { type: "text/html" }),
    };
    let said = "Copied";
    try {
      await navigator.clipboard.write([new ClipboardItem(forms)]);
    } catch {
      try {
        await navigator.clipboard.writeText(plain.textContent);
      } catch {
        said = "Your browser does not allow copying here";
      }
    }
    const status = document.querySelector(`[data-findings-copied="${name}"]`);
    if (status) status.textContent = said;
  };

  const ask = (question) => {
    tabNamed("Ask")?.click();
    const box = document.querySelector("#findings-question textarea");
    if (!box) return;
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    // the page hears of the new text before the button
    setTimeout(() => document.querySelector("#findings-ask")?.click(), 60);
  };

  // A list of choices that scrolls takes the focus and closes with it, so that it is lost: the keys
  // of its box go through it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    for (const list of document.querySelectorAll('[role="listbox"]')) list.tabIndex = -1;
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (!button) return;
    const data = button.dataset;
    if (data.findingsCopy) copy(data.findingsCopy);
    if (data.findingsAsk) ask(data.findingsAsk);
    if ("findingsPrint" in data) window.print();
    if (data.findingsTab) open(data.findingsTab.split("/"), 30);
  });

  // A link to a place on this page: Gradio's <base> would make it another page.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    const named = (name) => name && document.getElementById(name);
    const place = link && (named(link.getAttribute("href").slice(1)) ??
      named(link.dataset.findingsElse));
    if (!place) return;
    event.preventDefault();
    const card = place.closest(".card, .cited > li") ?? place;
    const folded = card.matches(".card") && card.querySelector("details");
    if (folded) folded.open = true;
    card.setAttribute("tabindex", "-1");
    card.scrollIntoView({ block: "nearest" });
    card.focus();
  });

  // A file that the server made: saved from the page, so that none is kept on the server.
  const saved = new Set();
  const save = (file) => {
    if (saved.has(file.dataset.findingsFile)) return;
    saved.add(file.dataset.findingsFile);
    const bytes = Uint8Array.from(atob(file.dataset.body), (sign) => sign.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: file.dataset.type }));
    link.download = file.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  // A chosen file's text goes into a text box, so that the file itself is never uploaded.
  const readInto = async (input) => {
    const box = document.querySelector(`#${input.dataset.findingsInto} textarea`);
    const file = input.files[0];
    if (!box || !file) return;
    const bytes = await file.arrayBuffer();
    try {
      box.value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      // what a spreadsheet saves that was not told to write UTF-8
      box.value = new TextDecoder("windows-1252").decode(bytes);
    }
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input instanceof HTMLInputElement && input.dataset.findingsInto) readInto(input);
  });

  // Escape puts away the explanation of a term without moving focus or pointer.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of document.querySelectorAll(".term:is(:hover, :focus)")) {
      term.classList.add("term-closed");
    }
  });
  const reopen = (event) =>
    event.target instanceof Element && event.target.closest(".term")?.classList.remove("term-closed");
  document.addEventListener("focusout", reopen);
  document.addEventListener("pointerover", () => {
    for (const term of document.querySelectorAll(".term-closed:not(:hover, :focus)")) {
      term.classList.remove("term-closed");
    }
  });

  const watch = () => {
    new MutationObserver(() => document.querySelectorAll("[data-findings-file]").forEach(save)).observe(
      document.body, { childList: true, subtree: true });
  };
  if (document.body) watch();
  else document.addEventListener("DOMContentLoaded", watch);
})();
