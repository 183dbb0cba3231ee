"""One reply, from text to the customer's answer: the only place where reader, director and voice meet.

Pure and synchronous: the same scenario, seed, history and text give the same turn on every machine.
"""

from dataclasses import dataclass, field, replace

from roleplay.director import begin, direct
from roleplay.domain.customer import Directive, Part, State
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn, VoiceUsed
from roleplay.reader import read
from roleplay.voice import speak


@dataclass(frozen=True, slots=True)
class Exchange:
    """What became of one reply: how it was heard, the state after it, and the customer's words."""

    reading: Reading
    state: State
    directive: Directive
    words: str
    lines: tuple[tuple[Part, str], ...] = field(default=(), compare=False)
    """The built-in words, by what the customer does with them; none where the exchange comes from the record."""
    voice: VoiceUsed = "scripted"
    by: tuple[str, ...] = ()
    """The models that had a part in it, each with its job and the hash of its prompt."""
    offline: Reading | None = None
    """How the built-in reader heard the reply, where a model has read it too."""


def opening(scenario: Scenario, seed: int) -> tuple[State, Directive, str]:
    """The customer's first message and the state they come in with."""
    state, directive = begin(scenario)
    spoken = speak(scenario, directive, seed, 0, ())
    return replace(state, said=spoken.keys), directive, spoken.text


def reply(scenario: Scenario, seed: int, state: State, history: tuple[Turn, ...], text: str) -> Exchange:
    """The exchange that a trainee's cleaned text brings about."""
    return answer(scenario, seed, state, read(text, scenario, state, history))


def answer(scenario: Scenario, seed: int, state: State, reading: Reading) -> Exchange:
    """The exchange that a reply brings about once it has been heard so."""
    after, directive = direct(scenario, state, reading)
    spoken = speak(scenario, directive, seed, after.turn, state.said)
    return Exchange(reading, replace(after, said=(*state.said, *spoken.keys)), directive, spoken.text, spoken.lines)
