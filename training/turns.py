"""How replies landed: the labelled customers' turns of `data/turns`, and what is learned of them."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from roleplay.domain.transcript import Turn
from roleplay.reader import read
from roleplay.reader.clauses import clauses
from roleplay.reader.landing import SHOWS, WITHOUT, WITHOUT_HELP, looked_at
from roleplay.reader.overhearing import cued_acts
from roleplay.reader.words import tokens
from training.file import write_listener
from training.fit import linear, parts, unseen
from training.thresholds import f1

FOLDER = Path(__file__).resolve().parent.parent / "data" / "turns"
TRIED = 100
"""Scores tried for a threshold."""
DOUBT = 0.4
"""How far below what is heard by itself a score has to lie for a cue to be doubted."""
CAREFUL = 0.5
"""How much recall weighs beside precision (the beta of an F score): what is not heard moves nothing."""


@dataclass(frozen=True)
class Heard:
    """A customer's turn with what it shows of how the reply before it landed."""

    batch: str
    features: frozenset[str]
    shows: frozenset[str]


def turns(folder: Path = FOLDER) -> list[Heard]:
    """All labelled turns, in the order of their files.

    Raises ValueError where a label is unknown.
    """
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            shows = set(row["shows"])
            if unknown := shows - SHOWS.keys():
                raise ValueError(f"{path.name}: {row['id']}: no such label: {', '.join(sorted(unknown))}")
            before = _before(row["history"])
            shows |= {WITHOUT} if shows.intersection(WITHOUT_HELP) else set()
            found_in = clauses(tokens(row["turn"]))
            seen = looked_at(found_in, cued_acts(row["turn"], found_in, before), before)
            found.append(Heard(path.stem, seen, frozenset(shows)))
    return found


def _before(history: list[dict[str, str]]) -> tuple[Turn, ...]:
    """The turns before, the last reply read."""
    told = tuple(Turn(at, one["role"], one["content"]) for at, one in enumerate(history))
    if not told or told[-1].role != "agent":
        return told
    return *told[:-1], replace(told[-1], reading=read(told[-1].content, None, None, told[:-1]))


def learn() -> str:
    """Learns, writes, and tells what was reached on turns of writers it had seen nothing of."""
    known, shows = turns(), [*SHOWS, WITHOUT]
    seen = [one.features for one in known]
    there = np.array([[name in one.shows for name in shows] for one in known])
    moves = there.astype(np.int8)
    scores = unseen(seen, moves, parts([one.batch for one in known]))
    heard = [_best(scores[:, at], there[:, at]) for at in range(len(shows))]
    told = [f"{len(known)} turns of customers; of writers it has not seen:"]
    for at, name in enumerate(shows):
        told.append(f"{name:12} {there[:, at].sum():5}  F1 {f1(scores[:, at] >= heard[at], there[:, at]):.2f}")
    doubted = [least - DOUBT for least in heard]
    return "\n".join([*told, write_listener(shows, linear(seen, moves), heard, doubted)])


def _best(scores: np.ndarray, there: np.ndarray) -> float:
    tried = np.quantile(scores[there], np.linspace(0, 1, TRIED))
    return float(max(tried, key=lambda least: _f(scores >= least, there)))


def _f(said: np.ndarray, there: np.ndarray) -> float:
    """Precision and recall in one number, in which precision counts twice."""
    right = (said & there).sum()
    return float((1 + CAREFUL**2) * right / max(1, said.sum() + CAREFUL**2 * there.sum()))
