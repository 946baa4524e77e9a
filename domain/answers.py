"""A reply, from the passages found to the outcome that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.faults import UngroundedError

if TYPE_CHECKING:
    from domain.documents import Passage, Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage worth reading for a question.

    ``relevance`` is the probability, 0 to 1, that the passage answers; ``weights`` gives, for
    each of ``passage.sentences``, how likely it is to carry the answer if there is one.
    """

    passage: Passage
    relevance: float
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a passage that carry a statement.

    ``subject`` is verbatim too: the heading or line of the same document that says what the quote
    is about, empty where the quote says it itself.
    """

    passage: Passage
    quote: str
    subject: str = ""

    def __post_init__(self) -> None:
        """Refuse a quote that its passage does not hold."""
        if not self.quote or self.quote not in self.passage.text:
            msg = f"not in {self.passage.source.id}: {self.quote!r}"
            raise UngroundedError(msg)

    @property
    def page(self) -> int:
        """The page of the file that the quote begins on; 0 where it has none."""
        return self.passage.page_at(self.passage.text.index(self.quote))


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a quoted list: its number, such as ``2`` or ``2.1``, and its words."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of an answer, never without a citation.

    ``caution`` is what the reader must know before relying on it: another area's rule, an
    old date, a superseded source. Empty where there is nothing to say. ``retells`` says where and
    when inspectors found it, where a document that is no inspector's retells that. Of a quoted
    list ``items`` are its words item by item, and ``extent`` says how much of it they are. ``head``
    is what it stands under in an answer that is put together by heads, ``side`` the one of two
    things compared that it tells of.
    """

    text: str
    citations: tuple[Citation, ...]
    caution: str = ""
    retells: str = ""
    items: tuple[ListItem, ...] = ()
    extent: str = ""
    head: str = ""
    side: str = ""

    def __post_init__(self) -> None:
        """Refuse a statement that cites nothing."""
        if not self.citations:
            msg = f"no citation for: {self.text!r}"
            raise UngroundedError(msg)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say.

    ``declined`` gives, of a message that asks several things, those that nothing answers.
    ``note`` is what a reader must know first, such as that no document of the area that was asked
    about is held; empty where there is nothing. ``top`` is the answer in one plain line, every word
    of it from a quote or from a fixed frame; empty where the quotes do not give one. ``sides`` are
    the two things that a comparison is of.
    """

    statements: tuple[Statement, ...]
    declined: tuple[str, ...] = ()
    note: str = ""
    top: str = ""
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """The question presumes what the documents contradict.

    ``wrong`` are the words of the question, as typed, that the first statement contradicts; the
    others answer what was asked, where something does. It is empty where the judge only holds the
    question to be mistaken. ``declined`` and ``note`` are those of an ``Answer``.
    """

    statements: tuple[Statement, ...]
    wrong: str = ""
    declined: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The documents do not say; up to three nearby passages may still help.

    ``options`` are the readings of an ask that is open between a few, each as a whole question.
    """

    message: str
    nearby: tuple[Citation, ...]
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """A child may be at risk now: the steps to take come before anything else.

    ``statements`` are what a person chose for that kind of danger, ``answers`` what the documents
    say to ``asked``, a question that came with it. ``title`` heads the steps; ``for_staff`` is
    False where a child or a member of the public writes.
    """

    steps: str
    statements: tuple[Statement, ...] = ()
    asked: str = ""
    answers: tuple[Statement, ...] = ()
    title: str = "A child may be in danger now"
    for_staff: bool = True


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the catalogue says of the collection itself; nothing is quoted.

    ``sources`` are the documents that ``message`` tells of.
    """

    message: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting or thanks, answered in kind."""

    message: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a chat model wrote beside an answer's quotes, as far as words in documents support it.

    Each of ``statements`` was checked against the citations behind it; its ``text`` is no quote.
    ``dropped`` names the check that each other one failed. ``fault`` says why there is no more: the
    model was ``slow``, ``failed``, ``stopped`` by the reader, or ``rests`` after failing; empty
    where it ended by itself.
    ``is_complete`` is False while more may come.
    """

    statements: tuple[Statement, ...] = ()
    dropped: tuple[str, ...] = ()
    model: str = ""
    prompt: str = ""
    fault: str = ""
    is_complete: bool = False


Outcome = Answer | Correction | Refusal | Escalation | Inventory | SmallTalk


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the words it was answered with."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An outcome with what led to it.

    ``evidence`` is the ranking before the writer, best first, also when declined;
    ``understood`` is the question as searched, where it differs from what was typed;
    ``masked`` names the kinds of identifying details that were left out of the search;
    ``follows`` says whether it was read as following on from the earlier messages;
    ``generation`` is the id of the generation that answered, empty where none was asked;
    ``is_checked`` is False where the check for danger is damaged, which the reader must be told;
    ``reminds`` is True where the message may tell of danger, so that whom to ring stands above;
    ``written`` is what a chat model wrote beside the quotes, None where none was asked.
    """

    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    understood: str = ""
    masked: tuple[str, ...] = ()
    follows: bool = False
    generation: str = ""
    is_checked: bool = True
    reminds: bool = False
    written: Written | None = None
