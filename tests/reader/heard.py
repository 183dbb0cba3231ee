"""A reply read as the tests need it: in a case of our own, in a shipped one, or in none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from roleplay.director import begin
from roleplay.domain.customer import State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Move, Reading
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn
from roleplay.formats.scenario import load_scenario
from roleplay.reader import read

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios"
SHOES, CARD = "wrong-colour", "bank-card-old-address"
HARMS = frozenset(id for id, kind in MOVES.items() if kind.polarity == "harms")

SHOES_OPENING = (
    "Hi. A week I've waited for the green Plovers in 42, and there's a blue pair in the box. "
    "It's a nice blue, but I ordered green."
)
CARD_OPENING = (
    "I changed my address in your app on 3 March. You still sent my new card to my old flat. "
    "Some stranger may have it now and I can't pay for anything. This is the second time I write!"
)
OPENINGS = {SHOES: SHOES_OPENING, CARD: CARD_OPENING}


@cache
def scenario(name: str) -> Scenario:
    """A shipped scenario."""
    return load_scenario(SHIPPED / f"{name}.toml")


@cache
def start(name: str) -> State:
    """The state before the first reply."""
    return begin(scenario(name))[0]


def said(*turns: str) -> tuple[Turn, ...]:
    """A history that begins with the customer and goes to and fro."""
    return tuple(Turn(at, "agent" if at % 2 else "customer", text) for at, text in enumerate(turns))


def heard(text: str, *before: str) -> Reading:
    """The reading without a scenario."""
    return read(text, None, None, said(*before))


def heard_in(name: str, text: str, *before: str, state: State | None = None) -> Reading:
    """The reading in a shipped scenario, by default of the first reply."""
    return read(text, scenario(name), state or start(name), said(*(before or (OPENINGS[name],))))


def kinds(reading: Reading) -> set[str]:
    """The moves that count, by kind."""
    return {move.kind for move in reading.moves}


def harms(reading: Reading) -> list[tuple[str, str]]:
    """The faults found, with the words."""
    return [(move.kind, move.span.quote) for move in reading.moves if move.kind in HARMS]


def one(reading: Reading, kind: str) -> Move:
    """The only move of a kind."""
    (move,) = reading.of(kind)
    return move
