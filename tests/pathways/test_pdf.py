from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from pathways.pdf import make_pdf
from tests.pathways.routes import route

if TYPE_CHECKING:
    from pathways.route import Pathway


def read(body: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(body))


def test_it_holds_every_step_quotation_and_document_in_words(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    for pathway in pathways:
        pages = read(make_pdf(pathway, titles)).pages
        said = " ".join(" ".join(page.extract_text() for page in pages).split())
        for step in pathway.steps:
            assert f"{pathway.number(step.id)}. {step.label}" in said
            for quotation in step.quotations:
                assert " ".join(quotation.words.split()) in said
                assert quotation.source.dated in said


def test_it_has_a_title_and_a_language(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    made = read(make_pdf(pathways[0], titles))
    assert made.metadata is not None
    assert made.metadata.title == "A child in danger now"
    assert str(made.root_object["/Lang"]) == "en-GB"


def test_the_same_pathway_always_gives_the_same_bytes(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    assert make_pdf(pathways[0], titles) == make_pdf(pathways[0], titles)


def test_its_fonts_have_every_sign_of_the_shipped_pathways(
    pathways: tuple[Pathway, ...],
) -> None:
    for pathway in pathways:
        for step in pathway.steps:
            for words in (step.label, step.who, step.note, *(one.words for one in step.quotations)):
                words.encode("cp1252")


@pytest.mark.parametrize("steps", [1, 40])
def test_it_is_made_however_long_the_route_is(steps: int) -> None:
    ways = {str(one): [str(one + 1)] for one in range(steps)} | {str(steps): []}
    assert len(read(make_pdf(route(ways), {})).pages) >= 2
