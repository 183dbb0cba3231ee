"""From scores to decisions: calibrated confidence, and for each move the scores from which it is heard or doubted."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

PUNISHING = ("insult", "blame_customer", "false_promise", "data_leak", "ask_secret", "dismiss")
"""Moves that cost the trainee most when they are misheard."""
PRECISE = 0.96
"""Precision that each punishing move is to reach on replies of unseen writers."""
CANDIDATES = 60
"""Scores tried for a threshold."""


@dataclass(frozen=True)
class Decision:
    """When a move is heard without a rule, when a rule is doubted, and the F1 that this reaches."""

    heard: float
    doubted: float
    f1: float
    precision: float
    recall: float


def calibrated(scores: np.ndarray, performed: np.ndarray) -> list[float]:
    """The scores at which the move is there in 5%, 10% ... 95% of the clauses (Platt scaling)."""
    if performed.sum() < 3:
        return [1e6] * 19
    model = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), performed)
    slope, base = float(model.coef_[0][0]), float(model.intercept_[0])
    return [(np.log(share / (1 - share)) - base) / slope for share in (step / 20 for step in range(1, 20))]


def decided(kind: str, free: np.ndarray, ruled: np.ndarray, there: np.ndarray) -> Decision:
    """The two thresholds that serve best.

    `free` and `ruled` are the highest scores in each reply of clauses without and with a rule's hit, `there` whether
    the reply performs the move.
    """
    best = Decision(1e6, 1e6, 0.0, 0.0, 0.0)
    for heard in _candidates(free, there):
        for doubted in _candidates(ruled, there):
            said = (free >= heard) | (ruled >= doubted)
            decision = _judged(heard, doubted, said, there)
            precise = kind not in PUNISHING or decision.precision >= PRECISE
            if precise and decision.f1 > best.f1:
                best = decision
    return best


def _candidates(scores: np.ndarray, there: np.ndarray) -> list[float]:
    at = scores[there & (scores > -1e5)]
    return [1e6] if not len(at) else [*np.unique(np.quantile(at, np.linspace(0, 1, CANDIDATES))), 1e6]


def _judged(heard: float, doubted: float, said: np.ndarray, there: np.ndarray) -> Decision:
    right = int((said & there).sum())
    precision, recall = right / max(1, said.sum()), right / max(1, there.sum())
    return Decision(heard, doubted, 2 * right / max(1, said.sum() + there.sum()), precision, recall)
