"""How a language model did at each thing that it can be asked to do here, and from what on it is fit for it.

The bounds rest on what was measured with models of 135 million, 500 million and 1.5 billion parameters, a dozen
examples or more of each kind, read by one person. They tell models apart that are of use from those that are not.
"""

from dataclasses import dataclass
from typing import Literal

from roleplay.llm import ModelFault
from roleplay.llm.faults import LASTING, PASSING

Skill = Literal["guided", "free", "reader", "judge"]
"""What a model can be fit for; the first two are ways to word the customer."""
Verdict = Literal["fit", "slow", "unfit"]

MOST_FAULTS = 2
"""Failures after which a trial is over: each of them may have been waited for."""
MOST_FAILED = 2
"""Moments of a customer, of eight, in which the built-in words may stand in: who changes their voice more often than
at every fourth answer sounds like two people. Of lines to reword 1.5 billion parameters did 7 of 12 well without any
guards, 135 million 1 of 12."""
MOST_OBJECTIONS = 1
"""Moments in which a model that speaks freely may say what guards object to: nobody holds it to a line, and what
fools the guards is seen, so that a model they have to stop again and again is not to be trusted."""
LEAST_AGREEMENT = 0.6
"""F1 from which a reader helps. With eight labels 1.5 billion parameters came to 0.86, half a billion to 0.20 and
135 million to 0.09: the bound lies in the gap, nearer to what was of use, since all labels are harder than eight."""
MARGIN = 15.0
"""Points, of 100, by which the good agent has to lead. 1.5 billion parameters gave poor replies
nearly what they gave to good ones, half a billion put no more than half of the pairs in the right order. Here the
rules see 75 points and more between the two, so a judge that sees a fifth of that does not owe it to chance."""
PATIENCE: dict[Skill, tuple[float, float]] = {
    "guided": (6.0, 30.0),
    "free": (6.0, 30.0),
    "reader": (4.0, 20.0),
    "judge": (60.0, 240.0),
}
"""Seconds for one example from which it is slow, and from which nobody waits for it. In a chat an answer is expected
within seconds; each reply is read two or three times; a grade is waited for once."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast words came, as measured once, waiting for the network included."""

    first: float
    """Seconds until the first word."""
    rate: float | None
    """Words in a second from then on; None where all came at once."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How a model did at one skill."""

    skill: Skill
    examples: int
    done: int
    """Examples that were tried before the outcome was certain."""
    good: int
    """Of them, those that came out as they should."""
    seconds: float
    """For one example, on average."""
    fit: bool
    wrong: tuple[str, ...] = ()
    """What was wrong with the others, most frequent first."""
    fault: ModelFault | None = None
    """The last failure of the model or its server."""
    agreement: float | None = None
    """Of a reader: how far it agrees with the labels (micro F1, 0 to 1)."""
    by_rules: float | None = None
    """The same of the built-in reader by itself."""

    @property
    def broke_off(self) -> bool:
        """The server has spoilt it, not the model: that says nothing about what the model is fit for."""
        return not self.fit and self.fault is not None and self.fault.kind in PASSING | LASTING

    @property
    def verdict(self) -> Verdict:
        """Whether it is of use, and whether that takes patience."""
        slow, too_slow = PATIENCE[self.skill]
        if not self.fit or self.seconds > too_slow:
            return "unfit"
        return "slow" if self.seconds > slow else "fit"
