"""What a quote has done with a family, who may be the danger: what stands beside danger, or doubt.

Nothing below the safety steps, and nothing of an answer that stands below the line that says whom
to ring first, may have somebody tell, ask or go back to a family before advice is taken.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.rendering import class_of
from domain import Answer, Citation, Class, Correction, Refusal, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain import Outcome

# Said in the place of what is left out of an answer while a child may be in danger.
LEFT_OUT = (
    "Left out, because your message may tell of danger: what the documents say of telling, asking"
    " or going back to a family. Ask children's social care or your safeguarding lead first."
)
# Who must not be told by a message of this program while a child is in danger.
_FAMILY = re.compile(
    r"\b(?:grand|god|step|foster|birth|half)?[- ]?(?:parent|carer|famil|mother|father|mum|dad\b"
    r"|dadd|brother|sister|daughter|son\b|sons\b|child(?:ren)?[\u2019']s home address)"
    r"|\b(?:caregiver|relative|guardian|household|next of kin|sibling|uncle|aunt|cousin|husband"
    r"|wife|wives|spouse|elders?\b|kin\b|nan\b|nana\b|gran\b|granny|grandad)"
    # a partner of somebody, not an agency that is one
    r"|\b(?:her|his|their|[\u2019']s) (?:ex-?)?partner\b(?! agenc)"
    r"|\b(?:the|adult) (?:alleged )?(?:abuser|perpetrator)",
    re.IGNORECASE,
)
# What is done with a family that would let them know, or that gives a child back to them.
_REACHED_BY = (
    r"\b(?:tell|told|inform|notif|notice|contact|spe?ak|spoke|talk|discuss|ask|seek|sought|obtain"
    r"|consen|agree|consult|involv|engag|invit|explain|shar|meet|visit|ring\b|phon|call|approach"
    r"|open\b|honest|work\w* (?:\w+ly |along|close|in )?(?:with|alongside)|return|reuni|mediat"
    r"|hand\w* (?:\w+ ){0,3}to|views?\b|collect|let\b[^.;]{0,60}\bknow|aware|in the loop|check"
    r"|rais|liais|warn|advis|updat|writ\w+ to|letter|sen[dt]\w* (?:\w+ ){0,4}(?:to|back)"
    r"|giv\w+ (?:\w+ ){0,3}(?:to|cop|back)|report\w* (?:\w+ ){0,4}to|listen|clarif|confirm"
    r"|permission|co-?operat|partnership with|say to|said to|message|e-?mail|text\b|negotiat"
    r"|convers|disclos|reassur|releas|let (?:\w+ ){0,3}go|feed ?back|interview|confront|convey"
    r"|alert|reconcil|bring (?:\w+ ){0,3}(?:together|in)|transparen|reach|touch with)"
)
_REACHING = re.compile(_REACHED_BY, re.IGNORECASE)
# ... and with somebody who was named before.
_REACHING_THEM = re.compile(
    rf"{_REACHED_BY}\w*(?: [\w']+){{0,3}} (?:them|both)\b|\bthey\b[^.;]{{0,40}}{_REACHED_BY}",
    re.IGNORECASE,
)
# A child who is sent back to where the danger may be.
_HOMEWARD = re.compile(
    r"\b(?:return|go|goes|went|send|sent|tak(?:e|en|ing)|took|hand|releas|bring|brought|walk|escort"
    r"|contact|ring|phone|call|letters?|writ\w+|message|text|word)\w* (?:[^\s.;]+ ){0,4}"
    r"(?:back )?home\b(?! (?:interview|offic|educat|visit))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")


def names_family(text: str) -> bool:
    """Say whether a text speaks of parents, carers or other family."""
    return bool(_FAMILY.search(text))


def may_stand(statement: Statement) -> bool:
    """Say whether a quote may stand where a child may be in danger from a family.

    Nothing there may have somebody tell, ask or go back to a family before advice. So what is
    expected is left out where it names one at all; a finding or background that only names one,
    and has nobody speak to it, tells no reader to do so. What is about a family by its heading,
    by its subject or by the sentence before it ("Speak to them first") names one.
    """
    is_expected = class_of(statement) is Class.EXPECTED
    if _HOMEWARD.search(statement.text) and is_expected:
        return False
    for sentence in filter(None, _SENTENCE_END.split(statement.text)):
        if names_family(sentence) and (is_expected or _REACHING.search(sentence)):
            return False
    if class_of(statement) is Class.FOUND or not _REACHING_THEM.search(statement.text):
        return True
    return not any(map(_is_about_family, statement.citations))


def without_family(outcome: Outcome) -> Outcome:
    """Give an answer without what may not stand (``may_stand``), and say that it is left out.

    What is no answer, and one that loses nothing, comes back as it is, but for the questions that
    a refusal offers.
    """
    match outcome:
        case Answer(statements):
            return _answer(outcome, statements)
        case Correction(statements, declined=declined, note=note):
            if statements and may_stand(statements[0]):
                held = tuple(filter(may_stand, statements))
                return outcome if held == statements else replace(outcome, statements=held)
            # what contradicts the message is gone: what is left only answers
            return _answer(Answer(statements, declined=declined, note=note), statements)
        case Refusal(message, nearby, options):
            near = tuple(one for one in nearby if may_stand(Statement(one.quote, (one,))))
            return Refusal(message, near, tuple(one for one in options if not names_family(one)))
        case _:
            return outcome


def _answer(answer: Answer, statements: Sequence[Statement]) -> Outcome:
    held = tuple(filter(may_stand, statements))
    if len(held) == len(statements):
        return answer
    if not held:
        return Refusal(LEFT_OUT, ())
    note = "\n".join(filter(None, (answer.note, LEFT_OUT)))
    # the line at the top is made of the quotes
    return replace(answer, statements=held, note=note, top="")


def _is_about_family(citation: Citation) -> bool:
    passage = citation.passage
    before = passage.text[: passage.text.index(citation.quote)].rstrip()
    said = (citation.subject, *passage.headings[-1:], *_SENTENCE_END.split(before)[-1:])
    return any(map(names_family, said))
