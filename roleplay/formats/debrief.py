"""The debrief in plain sentences: first what the customer felt and got, then the words that did it.

Praise comes before anything else, at most one change per skill, and nothing is said of the person.
A terminal gets what can be read in a minute; the page to keep gets all of it, in the same order.
"""

from roleplay.domain.debrief import Debrief
from roleplay.domain.scenario import Touchpoint
from roleplay.formats.briefing import journey
from roleplay.formats.graded import how_graded, skills, stop, to_change, worked
from roleplay.formats.lessons import service, untold, worth_imitating
from roleplay.formats.moved import moved
from roleplay.formats.otherwise import heard_otherwise, second_opinion
from roleplay.formats.page import WIDTH, Section
from roleplay.formats.words import ENDINGS, LEVELS


def told(debrief: Debrief, whole: bool = False) -> tuple[Section, ...]:
    """What there is to tell, in the order in which it helps; parts with nothing in them are left out."""
    if not any(turn.role == "agent" for turn in debrief.transcript.turns):
        return (_nothing_said(debrief),)
    scorecard = debrief.scorecard
    sections = (
        _how_it_went(debrief),
        worked(scorecard, whole),
        stop(scorecard, debrief.scenario),
        to_change(scorecard, whole),
        *skills(scorecard, debrief.rubrics, whole),
        second_opinion(debrief),
        *((heard_otherwise(debrief),) if whole else ()),
        moved(debrief, whole),
        untold(debrief),
        _journey(debrief, whole),
        *(worth_imitating(debrief) if whole else ()),
        _aftermath(debrief),
        service(debrief),
        Section("", (how_graded(scorecard), _figures(debrief, whole))),
    )
    return tuple(section for section in sections if section.paragraphs or section.items)


def _nothing_said(debrief: Debrief) -> Section:
    """Nobody is graded for a conversation that never was."""
    name = debrief.scenario.customer.name
    words = f"You ended it before your first reply, so there is nothing to grade. {name} is still waiting."
    return Section(f"How it went: {ENDINGS[debrief.outcome.ending]}", (words,))


def _how_it_went(debrief: Debrief) -> Section:
    outcome, own = debrief.outcome, debrief.own
    aim = (f"You wanted to try: {own.aim}",) if own.aim else ()
    guess = (f"Before you saw this, you thought: {LEVELS[own.guess]}.",) if own.guess is not None else ()
    felt = f"{outcome.felt} {outcome.got} {outcome.effort_text}"
    return Section(f"How it went: {ENDINGS[outcome.ending]}", (felt, *aim, *guess))


def _journey(debrief: Debrief, whole: bool) -> Section:
    scenario = debrief.scenario
    heading = f"How {scenario.customer.name} got here"
    if whole:
        return Section(heading, items=journey(scenario))
    return Section(heading, items=tuple(_step(one) for one in scenario.customer.journey))


def _step(one: Touchpoint) -> str:
    """A line for each: what was met there, where it fits."""
    both = f"{one.touchpoint}: {one.perceived}"
    return both if len(both) <= WIDTH - 2 else f"{one.touchpoint}."


def _aftermath(debrief: Debrief) -> Section:
    after, name = debrief.aftermath, debrief.scenario.customer.name
    if after is None:
        return Section("")
    friend = f"{name} tells a friend: \u201c{after.friend}\u201d"
    return Section("Two days later", (friend, f"{name} writes: \u201c{after.message}\u201d"))


def _figures(debrief: Debrief, whole: bool) -> str:
    outcome = debrief.outcome
    if whole:
        return (
            f"Consequences, not the grade: satisfaction (CSAT) {outcome.csat} of 5, would recommend (NPS) "
            f"{outcome.nps} of 10, effort {outcome.effort} of 7, where 1 is easy."
        )
    figures = f"satisfied {outcome.csat}/5, would recommend {outcome.nps}/10, effort {outcome.effort}/7"
    return f"Consequences, not the grade: {figures}."
