"""What a voice that is a model may know of a moment, and what it must bring across in it. Nothing else reaches it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from roleplay.domain.customer import Act, Directive, Part
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn


class Hearing(Protocol):
    """How a line that a model has written is understood: by the same reader as everything else that is said."""

    def acts(self, text: str) -> frozenset[Act]:
        """What a customer does who says this."""
        ...

    def moves(self, text: str) -> frozenset[str]:
        """What somebody at the desk does who says this."""
        ...

    def facts(self, text: str) -> frozenset[str]:
        """The facts of the case that it tells, known to the customer or not."""
        ...

    def words(self, text: str) -> frozenset[str]:
        """Its words that carry meaning, cut to their stems; dates, times and numbers in one form each."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment in which the customer speaks."""

    scenario: Scenario
    directive: Directive
    lines: tuple[tuple[Part, str], ...]
    """What they do, each with the built-in words for it."""
    turns: tuple[Turn, ...]
    """What was said so far; the last turn is the reply that they answer."""

    @property
    def line(self) -> str:
        """The built-in line."""
        return " ".join(text for _, text in self.lines)

    @property
    def acts(self) -> frozenset[Act]:
        """What the customer is to do, and nothing else."""
        return frozenset(part.act for part, _ in self.lines)

    @property
    def own(self) -> tuple[str, ...]:
        """What is the customer's to say: the line, what they have said, what they want, facts that are out."""
        facts = [one for one in self.scenario.facts if one.id in self.directive.facts]
        told = [text for one in facts for text in (one.value, one.say or "", *one.aliases)]
        said = [turn.content for turn in self.turns if turn.role == "customer"]
        return (self.line, *said, self.scenario.need.presenting, *told)

    @property
    def replies(self) -> tuple[str, ...]:
        """What the trainee has said."""
        return tuple(turn.content for turn in self.turns if turn.role == "agent")


Show = Callable[[str], None]
"""Takes a sentence that may be seen, as soon as it may."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """What the customer has said in the end."""

    text: str
    stood_in: bool = False
    """Some of it, or all of it, is the built-in line."""
    why: str = ""
    """Why it had to be, in a few words for whoever looks after the model."""
