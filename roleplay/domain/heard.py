"""A move written down instead of the words it was heard in: what a walk through a case without text is kept as."""

from dataclasses import fields
from typing import Annotated, Literal, Self

from pydantic import Field

from roleplay.domain.meta import Id
from roleplay.domain.reading import About, Move, Seeks, Span, Stage
from roleplay.domain.value import Value

Share = Annotated[float, Field(ge=0, le=1)]

WORDLESS = Span(0, 0, "")
"""Where a move stands that was never said."""


class Heard(Value):
    """One move as the reader would have heard it; what it refers to has the names and meanings of `About`."""

    move: str
    confidence: Share = 0.9
    quality: Share = 0.8
    facts: tuple[Id, ...] = ()
    wrong: tuple[tuple[Id, str], ...] = ()
    action: Id | None = None
    outcome: Id | None = None
    fit: Share = 0.0
    stage: Stage | None = None
    requests: tuple[Id, ...] = ()
    policy: str | None = None
    known: bool = False
    invented: bool = False
    general: bool = False
    confirms: bool = False
    parts: frozenset[Literal["who", "what", "when", "how", "fallback", "source", "reason", "alternative", "appeal"]] = (
        frozenset()
    )
    hollow: bool = False
    unsure: bool = False
    asked: bool = False
    seeks: Seeks | None = None

    @classmethod
    def of(cls, move: Move) -> Self:
        """The same without its words."""
        about = {name: getattr(move.about, name) for name in _ABOUT}
        return cls(move=move.kind, confidence=move.confidence, quality=move.quality, **about)

    def as_move(self) -> Move:
        """What the director and the grader get, as if it had been said."""
        about = About(**{name: getattr(self, name) for name in _ABOUT})
        return Move(self.move, WORDLESS, self.confidence, self.quality, about)


_ABOUT = tuple(field.name for field in fields(About))
