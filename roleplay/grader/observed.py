"""What a measure brings back: one observation for each opportunity, with the words it rests on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.domain.scorecard import Evidence
from roleplay.grader.conversation import Conversation, Reply

SPECIFIC = 0.8
"""Quality from which a move is specific to this case (the reader's scale, `Move.quality`)."""
ADAPTED = 0.95
"""Quality from which it is also adapted to this customer; the reader gives 1."""
PARTIAL = 0.6
"""Quality from which a move is more than a phrase."""
DOUBTFUL = 0.5
"""Confidence in an absence where part of the reply could not be read."""

HEARD = 0.4
"""Share of a reply's words under which nobody can say that something was missing from it."""

Thresholds = Mapping[str, float]
"""A criterion's numbers from its rubric file, by name."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A level from 0 to 4 at one opportunity, and why."""

    turn: int
    level: int
    reason: str
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    fresh: bool = True
    """False where the reply copies an earlier one: it may lower a grade, never raise it."""
    remark: str = ""
    """What only this conversation can tell, in a whole sentence; it stands before the rubric's advice."""


Measure = Callable[[Conversation, Criterion], list[Observed]]
"""One criterion's offline measure; an empty list means that nothing called for it."""


def evidence(reply: Reply, move: Move) -> Evidence:
    """A move as the words of the trainee that a scorecard quotes."""
    about = move.about
    fact = next(iter((*about.facts, *(id for id, _ in about.wrong))), None)
    span = reply.wide.get(move.span, move.span)
    return Evidence(reply.turn, span.start, span.end, span.quote, move.kind, fact)


def observe(reply: Reply, level: int, reason: str, moves: Iterable[Move] = (), remark: str = "") -> Observed:
    """An observation at this reply; the words that tell most come first, and above level 1 there must be some."""
    found = tuple(move for move in moves if move.span.quote)
    if not found:
        level = min(level, 1)
    reading = reply.reading
    unread = reading.unclear or reading.flags & {"truncated", "other_language"} or reading.features.understood < HEARD
    sure = min((move.confidence for move in found), default=DOUBTFUL if unread else 1.0)
    quotes = tuple(evidence(reply, move) for move in found)
    return Observed(reply.turn, level, reason, quotes, sure, not reply.stale, remark)


def best(moves: Iterable[Move]) -> Move | None:
    """The move of the highest quality, the first of equals: a second one of the same adds nothing (W4)."""
    return max(moves, key=lambda move: move.quality, default=None)


def as_it_landed(reply: Reply, seen: Observed, most: int = 1, gladly: bool = False) -> Observed:
    """The level in the light of the customer's next words, where those are all the evidence there is.

    None above `most` stands where they show that the reply did not reach them; with `gladly`, a good
    one that they welcome was fitted to this customer.
    """
    if gladly and reply.welcome and seen.level == 3:
        return replace(seen, level=4, reason=f"{seen.reason}; the customer takes it up gladly")
    if not reply.missed or seen.level <= most:
        return seen
    return replace(seen, level=most, reason=f"{seen.reason}; the customer has to come back to it")
