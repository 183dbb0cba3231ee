"""The learned recogniser: linear scores of each move for each clause, trained on the labelled replies of `data/moves`.

Weights are whole numbers, so that a sum is the same on every machine and in any order. The weights of all moves for
one feature stand side by side in one long integer, and adding those integers adds all moves at once.
"""

import json
import struct
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.features import features
from roleplay.reader.situation import Situation

FILE = "learned.dat"
LANE = 4
"""Bytes for the sum of one move: enough for any number of features that a reply can have."""
ZERO = 128
"""What stands for a weight of nothing, since the bytes of a lane have no sign."""
REMEMBERED = 4096
"""Clauses whose scores are kept at hand."""
WORTH = 0.6
"""Quality of a move that is heard without a rule for how well it is done, until grounding says more."""


@dataclass(frozen=True)
class Recogniser:
    """A trained file, ready to score clauses."""

    version: str
    moves: tuple[str, ...]
    rows: dict[str, int]
    """The place of each feature's weights."""
    weights: bytes
    base: tuple[int, ...]
    """Each move's score before any feature."""
    heard: tuple[int, ...]
    """The score from which each move is heard although no rule hears it."""
    doubted: tuple[int, ...]
    """The score below which a move is not heard although a rule hears it."""
    steps: tuple[tuple[int, ...], ...]
    """Each move's scores for a confidence of 0.05, 0.10 and so on."""

    def scores(self, names: frozenset[str]) -> tuple[int, ...]:
        """The score of every move for a clause with these features."""
        width = LANE * len(self.moves)
        total = known = 0
        for name in names:
            if (row := self.rows.get(name)) is not None:
                total += int.from_bytes(self.weights[row * width : (row + 1) * width], "little")
                known += ZERO
        sums = struct.unpack(f"<{len(self.moves)}I", total.to_bytes(width, "little"))
        return tuple(base + sum - known for base, sum in zip(self.base, sums, strict=True))

    def confidence(self, move: int, score: int) -> float:
        """How often a clause with this score performs the move, 0 to 0.95 in steps of 0.05."""
        return bisect_right(self.steps[move], score) / 20


def parse(content: bytes) -> Recogniser:
    """The recogniser in a trained file.

    Raises ValueError if the file is not whole.
    """
    head, _, packed = content.partition(b"\n")
    header = json.loads(head)
    payload = zlib.decompress(packed)
    if sha256(payload).hexdigest() != header["sha256"]:
        raise ValueError("the trained file of the reader is damaged; install the program again")
    names, _, narrow = payload.partition(b"\0")
    wide = bytearray(LANE * len(narrow))
    wide[::LANE] = narrow
    return Recogniser(
        header["version"],
        tuple(header["moves"]),
        {name: row for row, name in enumerate(names.decode().split("\n"))},
        bytes(wide),
        tuple(header["base"]),
        tuple(header["heard"]),
        tuple(header["doubted"]),
        tuple(map(tuple, header["steps"])),
    )


@cache
def recogniser() -> Recogniser:
    """The shipped recogniser, read once per process."""
    return parse(files(__package__).joinpath(FILE).read_bytes())


@lru_cache(maxsize=REMEMBERED)
def _scores(names: frozenset[str]) -> tuple[int, ...]:
    return recogniser().scores(names)


@dataclass(frozen=True)
class Opinion:
    """What the recogniser thinks of the clauses of one reply."""

    by_clause: dict[int, tuple[int, ...]]

    def proposed(self, found: list[Clause], drafts: list[Draft]) -> list[Draft]:
        """A draft for each move that is heard in a clause and in no draft."""
        learned = recogniser()
        new = []
        for clause in found:
            here = {draft.kind for draft in drafts if draft.clause is clause}
            for at, score in enumerate(self.by_clause[clause.index]):
                if score >= learned.heard[at] and learned.moves[at] not in here and not clause.quoted:
                    sure = learned.confidence(at, score)
                    new.append(Draft(learned.moves[at], clause, sure, WORTH, "learned"))
        return new

    def believed(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts without those that are doubted and that nothing in the case holds up."""
        return [draft for draft in drafts if draft.about.is_grounded or not self._doubts(draft)]

    def _doubts(self, draft: Draft) -> bool:
        learned = recogniser()
        if draft.kind not in learned.moves:
            return False
        at = learned.moves.index(draft.kind)
        return self.by_clause[draft.clause.index][at] < learned.doubted[at]


def opinion(found: list[Clause], drafts: list[Draft], situation: Situation) -> Opinion:
    """The scores of every clause, given what the rules hear."""
    looked = features(found, drafts, situation)
    return Opinion({clause.index: _scores(names) for clause, names in zip(found, looked, strict=True)})
