"""Greetings, thanks and questions about the tool itself, answered in kind: short and honest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.beside.partnership import Shown


@dataclass(frozen=True, slots=True)
class _Talk:
    """The words that tell a kind of small talk, and the reply to it.

    What a reply says of the documents stands in braces, as a field of ``Shown``.
    """

    words: re.Pattern[str]
    reply: str


def _kind(words: str, reply: str) -> _Talk:
    return _Talk(re.compile(rf"(?<!\w)(?:{words})(?!\w)"), reply)


_PROGRAM = (
    "I'm a computer program, not a person. I look things up in {holds} and quote them word for"
    " word; as set up by default, no language model writes my replies. I don't decide anything"
    " about a child."
)
_PURPOSE = (
    "Ask me a question about {subject}. I quote what {quotes} say, and I tell you when they don't"
    " say. I don't decide anything about a child, and I'm not for emergencies: for those ring 999."
    " Please leave out names and other details of children."
)

# In order: the first kind whose words are in the message gives the reply. What is asked of the
# tool comes before courtesies ("hi, are you a robot?").
_KINDS = (
    _kind(
        r"remember me|store|what i type|who sees",
        "I don't know who you are and don't keep a memory of earlier chats. " + _PROGRAM,
    ),
    _kind(
        r"(?:who|what company|did the council|did you come|where).*"
        r"(?:made|make|built|build|builds|programmed|created|wrote|come from|from)",
        "I was written by the maintainers of the Findings project, as open software. " + _PROGRAM,
    ),
    _kind(
        r"robot|bot or|chat ?gpt|copilot|gemini|claude|a\.?i|artificial|human|real person"
        r"|language model|llm|someone in the office|are you (?:real|a computer|a machine)"
        r"|(?:what|who) (?:are|r) (?:you|u)|what(?:'?s| is) (?:this|your name)|your name"
        r"|(?:talking|speaking|chatting) (?:to|with)|chat ?bot|machine|a bot|person there"
        r"|is it you answering|old are you|are you from|same bot",
        _PROGRAM,
    ),
    _kind(
        r"what (?:can|do|could) (?:you|u) (?:do|help|know)|help with|how (?:does|do) (?:this|you|u"
        r"|it) work|how this works|what sort of (?:things|questions)|what do people|first time"
        r"|trying this|try this|told me to try|can you help me|quick question|can i ask"
        r"|having a play|not used one|what should i ask|can (?:you|u) help",
        _PURPOSE,
    ),
    _kind(
        r"tell me a joke|joke",
        "I only quote {holds}, and there are no jokes in them.",
    ),
    _kind(
        r"do you (?:sleep|get|like|have|ever)|bored of|your job|how (?:are|r) (?:you|u|things)"
        r"|hows it going|how'?s it going|(?:you|u) ok|how do|alright\W*$|y'?alright|hope (?:you|u)",
        "I'm a computer program, so always the same, but thank you for asking. How can I help?",
    ),
    _kind(
        r"happy \w+|merry \w+|(?:wish me|good) luck|roll on|long (?:day|week)|what a (?:day|week)"
        r"|been a (?:day|week)|shattered|knackered|coffee|brew",
        "The same to you, and I hope the day is kind.",
    ),
    _kind(
        r"sorry|apologi[sz]e|apologies|my mistake|oops|wrong (?:window|chat|box|tab|thread|person"
        r"|one)|meant for|forget (?:it|that)|disregard|by accident|ignore (?:me|that)"
        r"|never ?mind|nvm|typos?|pressed send",
        "No harm done. Ask whenever you're ready.",
    ),
    _kind(
        r"not (?:very |much |really )?(?:helpful|use|useful)|useless|rubbish|waste of time"
        r"|not what i (?:asked|meant|wanted)|repeating|already said|lost me|(?:bit )?slow"
        r"|long[ -]?winded|give up|don'?t get me|no help|terrible|annoying|wrong|meh|not sure"
        r"|hopeless|poor|stupid|idiot|thick|daft|garbage",
        "I'm sorry that wasn't useful. It may help to ask again in other words, or to name the"
        " topic (for example: {topics}). I can only quote what my documents hold.",
    ),
    _kind(
        r"bye|night|goodbye|good ?night|nighty|nite"
        r"|(?<!to )see (?:you|u|ya)|laters?|speak soon"
        r"|catch you|tara|ta ra|ta-ra|tarra|off home|home time|i'?m (?:off|done)|that'?s me"
        r"|brb|bbl|afk|gtg|back (?:in|later|soon)|come back later|have a (?:good|nice|lovely|great)"
        r"|that'?s (?:all|everything|my lot)|no more|cya|farewell|ttfn|nothing else|i'?m away",
        "Goodbye, and take care.",
    ),
    _kind(
        r"than+k\w*|thnak\w*|thx|thanx|tysm|ty|ta|cheers|appreciate\w*|grateful|bless you"
        r"|lifesaver|much obliged|nice one|saved me",
        "You're welcome.",
    ),
    _kind(
        r"clever|brilliant|great|good (?:bot|job|at)|well done|star|legend|love|like you"
        r"|amazing|impressive|helpful|useful|perfect|fab\w*|ace|brill|spot on|wicked|champion"
        r"|smashing|lovely|cool|wow|excellent|not bad|makes sense|awesome|smart|superb"
        r"|swears by|clear",
        "Thank you, glad it helped.",
    ),
    _kind(
        r"he+l+l?o+|hello+\w*|hl+o|hi+|hiya|hey+|heya|morning|afternoon|evening|gd|yo|ey up|how do"
        r"|wagwan|good (?:day|to see)|nice to meet|greetings|me again|i'?m back|anyone there"
        r"|anybody|are you there|is this on|test\w*|alright|welcome|howdy|sup",
        "Hello. Ask me anything about {about}.",
    ),
)
_OTHER = "I'm here when you have a question about {about}."
_WAVES = {"👋": "Hello. Ask me anything about {about}."}


def answer(message: str, shown: Shown | None = None) -> str:
    """Give a friendly reply to small talk; never a finding, a citation or a refusal.

    ``shown`` is what is said of the documents.
    """
    return _reply_to(message).format_map(dict(shown or Shown()))


def _reply_to(message: str) -> str:
    text = " ".join(message.replace("\u2019", "'").lower().split())
    for kind in _KINDS:
        if kind.words.search(text):
            return kind.reply
    for sign, reply in _WAVES.items():
        if sign in text:
            return reply
    return _OTHER
