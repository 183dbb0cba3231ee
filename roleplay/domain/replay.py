"""A conversation written down to be played again: what the trainee says, and what must come of it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from roleplay.domain.expectation import Expect
from roleplay.domain.meta import Id
from roleplay.domain.value import Value


class ReplayTurn(Value):
    """One reply of the trainee, word for word, or one thing done at the desk; the loader has made sure which."""

    say: Annotated[str, StringConstraints(min_length=1)] | None = None
    desk: Id | None = None
    """The action carried out at the desk instead; the customer sees nothing of it."""
    expect: Expect | None = None
    """What must be so after the customer's answer. Moves are those of this reply, facts all that were told by now."""


class Replay(Value):
    """A sitting that anybody can repeat: same scenario, seed and words, same customer."""

    scenario: Id
    seed: int = Field(default=1, ge=0, lt=2**63)
    voice: Literal["scripted", "llm"] = "scripted"
    turns: tuple[ReplayTurn, ...] = Field(min_length=1)
    expect: Expect = Expect()
    """What must be so at the end. Moves are those of all replies; the trainee ends what has not ended by itself."""
