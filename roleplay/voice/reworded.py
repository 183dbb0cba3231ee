"""Whether a sentence is the built-in line in other words: for models that lose the thread when they speak freely.

Every word of meaning that the two share has to be said of the same person, alike denied or not, alike asked or
told; few of the others may be new. A small model that turns round who did what is found out here, since words
alone don't tell.
"""

import re
from dataclasses import dataclass, replace

from roleplay.voice.moment import CURLY, WORD, Moment, kinds_of_words, singular
from roleplay.voice.scene import Hearing

NEW = 1 / 3
"""Share of a sentence's words of meaning that may be new."""
MOST_IN_AN_ANSWER = 3
"""Words of a clause that is a yes or a no and little else."""
MOST = 0.6
"""Share of the words of meaning of one of the line's sentences, from which it has been said."""
ALIKE = 0.7
"""Share of a sentence's words that stand in one that was said before, from which it repeats it."""

_IS_A = re.compile(r"\b(?:the|an?|my|your)(?: \w+){1,3} (?:is|are|was|were) (?:not )?(?:an?|the)\b")
"""One thing is said to be another: "the page is a list" of a page with a list on it."""
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|s)$")
_SENTENCE = re.compile(r"[^.!?\u2026]+[.!?\u2026]*")
_CLAUSE = re.compile(r"[.!?\u2026,;:\u2013\u2014]+")
_JOINTS = re.compile(r"[.!?\u2026,;:\u2013\u2014]+|\b(?:and|but|so|because)\b")
_PIECE = re.compile(rf"{WORD.pattern}|[,;:\u2013\u2014]")
_BREAKS = frozenset((",", ";", ":", "\u2013", "\u2014", "and", "but", "so", "because"))
"""Behind these a denial is over."""
_WHO = {
    **dict.fromkeys(("i", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("you", "your", "yours", "yourself"), "you"),
    **dict.fromkeys(("we", "our", "ours"), "we"),
    **dict.fromkeys(("he", "she", "they", "his", "their", "theirs"), "they"),
}
"""Whose doing or whose thing it is; to whom it is done tells nothing of that."""
_DENIALS = frozenset(("not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without", "cannot"))
_IS = frozenset(("is", "are", "was", "were", "am", "s", "re", "m"))
_IS_NOT = frozenset(("isn", "aren", "wasn", "weren"))
_YES = frozenset(
    [
        "yes",
        "yeah",
        "yep",
        "okay",
        "ok",
        "right",
        "sure",
        "fine",
        "good",
        "great",
        "certainly",
        "absolutely",
        "exactly",
        "alright",
    ]
)
_NO = frozenset(["no", "nope", "nah", "never"])


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of meaning in its place."""

    stem: str
    who: str | None
    """Who was spoken of last before it in the sentence."""
    denied: bool | None
    """None for what is said not to be something: "this isn't that" is also "that isn't this"."""
    asked: bool

    def agrees(self, other: "Mark") -> bool:
        """Whether the other says the same of the same."""
        same_person = self.who is None or other.who is None or self.who == other.who
        same_denial = self.denied is None or other.denied is None or self.denied == other.denied
        return self.stem == other.stem and same_person and same_denial and self.asked == other.asked


def marks(text: str, hearing: Hearing) -> list[Mark]:
    """The words of meaning of a text, each with what is said of it."""
    return [mark for sentence in _SENTENCE.findall(text.translate(CURLY)) for mark in _marks(sentence, hearing)]


def _marks(sentence: str, hearing: Hearing) -> list[Mark]:
    who, denied, asked = None, False, sentence.rstrip().endswith("?")
    found: list[Mark] = []
    began, before = 0, ""
    for word in _PIECE.findall(sentence.lower()):
        base, _, ending = word.partition("'")
        who = _WHO.get(base, who)
        if word in _BREAKS:
            began = len(found)
        elif base in _IS_NOT or (base == "not" and before in _IS):
            found[began:] = [replace(mark, denied=None) for mark in found[began:]]
        denied = word not in _BREAKS and (denied or base in _DENIALS or ending == "t")
        bare = base.removesuffix("n") if ending == "t" else base
        stems = hearing.words(bare if ending == "t" else word) or _small(bare)
        found += [Mark(stem, who, denied, asked) for stem in stems]
        before = ending if ending in _IS else base
    return found


def _small(word: str) -> frozenset[str]:
    """A word that every conversation has, such as look, find or get: it may turn a line round all the same."""
    known = kinds_of_words()
    if (
        len(word) < 3
        or word in _WHO
        or word in _DENIALS | _YES | _NO | _BREAKS
        or singular(word) in known["glue"] | known["neutral"]
    ):
        return frozenset()
    return frozenset((_ENDING.sub("", word),))


def strays(sentence: str, so_far: str, moment: Moment) -> bool:
    """It says something else than the built-in line, hardly anything of it, or nothing of it that is not said yet."""
    line = moment.scene.line
    if not answers(sentence) <= answers(line) or _says_twice(sentence):
        return True
    if _IS_A.search(sentence.lower()) and not _IS_A.search(line.lower()):
        return True
    said, built_in = marks(sentence, moment.hearing), marks(line, moment.hearing)
    if not said:
        return not any(_says_as_little(sentence, one) for one in _SENTENCE.findall(line))
    stems, known = {mark.stem for mark in said}, {mark.stem for mark in built_in}
    new = stems - known - kinds_of_words()["neutral"]
    turned = any(not any(map(mark.agrees, built_in)) for mark in said if mark.stem in known or mark.denied)
    told = {mark.stem for mark in marks(so_far, moment.hearing)}
    if turned or len(new) > NEW * len(stems) or stems & known <= told:
        return True
    return _mixes(sentence, line, moment.hearing) or not _covers(stems, line, moment.hearing)


def _says_twice(sentence: str) -> bool:
    """Three words running come again: "I'm not giving them back, I'm giving them back"."""
    words = _words(sentence)
    runs = [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
    return len(set(runs)) < len(runs)


def _says_as_little(sentence: str, own: str) -> bool:
    """A sentence without a word of meaning has the words of one of the line's, alike denied or not, asked or told."""
    said, built_in = _words(sentence), _words(own)
    alike = _denies(said) == _denies(built_in) and ("?" in sentence) == ("?" in own)
    # "Yes, look" is no mere yes: beside an answer even a word that adds little has to stay.
    small = kinds_of_words()["glue"] | (frozenset() if answers(sentence) else kinds_of_words()["neutral"])
    return alike and set(map(singular, said)) - small == set(map(singular, built_in)) - small


def _denies(words: list[str]) -> bool:
    return any(word in _DENIALS or word.endswith("n't") for word in words)


def _mixes(sentence: str, line: str, hearing: Hearing) -> bool:
    """A clause puts together what stands in two of the line's sentences: "the list is gone" of a list and a picture."""
    own = [{mark.stem for mark in marks(one, hearing)} for one in _SENTENCE.findall(line)]
    known = set().union(*own)
    clauses = ({mark.stem for mark in marks(one, hearing)} & known for one in _JOINTS.split(sentence.lower()))
    return any(not any(stems <= one for one in own) for stems in clauses)


def _covers(stems: set[str], line: str, hearing: Hearing) -> bool:
    """Of each of the line's sentences that it says something of, it says most: a few words of many make no sense."""
    own = [{mark.stem for mark in marks(one, hearing)} for one in _SENTENCE.findall(line)]
    shares = [
        (len(one & stems), len(one), bool(stems & one - set().union(*own[:at], *own[at + 1 :])))
        for at, one in enumerate(own)
    ]
    touched = [said >= MOST * all for said, all, is_own in shares if said and is_own]
    return all(touched) if touched else any(said >= MOST * all for said, all, _ in shares if all)


def meant(text: str) -> frozenset[str]:
    """The words of a text that are neither denied nor asked after."""
    found: set[str] = set()
    for sentence in _SENTENCE.findall(text.translate(CURLY).lower()):
        denied = False
        for word in () if sentence.rstrip().endswith("?") else _PIECE.findall(sentence):
            denied = word not in _BREAKS and (denied or word in _DENIALS or word.endswith("n't"))
            found |= set() if denied else {singular(word)}
    return frozenset(found)


def answers(text: str) -> frozenset[str]:
    """The yes and the no in a text that stand by themselves."""
    found: set[str] = set()
    for clause in _CLAUSE.split(text.lower()):
        words = _words(clause)
        ends = {*words[:1], *words[-1:]} if len(words) <= MOST_IN_AN_ANSWER else set(words[-1:])
        found |= {kind for kind, of_kind in (("yes", _YES), ("no", _NO)) if ends & of_kind}
    return frozenset(found)


def _words(text: str) -> list[str]:
    return WORD.findall(text.translate(CURLY).lower())


def repeats(sentence: str, so_far: str) -> bool:
    """It has been said in this very turn."""
    words = set(_words(sentence))
    before = [set(_words(one)) for one in _SENTENCE.findall(so_far)]
    return bool(words) and any(len(words & one) >= ALIKE * max(len(words), len(one)) for one in before if one)
