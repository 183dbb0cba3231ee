"""Fits the recogniser: one logistic regression for each move, thresholds from replies of writers it has not seen."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.corpus import Labelled
from training.rows import Row

FEWEST = 3
"""Clauses in which a feature has to stand to be learned from."""
STRENGTH = 1.0
"""Inverse of the regularisation (C of scikit-learn)."""
FOLDS = 5
"""Parts of the writers; each part is judged by what was learned from the others."""


@dataclass(frozen=True)
class Linear:
    """Weights of one move for each feature, and where its score begins."""

    weights: np.ndarray
    base: float


def vocabulary(rows: list[Row]) -> list[str]:
    """The features that stand in enough clauses, in order of the alphabet."""
    counted = Counter(name for row in rows for name in row.features)
    return sorted(name for name, times in counted.items() if times >= FEWEST)


def matrix(rows: list[Row], names: list[str]) -> csr_matrix:
    """Which features each clause has."""
    place = {name: at for at, name in enumerate(names)}
    ends, found = [0], []
    for row in rows:
        found += sorted(place[name] for name in row.features if name in place)
        ends.append(len(found))
    return csr_matrix((np.ones(len(found)), found, ends), shape=(len(rows), len(names)))


def fitted(features: csr_matrix, moves: np.ndarray) -> list[Linear]:
    """One model for each column of `moves`."""
    return [_fitted(features, moves[:, at]) for at in range(moves.shape[1])]


def _fitted(features: csr_matrix, performed: np.ndarray) -> Linear:
    if performed.sum() < FEWEST:
        return Linear(np.zeros(features.shape[1]), -10.0)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, max_iter=300, random_state=0)
    model.fit(features, performed)
    return Linear(model.coef_[0], float(model.intercept_[0]))


def performed(rows: list[Row], kinds: list[str]) -> np.ndarray:
    """Which moves each clause performs."""
    return np.array([[kind in row.moves for kind in kinds] for row in rows])


def unseen_scores(rows: list[Row], replies: list[Labelled], kinds: list[str]) -> np.ndarray:
    """The score of each clause by models that have seen nothing of its writer."""
    batches = sorted({reply.batch for reply in replies})
    part = np.array([batches.index(replies[row.reply].batch) % FOLDS for row in rows])
    moves = performed(rows, kinds)
    features = matrix(rows, vocabulary(rows))
    scores = np.zeros(moves.shape)
    for fold in range(FOLDS):
        here = part == fold
        for at, model in enumerate(fitted(features[~here], moves[~here])):
            scores[here, at] = features[here] @ model.weights + model.base
    return scores


def by_reply(scores: np.ndarray, rows: list[Row], count: int) -> np.ndarray:
    """The highest score of each move in each reply."""
    best = np.full((count, scores.shape[1]), -1e6)
    np.maximum.at(best, [row.reply for row in rows], scores)
    return best
