"""Instructions to the customer: how many steps one message asks for, and whether they are numbered."""

import re

from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.questions import asks

_NUMBERED = re.compile(r"(?m)^\s{0,8}(?:\d{1,2}[.)]|[-*•]|step \d{1,2})\s", re.IGNORECASE)
_AGENTS_OWN = ("commit_next_step", "offer_solution", "offer_option", "boilerplate", "calm_down", "cold_transfer")


def instructed(found: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """An explanation for each clause that tells the customer what to do and is nothing else."""
    taken = {id(draft.clause) for draft in drafts}
    return [Draft("explain", one, 0.7, 0.6) for one in found if id(one) not in taken and instructs(one)]


def steps(whole: list[Clause], drafts: list[Draft]) -> int:
    """How many steps a message asks the customer to take."""
    own = {id(draft.clause) for draft in drafts if draft.kind in _AGENTS_OWN}
    return sum(instructs(clause) for clause in whole if id(clause) not in own)


def is_numbered(text: str) -> bool:
    """Whether at least two lines begin with a number or a bullet."""
    return len(_NUMBERED.findall(text)) >= 2


def instructs(clause: Clause) -> bool:
    """Whether a clause tells the customer to do something."""
    if clause.quoted or clause.asks or asks(clause.words):
        return False
    return stands(lexicon().steps["instruct"], clause.words)
