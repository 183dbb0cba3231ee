"""A reply and what came of it, made from what is stored: now, and again when the conversation is resumed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from roleplay.director.tracking import OFFERS
from roleplay.domain.customer import State
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Action, Fact, Scenario
from roleplay.formats.event import Aim, Body, Desk, Opening, Reply
from roleplay.turn import Exchange, answer


@dataclass(frozen=True, slots=True)
class Hindered:
    """Something a reply says is being done, while the desk cannot do it yet."""

    action: Action
    first: Action
    """What has to come first."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reply and what came of it, as stored; the first two lines are all a customer would know of."""

    text: str
    """The trainee's words as they are kept: cleaned, and likely personal data dotted out."""
    exchange: Exchange
    results: tuple[Action, ...] = ()
    """Desk actions this reply carried out: the trainee now sees their results."""
    hindered: tuple[Hindered, ...] = ()
    """Desk actions it speaks of as done that were not: the trainee has to know, the customer doesn't."""
    learned: tuple[Fact, ...] = ()
    """Facts the customer told for the first time."""
    masked: bool = False
    """Something in the reply looked like personal data."""
    notices: tuple[str, ...] = ()
    """What the trainee has to know about the record."""


Happened = Said | Action | Aim
"""What is shown of a conversation beside the customer's first words: replies, the desk, what was to be tried."""


def happened(scenario: Scenario, line: Iterable[Body]) -> tuple[Happened, ...]:
    """What the trainee wanted to try, replies and what was done at the desk, in a line of events."""
    actions = {one.id: one for one in scenario.actions}
    found: list[Happened] = []
    before: State | None = None
    for body in line:
        if isinstance(body, Reply) and before is not None:
            exchange = Exchange(
                body.reading, body.state, body.directive, body.words, (), body.voice, body.by, body.offline
            )
            found.append(said(scenario, before, body.text, exchange))
        elif isinstance(body, Desk):
            found.append(actions[body.action])
        elif isinstance(body, Aim):
            found.append(body)
        before = body.state if isinstance(body, Opening | Reply | Desk) else before
    return tuple(found)


def said(scenario: Scenario, before: State, text: str, exchange: Exchange, masked: bool = False) -> Said:
    """What a reply came to, beside the customer's words."""
    after = exchange.state
    return Said(
        text=text,
        exchange=exchange,
        results=tuple(one for one in scenario.actions if one.id in after.done and one.id not in before.done),
        hindered=_hindered(scenario, exchange.reading, after),
        learned=tuple(one for one in scenario.facts if one.id in after.told and one.id not in before.told),
        masked=masked,
    )


def heard_again(scenario: Scenario, seed: int, before: State, heard: Said, reading: Reading, by: str) -> Said:
    """The same reply, heard as a model says; how it was heard without one stays beside it."""
    offline = heard.exchange.reading
    exchange = replace(
        answer(scenario, seed, before, reading), offline=None if reading == offline else offline, by=(by,)
    )
    return replace(said(scenario, before, heard.text, exchange, heard.masked), notices=heard.notices)


def _hindered(scenario: Scenario, reading: Reading, after: State) -> tuple[Hindered, ...]:
    actions = {one.id: one for one in scenario.actions}
    claimed = (
        actions[move.about.action]
        for move in reading.of(*OFFERS)
        if move.about.action in actions and move.about.stage in ("done", "doing") and not move.about.invented
    )
    found: dict[str, Hindered] = {}
    for action in claimed:
        missing = [id for id in action.needs if id not in after.done]
        if missing and action.id not in after.done:
            found[action.id] = Hindered(action, actions[missing[0]])
    return tuple(found.values())
