"""Fits the recogniser: two linear models for each move, the second knowing what the first heard around a clause."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from roleplay.reader.features import seconded
from training.corpus import Labelled
from training.rows import Row

FEWEST = 3
"""Clauses in which a feature has to stand to be learned from."""
STRENGTH = 0.02
"""Inverse of the regularisation (C of scikit-learn)."""
FOLDS = 5
"""Parts of the writers; each part is judged by what was learned from the others."""
UNKNOWN = -1
"""Stands for a move that nobody has looked for."""
CUTS = (-0.9, -0.5, 0.0)
"""Margins at first sight that part the levels of `reader/features`."""


@dataclass(frozen=True)
class Linear:
    """One look: the features it knows, and the weights and the base of each move."""

    names: list[str]
    weights: np.ndarray
    """A row for each feature, a column for each move."""
    base: np.ndarray

    def scores(self, seen: list[frozenset[str]]) -> np.ndarray:
        """The score of each move for each clause."""
        return matrix(seen, self.names) @ self.weights + self.base


@dataclass(frozen=True)
class Fitted:
    """Both looks, and what they say of clauses by writers that they have seen nothing of."""

    first: Linear
    second: Linear
    unseen: np.ndarray


def fitted(rows: list[Row], replies: list[Labelled], kinds: list[str]) -> Fitted:
    """Learns both looks; the second from first looks of models that had not seen the writer."""
    part = parts([replies[row.reply].batch for row in rows])
    moves = np.array([[_performs(row, kind) for kind in kinds] for row in rows], dtype=np.int8)
    seen = [row.features for row in rows]
    sight = unseen(seen, moves, part)
    both = [own | around for own, around in zip(seen, _around(rows, sight, kinds), strict=True)]
    return Fitted(linear(seen, moves), linear(both, moves), unseen(both, moves, part))


def parts(batches: list[str]) -> np.ndarray:
    """The part that each writing batch belongs to."""
    known = sorted(set(batches))
    return np.array([known.index(one) % FOLDS for one in batches])


def _performs(row: Row, kind: str) -> int:
    """1 and 0 for there and not there, and UNKNOWN where nobody has looked for it."""
    return UNKNOWN if row.known is not None and kind not in row.known else int(kind in row.moves)


def _around(rows: list[Row], sight: np.ndarray, kinds: list[str]) -> list[frozenset[str]]:
    levels = (sight[..., None] >= np.array(CUTS)).sum(-1)
    by_reply: dict[int, list[tuple[int, ...]]] = {}
    for row, level in zip(rows, levels, strict=True):
        by_reply.setdefault(row.reply, []).append(tuple(map(int, level)))
    return [names for reply in by_reply.values() for names in seconded(reply, tuple(kinds))]


def unseen(seen: list[frozenset[str]], moves: np.ndarray, part: np.ndarray) -> np.ndarray:
    """The scores of each part of the writers by what was learned from the others."""
    scores = np.zeros(moves.shape)
    for fold in range(FOLDS):
        others, here = np.flatnonzero(part != fold), np.flatnonzero(part == fold)
        model = linear([seen[at] for at in others], moves[others])
        scores[here] = model.scores([seen[at] for at in here])
    return scores


def linear(seen: list[frozenset[str]], moves: np.ndarray) -> Linear:
    """One model for each label; rare features weigh more by their inverse document frequency."""
    counted = Counter(name for names in seen for name in names)
    known = sorted(name for name, times in counted.items() if times >= FEWEST)
    rarity = np.log(len(seen) / np.array([counted[name] for name in known]))
    rarity /= rarity.mean()
    features = (matrix(seen, known) @ diags(rarity)).tocsr()
    # One after another: liblinear's shuffle is one sequence for the whole process, which threads would share.
    models = [_one(features, moves[:, at]) for at in range(moves.shape[1])]
    weights = np.stack([weights for weights, _ in models], axis=1) * rarity[:, None]
    return Linear(known, weights, np.array([base for _, base in models]))


def _one(features: csr_matrix, performed: np.ndarray) -> tuple[np.ndarray, float]:
    told = np.flatnonzero(performed != UNKNOWN)
    model = LinearSVC(C=STRENGTH, random_state=0).fit(features[told], performed[told])
    return model.coef_[0], float(model.intercept_[0])


def matrix(seen: list[frozenset[str]], names: list[str]) -> csr_matrix:
    """Which features each clause has."""
    place = {name: at for at, name in enumerate(names)}
    ends, found = [0], []
    for one in seen:
        found += sorted(place[name] for name in one if name in place)
        ends.append(len(found))
    return csr_matrix((np.ones(len(found)), found, ends), shape=(len(seen), len(names)))


def by_reply(scores: np.ndarray, rows: list[Row], count: int) -> np.ndarray:
    """The highest score of each move in each reply."""
    best = np.full((count, scores.shape[1]), -1e6)
    np.maximum.at(best, [row.reply for row in rows], scores)
    return best
