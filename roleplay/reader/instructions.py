"""Instructions to the customer: how many steps one message asks for, and whether they are numbered."""

import re

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import LEARNED, Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.questions import asks, is_tagged
from roleplay.reader.situation import Situation

_NUMBERED = re.compile(r"(?m)^\s{0,8}(?:\d{1,2}[.)]|[-*•]|step \d{1,2}[:.)]?)\s", re.IGNORECASE)
QUESTIONS = ("open_question", "closed_question")
_AGENTS_OWN = ("commit_next_step", "offer_solution", "offer_option", "boilerplate", "calm_down", "cold_transfer")


def instructed(found: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """An explanation for each clause that tells the customer what to do and is nothing else."""
    taken = {id(draft.clause) for draft in drafts}
    return [Draft("explain", one, 0.7, 0.6) for one in found if id(one) not in taken and instructs(one)]


def steps(whole: list[Clause], drafts: list[Draft]) -> int:
    """How many steps a message asks the customer to take."""
    own = {id(draft.clause) for draft in drafts if draft.kind in _AGENTS_OWN and draft.shade != LEARNED}
    return sum(instructs(clause) for clause in whole if id(clause) not in own)


def is_numbered(text: str) -> bool:
    """Whether at least two lines begin with a number or a bullet."""
    return len(_NUMBERED.findall(text)) >= 2


def commanded(drafts: list[Draft], situation: Situation) -> list[Draft]:
    """The drafts, a polite instruction told as the help it is: "Can you tap the grey wheel, please?"."""
    ground = situation.bearings
    return [_told(draft, ground) if ground and draft.kind in QUESTIONS else draft for draft in drafts]


def _told(question: Draft, ground: Bearings) -> Draft:
    """The step that a question asks for, where somebody wants to know it; else the question."""
    words = question.clause.words
    hits = ground.hits(words, "request") if _asks_politely(words) else []
    requests = tuple(dict.fromkeys(hit.target.id for hit in hits))
    return (
        Draft("explain", question.clause, 0.85, 0.8, about=About(requests=requests, stage="done")) if hits else question
    )


def _asks_politely(words: tuple[str, ...]) -> bool:
    steps = lexicon().steps
    return stands(steps["polite"], words) and not stands(steps["not_polite"], words)


def instructs(clause: Clause) -> bool:
    """Whether a clause tells the customer to do something."""
    if not clause.quoted and _asks_politely(clause.words):
        return True
    if clause.quoted or (clause.asks and not is_tagged(clause)) or asks(clause.words):
        return False
    steps = lexicon().steps
    return stands(steps["instruct"], clause.words) and not stands(steps["not_instruct"], clause.words)
