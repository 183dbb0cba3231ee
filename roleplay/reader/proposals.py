"""What a language model says it has heard, on its way into the reading: proposals, and never more than that.

A proposal adds a move to a clause in which it was not heard, and is grounded and weighed like every other. What was
heard without a model stays heard: a model that hears less costs nobody anything. On its word alone nothing is held
against anybody that would be called critical.
"""

from dataclasses import dataclass

from roleplay.domain.moves import MOVES
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import LEARNED, Draft
from roleplay.reader.learned import LIKELY, STAGES, WORTH


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that a model has heard in the code points `start` to `end` of a reply."""

    kind: str
    start: int
    end: int
    confidence: float
    """How far it agrees with itself, 0 to 1."""


def proposed(found: list[Clause], drafts: list[Draft], proposals: tuple[Proposal, ...]) -> list[Draft]:
    """A draft for each proposal that nobody else has heard."""
    return [new for one in proposals if (new := _draft(one, found, drafts)) is not None]


def _draft(one: Proposal, found: list[Clause], drafts: list[Draft]) -> Draft | None:
    own = [clause for clause in found if not clause.quoted and _overlap(one, clause) > 0]
    if not own or any(draft.kind == one.kind and draft.clause in own for draft in drafts):
        return None
    clause = max(own, key=lambda each: (_overlap(one, each), -each.index))
    sure = min(one.confidence, LIKELY) if MOVES[one.kind].polarity == "harms" else one.confidence
    return Draft(one.kind, clause, sure, WORTH, LEARNED, STAGES.get(one.kind))


def _overlap(one: Proposal, clause: Clause) -> int:
    return min(one.end, clause.end) - max(one.start, clause.start)
