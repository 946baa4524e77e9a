"""What the page says while the server is away: held in the page, shown by static/outage.js."""

from __future__ import annotations

from pages.ask import transcript

CSS = """
#findings-outage { margin-top: .75rem; }
#findings-outage p { margin: 0 0 .25rem; }
#findings-outage p[data-outage] { color: inherit; }
#findings-outage .steps { color: var(--findings-ink); }
/* Gradio's own messages stand at the foot, where no number to ring is */
.gradio-container .toast-wrap, .toast-wrap { top: auto !important; bottom: 1rem; }
"""


def notice(steps: str) -> str:
    """Give the notice, hidden, with the safety steps, since no server may be there to send them.

    Each part names the states in which it is shown: ``away``, ``held`` (away, with something
    asked), ``back`` and ``restarted``.
    """
    return (
        '<section id="findings-outage" class="notice notice-caution not-printed" role="status"'
        ' aria-label="Connection" hidden>'
        '<p data-outage="away"><strong>Findings cannot be reached at the moment.</strong> This page'
        " stays as it is, with the pathways, and comes back by itself.</p>"
        '<p data-outage="held" hidden>What you asked is kept here and is sent once, as soon as'
        " Findings can be reached.</p>"
        '<details data-outage="away"><summary>If a child may be in danger, do not wait: the safety'
        f" steps</summary>{transcript.steps_markup(steps)}</details>"
        '<p data-outage="back restarted" hidden><strong>Findings can be reached again.</strong></p>'
        '<p data-outage="restarted" hidden>It was started anew: earlier answers are no longer'
        " remembered. Copy what you need before you load the page again.</p></section>"
    )
