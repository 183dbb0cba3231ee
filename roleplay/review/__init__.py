"""A conversation looked at when it is over: how it came out, what it was worth, what comes of it.

Synchronous, and a function of what is stored: the same conversation gives the same review, at any time.
"""

from collections.abc import Sequence
from dataclasses import replace

from roleplay.director.endings import aftermath
from roleplay.domain.customer import State
from roleplay.domain.debrief import Debrief
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.formats.event import Body, Desk, Graded, GradedAgain, Opening, Played, Reply, own_of, turns_of
from roleplay.grader import grade
from roleplay.review.outcome import answered_in_passing, outcome
from roleplay.review.proof import proved
from roleplay.turn import reply


def graded(played: Played, seed: int, line: Sequence[Body], state: State, ending_id: str) -> Graded:
    """The outcome and the grade of a conversation that is over; a better wording is told only if it is one."""
    first = next((turn.number for turn in turns_of(line) if turn.role == "agent"), None)
    scorecard = proved(
        _grade(played, line), first, lambda turn, wording: _grade(played, tried(played, seed, line, turn, wording))
    )
    answered = answered_in_passing(played.scenario, line)
    return Graded(outcome(played.scenario, state, ending_id, answered), scorecard)


def tried(played: Played, seed: int, line: Sequence[Body], turn: int, wording: str) -> list[Body]:
    """The line of events as it would have been with this wording as that turn, all else said and done as it was."""
    scenario, done = played.scenario, list[Body]()
    for body in line:
        state = state_of(done)
        so_far = turns_of(done)
        if state is None or len(so_far) < turn:
            done.append(body)
        elif state.ending is not None:
            break
        elif isinstance(body, Desk):
            done.append(Desk(body.action, replace(state, done=tuple(dict.fromkeys((*state.done, body.action))))))
        elif isinstance(body, Reply):
            text = wording if len(so_far) == turn else body.text
            found = reply(scenario, seed, state, so_far, text)
            done.append(replace(body, text=text, **{name: getattr(found, name) for name in _FOUND}))
    return done


def state_of(line: Sequence[Body]) -> State | None:
    """Where the customer stands at the end of a line of events; None before they have begun."""
    return next((one.state for one in reversed(line) if isinstance(one, Opening | Reply | Desk)), None)


def _grade(played: Played, line: Sequence[Body]) -> Scorecard:
    """The grade by rules: the one that always works. Its passport names the model that read along, if one did."""
    card = grade(played.rubrics, transcript(played.scenario, turns_of(line), ""), played.scenario)
    readers = [by for body in line if isinstance(body, Reply) for by in body.by if by.startswith("reader: ")]
    return replace(card, grader=replace(card.grader, model=readers[-1])) if readers else card


def _second(line: Sequence[Body]) -> Scorecard | None:
    """What a model made of it last, by the skills it was played with."""
    cards = [body.scorecard for body in line if isinstance(body, GradedAgain) and body.scorecard.grader.kind == "llm"]
    first = next((body.scorecard for body in line if isinstance(body, Graded)), None)
    fits = [one for one in cards if first and one.grader.rubric_hash == first.grader.rubric_hash]
    return fits[-1] if fits else None


def transcript(scenario: Scenario, turns: tuple[Turn, ...], session: str) -> Transcript:
    """The conversation as it can be graded."""
    return Transcript(turns, scenario.meta.id, session, scenario.meta.kind, scenario.brief.situation)


def debrief(
    played: Played, seed: int, line: Sequence[Body], state: State, found: Graded, session: str, engine: str
) -> Debrief:
    """All that there is to talk about afterwards."""
    return Debrief(
        scenario=played.scenario,
        rubrics=played.rubrics,
        seed=seed,
        transcript=transcript(played.scenario, turns_of(line), session),
        outcome=found.outcome,
        scorecard=found.scorecard,
        aftermath=aftermath(played.scenario, state, found.outcome.ending),
        engine=engine,
        reader=played.reader,
        own=own_of(line),
        second=_second(line),
    )


_FOUND = ("reading", "state", "directive", "words")
"""What an exchange brings, and an event of it keeps."""
