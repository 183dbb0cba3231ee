"""How a conversation closes. The engine alone decides, and nobody leaves without notice."""

from typing import cast

from roleplay.director.conditions import holds
from roleplay.director.needs import is_open, serving, unmet
from roleplay.domain.customer import EndingKind, State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Aftermath, Scenario

OVERDRAWN = -6
"""Who gave notice still waits for one who tries, until patience is overdrawn by so many replies."""
LONGEST_RIDDLE = 4
"""So many unclear replies running are a way of not answering."""
HOSTILE = 70
"""From this anger on, an offer taken holds nobody."""
TRUSTED = 20
"""Trust from which somebody abusive takes a boundary; with less they leave (domain guide 2.2)."""
LONGEST_GOODBYE = 3
"""Replies after everything is settled before the customer closes by themselves."""


def ending(
    scenario: Scenario, before: State, state: State, reading: Reading, answering: bool, telling: bool = False
) -> str | None:
    """The id of the ending that this turn closes with.

    `answering` means a question still gets its answer, `telling` that the answer is something new.
    """
    own = next((one.id for one in scenario.endings if one.when and holds(one.when, state, reading)), None)
    if own:
        return own
    kind = _kind(scenario, before, state, reading, answering, telling)
    return _id(scenario, kind) if kind else None


def _kind(
    scenario: Scenario, before: State, state: State, reading: Reading, answering: bool, telling: bool
) -> EndingKind | None:
    if reading.has("insult", "data_leak"):
        return "breach"
    told_off = before.abusive and reading.has("boundary") and state.mood.trust < TRUSTED
    if told_off and scenario.limits.can_leave:
        return "walked_away"
    if reading.has("warm_handover") and before.escalation:
        return "escalated"
    if leaves(scenario, before, state, reading):
        return "walked_away"
    waits = _is_waited_for(scenario, before, state) or _is_looked_up(scenario, reading)
    if state.settled and _closes(state, reading, answering or waits, telling):
        return settled_kind(state)
    if reading.has("warm_handover") and state.mood.heard >= 40:
        return "escalated"
    if state.turn >= scenario.limits.max_turns:
        return settled_kind(state) if state.settled else "turn_cap"
    return None


def settled_kind(state: State) -> EndingKind:
    """What a settled conversation is: resolved, or partly so where a fair no was taken."""
    return "partial" if state.declined else "resolved"


def _closes(state: State, reading: Reading, answering: bool, telling: bool) -> bool:
    """Nobody says goodbye over a question or with something to tell, nor content right after a slight."""
    if state.settled >= LONGEST_GOODBYE:
        return not telling
    slighted = any(MOVES[move.kind].polarity == "harms" for move in reading.counted())
    if answering or slighted:
        return False
    return state.settled >= 2 or reading.has("check_satisfaction", "close")


def _is_waited_for(scenario: Scenario, before: State, state: State) -> bool:
    """Something the customer asked in their last turn is open still, even if they could do without it."""
    return any(one.id in before.pending and is_open(one, state) for one in scenario.requests)


def _is_looked_up(scenario: Scenario, reading: Reading) -> bool:
    """Something is being looked up at this moment: what comes of it is waited for."""
    checks = {one.id for one in scenario.actions if one.checks}
    looks = reading.of("commit_next_step")
    return any(move.about.action in checks and move.about.stage in ("doing", "will") for move in looks)


def may_leave(scenario: Scenario, before: State, state: State, reading: Reading) -> bool:
    """Whether the customer is at the point of walking out: not when served, not while anger has been falling."""
    if not scenario.limits.can_leave or state.settled or not state.mood.wants_to_leave:
        return False
    return _at_the_top(before, state) or state.falling < 2


def leaves(scenario: Scenario, before: State, state: State, reading: Reading) -> bool:
    """They have said so one reply before, and that reply did not win them back."""
    won_back = state.mood.anger < before.mood.anger and state.mood.idle == 0
    return (
        before.noticed and may_leave(scenario, before, state, reading) and not won_back and not _waits(state, reading)
    )


def _waits(state: State, reading: Reading) -> bool:
    """Notice was given, yet they wait: for words not understood, for an offer taken, for one who still tries."""
    if (reading.unclear and state.unclear < LONGEST_RIDDLE) or (state.accepted and state.mood.anger < HOSTILE):
        return True
    return _tries(reading) and state.mood.patience > OVERDRAWN


def _tries(reading: Reading) -> bool:
    """The reply means well and does no harm that is felt now, even if it brings nothing forward."""
    kinds = {move.kind for move in reading.counted()} - {"false_promise"}
    polarities = {MOVES[kind].polarity for kind in kinds}
    return "harms" not in polarities and ("helps" in polarities or reading.has("false_promise"))


def _at_the_top(before: State, state: State) -> bool:
    return state.mood.anger >= 95 and before.mood.anger >= 85


def _id(scenario: Scenario, kind: EndingKind) -> str:
    """The scenario's own ending of this kind, or the kind's name."""
    return next((one.id for one in scenario.endings if one.kind == kind and one.when is None), kind)


def kind_of(scenario: Scenario, id: str) -> EndingKind:
    """The kind of an ending id."""
    return next((one.kind for one in scenario.endings if one.id == id), cast(EndingKind, id))


def stop(scenario: Scenario, state: State) -> str:
    """The ending when the trainee ends: what was settled stays settled."""
    return _id(scenario, settled_kind(state) if state.turn and not unmet(scenario, state) else "stopped")


def standing(scenario: Scenario, state: State) -> str:
    """What the promises come to: a false one spoils all; what was agreed and not done hangs on its date."""
    kinds = {promise.standing for promise in state.promises}
    if "false" in kinds:
        return "false"
    if state.accepted and all(_is_had(scenario, state, id) for id in state.accepted):
        return "kept"
    return next((kind for kind in ("dated", "vague", "kept") if kind in kinds), "none")


def _is_had(scenario: Scenario, state: State, request: str) -> bool:
    """A want that is not merely promised: its action is done, or words were enough."""
    wanted = next(one for one in scenario.requests if one.id == request)
    way = serving(scenario, wanted, state) or request
    actions = next((one.actions for one in scenario.outcomes if one.id == way), (way,) if way != request else ())
    return not actions or not set(actions).isdisjoint(state.done)


def aftermath(scenario: Scenario, state: State, kind: EndingKind) -> Aftermath | None:
    """What comes of it two days later: the first entry of the file that fits ending and promises."""
    promise = standing(scenario, state)
    return next(
        (one for one in scenario.aftermath if one.ending in (kind, "any") and (one.promise in (promise, "any"))),
        None,
    )
