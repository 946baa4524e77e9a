"""The pages of Administer: each path with what it needs to be allowed, in one table."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from administering.around.asking import COOKIE, AskingError, FormTokens, Visit, reading_form
from administering.around.drawing import STATIC, look
from administering.around.frame import Chapter, refused, tabs_for
from domain import FindingsError
from people.roles import Permission, person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup
    from starlette.requests import Request

    Handler = Callable[[Visit], Response]

START = "/administer"


@dataclass(frozen=True, slots=True)
class Guarded:
    """A page or an act: its path below ``/administer``, what it needs, and what answers."""

    path: str
    needs: Permission
    answers: Handler
    acts: bool = False

    @property
    def method(self) -> str:
        """POST for what changes something, GET for what is looked at."""
        return "POST" if self.acts else "GET"


class Site:
    """The pages as routes of the web app."""

    def __init__(
        self, places: Iterable[Guarded], chapters: Iterable[Chapter], due: Callable[[], str], *,
        brand: Callable[[str], Markup],
    ) -> None:  # fmt: skip
        """Lay out the pages; ``chapters`` are those that stand above each.

        ``due`` gives the path of the one that comes first now, if one has to; ``brand`` what
        stands above all, from the address of the first page.
        """
        self._brand = brand
        self._due = due
        self._places = tuple(places)
        self._chapters = tuple(chapters)
        self._tokens = FormTokens()

    def routes(self) -> list[Route]:
        """Give the routes, those of the look and of the way in first."""
        return [
            Route(START, self._first),
            Route(f"{START}/look.css", _look),
            Route(f"{START}/administer.js", _script),
            Route(f"{START}/may", self._may),
            *(
                Route(START + one.path, self._route(one), methods=[one.method])
                for one in self._places
            ),
        ]

    def needs(self) -> dict[tuple[str, str], Permission]:
        """Give what each path needs, by its method and itself, for whoever tests the table."""
        return {(one.method, START + one.path): one.needs for one in self._places}

    def _route(self, place: Guarded) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            return await self._answer(request, place)

        return answer

    async def _answer(self, request: Request, place: Guarded) -> Response:
        person = person_of(request)
        root = request.scope.get("root_path", "")
        cookie = self._tokens.cookie_of(request)
        token = self._tokens.token(cookie, person)
        tabs = tabs_for(self._chapters, person, root, place.path)
        brand = await run_in_threadpool(self._brand, f"{root}/")
        asked = Visit(request, person, root, token, tabs, brand)
        response: Response
        if person.may(place.needs):
            response = await self._done(asked, place)
        else:
            why = f"Your role ({person.role.word}) may not do this. An administrator can change it."
            response = refused(asked, why, status=403, title="Not allowed")
        if request.cookies.get(COOKIE) != cookie:
            response.set_cookie(
                COOKIE, cookie, path=f"{root}{START}", httponly=True, samesite="strict",
                secure=request.url.scheme == "https",
            )  # fmt: skip
        return response

    async def _done(self, asked: Visit, place: Guarded) -> Response:
        """Do what is asked, or say why not."""
        try:
            async with AsyncExitStack() as stack:
                if place.acts:
                    form = await stack.enter_async_context(reading_form(asked.request))
                    self._tokens.check(asked.request, form, asked.token)
                    asked = replace(asked, form=form)
                return await run_in_threadpool(place.answers, asked)
        except AskingError as error:
            return refused(asked, str(error), status=403)
        except HTTPException as error:
            return refused(asked, str(error.detail), status=error.status_code)
        except FindingsError as error:
            return refused(asked, str(error), status=400)

    async def _first(self, request: Request) -> Response:
        """Lead to the first chapter that whoever asks may see."""
        person = person_of(request)
        root = request.scope.get("root_path", "")
        may = [one.path for one in self._chapters if person.may(one.needs)]
        due = await run_in_threadpool(self._due)
        path = due if due in may else next(iter(may), "/documents")
        return RedirectResponse(f"{root}{START}{path}", 303)

    async def _may(self, request: Request) -> Response:
        """Say whether whoever asks may see any chapter, for the page's own link."""
        person = person_of(request)
        return JSONResponse({"may": any(person.may(one.needs) for one in self._chapters)})


async def _look(_request: Request) -> Response:
    return Response(look(), media_type="text/css")


async def _script(_request: Request) -> Response:
    return FileResponse(STATIC / "administer.js", media_type="text/javascript")
