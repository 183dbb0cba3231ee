"""`make train`: learns the recogniser from `data/moves` and writes `roleplay/reader/learned.dat`."""

import json
import zlib
from hashlib import sha256
from pathlib import Path

import numpy as np

from roleplay.domain.moves import MOVES
from training.corpus import BY_HISTORY, corpus
from training.fit import Linear, by_reply, fitted, matrix, performed, unseen_scores, vocabulary
from training.rows import Row, rows
from training.thresholds import Decision, calibrated, decided

TARGET = Path(__file__).resolve().parent.parent / "roleplay" / "reader" / "learned.dat"
VERSION = "1"
SCALE, ZERO, MOST = 32, 128, 127
"""Whole steps for one unit of a score, the byte that stands for nothing, and the largest weight either way."""


def main() -> None:
    """Learns, decides and writes; prints what was reached on replies of unseen writers."""
    replies = corpus()
    kinds = [kind for kind in MOVES if kind not in BY_HISTORY]
    learned = rows(replies)
    scores = unseen_scores(learned, replies, kinds)
    moves = performed(learned, kinds)
    ruled = np.array([[kind in row.rules for kind in kinds] for row in learned])
    free_best = by_reply(np.where(ruled, -1e6, scores), learned, len(replies))
    ruled_best = by_reply(np.where(ruled, scores, -1e6), learned, len(replies))
    there = np.array([[kind in one.moves for kind in kinds] for one in replies])
    decisions = [
        decided(kind, free_best[:, at], ruled_best[:, at], there[:, at]) for at, kind in enumerate(kinds)
    ]
    steps = [calibrated(scores[:, at], moves[:, at]) for at in range(len(kinds))]
    _tell(kinds, decisions, there, replies=len(replies), clauses=len(learned))
    _write(kinds, learned, decisions, steps)


def _tell(kinds: list[str], decisions: list[Decision], there: np.ndarray, replies: int, clauses: int) -> None:
    print(f"{replies} replies, {clauses} clauses; on writers it has not seen:")
    for at, (kind, one) in enumerate(zip(kinds, decisions, strict=True)):
        print(f"{kind:20} {there[:, at].sum():5}  P {one.precision:.2f}  R {one.recall:.2f}  F1 {one.f1:.2f}")
    print(f"macro-F1 {np.mean([one.f1 for one in decisions]):.3f}")


def _write(kinds: list[str], learned: list[Row], decisions: list[Decision], steps: list[list[float]]) -> None:
    names = vocabulary(learned)
    models = fitted(matrix(learned, names), performed(learned, kinds))
    table = np.stack([_whole(model) for model in models], axis=1)
    telling = np.abs(table).max(axis=1) > 1
    kept = [name for name, is_kept in zip(names, telling, strict=True) if is_kept]
    payload = "\n".join(kept).encode() + b"\0" + (table[telling] + ZERO).astype(np.uint8).tobytes()
    header = {
        "version": VERSION,
        "moves": kinds,
        "base": [round(model.base * SCALE) for model in models],
        "heard": [round(one.heard * SCALE) for one in decisions],
        "doubted": [round(one.doubted * SCALE) for one in decisions],
        "steps": [[round(score * SCALE) for score in one] for one in steps],
        "sha256": sha256(payload).hexdigest(),
    }
    content = json.dumps(header).encode() + b"\n" + zlib.compress(payload, 9)
    TARGET.write_bytes(content)
    print(f"{TARGET.name}: {len(kept)} features, {len(content):,} bytes")


def _whole(model: Linear) -> np.ndarray:
    return np.clip(np.rint(model.weights * SCALE), -MOST, MOST).astype(np.int16)


if __name__ == "__main__":
    main()
