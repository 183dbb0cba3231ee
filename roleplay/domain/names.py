"""The names by which agents sign or introduce themselves: a report about conversations names nobody.

A name is only known where it is given as one ("my name is Tom", "Regards, Tom"); from there on it is
dotted out wherever it stands. One too many costs a word, one too few a person.
"""

import re
from collections.abc import Iterable

_NAME = r"((?:[^\W\d_a-z]\. ?){0,2}[^\W\d_][\w'’-]{1,30}(?:[ ](?:[^\W\d_a-z]\. ?)?[^\W\d_a-z][\w'’-]{0,30}){0,2})(?!\w)"
_ENDS = r"(?=\s*(?:[,.;:!?)\n&/|-]|$|(?:from|speaking|here|with|at|and|again|your|in|of)\b))"
_INTRODUCED = re.compile(
    rf"\b(?i:my name(?:['’]s| is)|name['’]s) {_NAME}"
    rf"|\b(?i:this is|it['’]s) {_NAME}(?= (?:speaking|here|from)\b)"
    rf"|\b(?i:this is|i['’]m|i am|you['’]re (?:speaking|chatting|talking) (?:to|with)|signed:?) {_NAME}{_ENDS}"
    rf"|(?:^|[.,;:!?]\s{{1,3}}){_NAME} (?:here|speaking)\b",
    re.M,
)
_ANNOUNCED = 1
"""The last group of `_INTRODUCED` after which a name may be written small: nothing else can stand there."""
_SIGNED = re.compile(
    r"\b(?i:regards|wishes|sincerely|cheers|yours|respectfully|cordially|greetings|best|thanks|thank you|faithfully)"
    rf"[ ]?(?:[,.!–—-]\s{{0,4}}|\s{{0,2}}\n\s{{0,4}}){_NAME}[^\w\n]{{0,3}}(?:$|\n|\||,)"
    rf"|(?:^|\n)[ ]{{0,3}}[-–—~][ ]?{_NAME}[^\w\n]{{0,3}}$"
)
_WORDS = """
a an the i my your our we you he she it they this that these those not no yes so sorry afraid glad happy sure aware here
there just only also very really truly all what why how who when where which if and but or to in on at for from with of
by is are was now still going looking checking calling writing sending thank thanks please hello hi dear customer
service support care team agent manager supervisor everyone everything anything nothing important good great right wrong
okay ok back able unable monday tuesday wednesday thursday friday saturday sunday
"""
_NO_NAMES = frozenset(_WORDS.split())


def names_given(replies: Iterable[str]) -> frozenset[str]:
    """The words by which whoever wrote these replies names themselves."""
    found: set[str] = set()
    for text in replies:
        for match in _INTRODUCED.finditer(text):
            number, words = next((at, group) for at, group in enumerate(match.groups()) if group)
            found.update(_of_a_name(words, announced=number <= _ANNOUNCED))
        for match in _SIGNED.finditer(text):
            found.update(_of_a_name(match.group(1) or match.group(2), announced=False))
    return frozenset(found)


def _of_a_name(words: str, announced: bool) -> list[str]:
    """The words up to the first that is none of a name; small letters only where a name is announced."""
    kept: list[str] = []
    for word in words.split():
        bare = word.strip("'’-.")
        if len(bare) < 2:
            continue
        if bare.lower() in _NO_NAMES or not (bare[0].isupper() or announced):
            break
        kept.append(bare)
    return kept


def nameless(text: str, names: frozenset[str]) -> str:
    """The text with these names dotted out as they were given; length kept."""
    if not names:
        return text
    one = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.sub(rf"(?<!\w)(?:{one})(?!\w)", lambda match: "•" * len(match.group()), text)
