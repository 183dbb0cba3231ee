"""A conversation played again from a file: whether what must come of it still does, and how one is written down.

Synchronous, and pure but for `cases.py`, which reads files: same replay, scenario and rubrics, same result on
every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.replay.expecting import Difference, card_of, differences
from roleplay.replay.moments import Moment, ended, in_brackets, walked
from roleplay.replay.recording import recorded

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
    """Play the replay and compare."""
    moments, why = walked(replay, scenario)
    end = ended(scenario, moments[-1])
    found = [
        one
        for turn, moment in zip(replay.turns, moments[1:], strict=False)
        if turn.expect
        for one in differences(turn.expect, moment, card_of(moment, scenario, rubrics))
    ]
    if why:
        found.append(_stuck(moments[-1], replay.turns[len(moments) - 1], why))
    found += differences(replay.expect, end, card_of(end, scenario, rubrics))
    return Result(replay, scenario.customer.name, end, tuple(found))


def _stuck(moment: Moment, turn: ReplayTurn, why: str) -> Difference:
    """A turn that could be neither said nor done."""
    if turn.desk:
        return Difference(moment, "desk", f"“{turn.desk}” can be done at the desk", why)
    key, text = ("heard", in_brackets(turn)) if turn.say is None else ("say", turn.say)
    return Difference(moment, key, f"the conversation goes on with “{text}”", why)
