"""A replay that came out otherwise, with what it expects set right as a person would: only what differs is touched."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from roleplay.domain.expectation import Expect
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.replay.expecting import Card, card_of, levels_of
from roleplay.replay.moments import Moment, ended, walked

STEP = 5
"""Points of mood to which a bound is rounded, away from what came: a bound at the very edge fails for nothing."""


def corrected(replay: Replay, scenario: Scenario, rubrics: Sequence[Rubric]) -> Replay:
    """The replay that expects what comes of it now; turns that come after the conversation's end are left out.

    A turn that cannot be done for another reason stays: what is wrong there is not what was expected.
    """
    moments, _ = walked(replay, scenario)
    turns = [
        _turn(turn, moment, card_of(moment, scenario, rubrics))
        for turn, moment in zip(replay.turns, moments[1:], strict=False)
    ]
    if not moments[-1].ending:
        turns += replay.turns[len(turns) :]
    end = ended(scenario, moments[-1])
    expect = _settled(replay.expect, end, card_of(end, scenario, rubrics))
    return replay.model_copy(update={"turns": tuple(turns), "expect": expect})


def _turn(turn: ReplayTurn, moment: Moment, card: Card) -> ReplayTurn:
    expect = turn.expect and _settled(turn.expect, moment, card)
    if expect == turn.expect:
        return turn
    return turn.model_copy(update={"expect": None if expect == Expect() else expect})


def _settled(expect: Expect, moment: Moment, card: Card) -> Expect:
    return expect.model_copy(
        update={key: settle(getattr(expect, key), moment, card) for key, settle in _SETTLED.items()}
    )


Names = tuple[str, ...]


def _ending(wanted: Names, moment: Moment, card: Card) -> Names:
    return wanted if not wanted or set(wanted) & set(moment.ending) else moment.ending[:1]


def _not_ending(wanted: Names, moment: Moment, card: Card) -> Names:
    return tuple(id for id in wanted if id not in moment.ending)


def _told(wanted: Names, moment: Moment, card: Card) -> Names:
    return tuple(id for id in wanted if id in moment.state.told)


def _critical(wanted: Names | None, moment: Moment, card: Card) -> Names | None:
    if wanted is None:
        return None
    found: set[str] = {one.id for one in card().critical}
    return (*(id for id in wanted if id in found), *sorted(found - set(wanted)))


def _at_least(wanted: dict[str, float], moment: Moment, card: Card) -> dict[str, float]:
    state = moment.state.mood.shown()
    return {
        name: _rounded(name, state[name], math.floor) if state[name] < least else least
        for name, least in wanted.items()
    }


def _at_most(wanted: dict[str, float], moment: Moment, card: Card) -> dict[str, float]:
    state = moment.state.mood.shown()
    return {
        name: _rounded(name, state[name], math.ceil) if state[name] > most else most for name, most in wanted.items()
    }


def _rounded(name: str, got: float, to: Callable[[float], int]) -> float:
    """Patience counts replies, of which there are few."""
    return float(got if name == "patience" else to(got / STEP) * STEP)


def _levels(holds: Callable[[int, int], bool]) -> Callable[[dict[str, int], Moment, Card], dict[str, int]]:
    """What has no level any more is no longer expected to have one."""

    def settle(wanted: dict[str, int], moment: Moment, card: Card) -> dict[str, int]:
        found = levels_of(card()) if wanted else {}
        got = {id: found[id].level if id in found else None for id in wanted}
        return {id: wanted[id] if holds(level, wanted[id]) else level for id, level in got.items() if level is not None}

    return settle


def _moves(wanted: Names, moment: Moment, card: Card) -> Names:
    heard = {move.kind for _, move in moment.heard}
    return tuple(kind for kind in wanted if kind in heard)


def _not_moves(wanted: Names, moment: Moment, card: Card) -> Names:
    heard = {move.kind for _, move in moment.heard}
    return tuple(kind for kind in wanted if kind not in heard)


_SETTLED: dict[str, Callable[[Any, Moment, Card], object]] = {
    "ending": _ending,
    "not_ending": _not_ending,
    "told": _told,
    "critical": _critical,
    "at_least": _at_least,
    "at_most": _at_most,
    "levels": _levels(lambda level, wanted: level == wanted),
    "levels_at_least": _levels(lambda level, wanted: level >= wanted),
    "levels_at_most": _levels(lambda level, wanted: level <= wanted),
    "moves": _moves,
    "not_moves": _not_moves,
}
"""What each key becomes, given what came; a test holds that none is forgotten."""
