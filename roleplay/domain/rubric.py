"""What good looks like: criteria with levels in words, how they are measured, what to advise."""

from typing import Literal

from pydantic import Field

from roleplay.domain.meta import Id, Kind, Text
from roleplay.domain.moves import MoveName
from roleplay.domain.scorecard import CriticalName
from roleplay.domain.value import Value

Aggregate = Literal["first", "best", "mean", "worst", "close"]
"""Over a criterion's opportunities: the first counts, the best, the mean, the worst, or those at the close."""


class Criterion(Value):
    """One thing to look for."""

    id: str = Field(pattern=r"^[A-Z]{2}[0-9]{1,2}$|^[a-z0-9-]{1,64}$")
    title: Text
    weight: float = Field(gt=0, le=100)
    aggregate: Aggregate
    levels: tuple[Text, Text, Text, Text, Text]
    """Levels 0 to 4 in words: harmful, absent or token, generic or partial, specific, specific and adapted."""
    measure: str
    """The offline measure, a name in the grader's table."""
    thresholds: dict[str, float] = {}
    moves: tuple[MoveName, ...] = ()
    """The moves that the measure `moves` counts."""
    opportunity: Text
    """What calls for it; without an opportunity it is not scored."""
    questions: tuple[Text, ...] = ()
    """Yes/no questions for a judging model."""
    harms: tuple[int, ...] = ()
    """Numbers, from 1, of the questions where a yes is harm."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of case it applies to; empty means all."""
    why: Text
    """Why it matters to a customer."""
    advice: tuple[Text, Text]
    """What to change when it is missing (below 2), and when it is partly there."""
    praise: Text
    """What to say when it is done well."""


class Rubric(Value):
    """A skill and its criteria; weights add up to 100."""

    id: Id
    title: Text
    version: int = Field(default=1, ge=1)
    summary: Text
    zero: tuple[CriticalName, ...] = ()
    """Critical errors that put the rubric's level to 0."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of case it is meant for, where nobody asks for it by name; empty means all."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    def suits(self, kind: str | None) -> bool:
        """Whether it is meant for this kind of case; for an unknown kind only if it is for all."""
        return not self.kinds or kind in self.kinds
