"""Promises against the sheet: what the stated policy of a case without a scenario forbids, and a reply grants.

A sheet is prose, so only a few plain kinds of rule are understood: who decides, no discount, no advice,
no refund, no date, and amounts "up to" something. What is found is held against the reply; it is called
critical only where the reply also vouches for it.
"""

from collections.abc import Iterator
from itertools import pairwise

from roleplay.reader.clauses import Clause, clauses
from roleplay.reader.draft import LEARNED, STATED, Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.questions import asks
from roleplay.reader.recognition import NEGATORS
from roleplay.reader.situation import Situation
from roleplay.reader.words import tokens

VOUCHED = 0.9
"""Confidence of a promise that the sheet forbids in so many words."""
GRANTED = 0.7
"""Confidence of something granted beyond an amount or against a rule."""
CAPS = (("up", "to"), ("at", "most"), ("no", "more"), ("maximum", "of"), ("max",), ("maximum",))
UNITS = frozenset({"euro", "euros", "dollar", "dollars", "pound", "pounds", "percent", "days", "weeks", "months"})


def promises_against(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """The drafts with the promises that the sheet forbids."""
    if situation.scenario is not None or not situation.sheet:
        return drafts
    rules = clauses(tokens(situation.sheet))
    said = [reply for sheet, reply in lexicon().forbidden if any(stands(sheet, one.words) for one in rules)]
    caps = dict(_caps(rules))
    new: list[Draft] = []
    for clause in found:
        if clause.quoted or clause.asks or asks(clause.words) or not NEGATORS.isdisjoint(clause.words):
            continue
        if any(stands(phrases, clause.words) for phrases in said):
            sworn = any(one.clause is clause and one.kind == "false_promise" and one.shade != LEARNED for one in drafts)
            new.append(Draft("false_promise", clause, VOUCHED if sworn else GRANTED, 1.0, STATED))
        elif _grants(clause) and any(amount > caps[unit] for amount, unit in _amounts(clause.words) if unit in caps):
            new.append(Draft("false_promise", clause, GRANTED, 1.0, STATED))
    return [one for one in drafts if not any(one.kind == two.kind and one.clause is two.clause for two in new)] + new


def _grants(clause: Clause) -> bool:
    """The agent gives something in it; an amount that is only spoken of is none."""
    steps = lexicon().steps
    mine = bool({"i", "we"} & set(clause.words))
    return mine and stands(steps["grants"], clause.words) and not stands(steps["no_grants"], clause.words)


def _caps(rules: list[Clause]) -> Iterator[tuple[str, float]]:
    """Amounts that must not be passed, by their unit."""
    for rule in rules:
        for words in CAPS:
            for at in range(len(rule.words)):
                if rule.words[at : at + len(words)] == words:
                    yield from ((unit, amount) for amount, unit in _amounts(rule.words[at:][: len(words) + 3]))


def _amounts(words: tuple[str, ...]) -> Iterator[tuple[float, str]]:
    for word, unit in pairwise(words):
        if unit in UNITS and word.replace(".", "", 1).isdigit():
            yield float(word), unit.rstrip("s")
        elif word in UNITS and unit.replace(".", "", 1).isdigit():
            yield float(unit), word.rstrip("s")
