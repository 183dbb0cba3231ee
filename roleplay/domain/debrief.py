"""What is left when a conversation is over: how it came out, what it was worth, what comes of it."""

from dataclasses import dataclass

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
    unrecorded: bool = False
    """The record could not be written, so this is the only copy."""
