"""What must come of a conversation: shared by the trainees built into a case and by replays."""

from typing import Literal

from roleplay.domain.meta import Id, Text
from roleplay.domain.value import Value


class Expect(Value):
    """What must be so at the end of a probe or after a turn of a replay."""

    ending: tuple[str, ...] = ()
    """One of these ids or kinds."""
    not_ending: tuple[str, ...] = ()
    told: tuple[Id, ...] = ()
    critical: tuple[str, ...] | None = None
    """Exactly these critical errors."""
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}
    levels: dict[str, int] = {}
    """Exactly these levels, by the id of a criterion or of a whole rubric."""
    levels_at_least: dict[str, int] = {}
    levels_at_most: dict[str, int] = {}
    moves: tuple[str, ...] = ()
    not_moves: tuple[str, ...] = ()


class Probe(Value):
    """A built-in trainee: keeps the scenario honest."""

    id: Literal["good", "short-good", "mediocre", "bad", "apologise-only", "boilerplate", "gaming"] | Id
    replies: tuple[Text, ...]
    expect: Expect = Expect()
