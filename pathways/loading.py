"""Pathways are read from ``knowledge/pathways/*.toml`` and tied to their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

from pydantic import Field, field_validator

from domain import FindingsError
from ingest.beside.partnership import NOBODY
from ingest.beside.tables import StrictTable, read_table
from ingest.locating import Locator
from pathways.ordering import CircleError, in_order
from pathways.route import Branch, Pathway, Quotation, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from domain import Document
    from ingest.beside.partnership import Partnership

FOLDER_NAME = "pathways"
# A box of the diagram, and a line read aloud, hold no more.
MOST_WORDS_OF_A_LABEL = 9

_Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
_Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class PathwayError(FindingsError):
    """A pathway cannot be read, does not hold together, or quotes words no longer there."""


class UnboundPathwayError(PathwayError):
    """A pathway quotes words that are not in the documents."""


class _Next(StrictTable):
    step: _Id
    branch: str = ""


class _Quote(StrictTable):
    quote: _Text
    document: _Text


class _StepTable(_Quote):
    id: _Id
    label: _Text
    ask: _Text
    who: _Text
    by_when: _Text
    next: tuple[_Next, ...] = ()
    also: tuple[_Quote, ...] = ()
    area: str = ""
    note: str = ""
    see: str = ""

    @field_validator("label")
    @classmethod
    def _is_short(cls, label: str) -> str:
        if len(label.split()) > MOST_WORDS_OF_A_LABEL:
            msg = f"more than {MOST_WORDS_OF_A_LABEL} words"
            raise ValueError(msg)
        return label


class _PathwayTable(StrictTable):
    id: _Id
    title: _Text
    place: int = Field(ge=1)
    when: _Text
    keywords: tuple[_Text, ...] = Field(min_length=1)
    step: tuple[_StepTable, ...] = Field(min_length=1)


def load_pathways(
    folder: Path, documents: Mapping[str, Document], partnership: Partnership = NOBODY
) -> tuple[Pathway, ...]:
    """Give the pathways in ``folder``, in the order of their places; none without the folder.

    ``documents`` gives those that they may quote by their ids; no others are asked for.
    ``partnership`` is whose pathways they are, for what is said of another area's rules.

    Raises:
        UnboundPathwayError: a quote is no longer in its document; the message names pathway,
            step and quote.
        PathwayError: a file cannot be read, or a step leads nowhere or in a circle.
    """
    shelf = _Shelf(documents, partnership)
    routes = [(path, _read(path)) for path in sorted(folder.glob("*.toml"))]
    ids = [route.id for _, route in routes]
    ordered = []
    for path, route in sorted(routes, key=lambda one: one[1].place):
        if route.id != path.stem or ids.count(route.id) > 1:
            msg = f"{path.name}: id is {route.id!r}: name file and id alike"
            raise PathwayError(msg)
        for step in route.step:
            if step.see and (step.see not in ids or step.see == route.id):
                _fail(route, step, f"leads to the pathway {step.see!r}, which is not there")
        ordered.append((route, _order(route)))
    return tuple(_join(route, order, shelf) for route, order in ordered)


class _Shelf:
    """The documents, with a locator made for each when it is first asked for."""

    def __init__(self, documents: Mapping[str, Document], partnership: Partnership) -> None:
        self.partnership = partnership
        self._documents = documents
        self._locators: dict[str, Locator] = {}

    def find(self, quote: _Quote) -> Quotation | str:
        """Give the quotation, or why there is none."""
        document = self._documents.get(quote.document)
        if document is None:
            return f"{quote.document} is not in the knowledge base"
        if quote.document not in self._locators:
            self._locators[quote.document] = Locator(document.text)
        place = self._locators[quote.document].find(quote.quote)
        if place is None:
            return f"the quote {quote.quote!r} is not in {quote.document}"
        text = document.text[slice(*place)]
        if "\n" in text:
            return f"the quote {quote.quote!r} runs over a line of {quote.document}"
        return Quotation(text, document.source, *place)


def _read(path: Path) -> _PathwayTable:
    return read_table(path, _PathwayTable, PathwayError)


def _order(route: _PathwayTable) -> tuple[str, ...]:
    """Give the ids of the steps in the order of reading; refuse what does not hold together."""
    steps = {step.id: step for step in route.step}
    if len(steps) < len(route.step):
        msg = f"pathway {route.id!r}: two steps have the same id: rename one"
        raise PathwayError(msg)
    for step in route.step:
        for way in step.next:
            if way.step not in steps:
                _fail(route, step, f"leads to {way.step!r}, which is not there")
    ways = {step.id: tuple(way.step for way in step.next) for step in route.step}
    try:
        order = in_order(ways, start=route.step[0].id)
    except CircleError as error:
        _fail(route, steps[str(error)], "leads back to itself")
    for step in route.step:
        if step.id not in order:
            _fail(route, step, "is not reached from the first step")
    return tuple(order)


def _join(route: _PathwayTable, order: Iterable[str], shelf: _Shelf) -> Pathway:
    steps = {step.id: step for step in route.step}
    joined = tuple(_tie(route, steps[one], shelf) for one in order)
    return Pathway(route.id, route.title, route.when, route.keywords, joined)


def _tie(route: _PathwayTable, step: _StepTable, shelf: _Shelf) -> Step:
    quotations = []
    for quote in (step, *step.also):
        found = shelf.find(quote)
        if isinstance(found, str):
            _fail(route, step, found, UnboundPathwayError)
        quotations.append(found)
    return Step(
        id=step.id,
        label=step.label,
        ask=step.ask,
        who=step.who,
        by_when=step.by_when,
        branches=tuple(Branch(way.step, way.branch) for way in step.next),
        quotation=quotations[0],
        also=tuple(quotations[1:]),
        area=step.area,
        caution=f"From {step.area}, {shelf.partnership.not_its_rule}: check yours."
        if step.area
        else "",
        note=step.note,
        see=step.see,
    )


def _fail(
    route: _PathwayTable, step: _StepTable, reason: str, kind: type[PathwayError] = PathwayError
) -> NoReturn:
    msg = (
        f"pathway {route.id!r}, step {step.id!r}: {reason}: "
        f"correct knowledge/{FOLDER_NAME}/{route.id}.toml"
    )
    raise kind(msg)
