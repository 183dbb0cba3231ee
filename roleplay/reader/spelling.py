"""Typing errors: a word that nobody knows is read as the known word one or two slips away."""

from functools import cache

from roleplay.reader.bearings import Bearings
from roleplay.reader.lexicon import lexicon
from roleplay.reader.situation import Situation
from roleplay.reader.words import Token, folds, is_typed

SHORTEST = 5
"""Shorter words are too near to each other to be corrected."""


def corrected(found: list[Token], situation: Situation) -> list[Token]:
    """The tokens, unknown words replaced by the nearest known one; the place in the text stays."""
    known = _known()
    case = _case_words(situation)
    fixed = []
    for token in found:
        word = token.word
        if token.mark or len(word) < SHORTEST or is_typed(word) or word in known or word in case or not word.isalpha():
            fixed.append(token)
            continue
        near = _nearest(word, case) or _nearest_known(word)
        fixed.append(Token(near, token.start, token.end) if near else token)
    return fixed


def _case_words(situation: Situation) -> frozenset[str]:
    """Words of the scenario and of the customer."""
    said = {word for words in situation.customer_turns for word in words}
    return _scenario_words(situation.bearings) | {word for word in said if len(word) >= SHORTEST}


def _scenario_words(ground: Bearings | None) -> frozenset[str]:
    return ground.vocabulary if ground else frozenset()


@cache
def _known() -> frozenset[str]:
    """Every word of the cue file and of the spelling tables."""
    tables = folds()
    words = set(lexicon().function_words | lexicon().fillers)
    for table in tables.values():
        words |= {word for text in table.values() for word in text.split()}
    return frozenset(words | lexicon().vocabulary)


@cache
def _deletions() -> dict[str, tuple[str, ...]]:
    """Known words by what is left when one letter is taken out."""
    index: dict[str, list[str]] = {}
    for word in sorted(_known()):
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
    shortened = _shortened(word)
    return _pick(word, {near for near in words if abs(len(near) - len(word)) < 2 and shortened & _shortened(near)})


def _pick(word: str, candidates: set[str]) -> str | None:
    """One slip away, beginning alike; a word that is merely another form of it is left alone."""
    close = [near for near in candidates if near[0] == word[0] and _one_slip(word, near) and not _inflected(word, near)]
    return min(close, key=lambda near: (abs(len(near) - len(word)), near), default=None)


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
    return word + "s" == near or near + "s" == word or word + "d" == near or near + "d" == word
