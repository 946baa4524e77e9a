from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain import Part, Passage, Source
from pathways.matching import match_pathway

if TYPE_CHECKING:
    from pathways.route import Pathway

MISSING = "children-missing-from-home-and-care"
HEALTH = "health-and-emergency-departments"
NRM = "national-referral-mechanism-for-children"
MEETINGS = "exploitation-meetings-and-screening-tools"
CHALLENGE = "professional-challenge-and-escalation"


def offered(question: str, note: str, pathways: tuple[Pathway, ...]) -> str:
    source = Source(id=f"guidance/{note}.md", title=note)
    passage = Passage("p", source, (), Part.GUIDANCE, (), "Text.", 0, 5, ())
    pathway = match_pathway(question, [passage], pathways)
    return pathway.id if pathway else ""


@pytest.mark.parametrize(
    ("question", "note", "pathway"),
    [
        ("What do I do if a child goes missing?", MISSING, "child-goes-missing"),
        ("what happens when kids come back after being missing", MISSING, "child-goes-missing"),
        ("How do I make a referral?", "making-a-referral", "child-in-danger"),
        ("How do I fill in the screening tool?", MEETINGS, "exploitation-worry"),
        ("What happens after a strategy discussion?", "strategy-discussions",
         "strategy-discussion"),
        ("What should A&E staff do with a child like this?", HEALTH, "emergency-department"),
        ("How do I make an NRM referral?", NRM, "national-referral-mechanism"),
        ("How do I share intelligence with the police?", "information-and-intelligence-sharing",
         "police-intelligence"),
        ("What should a school do before it excludes a pupil with a social worker?",
         "education-as-a-protective-factor", "school-concern"),
        ("How do I escalate?", CHALLENGE, "escalation"),
    ],
)  # fmt: skip
def test_a_how_do_i_question_is_offered_its_pathway(
    question: str, note: str, pathway: str, pathways: tuple[Pathway, ...]
) -> None:
    assert offered(question, note, pathways) == pathway


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("What did inspectors say about the screening tool?", MEETINGS),
        ("What is the NRM?", NRM),
        ("How do I book supervision?", "supervision-and-management-oversight"),
        ("What happens if we miss a deadline?", MISSING),
        ("How do I escalate?", "disruption-tools"),
        ("", MISSING),
    ],
)
def test_nothing_is_offered_for_a_fact_a_finding_or_another_matter(
    question: str, note: str, pathways: tuple[Pathway, ...]
) -> None:
    assert offered(question, note, pathways) == ""
