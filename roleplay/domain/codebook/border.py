"""What the codebook says of one move beyond its row in `domain/moves`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Border:
    """What counts as a move in the cases people disagree about."""

    rule: str
    are: tuple[str, ...]
    """Replies that perform it, indirect ones among them."""
    are_not: tuple[tuple[str, str], ...]
    """Replies that only look like it, and what they are instead."""
