"""Days of arrival that the desk does not show: promised all the same, they are false (critical error X3).

What the desk can bring about says by when: "arrives on Thursday", "ready tomorrow from 10:00". A reply
that lets the customer expect it on another day, or within the hour, promises what nobody has said.
"""

from functools import lru_cache
from itertools import pairwise

from roleplay.domain.reading import About
from roleplay.domain.scenario import Scenario
from roleplay.reader.clauses import Clause, clauses
from roleplay.reader.draft import STATED, Draft
from roleplay.reader.grounding import claims_nothing
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.phrases import Phrase
from roleplay.reader.situation import Situation
from roleplay.reader.words import tokens

ORDER = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = frozenset(ORDER)
DAYS = WEEK | {"today", "tonight", "tomorrow"}
FLAT = 0.9
"""Confidence of a promise of a day that nobody has named."""
SPANS = frozenset({"hour", "hours", "minute", "minutes"})


def days_invented(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """A false promise for each clause in which something arrives on a day that this case knows nothing of."""
    if situation.scenario is None:
        return []
    known, arrival, other = _known_days(situation.scenario), lexicon().steps["arrival"], lexicon().steps["no_arrival"]
    if not known:
        return []
    taken = {id(one.clause) for one in drafts if one.kind == "false_promise" and one.confidence >= FLAT}
    return [
        Draft("false_promise", clause, FLAT, 1.0, STATED, about=About(policy=_policy(clause, drafts, situation)))
        for clause in found
        if id(clause) not in taken
        and (DAYS | SPANS) & set(_from(arrival, clause.words))
        and not known & set(_from(arrival, clause.words))
        and not _late_enough(clause, known)
        and not stands(other, _from(arrival, clause.words))
        and not stands(lexicon().steps["no_thing"], clause.words)
        and not claims_nothing(clause, found)
    ]


def _late_enough(clause: Clause, known: frozenset[str]) -> bool:
    """ "By Friday" holds where the desk says Thursday."""
    said = [ORDER.index(day) for word, day in pairwise(clause.words) if word in ("by", "before") and day in WEEK]
    return bool(said) and any(ORDER.index(day) < min(said) for day in known & WEEK)


def _policy(clause: Clause, drafts: list[Draft], situation: Situation) -> str | None:
    """The rule of the action that is spoken of in the clause or the sentence."""
    actions = {one.id: one.policy for one in (situation.scenario.actions if situation.scenario else ())}
    near = [draft for draft in drafts if draft.clause.sentence == clause.sentence and draft.about.action]
    return next((actions.get(draft.about.action or "") for draft in near), None)


@lru_cache(maxsize=64)
def _days(texts: tuple[str, ...], everywhere: tuple[str, ...]) -> frozenset[str]:
    arrival = lexicon().steps["arrival"] + lexicon().steps["lasts"]
    told = [_from(arrival, one.words) for text in texts for one in clauses(tokens(text))]
    own = {word for text in everywhere for one in clauses(tokens(text)) for word in one.words}
    days = {word for words in told for word in words} & (DAYS | SPANS)
    return frozenset(days | (own & WEEK)) if days & DAYS else frozenset()


def _from(phrases: tuple[Phrase, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """The words from the first of these phrases on: "leaves today and arrives on Thursday" is about Thursday."""
    begins = [place[0] for one in phrases if (place := one.search(words))]
    return words[min(begins) :] if begins else ()


def _known_days(scenario: Scenario) -> frozenset[str]:
    """Days on which the desk can bring something about, and those the customer speaks of; none where none is named."""
    desk = (*(one.result for one in scenario.actions), *(one.label for one in scenario.outcomes), scenario.knowledge)
    spoken = (*(fact.value for fact in scenario.facts), *(fact.say or "" for fact in scenario.facts))
    return _days((*desk, *(rule.text for rule in scenario.policy)), spoken)
