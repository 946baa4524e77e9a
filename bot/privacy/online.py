"""Where somebody is reached on the internet: e-mail addresses, profiles and names of users."""

from __future__ import annotations

import re

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?P<domain>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})",
    re.IGNORECASE,
)
_MAILERS = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|proton(?:mail)?|btinternet|sky)"
)
_ENDS = r"(?:(?:\.| dot | ?[\[(]dot[\])] ?)(?:com|co|uk|net|org|me)){1,2}(?!\w)"
# Spelt so that no program takes it for one: "kev.s [at] gmail.com", "jade_9 at hotmail dot com". A
# plain word before a plain "at" is no address: "look at school.com".
SPELT_EMAIL = re.compile(
    rf"(?<![\w.+-])(?:[\w.+-]{{1,64}} ?[\[(]at[\])] ?[a-z0-9-]{{1,63}}{_ENDS}"
    rf"|(?=[\w.+-]{{0,63}}[\d_.])[\w.+-]{{1,63}}\w at {_MAILERS}{_ENDS}"
    rf"|[\w.+-]{{2,64}} at {_MAILERS} dot (?:com|co dot uk|net)(?!\w))",
    re.IGNORECASE,
)
_SITES = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|discord|roblox|fortnite|minecraft|x ?box"
    r"|psn|play ?station|whats ?app|telegram|kik|twitch|steam)"
)
# A profile of a person: its name holds a stop or digit, or a word before says whose it is.
PROFILES = (
    re.compile(rf"\b{_SITES}\.com/(?P<it>(?=[\w@-]*[.\d])[\w.@-]{{3,60}}\w)", re.IGNORECASE),
    re.compile(
        r"\b(?:his|her|their|my|mum'?s|dad'?s|boy'?s|girl'?s|child'?s)(?: \w+){0,2} (?:is )?"
        rf"(?:https?://)?(?:www\.)?{_SITES}\.com/(?P<it>[\w.@-]{{3,60}}\w)",
        re.IGNORECASE,
    ),
)
HANDLE = re.compile(r"(?<![\w.@])@(?=[\w.]*[a-z])[\w.]{3,30}\w", re.IGNORECASE)
HANDLE_NAMED = re.compile(
    rf"\b(?:{_SITES}|username|user name|handle|gamertag)\b"
    r"(?: (?:is|name|handle|account|as|user|he|she|they|called|named|under)){0,3}[ :]{1,2}"
    r"(?P<it>(?=[\w.]*[_.\d])[a-z][\w.]{2,30}\w)",
    re.IGNORECASE,
)
