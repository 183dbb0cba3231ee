"""Which words of the trainee a grade shows: few, each once, and never a word that says nothing alone."""

from collections.abc import Iterable

from roleplay.domain.reading import Span
from roleplay.domain.scorecard import Evidence

MOST = 3
"""Quotes for each criterion: more of them are not read."""

_STOPS = ".!?;\n"


def is_short(quote: str) -> bool:
    """One word, or none."""
    return len(quote.split()) < 2


def widened(text: str, span: Span) -> Span:
    """The span grown to its sentence, and to the next ones while that is a single word too."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1] not in _STOPS:
        start -= 1
    while end < len(text) and (text[end] not in _STOPS or is_short(text[start:end])):
        end += 1
    while start > 0 and is_short(text[start:end]):
        start -= 1
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    return Span(start, start + len(quote.strip()), quote.strip())


def telling(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first few, the same words once; words that stand inside others give way, and so does a single word."""
    kept: list[Evidence] = []
    for one in quotes:
        if not any(_inside(one, other) or _inside(other, one) for other in kept):
            kept.append(one)
    full = [one for one in kept if not is_short(one.quote)]
    return tuple((full or kept)[:MOST])


def _inside(one: Evidence, other: Evidence) -> bool:
    return one.turn == other.turn and other.start <= one.start and one.end <= other.end
