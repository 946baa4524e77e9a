"""Rankings: order, scope, and what is left out when a message is hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.ranking.fitted import read_fitted
from bot.ranking.ranker import Network, read_network, weigh_signals
from bot.ranking.retriever import Retriever, Scope
from bot.ranking.signals import SIGNALS
from bot.reading.lexicon import Lexicon, read_lexicon
from bot.reading.understanding import Understanding
from domain import Part, Turn
from store.generation.entries import EntryKind
from store.search.keywords import KeywordIndex
from wiring import BOT_DATA, RANKER_NAME

if TYPE_CHECKING:
    from store.generation.opened import Generation
    from store.models.embedding import OnnxEmbedder

ROOT = Path(__file__).parents[3]
TAUGHT = {EntryKind.QUESTION, EntryKind.MISTAKEN, EntryKind.MISSING}


@pytest.fixture(scope="module")
def retriever(generation: Generation) -> Retriever:
    network = read_network(BOT_DATA / RANKER_NAME)
    return Retriever(generation, network, read_fitted(BOT_DATA).thresholds, passages=10)


@pytest.fixture(scope="module")
def understanding(generation: Generation, embedder: OnnxEmbedder) -> Understanding:
    return Understanding(embedder, read_lexicon(ROOT / "knowledge/lexicon"), generation.keywords)


def test_a_ranking_is_best_first_and_its_chances_are_chances(
    retriever: Retriever, understanding: Understanding
) -> None:
    ranking = retriever.rank(understanding.read("why do children go missing"))
    chances = [one.relevance for one in ranking.evidence]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)
    assert len({one.passage.id for one in ranking.evidence}) == len(ranking.evidence) <= 10


def test_the_best_of_what_was_taught_of_each_sentence_are_those_of_a_sort(
    retriever: Retriever, understanding: Understanding
) -> None:
    ranking = retriever.rank(understanding.read("who comes to a strategy meeting"))
    taught = retriever.table.taught
    for place, sentence in enumerate(ranking.candidates):
        rows = taught.rows[taught.sentences == sentence]
        if not len(rows):
            continue
        best = np.sort(ranking.cosines.of(rows))[::-1][:3]
        row = dict(zip(SIGNALS, ranking.signals[place], strict=True))
        assert row["best question cosine"] == best[0]
        assert row["mean question cosine"] == pytest.approx(best.mean(), abs=1e-6)
        assert row["best question words"] == ranking.words.of(rows).max()


def test_a_sentence_asked_word_for_word_is_found_first(
    retriever: Retriever, understanding: Understanding
) -> None:
    found = 0
    passages = retriever.generation.passages[::10]
    for passage in passages:
        longest = max(passage.sentences, key=lambda one: len(one.text), default=None)
        if longest is None:
            found += 1
            continue
        ranking = retriever.rank(understanding.read(longest.text))
        found += ranking.evidence[0].passage.id == passage.id
    assert found >= 0.85 * len(passages)


def test_a_scope_admits_only_its_own(retriever: Retriever, understanding: Understanding) -> None:
    document = "guidance/making-a-referral.md"
    ranking = retriever.rank(
        understanding.read("who tells the family"), Scope(documents=frozenset({document}))
    )
    assert ranking.evidence
    assert {one.passage.source.id for one in ranking.evidence} == {document}


def test_a_part_of_a_letter_that_is_asked_for_by_its_name_comes_first(
    retriever: Retriever, understanding: Understanding
) -> None:
    # as it is where nobody taught anything
    taught = np.array([entry.kind in TAUGHT for entry in retriever.generation.entries])
    for question, part in (
        ("what does the council have to improve", Part.IMPROVE),
        ("which strengths did they see", Part.STRENGTH),
    ):
        ranking = retriever.rank(understanding.read(question), hidden=taught)
        assert [one.passage.part for one in ranking.evidence[:2]] == [part] * 2


def test_what_reads_better_comes_before_what_was_as_near(
    retriever: Retriever, understanding: Understanding
) -> None:
    question = understanding.read("who comes to a strategy meeting")
    ranking = retriever.rank(question)
    best = np.argsort(-ranking.scores)[:5]
    places = [int(retriever.table.passage_of[one]) for one in ranking.candidates[best]]
    other = next(place for place, one in enumerate(places) if one != places[0])
    read = [-20.0] * 5
    read[other] = 20.0
    again = retriever.reread(question.text, ranking, read)
    assert ranking.order[0] == places[0]
    assert again.order[0] == places[other]
    assert again.evidence[0].relevance >= again.evidence[1].relevance
    # whether there is an answer is judged by the same scores
    assert np.array_equal(again.scores, ranking.scores)
    assert retriever.reread(question.text, ranking, read[:1]) is ranking


def test_a_scope_without_passages_gives_nothing(
    retriever: Retriever, understanding: Understanding
) -> None:
    ranking = retriever.rank(understanding.read("any"), Scope(documents=frozenset({"none"})))
    assert ranking.evidence == ()


def test_a_hidden_entry_speaks_for_nothing(
    retriever: Retriever, understanding: Understanding
) -> None:
    entries = retriever.generation.entries
    row = next(i for i, one in enumerate(entries) if one.kind is EntryKind.QUESTION)
    question = understanding.read(entries[row].text)
    hidden = np.zeros(len(entries), dtype=bool)
    hidden[row] = True
    best = SIGNALS.index("best question cosine")
    assert retriever.rank(question).signals[:, best].max() > 0.999
    assert retriever.rank(question, hidden=hidden).signals[:, best].max() < 0.999


def test_what_was_taught_of_others_pushes_no_sentence_down(
    retriever: Retriever, understanding: Understanding
) -> None:
    entries = retriever.generation.entries
    question = understanding.read("who checks that a child who went missing is interviewed")
    is_taught = np.array([entry.kind in TAUGHT for entry in entries])
    documents = [retriever.generation.passages[entry.passage].source.id for entry in entries]
    of_one = np.array([one.endswith("children-missing-from-home-and-care.md") for one in documents])
    beside = retriever.rank(question, hidden=is_taught & of_one)
    alone = retriever.rank(question, hidden=is_taught)
    column = {name: number for number, name in enumerate(SIGNALS)}
    untaught = beside.signals[:, column["is taught"]] == 0
    assert 0 < untaught.sum() < len(untaught)
    signals = beside.signals[untaught]
    pairs = {"best question": "sentence cosine", "best question words": "sentence words"}
    for messages, own in pairs.items():
        np.testing.assert_array_equal(
            signals[:, column[f"{messages} gap"]], signals[:, column[f"{own} gap"]]
        )
    # a sentence says the same for itself, whatever was taught of its neighbours; how near its
    # document and neighbours are is told by those that are candidates
    of_others = ("gap", "rank", "document cosine", "neighbour cosine")
    _, here, there = np.intersect1d(
        beside.candidates[untaught], alone.candidates, return_indices=True
    )
    values = [number for name, number in column.items() if not name.endswith(of_others)]
    np.testing.assert_allclose(signals[here][:, values], alone.signals[there][:, values], atol=1e-6)


@pytest.mark.parametrize(
    ("message", "follows"),
    [
        ("and who runs it", True),
        ("within how long?", True),
        ("does that count for a step parent too", True),
        ("who must be told when a child comes to live with a neighbour", False),
        ("how soon is a return home interview offered to a missing child", False),
    ],
)
def test_only_what_points_back_is_read_with_earlier_messages(
    understanding: Understanding, message: str, *, follows: bool
) -> None:
    earlier = [Turn("what is a strategy meeting", "")]
    read, alone = understanding.read(message, earlier), understanding.read(message)
    assert read.follows is follows
    assert not alone.follows
    assert np.allclose(read.search.vector, alone.search.vector) is not follows


def test_spelling_is_repaired_and_names_are_left(understanding: Understanding) -> None:
    assert "exploitation" in understanding.read("child exploitattion signs").text
    assert "Woodcock" in understanding.read("who is Deborah Woodcock").text


@pytest.mark.parametrize("word", ["staffing", "grabbing", "sacks", "besides", "organisation"])
def test_an_english_word_is_no_slip_of_one_that_the_documents_hold(
    embedder: OnnxEmbedder, tmp_path: Path, word: str
) -> None:
    others = "stabbing grading socks beside organisations"
    keywords = KeywordIndex.build([others, others], tmp_path)
    reader = Understanding(embedder, Lexicon([]), keywords)
    assert reader.read(f"is it the {word}").text == f"is it the {word}"
    assert reader.read("is it the stabing").text == "is it the stabbing"


def test_a_network_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    random = np.random.default_rng(3)

    def some(*shape: int) -> np.typing.NDArray[np.float32]:
        return random.normal(size=shape).astype(np.float32)

    network = Network(
        some(5), np.ones(5, np.float32), some(5, 2), some(5, 3), some(3), some(3, 2), some(2)
    )
    network.save(tmp_path / "n.npz")
    rows = some(7, 5)
    again = read_network(tmp_path / "n.npz")
    assert again.scores(rows).shape == (7, 2)
    assert np.array_equal(again.scores(rows), network.scores(rows))


def test_a_network_with_a_limit_does_not_tell_far_from_farther(tmp_path: Path) -> None:
    replace(weigh_signals(np.array([1.0, 0.5])), limit=2.0).save(tmp_path / "n.npz")
    network = read_network(tmp_path / "n.npz")
    rows = np.array([[1, 1], [2, 1], [50, 1], [-50, 1]], dtype=np.float32)
    assert network.scores(rows)[:, 0].tolist() == [1.5, 2.5, 2.5, -1.5]
