"""Labelled replies as rows for a learner: one for each clause, with what stands in it and what it does."""

from dataclasses import dataclass

from roleplay.reader import cued, parted
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.features import features
from roleplay.reader.oddities import oddities, worth_reading
from roleplay.reader.situation import Situation
from training.corpus import FINER, Labelled

TOUCHED = 0.5
"""Share of a clause that a labelled span has to cover, or of the span that stands in the clause."""


@dataclass(frozen=True)
class Row:
    """A clause to learn from."""

    reply: int
    """The place of its reply in the corpus."""
    features: frozenset[str]
    rules: frozenset[str]
    """Moves that the rules hear in it."""
    moves: frozenset[str]
    """Moves that were labelled in it."""
    known: frozenset[str] | None
    """Moves that were looked for, where it was not all of them."""


def rows(replies: list[Labelled]) -> list[Row]:
    """The clauses of all replies."""
    return [row for at, one in enumerate(replies) for row in _rows(at, one)]


def _rows(at: int, one: Labelled) -> list[Row]:
    situation = Situation(None, None, one.history)
    whole = parted(one.reply, situation)
    found = worth_reading(one.reply, whole, oddities(one.reply, whole, situation), situation)
    drafts = cued(found, situation)
    looked = features(found, drafts, situation)
    return [
        Row(at, looked[n], _rules(clause, drafts), _moves(clause, one), one.known) for n, clause in enumerate(found)
    ]


def _rules(clause: Clause, drafts: list[Draft]) -> frozenset[str]:
    kinds = {draft.kind for draft in drafts if draft.clause is clause and draft.confidence >= 0.5}
    return frozenset(kinds | {"dismiss"}) if kinds.intersection(FINER) else frozenset(kinds)


def _moves(clause: Clause, one: Labelled) -> frozenset[str]:
    kinds = set()
    for kind, start, end in one.spans:
        shared = min(end, clause.end) - max(start, clause.start)
        if shared > 0 and shared >= TOUCHED * min(end - start, clause.end - clause.start):
            kinds.add(kind)
    return frozenset(kinds | {"dismiss"}) if kinds.intersection(FINER) else frozenset(kinds)
