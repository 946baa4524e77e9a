"""Whether quoted words say something by themselves, and what says what they are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.quoting.leaning import leans_back
from bot.quoting.spans import Span
from bot.reading.cited import written_out
from domain import Shape

if TYPE_CHECKING:
    from domain import Sentence

# A longer introduction says less of an item than it costs to read.
SUBJECT_MAX_CHARACTERS = 200
# What a sentence leans on is brought along where it is no longer than this; a second one before it
# only while all of them are.
LEANT_ON_MAX_CHARACTERS = 320
# A sentence of fewer words says what it says of something else: "Check both.", "48".
_FEW_WORDS = 4
# "Core group. The people who carry out a plan."
_LABEL_WORDS = 2

_ITSELF = (
    r"list|note|page|pages|steps?|points?|questions?|examples?|wording|section|chapter|document"
    r"|order|sentences?|sources?|table|checklist|summary|guidance|policy|procedures?|contents|edition|copy"
)
# A sentence that tells of the text that it stands in and of nothing else.
_OF_THE_TEXT = re.compile(
    rf"\(?(?:(?:this|these|the|all|both|our|most)\b[\w\s,’']{{0,30}}?\b(?:{_ITSELF})\b"
    rf"[\w\s,’']{{0,80}}?\b(?:ours?|seen|visible|updated|reviewed|replaced?|sets? out|sourced"
    r"|applies|covers|reflects?|comes? from|supersedes|restates?)\b"
    rf"|(?:{_ITSELF})\b[\w\s,’']{{0,30}} (?:is|are) our\b|our (?:own )?(?:{_ITSELF}|advice|words)\b"
    r"|(?:check|see|ask)\b[^.]{0,60}\.?\)?$)",
    re.IGNORECASE,
)


# A line of a document's own particulars: "Version 4.", "Agreed by the board on 11 March."
_OF_THE_FILE = re.compile(
    r"\W*(?:(?:version|status|owner|author|edition|review(?: date)?|(?:last |next )?(?:refreshed"
    r"|updated|reviewed|revised)|read(?:ing)? time|apologies|issued|published|date)\b\W*[:\d]"
    r"|(?:agreed|approved|adopted|endorsed|signed off|issued|published|ratified) (?:by|on|in)\b"
    r"|(?:last|next) (?:refreshed|updated|reviewed|revised|review|revision)\b"
    r"|due for (?:review|revision)\b)",
    re.IGNORECASE,
)


# Words after which a sentence goes on: "the duties of the officer are to".
_OPEN = re.compile(
    r"\b(?:to|of|the|an?|that|which|with|for|by|from|if|whether|are|is|should|must|will)$",
    re.IGNORECASE,
)
# Headings of lists of other texts.
_TO_READ = re.compile(
    r"^\W*(?:\w\W+)?(?:references?|bibliography|sources|further (?:reading|information)"
    r"|(?:other |related |useful )?(?:guidance|documents|resources|links|legislation)"
    r"(?: (?:issued|published|produced|provided)\b.*)?)\W*$",
    re.IGNORECASE,
)
# A part of another text by its number, written out, and what is left of a text that says anything.
_NUMBERED = re.compile(
    r"\b(?:(?:regulation|section|paragraph|chapter|schedule|art(?:icle)?|part|page|annex|p)s?"
    r"\.? ?)?\d+\w*\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
# Words that only say where more is to be read: "Further advice can be found at".
_ELSEWHERE = re.compile(
    r"\W*(?:(?:further|more|additional|detailed) (?:\w+ ){0,2}?(?:information|guidance|details?"
    r"|advice|support)\b[^.;]{0,80}?\b(?:can|may|will) (?:also )?be (?:found|accessed|obtained)"
    r"|(?:further|more|additional|detailed) (?:information|guidance|details?|advice)\b[^.;]{0,60}?"
    r"\b(?:is|are) (?:available|provided|set out)|(?:please )?see (?:also )?(?:the |our )?(?:annex"
    r"|appendix|paragraphs?|sections?|chapters?|parts?|pages?|figures?|table|https?)\b|©)",
    re.IGNORECASE,
)
_ASKS_WHERE = re.compile(
    r"\b(?:where|links?|website|url|page|read|find|guidance|information|copyright)\b", re.IGNORECASE
)
# Headings under which something that happened is told, for others to learn by.
_TOLD = re.compile(r"\b(?:case (?:stud(?:y|ies)|examples?)|scenarios?|vignettes?)\b", re.IGNORECASE)
_ASKS_TOLD = re.compile(
    r"\b(?:examples?|case (?:stud(?:y|ies)|examples?)|scenarios?|vignettes?)\b", re.IGNORECASE
)


def leans(sentence: Sentence) -> bool:
    """Say whether a sentence opens with a word that stands for something before it."""
    return leans_back(sentence.text)


def is_fragment(sentence: Sentence) -> bool:
    """Say whether the words are no whole sentence: a number, a name, a heading, half a clause."""
    text = sentence.text
    return (
        len(text.split()) < _FEW_WORDS
        or text[:1].islower()
        or text[-1:] in {";", ",", ":"}
        or sentence.shape is Shape.ROW
        or (sentence.shape is Shape.PARAGRAPH and text[-1:] not in set(".!?)”’\"'"))
    )


def is_of_the_file(sentence: Sentence) -> bool:
    """Say whether a sentence gives a document's own particulars: its version, who agreed it."""
    return sentence.shape is Shape.PARAGRAPH and bool(_OF_THE_FILE.match(sentence.text))


