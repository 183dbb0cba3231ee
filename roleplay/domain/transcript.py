"""What was said, by whom, and what became of it."""

from dataclasses import dataclass
from typing import Literal

from roleplay.domain.customer import Directive, State
from roleplay.domain.reading import Reading

Role = Literal["customer", "agent"]
VoiceUsed = Literal["scripted", "llm", "fallback"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. An agent's turn carries its reading and the state after it; a customer's its directive."""

    number: int
    """Counted from 0 over both sides: the customer's opening is 0 where they begin."""
    role: Role
    content: str
    state: State | None = None
    reading: Reading | None = None
    directive: Directive | None = None
    voice: VoiceUsed | None = None
    offline: Reading | None = None
    """How the built-in reader heard it, where a model has read it too and heard something else."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation as it can be graded; the scenario's id is None for one from elsewhere."""

    turns: tuple[Turn, ...]
    scenario: str | None = None
    id: str | None = None
    kind: str | None = None
    situation: str = ""

    @property
    def agent(self) -> tuple[Turn, ...]:
        """The trainee's turns."""
        return tuple(turn for turn in self.turns if turn.role == "agent")
