"""What the encoder learns by, on vectors of a few numbers."""

import torch

from training.layers.nearness import distance_to_teacher, loss_of
from training.material.pairs import TaughtTogether, read_pairs


def _unit(rows: list[list[float]]) -> torch.Tensor:
    return torch.nn.functional.normalize(torch.tensor(rows, dtype=torch.float32), dim=-1)


WORDS = _unit([[1, 0, 0], [0, 1, 0]])
BATCH = [TaughtTogether("a duty", "one"), TaughtTogether("a finding", "two")]


def test_a_near_sentence_costs_the_more_the_nearer_the_message_comes_to_it() -> None:
    asked = _unit([[1, 0, 0.2], [0, 1, 0.2]])
    far = loss_of(WORDS, asked, asked, BATCH, near=_unit([[0, 0, -1]]))
    near = loss_of(WORDS, asked, asked, BATCH, near=_unit([[1, 0, 0.2]]))
    assert far < near
    assert torch.isclose(far, loss_of(WORDS, asked, asked, BATCH), atol=1e-3)


def test_two_themes_of_the_same_words_are_not_told_apart() -> None:
    same = [TaughtTogether("a duty", "one"), TaughtTogether("a duty", "two")]
    words = _unit([[1, 0, 0], [1, 0, 0]])
    assert loss_of(words, words, words, same) < 0.01 < loss_of(words, words, words, BATCH)


def test_who_puts_texts_as_near_as_the_teacher_is_at_no_distance() -> None:
    found = _unit([[1, 0, 0], [0.9, 0.1, 0], [0, 0, 1]])
    wanted = found @ found.T
    turned = _unit([[1, 0, 0], [0, 0, 1], [0.9, 0.1, 0]])
    assert distance_to_teacher(found, wanted) < 1e-4 < distance_to_teacher(turned, wanted)


def test_every_pair_has_messages_and_no_message_stands_twice_in_it() -> None:
    pairs = read_pairs()
    said = [[text for some in one.messages.values() for text in some] for one in pairs]
    assert min(map(len, said)) >= 4
    assert all(len(set(texts)) == len(texts) for texts in said)
    beside = [one for one in pairs if one.near]
    assert len(beside) > 800
    assert all(one.words not in one.near for one in beside)
