"""`make train`: learns from `data/moves` and `data/turns`, and writes the trained files of the reader."""

import numpy as np

from roleplay.domain.moves import MOVES
from roleplay.reader.learned import DOUBTFUL, recogniser
from roleplay.reader.seams import shipped as seams_shipped
from training.corpus import BY_HISTORY, Labelled, corpus
from training.file import write
from training.fit import by_reply, fitted
from training.rows import Row, rows
from training.seams import learn_seams
from training.thresholds import FAR_BELOW, Decision, Scores, calibrated, decided, f1, precision
from training.turns import learn

TEST, PLAIN = "y", "x"
"""How the names of batches begin that nothing may be learned from, and of those that decide about thresholds.

The others were written to be hard, so that a threshold that serves them would be wrong for what people write.
"""


def main() -> None:
    """Learns, decides and writes; prints what was reached on replies of unseen writers."""
    # First, because it decides where the clauses of all the others end.
    print(learn_seams(TEST))
    seams_shipped.cache_clear()
    replies = [one for one in corpus() if not one.batch.startswith(TEST)]
    kinds = [kind for kind in MOVES if kind not in BY_HISTORY]
    learned = rows(replies)
    fit = fitted(learned, replies, kinds)
    steps = _steps(fit.unseen, learned, kinds)
    scores = _by_reply(fit.unseen, learned, replies, kinds, steps)
    decisions = decided(scores)
    print(f"{len(replies)} replies, {len(learned)} clauses; on plain replies of writers it has not seen:")
    _tell(decisions, scores)
    print(write(kinds, fit, [decisions[kind] for kind in kinds], steps))
    # Last, because a turn is understood by what the reply before it is heard to do.
    recogniser.cache_clear()
    print(learn())


def _steps(scores: np.ndarray, learned: list[Row], kinds: list[str]) -> list[list[float]]:
    whole = np.array([row.known is None for row in learned])
    moves = np.array([[kind in row.moves for kind in kinds] for row in learned])
    return [calibrated(scores[whole, at], moves[whole, at]) for at in range(len(kinds))]


def _by_reply(
    scores: np.ndarray, learned: list[Row], replies: list[Labelled], kinds: list[str], steps: list[list[float]]
) -> dict[str, Scores]:
    ruled = np.array([[kind in row.rules for kind in kinds] for row in learned])
    believed = np.array([one[int(DOUBTFUL * 20) - 1] for one in steps])
    free = by_reply(np.where(ruled, FAR_BELOW, scores), learned, len(replies))
    held = by_reply(np.where(ruled, scores, FAR_BELOW), learned, len(replies)) >= believed
    plain = np.array([one.batch.startswith(PLAIN) for one in replies])
    return {
        kind: Scores(free[plain, at], held[plain, at], np.array([kind in one.moves for one in replies])[plain])
        for at, kind in enumerate(kinds)
    }


def _tell(decisions: dict[str, Decision], scores: dict[str, Scores]) -> None:
    reached = []
    for kind, one in decisions.items():
        there = scores[kind].there
        right = (one.said & there).sum()
        reached.append(f1(one.said, there))
        print(
            f"{kind:20} {there.sum():5}  precision {right / max(1, one.said.sum()):.2f}  "
            f"recall {right / there.sum():.2f}  F1 {reached[-1]:.2f}"
        )
    print(f"macro-F1 {np.mean(reached):.3f}; precision of the punishing moves {precision(decisions, scores):.3f}")


if __name__ == "__main__":
    main()
