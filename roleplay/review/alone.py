"""One reply heard by itself: to a customer's message, in a case or in none."""

from dataclasses import replace

from roleplay.director import begin
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn
from roleplay.reader import read, told_in


def heard_alone(customer: str, reply: str, scenario: Scenario | None = None) -> Reading:
    """The reading of a cleaned reply; in a case the customer has told what stands in their message."""
    history = (Turn(0, "customer", customer),) if customer.strip() else ()
    if scenario is None:
        return read(reply, None, None, history)
    state, _ = begin(scenario)
    told = dict.fromkeys((*state.told, *told_in(customer, scenario)))
    return read(reply, scenario, replace(state, told=tuple(told)), history)
