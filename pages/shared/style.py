"""The one look of the app: tokens and component classes that every page's CSS builds on.

Colours are named by their use. Text on its ground has a contrast of at least 7:1, edges of
controls at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), in the light and in the dark scheme.
Fonts are those of the reader's machine: nothing is fetched.

Components: ``.badge`` (``-law``, ``-statutory``, ``-inspector``, ``-finding``, ``-local``,
``-note``, ``-caution``, ``-good``), ``.quote``, ``.card``, ``.notice`` (``notice-danger``,
``notice-calm``, ``notice-caution``, ``notice-good``), ``.muted``, ``.only-spoken`` (for screen
readers), ``.plain-button``, ``.not-printed``,
``.columns`` (one beside the other where there is room).
"""

from __future__ import annotations

SANS = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'

TOKENS = f"""
:root {{
  --findings-ink: #17212b; --findings-muted: #47545f; --findings-paper: #ffffff;
  --findings-wash: #f4f6f8; --findings-line: #ccd5dc; --findings-edge: #687681;
  --findings-accent: #0b5270; --findings-accent-wash: #e4f1f6; --findings-on-accent: #ffffff;
  --findings-danger: #94100d; --findings-danger-wash: #fdeceb;
  --findings-caution: #664000; --findings-caution-wash: #fff5de;
  --findings-good: #14562c; --findings-good-wash: #e7f5ec;
  --findings-calm: #39464f; --findings-calm-wash: #eef1f4;
  --findings-mark: #ffe99c; --findings-on-mark: #17212b; --findings-focus: #0b5270;
  --findings-sans: {SANS};
  --findings-gap: 1rem; --findings-radius: 6px; --findings-measure: 68ch;
}}
.dark {{
  --findings-ink: #eef2f5; --findings-muted: #bac5ce; --findings-paper: #141b21;
  --findings-wash: #1c252d; --findings-line: #3a4750; --findings-edge: #8b99a4;
  --findings-accent: #8fd0ea; --findings-accent-wash: #17323e; --findings-on-accent: #10181e;
  --findings-danger: #ffb3ae; --findings-danger-wash: #3d1614;
  --findings-caution: #ffd88a; --findings-caution-wash: #3a2b0d;
  --findings-good: #9fe0b6; --findings-good-wash: #12301d;
  --findings-calm: #d5dde3; --findings-calm-wash: #232d35;
  --findings-focus: #8fd0ea;
}}
"""

COMPONENTS = """
.badge {
  display: inline-flex; align-items: baseline; gap: .35em; padding: .1em .55em;
  border: 1px solid currentColor; border-radius: 999px; font-size: .8125rem; font-weight: 600;
  line-height: 1.5; color: var(--findings-calm); background: var(--findings-calm-wash);
}
.badge-law, .badge-statutory {
  color: var(--findings-accent); background: var(--findings-accent-wash); }
.badge-finding, .badge-inspector { color: var(--findings-ink); background: var(--findings-paper); }
.badge-caution { color: var(--findings-caution); background: var(--findings-caution-wash); }
.badge-good { color: var(--findings-good); background: var(--findings-good-wash); }
.badge-local, .badge-note { color: var(--findings-calm); background: var(--findings-calm-wash); }
.card {
  padding: var(--findings-gap); border: 1px solid var(--findings-line);
  border-radius: var(--findings-radius); background: var(--findings-paper);
  color: var(--findings-ink); overflow-wrap: anywhere;
}
.card + .card { margin-top: .75rem; }
.quote {
  margin: .25rem 0; padding: .25rem 0 .25rem .9rem;
  border-inline-start: 4px solid var(--findings-accent);
  max-width: var(--findings-measure); color: var(--findings-ink);
  font-size: 1rem; line-height: 1.55; font-style: normal; overflow-wrap: anywhere;
  white-space: pre-line; /* each item of a quoted list keeps its line */
}
.quote mark, .card mark {
  background: var(--findings-mark); color: var(--findings-on-mark); padding: 0 .1em; }
.notice {
  padding: .75rem 1rem; border: 1px solid currentColor; border-inline-start-width: 6px;
  border-radius: var(--findings-radius); color: var(--findings-calm);
  background: var(--findings-calm-wash);
}
.notice-danger {
  color: var(--findings-danger); background: var(--findings-danger-wash);
  border-width: 3px; border-inline-start-width: 12px; }
.notice-danger * { color: inherit; }
.notice-calm { color: var(--findings-calm); background: var(--findings-calm-wash); }
.notice-caution { color: var(--findings-caution); background: var(--findings-caution-wash); }
.notice-good { color: var(--findings-good); background: var(--findings-good-wash); }
.muted { color: var(--findings-muted); }
.only-spoken {
  position: absolute !important; width: 1px; height: 1px; margin: -1px; padding: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
}
.plain-button {
  display: inline-block; min-height: 2rem; padding: .25rem .75rem; cursor: pointer;
  border: 1px solid var(--findings-edge); border-radius: var(--findings-radius);
  color: var(--findings-accent); background: var(--findings-paper); font: inherit;
  font-size: .875rem; font-weight: 600;
}
.plain-button:hover { background: var(--findings-accent-wash); }
.columns {
  display: grid; gap: var(--findings-gap);
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
"""

FOUNDATION = """
.gradio-container { font-family: var(--findings-sans) !important; }
.gradio-container :is(a, summary, button, input, textarea, select, [tabindex]):focus-visible {
  outline: 3px solid var(--findings-focus) !important; outline-offset: 2px;
  border-radius: 3px; }
.gradio-container a:not(.badge) {
  color: var(--findings-accent); text-decoration: underline; text-underline-offset: .15em; }
.gradio-container :is(h1, h2, h3, h4, h5) { font-weight: 650; color: var(--findings-ink); }
.gradio-container button.secondary { border: 1px solid var(--findings-edge) !important; }
.gradio-container [hidden] { display: none !important; }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after {
    animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    transition-duration: .01ms !important; scroll-behavior: auto !important; }
}
@media print {
  .not-printed, footer, [role="tablist"], [role="tab"] {
    display: none !important; }
  .card, .quote, .notice { break-inside: avoid; background: none; }
  .row:not(.not-printed) { display: block !important; }
  .gradio-container { max-width: none !important; }
}
"""

CSS = TOKENS + COMPONENTS + FOUNDATION
