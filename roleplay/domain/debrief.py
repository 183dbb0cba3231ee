"""What is left when a conversation is over: how it came out, what it was worth, what comes of it."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from roleplay.domain.customer import EndingKind
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Aftermath, Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it came out for the customer: in words first, then the indices that follow from the state."""

    ending: EndingKind
    ending_id: str
    """The scenario's own name of the ending, or the kind where it has none."""
    felt: str
    got: str
    effort_text: str
    csat: int
    """1 to 5."""
    nps: int
    """0 to 10."""
    effort: int
    """1 (very easy) to 7 (very hard)."""


@dataclass(frozen=True, slots=True)
class Idea:
    """What the trainee would have the firm change, on a card of its own."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    touchpoint: str
    """Where on the customer's way; empty for the conversation itself."""
    quote: str
    """Words of the customer that speak for it."""
    idea: str


@dataclass(frozen=True, slots=True)
class Own:
    """What the trainee said about the conversation, beside it; none of it is ever graded."""

    aim: str = ""
    """What they wanted to try."""
    guess: int | None = None
    """How they thought it went before they saw it, 0 to 4 as a skill's level."""
    ideas: tuple[Idea, ...] = ()


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that a report tells, whoever shows it: with it nothing has to be read or looked up again."""

    scenario: Scenario
    rubrics: tuple[Rubric, ...]
    seed: int
    transcript: Transcript
    outcome: Outcome
    scorecard: Scorecard
    aftermath: Aftermath | None
    engine: str
    """The version that led the conversation."""
    reader: str
    """The version that read the replies."""
    own: Own = Own()
    second: Scorecard | None = None
    """What a language model made of the same conversation, where one was asked."""
    unrecorded: bool = False
    """The record could not be written, so this is the only copy."""
