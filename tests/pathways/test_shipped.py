from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.beside.partnership import partnership_of
from ingest.beside.pointers import POINTERS_NAME, read_pointers, split_label
from tests.pathways.conftest import KNOWLEDGE

if TYPE_CHECKING:
    from domain import Document
    from pathways.route import Pathway, Step

NINE = [
    "child-in-danger",
    "exploitation-worry",
    "strategy-discussion",
    "child-goes-missing",
    "emergency-department",
    "national-referral-mechanism",
    "police-intelligence",
    "school-concern",
    "escalation",
]
NUMBER_WORDS = "three five six ten fifteen".split()


def test_there_are_nine_the_most_urgent_first(pathways: tuple[Pathway, ...]) -> None:
    assert [one.id for one in pathways] == NINE


def test_every_number_a_step_gives_is_in_its_quotations(pathways: tuple[Pathway, ...]) -> None:
    for pathway in pathways:
        for step in pathway.steps:
            quoted = " ".join(one.words for one in step.quotations).casefold()
            said = f"{step.label} {step.who} {step.by_when}".casefold()
            said = said.replace("section 47", "")
            for number in re.findall(r"\d{4} \d{3} \d{4}|\d+(?:\.\d+)?", said):
                assert number in quoted, (pathway.id, step.id, number)
            for word in NUMBER_WORDS:
                if re.search(rf"\b{word}\b", said):
                    assert word in quoted, (pathway.id, step.id, word)


def test_a_step_says_so_where_its_rule_is_another_areas(
    pathways: tuple[Pathway, ...], documents: tuple[Document, ...]
) -> None:
    pointers = read_pointers(KNOWLEDGE / POINTERS_NAME)
    ours = partnership_of(KNOWLEDGE)
    texts = {one.source.id: one.text for one in documents}
    for pathway in pathways:
        for step in pathway.steps:
            labels = labels_after(step, texts[step.quotation.source.id])
            areas = {pointers[one].area for one in labels if one in pointers}
            is_foreign = areas and not any(map(ours.covers, areas))
            foreign = " and ".join(sorted(areas)) if is_foreign else ""
            assert step.area == foreign, (pathway.id, step.id)
            assert (foreign in step.caution) or not foreign


def labels_after(step: Step, text: str) -> tuple[str, ...]:
    """The sources that the note gives after the quoted words, on the same line."""
    end = text.find("\n", step.quotation.end)
    found = re.search(r"\[([^\]]+)\]", text[step.quotation.end : end])
    return split_label(found[1]) if found else ()
