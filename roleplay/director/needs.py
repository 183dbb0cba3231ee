"""What the customer came for: which requests are open, which offer serves one, when it is accepted."""

from roleplay.director.conditions import holds
from roleplay.domain.customer import State
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Outcome, Request, Scenario

GOOD_ENOUGH = 0.7
"""The least fit that serves a request."""


def is_open(request: Request, state: State) -> bool:
    """The customer still wants it, and it has come up."""
    settled = state.accepted + state.declined
    return request.id not in settled and _has_come_up(request, state)


def _has_come_up(request: Request, state: State) -> bool:
    return set(state.told + state.accepted + state.declined).issuperset(request.after)


def open_requests(scenario: Scenario, state: State) -> list[Request]:
    """The wants still open, in the order of the file; what the customer can do without comes last."""
    return sorted((one for one in scenario.requests if is_open(one, state)), key=lambda one: one.optional)


def unmet(scenario: Scenario, state: State) -> list[Request]:
    """The wants without which the customer is not content, opened or not."""
    return [one for one in scenario.requests if not one.optional and one.id not in state.accepted + state.declined]


def fit(scenario: Scenario, id: str, told: tuple[str, ...]) -> float:
    """How well an outcome or action serves the need, given what the customer has said; an action counts fully."""
    outcome = next((one for one in scenario.outcomes if one.id == id), None)
    if outcome is None:
        return 1.0
    return min((share for fact, share in outcome.unless.items() if fact in told), default=outcome.fit)


def listens(state: State) -> bool:
    """Calm or heard enough to take an offer in."""
    return state.mood.heard >= 40 or state.mood.anger < 40


def serving(scenario: Scenario, request: Request, state: State) -> str | None:
    """The best thing offered so far that serves the request, or None."""
    offers = [id for id in request.served_by if id in state.offered]
    if request.id in state.offered:
        return request.id
    best = max(offers, key=lambda id: fit(scenario, id, state.told), default=None)
    return best if best and fit(scenario, best, state.told) >= GOOD_ENOUGH else None


def accepted_now(scenario: Scenario, state: State, reading: Reading) -> tuple[str, ...]:
    """Requests the customer accepts after this reply: served, listened to, and the scenario's own condition met."""
    if not listens(state) or (scenario.yield_ and not holds(scenario.yield_, state, reading)):
        return ()
    wanted = [one for one in scenario.requests if one.id not in state.accepted and _has_come_up(one, state)]
    return tuple(one.id for one in wanted if serving(scenario, one, state))


def still_accepted(scenario: Scenario, state: State) -> tuple[str, ...]:
    """What stays accepted once the customer has told more: an offer that no longer fits is open again."""
    requests = {one.id: one for one in scenario.requests}
    return tuple(id for id in state.accepted if serving(scenario, requests[id], state))


def meant_outcomes(scenario: Scenario, action: str) -> list[Outcome]:
    """The outcomes that a desk action brings about."""
    return [one for one in scenario.outcomes if action in one.actions]
