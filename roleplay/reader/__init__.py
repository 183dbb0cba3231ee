"""Trainee text in, Reading out."""

from roleplay.domain.customer import State
from roleplay.domain.reading import Move, Reading, Span
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn

READER_VERSION = "1"


def read(text: str, scenario: Scenario | None, state: State | None, history: tuple[Turn, ...]) -> Reading:
    """The moves of a cleaned reply, grounded in the scenario and the conversation so far."""
    if "?" in text:
        return Reading((Move("open_question", Span(0, len(text), text), 0.9, 0.8),))
    return Reading(unclear=True)