def is_label(sentence: Sentence) -> bool:
    """Say whether words only announce what stands after them: a question, "Strategy meeting."."""
    text = sentence.text
    return sentence.shape is Shape.PARAGRAPH and (
        text.endswith("?") or (len(text.split()) <= _LABEL_WORDS and text.endswith("."))
    )


def is_broken_off(span: Span) -> bool:
    """Say whether words end where something has to follow, and no list of theirs does."""
    sentence = span.sentences[-1]
    is_open = sentence.shape is Shape.PARAGRAPH and bool(_OPEN.search(sentence.text))
    after = span.evidence.passage.sentences[span.last + 1 : span.last + 2]
    return is_open and not any(one.lead == sentence.text for one in after)


def is_reference(span: Span) -> bool:
    """Say whether words only name another text, as lists of what to read do."""
    headings = span.evidence.passage.headings
    text = span.sentences[0].text
    is_name = text[-1:] not in set(".!?;:”") or not any(map(str.islower, text))
    return is_name and bool(headings and _TO_READ.search(headings[-1]))


def is_elsewhere(span: Span, question: str) -> bool:
    """Say whether words answer elsewhere than here: in other texts, or of one case that is told.

    Of a question for where something stands, or for an example, they are none.
    """
    text = span.sentences[0].text
    # of "(Regs 45/46)" nothing is said
    if not _LETTERS.search(_NUMBERED.sub(" ", written_out(text))) or (
        _ELSEWHERE.match(text) and not _ASKS_WHERE.search(question)
    ):
        return True
    headings = span.evidence.passage.headings
    is_told = bool(headings and _TOLD.search(headings[-1]))
    return is_told and not _ASKS_TOLD.search(question)


def tells_of_its_text(sentence: Sentence) -> bool:
    """Say whether a sentence tells of the list or note that it stands in, and of nothing else."""
    return bool(_OF_THE_TEXT.match(sentence.text))


def with_what_it_leans_on(span: Span) -> Span:
    """Bring along the sentences before it in its paragraph that a "this" or "however" leans on."""
    brought = 0
    while span.first and leans(span.sentences[0]):
        before = span.evidence.passage.sentences[span.first - 1]
        is_alike = before.shape is span.sentences[0].shape is not Shape.ROW
        brought += len(before.text)
        if not is_alike or brought >= LEANT_ON_MAX_CHARACTERS:
            break
        span = Span(span.evidence, span.first - 1, span.last)
    return span


def with_what_it_leads_to(span: Span) -> Span:
    """Bring along the sentence that a label or a question announces, if one stands after it."""
    sentences = span.evidence.passage.sentences
    last = span.sentences[-1]
    if not is_label(last) or span.last + 1 >= len(sentences):
        return span
    after = sentences[span.last + 1]
    if after.shape is not last.shape or is_label(after):
        return span
    return Span(span.evidence, span.first, span.last + 1)


def subject_of(span: Span) -> str:
    """Give the words of the document that say what quoted ones are about.

    That is the line that introduces them, or else their heading; empty where they say it
    themselves.
    """
    first = span.sentences[0]
    lead = first.lead
    if lead and (len(lead) <= SUBJECT_MAX_CHARACTERS or is_fragment(first)):
        return lead
    if leans(first) or is_fragment(first) or tells_of_its_text(first):
        headings = span.evidence.passage.headings
        return headings[-1] if headings else ""
    return ""
