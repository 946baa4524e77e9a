from __future__ import annotations

from typing import TYPE_CHECKING

from pathways.describing import describe, summary_of, words_of
from pathways.layout import lay_out

if TYPE_CHECKING:
    from pathways.route import Pathway


def test_the_words_say_all_that_the_diagram_says(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    for pathway in pathways:
        said = " ".join(describe(pathway, titles).split())
        for box in lay_out(pathway, titles).boxes:
            step = pathway.step(box.step)
            for words in (step.label, step.who, step.by_when, step.area, titles.get(step.see, "")):
                assert words in said
        for step in pathway.steps:
            for way in step.branches:
                to = f"step {pathway.number(way.step)}, {pathway.step(way.step).label}"
                assert (f"{way.when}: {to}" if way.when else to) in said


def test_a_last_step_says_that_the_pathway_ends(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    last = pathways[0].steps[-1]
    assert words_of(pathways[0], last, titles).next == ("the pathway ends here.",)


def test_the_summary_says_how_many_steps_and_where_to_begin(pathways: tuple[Pathway, ...]) -> None:
    assert "9 steps" in summary_of(pathways[0])
    assert pathways[0].steps[0].label in summary_of(pathways[0])
