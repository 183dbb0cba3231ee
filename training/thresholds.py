"""From scores to decisions: calibrated confidence, and for each move the score from which it is heard."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

PUNISHING = ("insult", "blame_customer", "false_promise", "data_leak", "ask_secret", "dismiss")
"""Moves that cost the trainee most when they are misheard."""
PRECISE = 0.96
"""Precision that the punishing moves together are to reach on plain replies of unseen writers.

Thresholds chosen on half of these replies lose one point of it on the other half (`docs/quality.md`).
"""
CANDIDATES = 200
"""Scores tried for a threshold."""
HARSHER = 1.15
"""Factor by which a false hit costs more from one try to the next."""
HARSHEST = 1000.0
"""A cost from which nothing gets more precise, since what is left is heard by cues."""
FAR_BELOW = -1e6
"""The score of a reply in which there is nothing to score."""


@dataclass(frozen=True)
class Scores:
    """What is known of one move, for each reply."""

    free: np.ndarray
    """The highest score of the clauses in which no rule hears it."""
    held: np.ndarray
    """Whether a rule hears it and is not doubted."""
    there: np.ndarray
    """Whether the reply performs it."""


@dataclass(frozen=True)
class Decision:
    """When a move is heard without a rule, and what is heard then."""

    heard: float
    said: np.ndarray
    """For each reply whether the move is heard."""


def calibrated(scores: np.ndarray, performed: np.ndarray) -> list[float]:
    """The scores at which the move is there in 5%, 10% ... 95% of the clauses (Platt scaling)."""
    model = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), performed)
    slope, base = float(model.coef_[0][0]), float(model.intercept_[0])
    return [(np.log(share / (1 - share)) - base) / slope for share in (step / 20 for step in range(1, 20))]


def decided(scores: dict[str, Scores]) -> dict[str, Decision]:
    """The decisions with the best F1 for each move that keep the punishing moves precise together.

    Raises ValueError where no threshold can keep them so.
    """
    options = {kind: _options(one) for kind, one in scores.items()}
    cost = 0.02
    while cost < HARSHEST:
        chosen = {
            kind: _best(options[kind], one.there, cost if kind in PUNISHING else 0.0) for kind, one in scores.items()
        }
        if precision(chosen, scores) >= PRECISE:
            return chosen
        cost *= HARSHER
    raise ValueError(f"the punishing moves cannot be heard with a precision of {PRECISE} on these replies")


def _options(one: Scores) -> list[Decision]:
    reached = one.free[one.there & (one.free > FAR_BELOW)]
    tried = np.unique(np.quantile(reached, np.linspace(0, 1, CANDIDATES)))
    return [Decision(heard, (one.free >= heard) | one.held) for heard in tried]


def _best(options: list[Decision], there: np.ndarray, cost: float) -> Decision:
    return max(options, key=lambda one: f1(one.said, there) - cost * (one.said & ~there).sum() / there.sum())


def f1(said: np.ndarray, there: np.ndarray) -> float:
    """The harmonic mean of precision and recall."""
    return float(2 * (said & there).sum() / max(1, said.sum() + there.sum()))


def precision(chosen: dict[str, Decision], scores: dict[str, Scores]) -> float:
    """The share of all hits of the punishing moves that is right."""
    right = sum(int((chosen[kind].said & scores[kind].there).sum()) for kind in PUNISHING)
    return right / max(1, sum(int(chosen[kind].said.sum()) for kind in PUNISHING))
