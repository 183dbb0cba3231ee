"""Plain sentences of an author, found by their main words in any order: a question, a fact, a label.

For whoever writes no cues. A cue is more precise, so where there are cues nobody is asked here.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Self

from roleplay.reader.lexicon import lexicon
from roleplay.reader.words import stem, tokens

MOST, HALF = 0.66, 0.5
"""Shares of the main words that must be there: for saying a fact back, and for naming or asking for something."""
SPREAD = 3
"""A question with more main words than so many for each that is shared asks for something else."""
_ANSWERS = {
    "when": frozenset({"when", "date", "day", "time", "deadline", "soon"}),
    "where": frozenset({"where", "place", "address"}),
    "who": frozenset({"who", "whose", "whom", "anybody", "anyone", "somebody", "someone", "nobody"}),
}
"""Questions that want an answer of one kind, and the words by which they are known."""
_UNTIL = frozenset({"when", "deadline"})
_WHICH = frozenset({"what", "which", "how", "any", "certain", "particular", "special", "fixed", "the"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a sentence is about."""

    main: tuple[frozenset[str], ...]
    """Stems of its main words, each with those that mean the same."""
    least: int
    """So many of them must be there."""
    answer: str = ""
    """The kind of answer that a question wants."""
    general: frozenset[str] = frozenset()
    """Stems of a question that any conversation has: enough where nothing else is asked for."""
    asks: bool = False

    @classmethod
    def of(cls, text: str, share: float) -> Self:
        """The likeness of a statement or a label."""
        main, general = _stems(_words(text))
        main = main or general
        return cls(_widened(main), max(1, round(len(main) * share + 0.01)))

    @classmethod
    def asked(cls, text: str) -> Self:
        """The likeness of a question: of two main words both must be there, of more two in three."""
        words = _words(text)
        main, general = _stems(words)
        answer = _answer(words)
        least = ceil(len(main) * (HALF if answer else MOST))
        return cls(_widened(main), least, answer, general, asks=True)

    def found(self, words: tuple[str, ...]) -> int:
        """How many of its main words stand in these, or 0 where that is too few."""
        there = {stem(word) for word in words}
        shared = sum(not there.isdisjoint(one) for one in self.main)
        if not self.asks:
            return shared if shared >= self.least else 0
        if self.answer and not _wants_such(self.answer, words):
            return 0
        theirs, _ = _stems(words)
        if not theirs:
            return 1 if there & self.general or (self.answer and not self.main) else 0
        return shared if self.main and shared >= self.least and shared * SPREAD > len(theirs) else 0

    def vocabulary(self) -> frozenset[str]:
        """Every stem it knows."""
        return frozenset(one for group in self.main for one in group)


def asks_when(words: tuple[str, ...]) -> bool:
    """Whether a question asks for a date: "on that day" only speaks of one."""
    dates = _ANSWERS["when"] - _UNTIL
    named = any(word in _WHICH and after in dates for word, after in pairwise(words))
    return named or not _UNTIL.isdisjoint(words)


def is_question(text: str) -> bool:
    """Whether an author has written a question in plain words rather than a cue."""
    return text.rstrip().endswith("?")


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text) if not token.mark)


def _answer(words: tuple[str, ...]) -> str:
    return next((kind for kind, known in _ANSWERS.items() if not known.isdisjoint(words[:4])), "")


def _wants_such(answer: str, words: tuple[str, ...]) -> bool:
    """Whether a question wants an answer of this kind."""
    return asks_when(words) if answer == "when" else not _ANSWERS[answer].isdisjoint(words)


def _stems(words: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words that are particular, and of those that any conversation has."""
    known = lexicon()
    skip = known.function_words | known.fillers | _ANSWERS["when"]
    every = frozenset(stem(word) for word in words if word not in skip and len(word) > 1)
    return every - known.general, every & known.general


def _widened(stems: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Each stem with those of the words that mean the same; two that mean the same count once."""
    groups = {
        one: frozenset(stem(word) for word in group) for group in lexicon().same.values() for one in map(stem, group)
    }
    return tuple(dict.fromkeys(groups.get(one, frozenset({one})) for one in sorted(stems)))
