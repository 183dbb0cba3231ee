"""A conversation written down to be played again: what the trainee says, and what must come of it."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from roleplay.domain.expectation import Expect
from roleplay.domain.heard import Heard
from roleplay.domain.meta import Id
from roleplay.domain.reading import Features, Flag, Reading
from roleplay.domain.value import Value


class ReplayTurn(Value):
    """One reply of the trainee, or one thing done at the desk; the loader has made sure which."""

    say: Annotated[str, StringConstraints(min_length=1)] | None = None
    """The reply word for word."""
    heard: tuple[Heard, ...] | None = None
    """The reply without words: what the reader would have heard in it."""
    unclear: bool = False
    """With `heard`: nothing was recognised with confidence."""
    flags: frozenset[Flag] = frozenset()
    """With `heard`: what is odd about the reply."""
    missed: tuple[Id, ...] = ()
    """With `heard`: requests the customer asked about that it leaves open."""
    desk: Id | None = None
    """The action carried out at the desk instead; the customer sees nothing of it."""
    expect: Expect | None = None
    """What must be so after the customer's answer. Moves are those of this reply, facts all that were told by now."""

    @classmethod
    def hearing(cls, reading: Reading) -> Self:
        """The turn that is heard just so; what is countable about words goes with them, but for what was missed."""
        heard = tuple(map(Heard.of, reading.moves))
        return cls(heard=heard, unclear=reading.unclear, flags=reading.flags, missed=reading.features.missed)

    def reading(self) -> Reading:
        """A reply without words as it is heard."""
        moves = tuple(one.as_move() for one in self.heard or ())
        return Reading(moves, Features(missed=self.missed), self.flags, self.unclear)


class Replay(Value):
    """A sitting that anybody can repeat: same scenario, seed and words, same customer."""

    scenario: Id
    seed: int = Field(default=1, ge=0, lt=2**63)
    voice: Literal["scripted", "llm"] = "scripted"
    turns: tuple[ReplayTurn, ...] = Field(min_length=1)
    expect: Expect = Expect()
    """What must be so at the end. Moves are those of all replies; the trainee ends what has not ended by itself."""
