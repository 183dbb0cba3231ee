"""Which words of the trainee a grade shows: few, each once, and never a word that says nothing alone."""

from collections.abc import Iterable

from roleplay.domain.reading import Span
from roleplay.domain.scorecard import Evidence

MOST = 3
"""Quotes in a sentence: more of them are not read."""

_STOPS = ".!?;\n"


def is_short(quote: str) -> bool:
    """One word, or none."""
    return sum(any(sign.isalnum() for sign in word) for word in quote.split()) < 2


def widened(text: str, span: Span) -> Span:
    """The span grown to its sentence, and to the sentences after or before while that is a single word too."""
    start, end = _back(text, span.start), _on(text, span.end)
    while is_short(text[start:end]) and end < len(text):
        end = _on(text, end + 1)
    while is_short(text[start:end]) and start > 0:
        start = _back(text, start - 1)
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()), quote.strip())


def _back(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) for stop in _STOPS) + 1


def _on(text: str, at: int) -> int:
    return min((place for stop in _STOPS if (place := text.find(stop, at)) >= 0), default=len(text))


def distinct(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """All the words that a level rests on, each once; what says nothing alone comes last."""
    kept: list[Evidence] = []
    for one in quotes:
        if not any(_inside(one, other) for other in kept):
            kept = [other for other in kept if not _inside(other, one)] + [one]
    return tuple(sorted(kept, key=lambda one: is_short(one.quote)))


def telling(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first few of them, for a sentence; a single word only where there is nothing else."""
    kept = distinct(quotes)
    return (tuple(one for one in kept if not is_short(one.quote)) or kept)[:MOST]


def _inside(one: Evidence, other: Evidence) -> bool:
    return one.turn == other.turn and other.start <= one.start and one.end <= other.end
