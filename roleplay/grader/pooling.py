"""Where no case tells how it went, each skill leans on the others: one conversation is little evidence for any of them.

Readers of whole conversations see the same: whoever hears well mostly solves well, and what a single skill shows by
itself is half noise. The constants are measured (decision 14).
"""

from collections.abc import Sequence
from fractions import Fraction

from roleplay.domain.scorecard import WentAway

LENT = Fraction(1, 2)
"""The share of a skill's points that the mean of the other skills decides."""
CENTRE, MIDDLE, STRETCH = Fraction(21, 10), 2, Fraction(3, 2)
"""Means of many parts crowd around CENTRE; readers spread their levels so much wider, around MIDDLE."""
WENT_AWAY = {"content": Fraction(1, 4), "unhelped": Fraction(-1, 4)}
"""Levels by which the customer's last words move every skill."""
BEST = 4


def pooled(own: Sequence[Fraction | None], went_away: WentAway | None) -> list[Fraction | None]:
    """The points of each skill, 0 to 4, by its own and those of the skills graded with it; None stays None."""
    known = [points for points in own if points is not None]
    moved = WENT_AWAY.get(went_away or "", Fraction(0))
    return [None if points is None else _within(_stretched(_leaning(points, known)) + moved) for points in own]


def _leaning(points: Fraction, known: Sequence[Fraction]) -> Fraction:
    if len(known) == 1:
        return points
    others = (sum(known, Fraction(0)) - points) / (len(known) - 1)
    return (1 - LENT) * points + LENT * others


def _stretched(points: Fraction) -> Fraction:
    return MIDDLE + STRETCH * (points - CENTRE)


def _within(points: Fraction) -> Fraction:
    return min(max(points, Fraction(0)), Fraction(BEST))
