"""What a language model says it has heard, on its way into the reading: proposals, and never more than that.

A proposal adds a move to a clause in which it was not heard, and is grounded and weighed like every other; rules
are not overruled. Nothing is ever held against anybody on a model's word alone that would be called critical.
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


def confirmed(drafts: list[Draft], proposals: tuple[Proposal, ...]) -> list[Draft]:
    """The drafts without what only the recogniser has heard, and the model, who was asked, has not."""
    return [
        one for one in drafts if one.shade != LEARNED or any(_meets(two, one.clause, one.kind) for two in proposals)
    ]


def _draft(one: Proposal, found: list[Clause], drafts: list[Draft]) -> Draft | None:
    own = [clause for clause in found if not clause.quoted and _overlap(one, clause) > 0]
    if not own or any(draft.kind == one.kind and draft.clause in own for draft in drafts):
        return None
    clause = max(own, key=lambda each: (_overlap(one, each), -each.index))
    sure = min(one.confidence, LIKELY) if MOVES[one.kind].polarity == "harms" else one.confidence
    return Draft(one.kind, clause, sure, WORTH, LEARNED, STAGES.get(one.kind))


def _overlap(one: Proposal, clause: Clause) -> int:
    return min(one.end, clause.end) - max(one.start, clause.start)


def _meets(one: Proposal, clause: Clause, kind: str) -> bool:
    return one.kind == kind and _overlap(one, clause) > 0
