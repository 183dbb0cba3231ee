"""A grade that can be believed: levels with the words they rest on, and who graded."""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from roleplay.domain.value import offered

Status = Literal["scored", "not_applicable", "no_opportunity", "grader_failed"]
Confidence = Literal["high", "low"]
CriticalId = Literal["X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8"]
CriticalName = Annotated[str, offered(get_args(CriticalId))]
"""A critical error as a file names it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the trainee: code points `start` to `end` of turn `turn`."""

    turn: int
    start: int
    end: int
    quote: str
    move: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion of one conversation."""

    id: str
    status: Status
    level: int | None = None
    confidence: Confidence = "high"
    evidence: tuple[Evidence, ...] = ()
    advice: str | None = None
    disputed: str | None = None
    reason: str = ""
    """The rule that gave the level, in a few plain words."""


WentAway = Literal["content", "unhelped"]
"""What a customer's last words can show of how the conversation left them."""


@dataclass(frozen=True, slots=True)
class RubricScore:
    """A rubric's findings; `score` 0 to 100 and `level` 0 to 4 are None when nothing was scored."""

    id: str
    score: float | None
    level: int | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Critical:
    """Something that must never happen, with the words and the policy it breaks."""

    id: CriticalId
    turn: int
    start: int
    end: int
    quote: str
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Grader:
    """The passport of a grade: grades with different passports are never compared."""

    kind: Literal["rules", "llm"]
    version: str
    rubric_hash: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One remark of the debrief: praise, or the one change for a skill."""

    kind: Literal["praise", "change"]
    rubric: str
    criterion: str
    text: str
    why: str = ""
    evidence: Evidence | None = None
    try_instead: str | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All that was found in one conversation."""

    rubrics: tuple[RubricScore, ...]
    critical: tuple[Critical, ...]
    grader: Grader
    notes: tuple[Note, ...] = ()
    went_away: WentAway | None = None
    """How the customer's last words left it, where those are all that tells; it has moved every score."""
