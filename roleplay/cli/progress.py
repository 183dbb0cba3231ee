"""How far a long piece of work has come: plain lines beside the output, and none for what is quickly done."""

import time
from collections.abc import Callable

from roleplay.cli import streams

FIRST, THEN = 2.0, 5.0
"""Seconds until the first line, and between two."""


class Progress:
    """Counts what is done, and tells it now and then."""

    def __init__(self, what: str, total: Callable[[], int | None], now: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._total = total
        """Asked at most once, and only if it takes long: counting costs, too."""
        self._of: int | None = None
        self._now = now
        self._next = now() + FIRST
        self._done = 0
        self._told = False

    def tick(self) -> None:
        """One more is done."""
        self._done += 1
        if self._now() < self._next:
            return
        if not self._told:
            self._of, self._told = self._total(), True
        of = f" of {self._of:,}" if self._of is not None and self._of >= self._done else ""
        streams.tell(f"{self._done:,}{of} {self._what}")
        self._next = self._now() + THEN
