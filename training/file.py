"""Writes the trained files: whole numbers only, so that every machine reads alike."""

import json
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from roleplay.reader import landing, learned, seams
from roleplay.reader.weights import ZERO
from training.fit import CUTS, Fitted, Linear
from training.thresholds import Decision

FOLDER = Path(__file__).resolve().parent.parent / "roleplay" / "reader"
VERSION = "2"
SCALE = 160
"""Whole steps for one unit of a score."""
MOST = 127
"""The largest weight either way."""
TELLING, TELLING_ALONE = 2, 8
"""The largest weight that a feature has to have for some label to be kept, and for the only one."""


def write(kinds: list[str], fit: Fitted, decisions: list[Decision], steps: list[list[float]]) -> str:
    """Writes the recogniser, and tells what is in it."""
    header = {
        "moves": kinds,
        "first": _whole(fit.first.base),
        "second": _whole(fit.second.base),
        "cuts": _whole(CUTS),
        "heard": _whole(one.heard for one in decisions),
        "steps": [_whole(one) for one in steps],
    }
    return _written(learned.FILE, header, _payload(fit.first) + _payload(fit.second))


def write_listener(shows: list[str], fit: Linear, heard: list[float], doubted: list[float]) -> str:
    """Writes what tells how a reply landed, and tells what is in it."""
    header = {"shows": shows, "base": _whole(fit.base), "heard": _whole(heard), "doubted": _whole(doubted)}
    return _written(landing.FILE, header, _payload(fit))


def write_seams(fit: Linear, heard: float) -> str:
    """Writes what tells where sentences begin, and tells what is in it."""
    header = {"base": _whole(fit.base), "heard": round(heard * SCALE)}
    return _written(seams.FILE, header, _payload(fit, TELLING_ALONE))


def _written(name: str, header: dict[str, Any], payload: bytes) -> str:
    header = {"version": VERSION, **header, "sha256": sha256(payload).hexdigest()}
    content = json.dumps(header).encode() + b"\n" + zlib.compress(payload, 9)
    (FOLDER / name).write_bytes(content)
    return f"{name}: {len(content):,} bytes, {len(payload):,} unpacked"


def _whole(values) -> list[int]:
    return [round(float(value) * SCALE) for value in values]


def _payload(look: Linear, telling: int = TELLING) -> bytes:
    table = np.clip(np.rint(look.weights * SCALE), -MOST, MOST).astype(np.int16)
    tells = np.abs(table).max(axis=1) >= telling
    kept = [name for name, is_kept in zip(look.names, tells, strict=True) if is_kept]
    return "\n".join(kept).encode() + b"\0" + (table[tells] + ZERO).astype(np.uint8).tobytes()
