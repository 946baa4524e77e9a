"""What stands above and below every page: what it quotes, what it is, whose words they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from ingest.beside.partnership import Partnership, Shown


def header(
    partnership: Partnership, logo: Markup | str = "", *, signs_in: bool = False
) -> Markup:  # fmt: skip
    """Give what stands above every page: for whom it is, what it quotes, what it does not do.

    ``signs_in`` says that people sign in, so that they find where to sign out.
    """
    return render("frame/header.html", {
        "shown": partnership.shown, "home": partnership.home, "signs_in": signs_in, "logo": logo,
    })  # fmt: skip


def footer(shown: Shown) -> Markup:
    """Give what stands below every page."""
    return render("frame/footer.html", {"shown": shown})
