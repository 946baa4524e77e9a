"""Quotes that say nothing by themselves bring what says what they are about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.grounding import check
from bot.answering.rendering import render
from bot.quoting.writer import nearest_quotes
from domain import (
    Answer,
    Block,
    Citation,
    Document,
    Evidence,
    Reply,
    Shape,
    Source,
    UngroundedError,
)
from ingest.splitting import split
from tests.bot.quoting.test_writer import QUOTING

P, H, ITEM, R = Shape.PARAGRAPH, Shape.HEADING, Shape.ITEM, Shape.ROW
BLOCKS = (
    (H, 1, "# Harbour panels"),
    (H, 2, "## What a panel does not do"),
    (ITEM, 1, "- They do not decide on a placement."),
    (H, 2, "## Who comes"),
    (P, 0, "The following come to each panel:"),
    (ITEM, 1, "- the harbour nurse;"),
    (ITEM, 1, "- a teacher who knows the child."),
    (P, 0, "This list is ours."),
    (H, 2, "## Times"),
    (R, 2, "Step | Within"),
    (R, 1, "Minutes | 48"),
    (P, 0, "A panel meets in the town hall. However, it may meet by telephone."),
)


def make_document() -> Document:
    text, blocks = "", []
    for shape, level, line in BLOCKS:
        marks = len(line) - len(line.lstrip("#- "))
        blocks.append(Block(shape, len(text) + marks, len(text) + len(line), level))
        text += f"{line}\n\n"
    source = Source("a.md", "Harbour panels", published=date(2025, 1, 1))
    return Document(source, text, tuple(blocks))


DOCUMENT = make_document()
PASSAGES = split(DOCUMENT, max_words=110)


def evidence_for(*wanted: str) -> list[Evidence]:
    """Give the passages as evidence in which the wanted sentences weigh most, in their order."""
    weights = {words: 0.9 - 0.02 * n for n, words in enumerate(wanted)}
    found = []
    for one in PASSAGES:
        of = tuple(weights.get(sentence.text, 0.001) for sentence in one.sentences)
        found.append(Evidence(one, max(of), of))
    return sorted(found, key=lambda one: -one.relevance)


@pytest.mark.parametrize(
    ("wanted", "subject", "quote"),
    [
        (
            "They do not decide on a placement.",
            "What a panel does not do",
            "They do not decide on a placement.",
        ),
        ("the harbour nurse;", "The following come to each panel:", "the harbour nurse;"),
        ("Minutes | 48", "Step | Within", "Minutes | 48"),
        (
            "However, it may meet by telephone.",
            "",
            "A panel meets in the town hall. However, it may meet by telephone.",
        ),
        ("This list is ours.", "Who comes", "This list is ours."),
    ],
)
def test_a_quote_brings_its_subject_which_is_shown_before_it(
    wanted: str, subject: str, quote: str
) -> None:
    evidence = evidence_for(wanted)
    (statement,) = QUOTING.write("what of it", evidence)
    (citation,) = statement.citations
    assert (citation.subject, citation.quote) == (subject, quote)
    assert nearest_quotes(evidence)[0].subject == subject
    check([citation], {"a.md": DOCUMENT})
    text = render(Reply(Answer((statement,))))
    shown = f"{subject.rstrip(':')}: “" if subject else "- “"
    assert f"{shown}{quote}”" in text


def test_what_tells_of_the_list_it_stands_in_is_not_quoted_beside_an_answer() -> None:
    evidence = evidence_for("a teacher who knows the child.", "This list is ours.")
    statements = QUOTING.write("does a teacher come", evidence)
    assert [one.text for one in statements] == ["a teacher who knows the child."]


def test_a_subject_that_the_document_does_not_hold_is_refused() -> None:
    passage = PASSAGES[0]
    citation = Citation(passage, passage.sentences[0].text, "Words of nobody")
    with pytest.raises(UngroundedError, match="Words of nobody"):
        check([citation], {"a.md": DOCUMENT})
