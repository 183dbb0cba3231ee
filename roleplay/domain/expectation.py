"""What must come of a conversation: shared by the trainees built into a case and by replays."""

from typing import Annotated, Literal

from roleplay.domain.customer import STATE_NAMES
from roleplay.domain.meta import Id, Text
from roleplay.domain.moves import MoveName
from roleplay.domain.scorecard import CriticalName
from roleplay.domain.value import Value, offered

StateKey = Annotated[str, offered(STATE_NAMES)]
"""A part of the mood as a file names it."""


class Expect(Value):
    """What must be so at the end of a probe or after a turn of a replay."""

    ending: tuple[str, ...] = ()
    """One of these ids or kinds."""
    not_ending: tuple[str, ...] = ()
    """None of these."""
    told: tuple[Id, ...] = ()
    """Facts that are out by now."""
    critical: tuple[CriticalName, ...] | None = None
    """Exactly these critical errors."""
    at_least: dict[StateKey, float] = {}
    at_most: dict[StateKey, float] = {}
    levels: dict[str, int] = {}
    """Exactly these levels, by the id of a criterion or of a whole rubric."""
    levels_at_least: dict[str, int] = {}
    levels_at_most: dict[str, int] = {}
    moves: tuple[MoveName, ...] = ()
    """Heard in this reply; at the end, in any of them."""
    not_moves: tuple[MoveName, ...] = ()
    """Not heard."""


MUST_WIN = ("good", "short-good")
MUST_LOSE = ("bad", "apologise-only", "boilerplate", "gaming")
"""What must come of these built-in trainees, wherever a case brings them."""
WORKED = ("good", "short-good", "mediocre", "bad")
"""Those that every tested case brings; the others try tricks, which every case is proved against anyway."""


class Probe(Value):
    """A built-in trainee: keeps the scenario honest."""

    id: Literal["good", "short-good", "mediocre", "bad", "apologise-only", "boilerplate", "gaming"] | Id
    """The first four make a case tested. The next three must lose where they are there; any other name is free."""
    replies: tuple[Text, ...]
    expect: Expect = Expect()
