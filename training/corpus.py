"""The labelled replies of `data/moves`: one file for each writing batch, one reply for each line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roleplay.domain.moves import MOVES
from roleplay.domain.transcript import Turn

FOLDER = Path(__file__).resolve().parent.parent / "data" / "moves"
BY_HISTORY = ("repeat_question", "ignore_question", "interrogate", "ignore_safety", "warm_handover")
"""Moves that hang on more than one exchange."""
FINER = ("calm_down", "argue", "bare_no", "insult")
"""Kinds of dismiss: labelled by their finer name, and counted as dismissing too."""


@dataclass(frozen=True)
class Labelled:
    """A reply with the moves that two labellers settled on, each with the words that perform it."""

    id: str
    batch: str
    history: tuple[Turn, ...]
    reply: str
    spans: tuple[tuple[str, int, int], ...]
    near: frozenset[str]
    """Moves that a hasty reader could hear and that are not there."""
    labels: tuple[frozenset[str], ...] = ()
    """What each labeller heard before they were settled."""
    known: frozenset[str] | None = None
    """The moves that were looked for, where it was not all of them."""

    @property
    def moves(self) -> frozenset[str]:
        """Every move performed, the finer slights as dismissing too."""
        kinds = {kind for kind, _, _ in self.spans}
        return frozenset(kinds | {"dismiss"}) if kinds.intersection(FINER) else frozenset(kinds)


def corpus(folder: Path = FOLDER, prefix: str = "") -> list[Labelled]:
    """All labelled replies, in the order of their files."""
    return [one for path in sorted(folder.glob(f"{prefix}*.jsonl")) for one in _read(path)]


def _read(path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple((one["move"], one["start"], one["end"]) for one in row["moves"])
        unknown = {kind for kind, _, _ in spans} - MOVES.keys()
        if unknown:
            raise ValueError(f"{path.name}: {row['id']}: no such move: {', '.join(sorted(unknown))}")
        said = row.get("history") or [{"role": "customer", "content": row["customer"]}]
        history = tuple(Turn(at, turn["role"], turn["content"]) for at, turn in enumerate(said))
        labels = tuple(map(frozenset, row.get("labels", ())))
        near, known = frozenset(row.get("near", ())), frozenset(row["known"]) if "known" in row else None
        yield Labelled(row["id"], path.stem, history, row["reply"], spans, near, labels, known)
