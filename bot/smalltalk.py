"""Greetings, thanks and questions about the tool itself, answered in kind: short and honest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.beside.partnership import Shown


@dataclass(frozen=True, slots=True)
class _Kind:
    """The words that tell a kind of small talk, and the reply to it.

    What a reply says of the documents stands in braces, as a field of ``Shown``.
    """

    words: re.Pattern[str]
    reply: str


def _kind(words: str, reply: str) -> _Kind:
    return _Kind(re.compile(rf"(?<!\w)(?:{words})(?!\w)"), reply)


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

# Words that are a courtesy, an aside or a mood wherever they stand, as bot/triage/scene.py
# spells them.
_COURTESY = re.compile(
    r"(?<!\w)(?:"
    r"h+e+l+o+|h+i+|hiya+|he+y+a?|hullo|ello|yo|howdy|ey ?up|ay ?up|wotcha|wagwan|greetings|sup"
    r"|(?:good )?(?:morning?|mornin|afternoon|evenin|evening|day)|gd|gday|knock knock|me again"
    r"|than+k+s?|thank ?(?:you|u)s?|thank yous|thankyous?|thnaks|thx|thnx|thanx|tysm|ty|ta|cheers"
    r"|much obliged"
    r"|(?:really |much )?appreciated?|grateful|bless you|life ?saver"
    r"|bye+|goodbye|cheerio|tara|ta ?ra|tata|toodles|toodle pip|ttfn|cya|farewell|so long"
    r"|(?:good ?)?night|nighty?|nite|(?:see|catch|cu|c) (?:you|ya)|l8rs?|laters?"
    r"|(?:speak|talk) (?:soon|later|tomorrow)|take care|brb|bbl|afk|gtg|g2g|ttyl"
    r"|(?:got to|gotta|have to|need to|must) (?:go|dash|run|fly)|be right back|bear with"
    r"|back (?:in NUM|in|later|soon|shortly)|(?:off|heading) (?:home|out|now)|home time|done for"
    r"|(?:thats|that is) (?:it|all|me|everything|my lot)|nothing (?:else|more)"
    r"|sorry|soz|sozz|apolog\w+|my (?:bad|mistake)|pardon|oops\w*|ooops|who+ps|excuse me"
    r"|wrong (?:window|chat|box|tab|thread|person|one)|meant (?:that |this )?for"
    r"|(?:ignore|disregard|scrap|forget) (?:that|this|it|me|the last)|never ?mind|nvm"
    r"|(?:by|my) (?:mistake|accident)|pressed (?:enter|send)|hit (?:enter|send)|typos?"
    r"|(?:does not|doesnt) matter|no (?:worries|probs?|problem|bother|thanks?|ta)|not to worry|np"
    r"|test(?: NUM)*|testing(?: testing)?(?: NUM)*|just (?:looking|browsing|testing|playing)"
    r"|having a (?:go|play|look)"
    r"|ok|okay|okey|okie|oke?y?|oki|kk?|doke?y?|dokes|righto|right (?:then|ho|you are|o)|roger"
    r"|copy that|noted|understood|got (?:it|you)|gotcha|will do|sure|yes|yep|yup|yeah|yeh|aye|nope"
    r"|nah|no|fine|fair (?:enough|play|dos|do|point)|alright|alrighty|sorted|all done"
    r"|great|brilliant|brill|lovely|perfect|fab|fabulous|ace|cool|grand|super|superb|smashing"
    r"|wicked"
    r"|champion|mint|sound|class|belting|spot on|nice(?: one)?|well done|good (?:bot|job|work"
    r"|stuff)"
    r"|amazing|awesome|excellent|impressive|star|legend|gem|diamond|marvel|genius|love it|clever"
    r"|(?:so |very |really )?(?:helpful|useful|handy)|wow|wowzers|blimey|crikey|gosh|omg|lol|lmao"
    r"|(?:ha)+h?|(?:he){2,}|rofl|heh|hm+|erm?|um+|ah+a?|oh+|ooh+|eh|huh|x+"
    r"|useless|rubbish|hopeless|pointless|stupid|daft|idiot|thick|dumb|annoying|waste of \w+"
    r"|no (?:use|good|help)|happy \w+|merry \w+|good luck|same to you|you too|likewise|welcome"
    r"|interesting|indeed|absolutely|of course|true|exactly|whatever|anyway|anyhow|seriously"
    r"|thinking|finally|meh|mhm|sweet|tgif|ffs|dw|makes sense|finished for now|stay safe"
    r"|crap|shit|bollocks|shut up|go away|get lost|(?:bloody|flipping) (?:hell|heck)"
    r"|fingers crossed|sweet dreams|alreet|woops|hl+o|helo+|lolol"
    r"|(?:hang|hold) on|one (?:sec|moment|minutes)|(?:just )?a sec|wait"
    r")(?!\w)"
)
# Asked of the tool itself, as a whole clause.
_OF_THE_TOOL = re.compile(
    r"(?:(?:who|what) (?:exactly )?are (?:you|this)|(?:whats|what is|whos|who is) this(?: thing"
    r"| tool)?"
    r"|who am i (?:speaking|talking|chatting) (?:to|with)"
    r"|(?:(?:are|is|am i (?:talking|speaking|chatting) (?:to|with)) (?:you|this|it)?|so you ?a?re"
    r"|youre|its) ?"
    r"(?:an?|some|like|just|actually|really|the)* ?(?:real|actual|live|human)? ?"
    r"(?:a ?i|(?:a ?i )?bot|chat ?bot|robot|machine|computer|program|human|person|human being"
    r"|someone|real"
    r"|chat ?gpt|copilot|gemini|claude|llm|language model)"
    r"(?: (?:or|or just) (?:an? |the )?(?:real |actual )?\w+)?(?: or (?:what|not))?"
    r"|(?:is|are) (?:there )?(?:anyone|anybody|someone|somebody|a (?:real )?person|you)"
    r"(?: still)? (?:there|about|in|around|listening|awake)"
    r"|(?:any ?one|any ?body) (?:there|about|in|home)"
    r"|(?:(?:can|could|would|will|are) (?:you|this)(?: able to)? (?:please )?help(?: me| us)?"
    r"(?: out| please| with something| with anything)?)"
    r"|(?:what|how much) (?:can|do|could) (?:you|this|it) (?:actually |even |really )?(?:do|know"
    r"|help with)"
    r"|what (?:is it )?(?:that )?you do|what are you (?:for|good for|able to do|here for)"
    r"|how (?:do|does|can|should) (?:i use |you work|this work|it work|this thing work)(?:you"
    r"|this|it)?"
    r"|(?:is|does) (?:this|it|that|this thing|the bot)(?: thing)? (?:still )?(?:on|work|working"
    r"|live)"
    r"|(?:can|may|could) i ask(?: you)?(?: something| a question| anything)?"
    r"|(?:ive got |i have |got )?a (?:quick )?question(?: for you)?|quick question"
    r"|who (?:made|built|wrote|programmed|created|owns|runs) (?:you|this)(?: thing)?"
    r"|(?:do you have|have you got|whats|what is) (?:a|your) name|how are (?:you|things)(?: doing)?"
    r"|hows (?:it going|you|things|your day)|are you (?:ok|busy|alright|well|free|new|broken)"
    r"|(?:just )?checking (?:that |if )?(?:this|it|you) (?:works?|working|on))"
)
# Words that add nothing of their own to a courtesy.
_FILLERS = frozenset(
    "a an the i im ive id ill me my you youre youve your it its that thats this is are was be been"
    " to for of so very really much ever all and then now again there here in on at with too well"
    " just"
    " mate pal love duck chuck hun hon pet lad lads folks team everyone everybody guys bud buddy"
    " friend bot chatbot computer robot findings dear bab our today tonight tomorrow later soon"
    " weekend week day monday tuesday wednesday thursday friday saturday sunday everything"
    " please lot lots million thousand bunch big bit only one more little good quick nice better"
    " best"
    " not dont didnt wasnt doing done got have had has help helped helps helping sorted sort"
    " time back off home bed lunch tea brew coffee hols holiday holidays leave shift break minutes"
    " bye exactly actually honestly right went see yous found !".split()
)
# What small talk is never about: a courtesy beside one of these words is a question.
_SUBJECT = re.compile(
    r"(?<!\w)(?:child\w*|bab(?:y|ies)|girl\w*|boys?|pupils?|student\w*|resident\w*|teen\w*|young"
    r"|parents?|mums?|dads?|carers?|famil\w+|police\w*|social|worker\w*|nurse|gps?|doctor|school\w*"
    r"|health|council|court\w*|probation|inspect\w+|ofsted|letter|guidance|polic\w+|procedure\w*"
    r"|protocol|law|legal|act|section|meeting\w*|conference|strat\w*|mace|marac|mash|rhi|dash|nrm"
    r"|lado|dsl|cin|camhs|edt|checs|s47|referral\w*|refer|form|forms|plan|plans|panel|minute|chair"
    r"|assess\w*|threshold\w*|risk\w*|harm\w*|abus\w+|exploit\w*|groom\w*|traffick\w*|missing"
    r"|gang\w*|knife|knives|gun\w*|weapon\w*|drug\w*|county lines|consent|record\w*|intel\w*"
    r"|offence\w*|crime\w*|criminal\w*|disclos\w+|safeguard\w*|case|cases|caseload|timescale\w*"
    r"|deadline|training|quiz|audit\w*|supervis\w*|agenc\w+|partner\w*|statutory|999|112|101"
    r"|hurt\w*|kill\w*|die|dying|dead|bleed\w*|blood|scared|unsafe|not safe|suicid\w*|emergency"
    r"|urgent\w*|danger\w*|overdos\w+|tablets|attack\w*|hit me|hits me"
    r"|forever|this is (?:goodbye|it)|after (?:today|tonight))(?!\w)"
)
_ASKING = frozenset(
    "? what whats wheres hows whens which when how who whos whose why where"
    " do does did should can could would if".split()
)


def covers(words: tuple[str, ...]) -> bool:
    """Whether a message, as ``bot.triage.scene`` reads it, is courtesies and nothing else."""
    text = " ".join(words)
    if _SUBJECT.search(text):
        return False
    clause = text.strip(" ?!")
    rest, found = _COURTESY.subn(" ", clause)
    if found and all(word in _FILLERS for word in rest.split()):
        return True
    bare = _trimmed(clause)
    return bool(_OF_THE_TOOL.fullmatch(bare))


def _trimmed(clause: str) -> str:
    """Give a clause without the courtesies before and after it."""
    words = clause.split()
    while words and (_COURTESY.fullmatch(words[0]) or words[0] in {"so", "and", "there", "mate"}):
        del words[0]
    while words and (_COURTESY.fullmatch(words[-1]) or words[-1] in _TAILS):
        del words[-1]
    return " ".join(words)


_TAILS = frozenset({"then", "exactly", "please", "today", "mate", "love", "anyway", "?", "!"})


def may_be(words: tuple[str, ...]) -> bool:
    """Whether a message opens with a courtesy, asks nothing and names no subject."""
    text = " ".join(words)
    opening = _COURTESY.match(text)
    return (
        opening is not None
        and opening[0] not in _WEAK
        and not _ASKING & set(words)
        and not _SUBJECT.search(text)
    )


def is_foreign_to(words: tuple[str, ...]) -> bool:
    """Whether no word of a message belongs to small talk, or one names a subject or a plea."""
    text = " ".join(words)
    if _SUBJECT.search(text) or _PLEA.fullmatch(text):
        return True
    return not _COURTESY.search(text) and not any(
        word in _FILLERS and word != "help" for word in words
    )


def asks(words: tuple[str, ...]) -> bool:
    """Whether a message holds a word that asks."""
    return bool(_ASKING & set(words))


# Courtesies that open ordinary questions as well.
_WEAK = frozenset(
    {"no", "test", "testing", "fine", "sure", "yes", "wait", "sound", "sorted", "true"}
)
# A bare call for help may be a child's.
_PLEA = re.compile(r"(?:please )*(?:help|call|ring)(?: me| us)?(?: please| ! ?)*")


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
