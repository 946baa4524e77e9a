"""Hostile text, and a window that is watched while it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

RUNS = "window.ranPayload=1"

# Would run or load something, were any of it taken for markup.
PAYLOADS = (
    f"<script>{RUNS}</script>",
    f"<img src=x onerror={RUNS}>",
    f"<img src=http://evil.example/a.png onload={RUNS}>",
    f"<svg onload={RUNS}></svg>",
    f"<svg><script>{RUNS}</script></svg>",
    f"<svg><a xlink:href='javascript:{RUNS}'><text x=20 y=20>x</text></a></svg>",
    f"<iframe src='javascript:{RUNS}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUNS}</script>'></iframe>",
    f"<object data='javascript:{RUNS}'></object>",
    f"<embed src='javascript:{RUNS}'>",
    f"<details open ontoggle={RUNS}>x</details>",
    f"<video><source onerror={RUNS}></video>",
    f"<audio src=x onerror={RUNS}>",
    f"<body onload={RUNS}>",
    f"<input autofocus onfocus={RUNS}>",
    f"<select autofocus onfocus={RUNS}></select>",
    f"<textarea autofocus onfocus={RUNS}></textarea>",
    f"<marquee onstart={RUNS}>x</marquee>",
    "<form action=http://evil.example/><input name=q><button>Send</button></form>",
    f"<a href='javascript:{RUNS}'>click</a>",
    "<link rel=stylesheet href=http://evil.example/a.css>",
    "<style>@import 'http://evil.example/b.css';</style>",
    '<div style="background:url(http://evil.example/c.png)">x</div>',
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<base href=http://evil.example/>",
    f'"><script>{RUNS}</script>',
    f"'-{RUNS}-'",
    f"`-{RUNS}-`",
    "${window.ranPayload=1}",
    "`+(window.ranPayload=1)+`",
    "{{constructor.constructor('window.ranPayload=1')()}}",
    "{{#with this}}{{lookup this 'constructor'}}{{/with}}",
    "![picture](http://evil.example/d.png)",
    f"[link](javascript:{RUNS})",
    "[link](http://evil.example/)",
    "<http://evil.example/>",
    f"<template><script>{RUNS}</script></template><slot></slot>",
    f"<math><mtext><mglyph><style><img src=x onerror={RUNS}></style></mglyph></mtext></math>",
    f'<noscript><p title="</noscript><img src=x onerror={RUNS}>">',
    f"&lt;img src=x onerror={RUNS}&gt;",
    f"\u003cimg src=x onerror={RUNS}\u003e",
    f"<ScRiPt>{RUNS}</sCrIpT>",
    f"<script/x>{RUNS}</script>",
    f"<<script>{RUNS}//<</script>",
    f"<img/src=x/onerror={RUNS}>",
    f"<img src=x onerror\t=\t{RUNS}>",
    f"<svg/onload={RUNS}//",
    f"<a href='java\tscript:{RUNS}'>click</a>",
    f"<a href='&#106;avascript:{RUNS}'>click</a>",
    f"<a href='data:text/html,<script>{RUNS}</script>'>click</a>",
    f"<iframe src='data:text/html,<script>parent.{RUNS}</script>'></iframe>",
    f"<button formaction='javascript:{RUNS}'>Send</button>",
    f"<div style='animation:x' onanimationstart={RUNS}>x</div><style>@keyframes x {{}}</style>",
    f"<p popover onbeforetoggle={RUNS}>x</p>",
    f"</textarea><script>{RUNS}</script>",
    f"</title></head><script>{RUNS}</script>",
    f"--></style></script><script>{RUNS}</script>",
    "{% for one in [].__class__.__mro__ %}{{ one }}{% endfor %}",
    '[a]: javascript:window.ranPayload=1 "x" [a]',
    "\u202e<b>gnp.stibbar\u202c.md",
)

# What other programs would take for more than text: spreadsheets, databases, file systems, eyes.
TRICKS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/","Open")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,1)*cmd|' /C calc'!A0",
    "\u202eexe.tropeR\u202c Report",
    "\u2067Report\u2069 \u2066txt.exe",
    "Re\u200bport \u200d of\u2060 the \ufeffboard",
    "Vis" + "it" * 60,
    "\u00e4\u0308\u0308\u0308" * 30,
    "'; DROP TABLE audit; --",
    '" OR 1=1 --',
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2fpartnership.toml",
    "{{ config }} {{ 7*7 }} <%= 7*7 %> #{7*7}",
)

# what none of our own markup for questions, answers and sources is made of
FOREIGN = (
    "script, iframe, object, embed, img, form, style, link, video, audio, base, meta, [onerror]"
)


class Watch:
    """Keeps whatever a window does that shown text must never make it do."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        self._page = page
        self._own = urlsplit(page.url).netloc
        page.on("dialog", self._dismiss)
        page.on("popup", lambda one: self.seen.append(f"popup {one.url}"))
        page.on("request", lambda one: self._visit("request", one.url))
        page.on("framenavigated", lambda one: self._visit("moved to", one.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _visit(self, what: str, url: str) -> None:
        if urlsplit(url).netloc not in {self._own, ""}:
            self.seen.append(f"{what} {url}")

    def check(self) -> None:
        self._page.wait_for_timeout(150)
        assert self._page.evaluate("window.ranPayload") is None
        assert not self.seen
