"""Trained weights: linear scores for several labels at once, alike on every machine.

Weights are whole numbers, so that a sum is the same in any order. The weights of all labels for one feature stand side
by side in one long integer, and adding those integers adds all labels at once.
"""

import json
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

LANE = 4
"""Bytes for the sum of one label: enough for any number of features that a text can have."""
ZERO = 128
"""What stands for a weight of nothing, since the bytes of a lane have no sign."""


@dataclass(frozen=True)
class Table:
    """The weights of all labels for each feature."""

    rows: dict[str, int]
    """The place of each feature's weights."""
    weights: bytes
    base: tuple[int, ...]
    """Each label's score before any feature."""

    def scores(self, names: Iterable[str]) -> tuple[int, ...]:
        """The score of every label for a text with these features."""
        labels, total, known = len(self.base), 0, 0
        lanes = bytearray(LANE * labels)
        for name in names:
            if (row := self.rows.get(name)) is not None:
                lanes[::LANE] = self.weights[row * labels : (row + 1) * labels]
                total += int.from_bytes(lanes, "little")
                known += ZERO
        sums = struct.unpack(f"<{labels}I", total.to_bytes(LANE * labels, "little"))
        return tuple(base + lane - known for base, lane in zip(self.base, sums, strict=True))


def unpacked(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The header of a trained file, and what it is about.

    Raises ValueError if the file is not whole.
    """
    head, _, packed = content.partition(b"\n")
    header = json.loads(head)
    payload = zlib.decompress(packed)
    if sha256(payload).hexdigest() != header["sha256"]:
        raise ValueError("the trained file of the reader is damaged; install the program again")
    return header, payload


def table(base: list[int], payload: bytes) -> tuple[Table, bytes]:
    """The table that a payload begins with, and the rest: names, then a byte for each name and move."""
    names, _, narrow = payload.partition(b"\0")
    rows = {name: row for row, name in enumerate(names.decode().split("\n"))}
    size = len(rows) * len(base)
    return Table(rows, narrow[:size], tuple(base)), narrow[size:]
