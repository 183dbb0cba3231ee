"""How hard a case is by its numbers, to set beside what it says of itself."""

from dataclasses import dataclass

from roleplay.director.mood import start
from roleplay.domain.scenario import Scenario

TIGHT = 0.35
"""What each rule that forbids something adds."""


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What makes a case hard (domain guide, part 3), and the step from 1 to 5 that it comes to."""

    anger: float
    """At the start, 0 to 100."""
    needed: int
    """Hidden facts without which nobody has won."""
    rules: int
    """Rules that forbid something."""
    risks: int
    """Dangers to somebody, and abuse."""
    said: int
    """What the case says of itself."""

    @property
    def earned(self) -> int:
        """The step that the numbers come to; the weights are a starting point to tune, not a finding."""
        points = self.anger / 25 + 0.4 * self.needed + TIGHT * self.rules + self.risks
        return max(1, min(5, round(points)))


def difficulty(scenario: Scenario, needed: int | None) -> Difficulty:
    """The numbers of a case; `needed` are the hidden facts of the conversation won with the fewest."""
    strict = [one for one in scenario.policy if one.authority != "may" or one.until]
    dangers = sum(bool(one.danger) for one in scenario.facts)
    abusive = scenario.customer.abusive_from is not None
    anger = start(scenario.customer.dispositions()).anger
    return Difficulty(anger, needed or 0, len(strict), dangers + abusive, scenario.meta.difficulty)
