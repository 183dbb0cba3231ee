"""Typing errors: a word that nobody knows is read as the known word one or two slips away."""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from roleplay.reader.lexicon import lexicon
from roleplay.reader.numbers import is_typed
from roleplay.reader.situation import Situation
from roleplay.reader.tables import folds
from roleplay.reader.words import Token

SHORTEST = 5
"""Shorter words are too near to each other to be corrected."""
SHORTEST_SINGLED = 3
"""Shorter ones are only read as the same word with a letter doubled: a short word with a letter missing."""
LONGEST = 24
"""Longer words are none."""


def corrected(found: list[Token], situation: Situation) -> list[Token]:
    """The tokens, unknown words replaced by the nearest known one; the place in the text stays."""
    case = _case_words(situation)
    # Only in a case are words near that somebody might have meant; what was learned elsewhere knows both spellings.
    known = _known_or_common() if situation.bearings else _known()
    fixed = []
    for token in found:
        word = token.word
        if (
            SHORTEST_SINGLED <= len(word) < SHORTEST
            and not token.mark
            and word not in case
            and (doubled := _doubled(word))
        ):
            fixed.append(replace(token, word=doubled))
            continue
        sane = SHORTEST <= len(word) <= LONGEST and word.isalpha() and not token.mark
        if not sane or is_typed(word) or word in known or word in case:
            fixed.append(token)
            continue
        dropped = f"{word}g" if word.endswith("in") and (f"{word}g" in known or f"{word}g" in case) else None
        near = dropped or _nearest(word, case) or _nearest_known(word)
        fixed.append(replace(token, word=near) if near else token)
    return fixed


def _case_words(situation: Situation) -> frozenset[str]:
    """Words of the scenario and of the customer."""
    said = {word for words in situation.customer_turns for word in words if len(word) >= SHORTEST}
    return frozenset(said | situation.bearings.vocabulary) if situation.bearings else frozenset(said)


@cache
def _known() -> frozenset[str]:
    """Every word of the cue file and of the spelling tables."""
    tables = folds()
    words = set(lexicon().function_words | lexicon().fillers)
    for table in tables.values():
        texts = (text if isinstance(text, list) else text.split() for text in table.values())
        words |= {word for text in texts for word in text}
    return frozenset(words | lexicon().vocabulary)


@cache
def _known_or_common() -> frozenset[str]:
    """Known words, and those that people use: "quote" is no slip for "quite", nor "plain" for "plan".

    Of `data/moves` and `data/turns` those that at least two writers use and a dictionary of English knows.
    """
    return _known() | frozenset(files(__package__).joinpath("common.txt").read_text("utf-8").split())


def _doubled(word: str) -> str | None:
    """The one known word that is this one with a letter doubled, unless this is a word itself."""
    if word in _known() or not word.isalpha():
        return None
    close = _singled().get(_single(word), ())
    return close[0] if len(close) == 1 and len(close[0]) == len(word) + 1 else None


def _single(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


@cache
def _singled() -> dict[str, tuple[str, ...]]:
    """Known words by what is left when their double letters are written once."""
    index: dict[str, list[str]] = {}
    for word in sorted(_known() - _foreign() - lexicon().classes["abuse"]):
        index.setdefault(_single(word), []).append(word)
    return {short: tuple(words) for short, words in index.items()}


def _foreign() -> frozenset[str]:
    """Words of other languages: known, and never what was meant."""
    return frozenset(folds()["foreign"]["small"].split())


@cache
def _deletions() -> dict[str, tuple[str, ...]]:
    """Known words by what is left when one letter is taken out."""
    index: dict[str, list[str]] = {}
    for word in sorted(_known() - _foreign()):
        if len(word) > SHORTEST and word not in lexicon().classes["abuse"]:
            for short in _shortened(word):
                index.setdefault(short, []).append(word)
    return {short: tuple(words) for short, words in index.items()}


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))} | {word}


def _nearest_known(word: str) -> str | None:
    candidates = {near for short in _shortened(word) for near in _deletions().get(short, ())}
    return _pick(word, candidates)


def _nearest(word: str, words: frozenset[str]) -> str | None:
    near = {other for other in words if other[:1] == word[0] and abs(len(other) - len(word)) < 2}
    return _pick(word, near)


def _pick(word: str, candidates: set[str]) -> str | None:
    """One slip away, beginning alike; a letter doubled or lost is likelier than a wrong one."""
    close = [near for near in candidates if near[0] == word[0] and _one_slip(word, near) and not _inflected(word, near)]
    return min(close, key=lambda near: (_likeness(word, near), near), default=None)


def _likeness(word: str, near: str) -> int:
    """Smaller is likelier: the same letters doubled or singled, swapped, one lost or added, one wrong."""
    if _single(word) == _single(near):
        return 0
    if sorted(word) == sorted(near):
        return 1
    return 2 if len(word) < len(near) else 3 if len(word) > len(near) else 4


def _one_slip(one: str, other: str) -> bool:
    """One letter too many, too few, wrong, or two swapped."""
    if len(one) == len(other):
        differ = [at for at in range(len(one)) if one[at] != other[at]]
        swapped = (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and one[differ[0]] == other[differ[1]]
            and one[differ[1]] == other[differ[0]]
        )
        return len(differ) == 1 or swapped
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _inflected(word: str, near: str) -> bool:
    """The known word is only another form: it must not be taken for a slip ("changes" is no slip of "changed")."""
    if near == word + "s" and word.endswith("s"):
        return False
    return word + "s" == near or near + "s" == word or word + "d" == near or near + "d" == word
