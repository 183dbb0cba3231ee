"""Whether a reply goes past a danger that the customer has told of (critical error X5)."""

from roleplay.domain.reading import About
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.domain.transcript import Turn
from roleplay.reader.clauses import Clause, clauses
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.situation import Situation
from roleplay.reader.words import tokens

BUSINESS = (
    "open_question",
    "closed_question",
    "verify_identity",
    "commit_next_step",
    "offer_solution",
    "set_limit",
    "bare_no",
    "cold_transfer",
    "blame_customer",
    "blame_others",
    "dismiss",
    "argue",
    "explain",
    "answer",
    "close",
    "check_satisfaction",
)
"""A reply with any of these goes on to other things; a mere "ok" or a word of comfort does not."""


def dangers_passed(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """One draft on the first words of a reply that speaks of other things while somebody is in danger."""
    other = min((draft.clause for draft in drafts if draft.kind in BUSINESS), key=lambda one: one.start, default=None)
    if other is None:
        return []
    if situation.scenario is None:
        return _anywhere(found, other, situation)
    ground = situation.bearings
    for fact in situation.scenario.facts:
        if ground and fact.danger and fact.id in situation.told:
            earlier = [clause for turn in _replies(situation) for clause in _clauses(turn)]
            met = any(
                hit.target.id == fact.id for one in (*earlier, *found) for hit in ground.hits(one.words, "danger")
            )
            if not met:
                return [Draft("ignore_safety", other, 0.9, 1.0, about=About(facts=(fact.id,), policy=fact.policy))]
    return []


def _anywhere(found: list[Clause], other: Clause, situation: Situation) -> list[Draft]:
    """Without a case only what is a danger to anybody: said by the customer, and met by nothing so far."""
    said, met = lexicon().danger, lexicon().safety
    told = [clause for turn in situation.history if turn.role == "customer" for clause in _clauses(turn)]
    if not any(stands(said, clause.words) for clause in told):
        return []
    earlier = [clause for turn in _replies(situation) for clause in _clauses(turn)]
    if any(stands(met, clause.words) for clause in (*earlier, *found)):
        return []
    return [Draft("ignore_safety", other, 0.9, 1.0)]


def _replies(situation: Situation) -> list[Turn]:
    return [turn for turn in situation.history if turn.role == "agent"]


def _clauses(turn: Turn) -> list[Clause]:
    return clauses(tokens(turn.content[:LONGEST_REPLY_READ]))
