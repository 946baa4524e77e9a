"""Small talk told by its words: courtesies, fillers, and what is asked of the tool itself."""

from __future__ import annotations

import re

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
    r"|lado|dsl|cin|camhs|edt|s47|referral\w*|refer|form|forms|plan|plans|panel|minute|chair"
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


# Log-odds above which a short message is small talk.
SMALLTALK_THRESHOLD = 0.0
# ... for one that opens with a courtesy and asks nothing, and for one that asks.
COURTESY_THRESHOLD = -3.5
ASKING_THRESHOLD = 1.5
# Log-odds of danger above which only plain courtesies are small talk.
SMALLTALK_DANGER = -3.0


def is_smalltalk(words: tuple[str, ...], score: float, danger: float) -> bool:
    """Whether a short message is small talk; both scores are the classifiers' log-odds."""
    if covers(words):
        return True
    if danger > SMALLTALK_DANGER or is_foreign_to(words):
        return False
    if may_be(words):
        return score > COURTESY_THRESHOLD
    return score > (ASKING_THRESHOLD if asks(words) else SMALLTALK_THRESHOLD)


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


def opens_asking(words: tuple[str, ...]) -> bool:
    """Whether a sentence begins with a word that asks, as one does whose mark was not typed."""
    return bool(_ASKING & set(words[:1]))


# Courtesies that open ordinary questions as well.
_WEAK = frozenset(
    {"no", "test", "testing", "fine", "sure", "yes", "wait", "sound", "sorted", "true"}
)
# A bare call for help may be a child's.
_PLEA = re.compile(r"(?:please )*(?:help|call|ring)(?: me| us)?(?: please| ! ?)*")
