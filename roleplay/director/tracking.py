"""Dialogue state tracking: what has been told, done, offered, promised and taken, reply by reply."""

from collections.abc import Iterator
from dataclasses import replace

from roleplay.director.needs import accepted_now, is_open, meant_outcomes
from roleplay.domain.customer import Band, Mood, Promise, State
from roleplay.domain.reading import Move, Reading
from roleplay.domain.scenario import Scenario

THRESHOLDS: tuple[tuple[Band, float], ...] = (
    ("calm", 0),
    ("irritated", 25),
    ("angry", 50),
    ("hostile", 70),
    ("ultimatum", 85),
)
HYSTERESIS = 5.0
"""Anger must fall this far under a threshold before the mood shows it (domain guide 2.3)."""

OFFERS = ("offer_solution", "offer_option", "commit_next_step", "answer", "explain", "reassure")


def band_of(anger: float, before: Band | None = None) -> Band:
    """How anger shows; easing shows only once it is clearly below the threshold."""
    names = [name for name, _ in THRESHOLDS]
    now = max(index for index, (_, least) in enumerate(THRESHOLDS) if anger >= least)
    if before is not None and now < (then := names.index(before)):
        eased = [index for index, (_, least) in enumerate(THRESHOLDS[: then + 1]) if anger > least - HYSTERESIS]
        now = max(now, eased[-1] if eased else 0)
    return names[now]


def track(scenario: Scenario, state: State, reading: Reading, mood: Mood) -> State:
    """The state after a reply, before the customer has answered: what they tell next is the policy's choice."""
    firm = _offers(reading)
    offered = _grow(state.offered, (id for move in firm for id in _named(scenario, move)))
    done = state.done
    for move in firm:
        done = _grow(done, _carried_out(scenario, done, move))
    after = replace(
        state,
        mood=mood,
        band=band_of(mood.anger, state.band),
        turn=state.turn + 1,
        done=done,
        offered=offered,
        falling=state.falling + 1 if mood.anger < state.mood.anger else 0,
        promises=_standing(state.promises, reading) + tuple(_promises(reading, done, state.turn + 1)),
        pending=(),
    )
    if accepted := accepted_now(scenario, after, reading):
        after = replace(after, accepted=_grow(after.accepted, accepted))
    declined = _grow(after.declined, _declined(scenario, after, reading))
    declined = tuple(id for id in declined if id not in after.accepted)
    return after if declined == after.declined else replace(after, declined=declined)


def _grow(known: tuple[str, ...], new: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *new)))


def _offers(reading: Reading) -> list[Move]:
    """Moves that put something firmly on the table: what somebody might do is no offer yet."""
    return [move for move in reading.of(*OFFERS) if not move.about.invented and move.about.stage != "vague"]


def _named(scenario: Scenario, move: Move) -> Iterator[str]:
    """What a move offers: outcomes, actions, and requests it answers; nothing that breaks a policy."""
    about = move.about
    if about.policy is not None:
        return
    if about.outcome:
        yield about.outcome
    if about.action:
        yield about.action
        yield from (one.id for one in meant_outcomes(scenario, about.action))
    if not about.outcome and not about.action:
        yield from about.requests


def _carried_out(scenario: Scenario, done: tuple[str, ...], move: Move) -> tuple[str, ...]:
    """The desk action that a move carries out: a check as soon as it is named, a deed when done or under way."""
    action = next((one for one in scenario.actions if one.id == move.about.action), None)
    if action is None or not set(done).issuperset(action.needs):
        return ()
    stages = ("done", "doing", "will") if action.checks else ("done", "doing")
    return (action.id,) if move.about.stage in stages else ()


def _standing(promises: tuple[Promise, ...], reading: Reading) -> tuple[Promise, ...]:
    """The earlier promises; one that could not be kept and is taken back does not come home two days later."""
    if not reading.features.withdraws:
        return promises
    return tuple(replace(one, standing="withdrawn") if one.standing == "false" else one for one in promises)


def _promises(reading: Reading, done: tuple[str, ...], turn: int) -> Iterator[Promise]:
    """What was said to happen; a deed counts as kept once the desk has really done it."""
    for move in reading.of("false_promise"):
        yield Promise(turn, move.span.quote, "false")
    for move in reading.of("commit_next_step", "offer_solution"):
        if move.about.policy is not None or move.about.stage == "offer":
            continue
        carried_out = move.about.action is None or move.about.action in done
        if move.about.stage in ("done", "doing") and not move.about.invented and carried_out:
            yield Promise(turn, move.span.quote, "kept")
        elif "when" in move.about.parts:
            yield Promise(turn, move.span.quote, "dated")
        else:
            yield Promise(turn, move.span.quote, "vague")


def _declined(scenario: Scenario, state: State, reading: Reading) -> tuple[str, ...]:
    """Requests met with a fair no that the customer can take: they feel heard, or are calm."""
    limits = reading.of("set_limit")
    if not limits or not (state.mood.heard >= 60 or state.mood.anger < 40):
        return ()
    named = {id for move in limits for id in move.about.requests}
    return tuple(one.id for one in scenario.requests if one.id in named and is_open(one, state))
