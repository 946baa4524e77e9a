"""The one look of the app: tokens and component classes that every page's CSS builds on.

Colours are named by their use. Text on its ground has a contrast of at least 7:1, edges of
controls at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), in the light and in the dark scheme.
Fonts are those of the reader's machine: nothing is fetched.

Components: ``.badge`` (``-law``, ``-statutory``, ``-inspector``, ``-finding``, ``-local``,
``-note``, ``-caution``, ``-good``), ``.quote``, ``.card``, ``.notice`` (``notice-danger``,
``notice-calm``, ``notice-caution``, ``notice-good``), ``.muted``, ``.only-spoken`` (for screen
readers), ``.plain-button``, ``.not-printed``,
``.columns`` (one beside the other where there is room), ``.brand`` (whose page it is, with the
partnership's ``.logo``).
"""

from __future__ import annotations

from pages.shared.templates import read_css

TOKENS = read_css("shared/tokens.css")
COMPONENTS = read_css("shared/components.css")
_LIGHT, _, _REST = TOKENS.partition(".dark {")
_DARK, _, _OTHERS = _REST.partition("}")
# What pages that Gradio does not draw begin with: dark where the reader's machine is, not on paper.
SERVED_CSS = (
    f"{_LIGHT}\n{_OTHERS}\n@media screen and (prefers-color-scheme: dark)"
    f" {{ :root {{{_DARK}}} }}\n{COMPONENTS}"
)
CSS = TOKENS + COMPONENTS + read_css("shared/foundation.css")
# Gradio's theme is given the fonts by name.
SANS = TOKENS.partition("--findings-sans:")[2].partition(";")[0].strip()
