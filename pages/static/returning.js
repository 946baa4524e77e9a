// Finding one's way back: an address and a title for each page and pathway, Back, the skip link, and
// answers that somebody pins. What is pinned stays in this browser and is never sent anywhere.
"use strict";
(() => {
  const tabs = () => [...document.querySelectorAll('.tab-container[role="tablist"] [role="tab"]')];
  const nameOf = (tab) => tab.textContent.trim();
  const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const pages = () => {
    const first = tabs()[0]?.closest('[role="tablist"]');
    return tabs().filter((tab) => tab.closest('[role="tablist"]') === first);
  };
  const chosen = () => document.querySelector('#findings-pathway input[type="radio"]:checked');
  let isGoing = false;

  const here = () => {
    const tab = pages().find((one) => one.getAttribute("aria-selected") === "true");
    if (!tab) return null;
    const route = nameOf(tab) === "Pathways" && chosen();
    const said = route ? route.closest("label")?.textContent.trim() : nameOf(tab);
    return { hash: `#${slug(nameOf(tab))}${route ? `/${route.value}` : ""}`,
      title: tab === pages()[0] ? "Findings" : `${said} - Findings` };
  };

  const note = () => {
    const place = here();
    if (!place) return;
    document.title = place.title;
    const isStart = !location.hash && place.hash === `#${slug(nameOf(pages()[0]))}`;
    if (isGoing || isStart || location.hash === place.hash) return;
    // from where the page is: Gradio's <base> would make it another
    history.pushState(null, "", location.pathname + location.search + place.hash);
  };

  const go = (tries) => {
    const [page, route] = location.hash.slice(1).split("/");
    const tab = pages().find((one) => slug(nameOf(one)) === page) ?? pages()[0];
    const radio = route && document.querySelector(
      `#findings-pathway input[type="radio"][value="${CSS.escape(route)}"]`);
    isGoing = true;
    if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
    if (radio) radio.click();
    const isThere = tab && (!route || radio);
    if (!isThere && tries > 0) return setTimeout(() => go(tries - 1), 100);
    return setTimeout(() => { isGoing = false; note(); }, 100);
  };

  // what a click changes is there a moment later
  const soon = () => setTimeout(note, 120);
  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest(".skip")) {
      event.preventDefault();
      event.stopPropagation();
      const panel = [...document.querySelectorAll('[role="tabpanel"]')].find(
        (one) => one.getClientRects().length);
      panel?.setAttribute("tabindex", "-1");
      panel?.focus();
    }
    if (at?.closest('[role="tab"], [data-findings-tab], #findings-pathway')) soon();
    if (at?.closest("[data-findings-pin]")) pin(at.closest("[data-findings-pin]"));
    if (at?.closest("[data-findings-unpin]")) unpin(at.closest("[data-findings-unpin]"));
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.closest("#findings-pathway")) soon();
  });
  window.addEventListener("popstate", () => go(50));

  const KEY = "findings-pinned-answers";
  const held = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.map(String) : [];
    } catch {
      return [];
    }
  };
  const keep = (answers) => {
    if (answers.length) localStorage.setItem(KEY, JSON.stringify(answers));
    else localStorage.removeItem(KEY);
    draw();
  };
  const pin = (button) => {
    const text = document.getElementById(`${button.dataset.findingsPin}-plain`)?.textContent;
    if (!text) return;
    keep([text, ...held().filter((one) => one !== text)].slice(0, 20));
    button.textContent = "Pinned in this browser";
  };
  const unpin = (button) => {
    const number = button.dataset.findingsUnpin;
    keep(number === "all" ? [] : held().filter((_, place) => String(place) !== number));
  };
  const made = (name, text, data) => {
    const one = document.createElement(name);
    one.textContent = text;
    Object.assign(one.dataset, data ?? {});
    if (name === "button") Object.assign(one, { type: "button", className: "plain-button" });
    return one;
  };
  const draw = () => {
    const place = document.getElementById("findings-pins");
    if (!place) return;
    const answers = held();
    place.replaceChildren();
    place.hidden = !answers.length;
    if (!answers.length) return;
    place.append(made("h2", `Pinned in this browser (${answers.length})`));
    answers.forEach((text, number) => {
      const folded = made("details", "");
      const words = made("pre", text);
      folded.append(made("summary", text.split("\n")[0]), words,
        made("button", "Remove this", { findingsUnpin: String(number) }));
      place.append(folded);
    });
    place.append(made("button", "Remove all that is pinned", { findingsUnpin: "all" }));
  };

  const begin = (tries) => {
    if (!pages().length && tries > 0) return setTimeout(() => begin(tries - 1), 100);
    draw();
    if (location.hash) go(50);
    else note();
    return undefined;
  };
  if (document.body) begin(300);
  else document.addEventListener("DOMContentLoaded", () => begin(300));
})();
