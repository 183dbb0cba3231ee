"""A conversation played again from a file: whether what must come of it still does, and how one is written down.

Synchronous, and pure but for `cases.py`, which reads files: same replay, scenario and rubrics, same result on
every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from roleplay.domain.expectation import Expect
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.grader import grade
from roleplay.replay.expecting import Difference, differences
from roleplay.replay.moments import Moment, after, begun, ended, in_brackets
from roleplay.replay.recording import recorded
from roleplay.review import transcript

__all__ = ["Difference", "Moment", "Result", "recorded", "run"]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a replay: nothing but its differences, in their order, each with the moment it was seen at."""

    replay: Replay
    customer: str
    """Their name."""
    end: Moment
    differences: tuple[Difference, ...]


def run(replay: Replay, scenario: Scenario, rubrics: Sequence[Rubric]) -> Result:
    """Play the replay and compare; the first turn that cannot be said or done is the last that is tried."""
    found: list[Difference] = []
    moment = begun(scenario, replay.seed)
    for turn in replay.turns:
        next_one = after(scenario, replay.seed, moment, turn)
        if isinstance(next_one, str):
            found.append(_stuck(moment, turn, next_one))
            break
        moment = next_one
        found += _compared(turn.expect, moment, scenario, rubrics)
    end = ended(scenario, moment)
    return Result(replay, scenario.customer.name, end, (*found, *_compared(replay.expect, end, scenario, rubrics)))


def _stuck(moment: Moment, turn: ReplayTurn, why: str) -> Difference:
    """A turn that could be neither said nor done."""
    if turn.desk:
        return Difference(moment, "desk", f"“{turn.desk}” can be done at the desk", why)
    key, text = ("heard", in_brackets(turn)) if turn.say is None else ("say", turn.say)
    return Difference(moment, key, f"the conversation goes on with “{text}”", why)


def _compared(
    expect: Expect | None, moment: Moment, scenario: Scenario, rubrics: Sequence[Rubric]
) -> tuple[Difference, ...]:
    @cache
    def card() -> Scorecard:
        # Most turns expect nothing of it, and it costs more than the reply did.
        return grade(rubrics, transcript(scenario, moment.turns, ""), scenario)

    return tuple(differences(expect, moment, card)) if expect else ()
