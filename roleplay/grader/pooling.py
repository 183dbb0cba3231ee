"""Where no case tells how it went, each skill leans on the others: one conversation is little evidence for any of them.

Readers of whole conversations see the same: whoever hears well mostly solves well, and what a single skill shows by
itself is half noise. The constants are measured (decision 14).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roleplay.domain.scorecard import WentAway

LENT = Fraction(1, 2)
"""The share of a skill's points that the mean of the other skills decides."""
CENTRE, MIDDLE, STRETCH = Fraction(11, 5), 2, Fraction(7, 4)
"""Means of many parts crowd around CENTRE; readers spread their levels so much wider, around MIDDLE."""
WENT_AWAY = {"content": Fraction(1, 4), "unhelped": Fraction(-1, 4)}
"""Levels by which the customer's last words move every skill."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the parts of one skill show by themselves, in levels from 0 to 4."""

    points: Fraction
    """Their weighted mean."""
    least: int
    most: int


def pooled(skills: Sequence[Shown | None], went_away: WentAway | None) -> list[Fraction | None]:
    """The points of each skill by its own parts and those of the skills graded with it; None stays None.

    No skill leaves the range of its own parts: where all of them are 1, so is the skill.
    """
    known = [one.points for one in skills if one is not None]
    moved = WENT_AWAY.get(went_away or "", Fraction(0))
    return [None if one is None else _within(_stretched(_leaning(one.points, known)) + moved, one) for one in skills]


def _leaning(points: Fraction, known: Sequence[Fraction]) -> Fraction:
    if len(known) == 1:
        return points
    others = (sum(known, Fraction(0)) - points) / (len(known) - 1)
    return (1 - LENT) * points + LENT * others


def _stretched(points: Fraction) -> Fraction:
    return MIDDLE + STRETCH * (points - CENTRE)


def _within(points: Fraction, one: Shown) -> Fraction:
    return min(max(points, Fraction(one.least)), Fraction(one.most))
