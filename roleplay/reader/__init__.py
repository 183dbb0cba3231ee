"""Trainee text in, Reading out: recognition clause by clause, by cues and by what was learned, then grounding."""

from roleplay.domain.customer import State
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.domain.transcript import Turn
from roleplay.reader.assembly import assembled
from roleplay.reader.choosing import left_to_choose
from roleplay.reader.clauses import Clause, clauses
from roleplay.reader.days import days_invented
from roleplay.reader.deeds import deeds
from roleplay.reader.draft import Draft
from roleplay.reader.grounding import ground_refusals, promises_broken
from roleplay.reader.informing import answered, informed, marked_honest
from roleplay.reader.inquiries import ground_questions
from roleplay.reader.instructions import commanded, instructed
from roleplay.reader.learned import opinion
from roleplay.reader.listening import acknowledged, restated
from roleplay.reader.naming import named_choices, named_offers
from roleplay.reader.oddities import oddities, worth_reading
from roleplay.reader.overhearing import overhear, told_in
from roleplay.reader.proposals import Proposal, proposed
from roleplay.reader.questions import questions, with_purposes
from roleplay.reader.recognition import recognised
from roleplay.reader.referents import ground_deeds
from roleplay.reader.refusals import handovers, refusals
from roleplay.reader.safety import dangers_passed
from roleplay.reader.sheet import promises_against
from roleplay.reader.situation import Situation
from roleplay.reader.spelling import corrected
from roleplay.reader.words import tokens

READER_VERSION = "7"

__all__ = ["READER_VERSION", "Proposal", "overhear", "read", "told_in"]


def read(
    text: str,
    scenario: Scenario | None,
    state: State | None,
    history: tuple[Turn, ...],
    sheet: str = "",
    proposals: tuple[Proposal, ...] = (),
) -> Reading:
    """The moves of a cleaned reply, grounded in the scenario and the conversation so far.

    Without a scenario the ground is what the customer has said, and the `sheet`: what the agent knew. `proposals`
    are what a language model has heard, where one was asked.
    """
    situation = Situation(scenario, state, history, sheet)
    whole = parted(text, situation)
    odd = oddities(text, whole, situation)
    found = worth_reading(text, whole, odd, situation)
    return assembled(text, whole, _heard(found, situation, proposals), odd, situation)


def parted(text: str, situation: Situation) -> list[Clause]:
    """The clauses of a reply, typing errors mended."""
    return with_purposes(clauses(corrected(tokens(text[:LONGEST_REPLY_READ]), situation)))


def cued(found: list[Clause], situation: Situation) -> list[Draft]:
    """What cues and guards find in the clauses by their words alone."""
    drafts = refusals(found, recognised(found), situation)
    drafts += deeds(found, drafts)
    drafts += named_choices(found, drafts, situation)
    return drafts + questions(found, drafts)


def _heard(found: list[Clause], situation: Situation, proposals: tuple[Proposal, ...]) -> list[Draft]:
    """What cues find and what the recogniser adds, grounded in the case; less what it doubts and nothing holds up."""
    drafts = cued(found, situation)
    learned = opinion(found, drafts, situation)
    drafts += learned.proposed(found, drafts)
    drafts += proposed(found, drafts, proposals)
    drafts = left_to_choose(ground_deeds(commanded(drafts, situation), found, situation), found, situation)
    drafts += named_offers(found, drafts, situation)
    drafts = ground_refusals(ground_questions(drafts, found, situation), situation)
    drafts = promises_against(found, drafts, situation)
    drafts += promises_broken(found, drafts, situation)
    drafts += days_invented(found, drafts, situation)
    drafts, back = restated(found, drafts, situation)
    drafts = acknowledged(found, drafts + back, back, situation)
    drafts += informed(found, drafts, situation)
    drafts = marked_honest(found, drafts + instructed(found, drafts))
    drafts = handovers(found, answered(found, drafts, situation))
    return learned.believed(drafts) + dangers_passed(found, drafts, situation)
