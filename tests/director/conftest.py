"""A small case, and replies as they are heard: what the tests of the director put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from roleplay.director import begin, direct
from roleplay.director.tracking import band_of
from roleplay.domain.customer import Directive, State
from roleplay.domain.reading import About, Features, Move, Reading, Span
from roleplay.domain.scenario import Scenario

CASE: dict[str, Any] = {
    "meta": {
        "id": "card-old-flat",
        "title": "The card went to the old flat",
        "kind": "angry",
        "industry": "bank",
        "difficulty": 3,
        "minutes": 8,
    },
    "brief": {
        "role": "You answer the chat",
        "company": "Linden Bank",
        "situation": "A new card went to an old address.",
        "objective": "Help the customer pay again.",
    },
    "policy": [{"id": "cash-limit", "text": "No cash by courier.", "authority": "never"}],
    "actions": [
        {"id": "look-up", "label": "look up the address", "result": "Saved late.", "cues": ["look up"], "checks": True},
        {"id": "block", "label": "block the old card", "result": "Blocked.", "cues": ["block"]},
        {
            "id": "send-express",
            "label": "send an express card",
            "result": "Sent.",
            "cues": ["express"],
            "needs": ["look-up"],
        },
    ],
    "customer": {"name": "Maya", "preset": "average"},
    "need": {"presenting": "a card", "underlying": "to pay on a trip"},
    "facts": [
        {"id": "changed-on", "value": "3 March", "say": "I changed it on 3 March."},
        {"id": "old-flat", "value": "the old flat"},
        {"id": "app-version", "value": "the version of the app", "status": "unknown"},
        {"id": "stranger", "value": "a stranger reads the mail there", "salience": 2, "reveal": {}},
        {"id": "trip", "value": "a flight on Friday", "salience": 3, "reveal": {"trust": 50, "heard": 50}},
    ],
    "requests": [
        {"id": "card", "text": "get a card I can use", "served_by": ["express", "branch", "virtual"]},
        {"id": "safe", "text": "have the old card blocked", "served_by": ["block"]},
        {"id": "why", "text": "know how this happened", "optional": True},
    ],
    "outcomes": [
        {"id": "express", "label": "an express card", "fit": 0.9, "actions": ["send-express"]},
        {"id": "branch", "label": "a card at the branch", "fit": 0.8, "unless": {"trip": 0.2}},
        {"id": "virtual", "label": "a virtual card", "fit": 0.5, "unless": {"trip": 0.9}},
    ],
    "lines": [{"act": "open", "text": ["You sent my card to my old flat!"]}],
}
"""Two things are wanted (a card, and the old one blocked) and one can be done without (the reason)."""

HEARD_ENOUGH: dict[str, float] = {"anger": 30.0, "heard": 60.0, "trust": 60.0}


@pytest.fixture(scope="session")
def case() -> Callable[..., Scenario]:
    """The case, with whole sections put in the place of its own; `persona` and `preset` go into the customer."""

    def build(preset: str = "average", persona: dict[str, Any] | None = None, **sections: Any) -> Scenario:
        customer = {"name": "Maya", "preset": preset, "persona": persona or {}}
        return Scenario.model_validate({**CASE, "customer": customer, **sections})

    return build


@pytest.fixture(scope="session")
def move() -> Callable[..., Move]:
    """A move done as well as can be, about what is named."""

    def build(kind: str, quality: float = 1.0, **about: Any) -> Move:
        return Move(kind, Span(0, 0, kind), 0.95, quality, About(**about))

    return build


@pytest.fixture(scope="session")
def reply(move: Callable[..., Move]) -> Callable[..., Reading]:
    """A reply that does these moves, one after the other; a bare id stands for the move about nothing."""

    def build(*moves: Move | str, missed: tuple[str, ...] = (), unclear: bool = False) -> Reading:
        found = [move(one) if isinstance(one, str) else one for one in moves]
        placed = [replace(one, span=Span(10 * at, 10 * at + 9, one.span.quote)) for at, one in enumerate(found)]
        return Reading(tuple(placed), Features(missed=missed), unclear=unclear)

    return build


@pytest.fixture(scope="session")
def feeling() -> Callable[..., State]:
    """The state with this mood and nothing else changed; without numbers calm, heard and trusting."""

    def build(state: State, **mood: Any) -> State:
        changed = replace(state.mood, **(mood or HEARD_ENOUGH))
        return replace(state, mood=changed, band=band_of(changed.anger))

    return build


@pytest.fixture(scope="session")
def talk() -> Callable[..., list[tuple[State, Directive]]]:
    """What comes of each reply in turn, from the opening or a given state, up to an ending."""

    def run(scenario: Scenario, *replies: Reading, state: State | None = None) -> list[tuple[State, Directive]]:
        now = state or begin(scenario)[0]
        turns: list[tuple[State, Directive]] = []
        for one in replies:
            now, directive = direct(scenario, now, one)
            turns.append((now, directive))
            if directive.ends:
                break
        return turns

    return run
