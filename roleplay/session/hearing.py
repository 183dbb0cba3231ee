"""How a model's line for the customer is understood: by the reader that hears everything else that is said."""

from functools import lru_cache

from roleplay.domain.customer import Act
from roleplay.domain.scenario import Scenario
from roleplay.reader import overhear, read, told_in
from roleplay.reader.situation import said, words_of

SURE = 0.65
"""Confidence from which a move counts: a customer may sound a little like an agent."""

SHORT, MOST_SHORT = 60, 4096
"""Characters of single words and of a case's phrases, and how many of these have their meaning kept at hand."""


class Understood:
    """Lines of one case."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def acts(self, text: str) -> frozenset[Act]:
        """What a customer does who says this."""
        return frozenset(part.act for part in overhear(text, ()).parts)

    def moves(self, text: str) -> frozenset[str]:
        """What somebody at the desk does who says this."""
        return frozenset(move.kind for move in read(text, None, None, ()).moves if move.confidence >= SURE)

    def facts(self, text: str) -> frozenset[str]:
        """The facts of the case that it tells."""
        return frozenset(told_in(text, self._scenario))

    def words(self, text: str) -> frozenset[str]:
        """Its words of meaning."""
        return _of_short(text) if len(text) <= SHORT else said(words_of(text))


@lru_cache(maxsize=MOST_SHORT)
def _of_short(text: str) -> frozenset[str]:
    return said(words_of(text))
