"""Every test of the guide's part 5 is here, once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path


def test_all_sixty_are_here_once():
    found = Counter(
        int(number)
        for file in Path(__file__).parent.glob("test_*.py")
        for number in re.findall(r"^def test_(\d\d)_", file.read_text("utf-8"), re.MULTILINE)
    )
    assert found == Counter(range(1, 61))
