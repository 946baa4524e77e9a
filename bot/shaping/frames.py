"""Requests to write something: a frame with blanks beside the quoted rule, or the Draft page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.shaping.naming import telling

_ASKS = re.compile(
    r"^\W*(?:(?:please|hi|ok|so|can|could|would|will|you|i need you to|i want you to|i need to"
    r"|i have to|help me(?: to)?)\W+)*"
    r"(?:draft|write|compose|word|(?P<makes>prepare|make|create|produce)|put together|generate)"
    r"(?: up)?(?: (?:me|us|for me))?(?: (?:a|an|the|my|some|our|out))?(?: (?:[\w-]+)){0,2}? "
    r"?(?P<what>e-?mails?|letters?|referrals?|reports?|messages?|scripts?|agendas?|minutes|plans?"
    r"|statements?|records?|notes?|texts?|briefings?|slides?|slideshow|presentations?"
    r"|power ?points?|handouts?|quiz(?:zes)?|trainings?|session|case stud(?:y|ies)|leaflets?"
    r"|posters?|chronolog\w+"
    r"|template)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# What the Draft page makes.
_DRAFTED = re.compile(
    r"briefing|slide|presentation|power ?point|handout|quiz|training|session|case stud",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|on|regarding|re|that|which|to say|saying|asking|explaining|telling"
    r"|for when|when)\b",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(
    r"\b(?:what|how) (?:should|do|does|must|can|is|are|to)\b|\b(?:should|do|must) i\b",
    re.IGNORECASE,
)

DRAFT = (
    "The Draft page makes briefings, slides, handouts, quizzes and cases from the documents: choose"
    " the theme there, and edit what it puts together."
)
FRAME = """\
Nothing is written here but what the documents say. A frame to fill in yourself:
To: [who]
About: [reference; no name or other details of a child where the mail is not secure]
What I saw, heard or was told, and when: [ ]
Why I am worried: [ ]
What I ask you to do, and by when: [ ]
From: [name, role, how to reach me]"""
RULE_BELOW = "What the documents say on it is quoted below."


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be written, and what about; ``about`` is empty where it is not said."""

    what: str
    about: str

    @property
    def is_drafted(self) -> bool:
        """Whether the Draft page makes such a thing."""
        return bool(_DRAFTED.search(self.what))

    @property
    def frame(self) -> str:
        """What is said in the place of a text: where it is made, or a frame with blanks."""
        return DRAFT if self.is_drafted else FRAME


def request_in(text: str) -> Request | None:
    """Give what a message asks to have written; None where it asks for nothing of the kind."""
    match = _ASKS.match(text)
    if not match or _ASKS_HOW.search(text):
        return None
    # to make a referral or a plan is work, to make slides is writing
    if match["makes"] and not _DRAFTED.search(match["what"]):
        return None
    rest = match["rest"].strip(" ?.!:")
    about = _ABOUT.search(rest)
    subject = rest[about.end() :].strip() if about else rest
    referral = "making a referral " if match["what"].lower().startswith("referral") else ""
    return Request(match["what"], f"{referral}{subject}".strip() if telling(subject) else referral)
