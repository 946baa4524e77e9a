"""What a masked message asks once the placeholders of identifying details are taken out."""

from __future__ import annotations

import re

from bot.privacy.identifiers import Detail

_WORDS_OF_KINDS = sorted({word.lower() for one in Detail for word in one.split() if word != "of"})
# Words that name a detail or say that one follows.
_LABEL = (
    rf"(?:{'|'.join(_WORDS_OF_KINDS)}|born|called|named|aged|dob|d\.o\.b\.?|no|of|ref|mobile|tel"
    r"|code|reg|plate)"
)
_BEFORE = r"(?:about|at|by|concerning|for|from|in|named|of|on|re|regarding|to|under|with)"
_WHOSE = r"(?:a|an|the|my|our|his|her|their|whose|\w+['’]s)"
_PLACEHOLDER = rf"\[(?:{'|'.join(map(re.escape, Detail))})\]"
# A detail with the words that only join it to what stands before: "for [name]", "born [date of
# birth]", "whose NHS number is [NHS number]", "who lives at [address]".
_DETAIL = (
    r"(?:(?:[,;(]\s*)?(?:\b(?:and|or|also)\s+)?"
    rf"(?:\b(?:{_BEFORE}\s+)?(?:{_WHOSE}\s+)?(?:\b{_LABEL}[\s:=#]+)+(?:(?:is|was)\s+)?"
    rf"|\bwho\s+(?:is|was)\s+|\b(?:who\s+)?(?:lives?|living)\s+(?:at|in)\s+"
    rf"|\b{_BEFORE}\s+(?:{_WHOSE}\s+)?)"
    rf"|\s*(?:[,;(]|\band\b|\bor\b)\s*(?={_PLACEHOLDER}))"
)
_JOINED = re.compile(rf"\s*{_DETAIL}{_PLACEHOLDER}\)?", re.IGNORECASE)
# A person who is named without such a word has a part in the sentence, as a pronoun has.
_DOES = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|if|that)"
_AS_SUBJECT = re.compile(
    rf"(?:(?<=^)|(?<=[.?!\n])|(?<=[.?!] )|(?P<does>\b{_DOES} ))\[{Detail.NAME}\](?= [a-z])",
    re.IGNORECASE,
)
_AS_OBJECT = re.compile(rf"(?<=\w )\[{Detail.NAME}\](?=\s+[a-z]|[.?!]|\s*$)")
_ANY = re.compile(_PLACEHOLDER)


def without_details(masked: str) -> str:
    """Give a masked message without its placeholders and the words that only join them.

    A name that something is said of becomes a pronoun. A message that holds none, or nothing
    else, is given as it is.
    """
    if not _ANY.search(masked):
        return masked
    text = _AS_SUBJECT.sub(r"\g<does>they", _JOINED.sub("", masked))
    text = _ANY.sub("", _AS_OBJECT.sub("them", text))
    text = re.sub(r"[ \t]+(?=[,.;:?!)])", "", re.sub(r"[ \t]{2,}", " ", text)).strip(" \t,;:-")
    return text if any(map(str.isalnum, text)) else masked
