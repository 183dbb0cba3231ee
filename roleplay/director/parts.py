"""Parts of a customer turn, with the words of the scenario that a voice may put into them."""

from roleplay.domain.customer import Part, Tone
from roleplay.domain.scenario import Scenario


def about_request(scenario: Scenario, act: str, id: str) -> Part:
    """A part about something the customer wants."""
    want = next(one.text for one in scenario.requests if one.id == id)
    return Part(act, id, slots=(("want", want),))  # type: ignore[arg-type]


def about_fact(scenario: Scenario, act: str, id: str, wrong: str = "") -> Part:
    """A part that tells a fact, or puts it right."""
    fact = scenario.fact(id)
    told = fact.say or fact.value
    return Part(act, id, slots=(("fact", told), ("right", fact.value), ("wrong", wrong)))  # type: ignore[arg-type]


def about_offer(scenario: Scenario, act: str, id: str, tone: Tone | None = None) -> Part:
    """A part about an outcome or an action."""
    labels = {one.id: one.label for one in (*scenario.outcomes, *scenario.actions)}
    return Part(act, id, tone, slots=(("offer", labels.get(id, "")),))  # type: ignore[arg-type]
