"""A conversation that was not played here: its replies heard in their order, and graded.

With a scenario the customer's mind is run along, as in a sitting, and what their own words tell is
told. Without one, what the customer says next is the evidence of what a reply has done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleplay.director import begin, direct
from roleplay.director.endings import stop
from roleplay.domain.customer import Directive, State
from roleplay.domain.debrief import Outcome
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.text import mask
from roleplay.domain.transcript import Transcript, Turn
from roleplay.grader import grade
from roleplay.reader import overhear, read, told_in
from roleplay.review.outcome import outcome
from roleplay.review.proof import proved
from roleplay.voice import is_authored


@dataclass(frozen=True, slots=True)
class Assessed:
    """A transcript with its readings, and what it was worth; there is an outcome only where a case says so."""

    transcript: Transcript
    scorecard: Scorecard
    outcome: Outcome | None = None


def assess(
    transcript: Transcript, rubrics: Sequence[Rubric], scenario: Scenario | None = None, notes: bool = True
) -> Assessed:
    """The grade of a conversation from elsewhere. Pure: the same transcript gives the same grade anywhere.

    Without `notes` there is no advice, and no better wording has to be proved: for machines that read levels only.
    """
    known = heard(transcript, scenario)
    state = next((turn.state for turn in reversed(known.turns) if turn.state), None)
    came_out = outcome(scenario, state, state.ending or stop(scenario, state)) if scenario and state else None
    found = grade(rubrics, known, scenario)
    if not notes:
        return Assessed(known, replace(found, notes=()), came_out)
    first = next((turn.number for turn in known.agent), None)

    def regrade(turn: int, wording: str) -> Scorecard:
        said = tuple(replace(one, content=wording) if one.number == turn else one for one in transcript.turns)
        return grade(rubrics, heard(replace(transcript, turns=said), scenario), scenario)

    return Assessed(known, proved(found, first, regrade), came_out)


def heard(transcript: Transcript, scenario: Scenario | None = None) -> Transcript:
    """The transcript with personal data masked, every reply read, and every turn of the customer listened to."""
    own = scenario.own_strings if scenario else frozenset
    turns: list[Turn] = []
    state, directive = begin(scenario) if scenario else (None, None)
    for turn in transcript.turns:
        text = mask(turn.content, own)
        if turn.role == "customer":
            turns.append(_customer(replace(turn, content=text), scenario, state, directive, tuple(turns)))
            state, directive = turns[-1].state, None
        else:
            reading = read(text, scenario, state, tuple(turns), transcript.situation)
            if scenario and state and any(one.role == "customer" for one in turns):
                state, directive = direct(scenario, state, reading)
            turns.append(replace(turn, content=text, reading=reading, state=state))
    kind = scenario.meta.kind if scenario else transcript.kind
    return replace(transcript, turns=tuple(turns), kind=kind, scenario=scenario.meta.id if scenario else None)


def _customer(
    turn: Turn, scenario: Scenario | None, state: State | None, meant: Directive | None, before: tuple[Turn, ...]
) -> Turn:
    """The customer's turn with what they do in it: as the case has it, or as their words show."""
    if scenario is None or state is None:
        return replace(turn, directive=overhear(turn.content, before))
    facts = () if is_authored(scenario, turn.content) else told_in(turn.content, scenario)
    state = replace(state, told=tuple(dict.fromkeys((*state.told, *facts))))
    return replace(turn, directive=meant or overhear(turn.content, before), state=state)
