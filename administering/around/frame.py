"""What stands around every page of Administer: its chapters, the job that runs, the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from administering.around.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.responses import HTMLResponse

    from administering.around.asking import Visit
    from administering.jobs.running import Job
    from people.roles import Permission, Person


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its name, its path below ``/administer``, and what it needs."""

    name: str
    path: str
    needs: Permission


def tabs_for(
    chapters: Iterable[Chapter], person: Person, root: str, path: str
) -> tuple[dict[str, object], ...]:
    """Give the chapters that somebody may see; the one that ``path`` is of is marked."""
    return tuple(
        {
            "name": one.name,
            "href": f"{root}/administer{one.path}",
            "is_here": path == one.path or path.startswith(f"{one.path}/"),
        }
        for one in chapters
        if person.may(one.needs)
    )


def page(
    asked: Visit, template: str, title: str, values: Mapping[str, object], *, status: int = 200,
    job: Job | None = None,
) -> HTMLResponse:  # fmt: skip
    """Give a page; ``job`` is the one that it tells of."""
    whole = {
        "title": title,
        "tabs": asked.tabs,
        "brand": asked.brand,
        "home": f"{asked.root}/",
        "base": f"{asked.root}/administer",
        "token": asked.token,
        "person": asked.person,
        "job": job,
        **values,
    }
    return draw(template, whole, status=status)


def refused(
    asked: Visit, why: str, *, status: int, title: str = "Nothing was done"
) -> HTMLResponse:
    """Give the page that says why something was not done."""
    return page(asked, "refused.html", title, {"why": why[:1].upper() + why[1:]}, status=status)
