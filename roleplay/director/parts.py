"""Parts of a customer turn, with the words of the scenario that a voice may put into them."""

from roleplay.domain.customer import Act, Part, State, Tone
from roleplay.domain.scenario import Scenario


def about_request(scenario: Scenario, act: Act, id: str) -> Part:
    """A part about something the customer wants."""
    want = next(one.text for one in scenario.requests if one.id == id)
    return Part(act, id, slots=(("want", want),))


def about_fact(scenario: Scenario, act: Act, id: str, wrong: str = "") -> Part:
    """A part that tells a fact, or puts it right."""
    fact = scenario.fact(id)
    told = fact.say or fact.value
    return Part(act, id, slots=(("fact", told), ("right", fact.value), ("wrong", wrong)))


def about_offer(scenario: Scenario, act: Act, id: str, tone: Tone | None = None) -> Part:
    """A part about an outcome or an action."""
    label = next((one.label for one in scenario.outcomes if id == one.id or id in one.actions), "")
    return Part(act, id, tone, slots=(("offer", label),))


def about_agreed(state: State) -> Part:
    """A yes to "does that work for you?": to what was agreed last."""
    return Part("confirm", state.accepted[-1] if state.accepted else None)
