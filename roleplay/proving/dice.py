"""Chance that falls the same on every machine and every Python."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws that follow from a seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._thrown = 0

    def throw(self) -> float:
        """A number from 0 up to 1."""
        self._thrown += 1
        return int.from_bytes(sha256(f"{self._seed}:{self._thrown}".encode()).digest()[:8], "big") / 2**64

    def happens(self, share: float) -> bool:
        """True as often as the share says."""
        return self.throw() < share

    def one_of(self, options: Sequence[T]) -> T:
        """Any of the options, each as likely."""
        return options[int(self.throw() * len(options))]
