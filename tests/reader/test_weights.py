"""Trained files: nothing is read from a damaged one."""

from __future__ import annotations

import zlib
from importlib.resources import files

import pytest

from roleplay.reader import landing, learned


@pytest.mark.parametrize("room", [learned, landing])
def test_a_damaged_file_is_refused_with_what_to_do(room) -> None:
    head, _, packed = files("roleplay.reader").joinpath(room.FILE).read_bytes().partition(b"\n")
    payload = bytearray(zlib.decompress(packed))
    payload[-1] ^= 1
    with pytest.raises(ValueError, match="damaged; install the program again"):
        room.parse(head + b"\n" + zlib.compress(bytes(payload)))
