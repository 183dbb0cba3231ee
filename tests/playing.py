"""A conversation played without a sitting around it: for tests that look at a whole case."""

from dataclasses import dataclass
from functools import cache

from roleplay.director.endings import kind_of, stop
from roleplay.director.outcome import Indices, indices
from roleplay.domain.customer import State
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.grader import grade, total
from roleplay.library import find_scenario, rubric
from roleplay.turn import opening, reply


@dataclass(frozen=True)
class Played:
    """What became of it."""

    scenario: Scenario
    transcript: Transcript
    state: State

    @property
    def ending(self) -> set[str]:
        """The ending's id and kind."""
        id = self.state.ending or stop(self.scenario, self.state)
        return {id, kind_of(self.scenario, id)}

    @property
    def card(self) -> Scorecard:
        """The grade by the scenario's own rubrics."""
        return grade([rubric(name).rubric for name in self.scenario.rubrics], self.transcript, self.scenario)

    @property
    def total(self) -> float:
        """The whole, 0 to 100."""
        return total(self.card.rubrics, self.scenario.rubrics) or 0.0

    @property
    def figures(self) -> Indices:
        """CSAT and its kin."""
        left = not self.ending.isdisjoint(("walked_away", "breach"))
        return indices(self.state.mood, self.scenario.customer.dispositions(), left)


@cache
def shipped(id: str) -> Scenario:
    """A scenario of the library."""
    return find_scenario(id).scenario


def play(scenario: Scenario, replies: tuple[str, ...], seed: int = 7) -> Played:
    """The conversation with these replies; what is typed after its end is not said."""
    state, directive, words = opening(scenario, seed)
    turns = [Turn(0, "customer", words, state, None, directive, "scripted")]
    for text in replies:
        found = reply(scenario, seed, state, tuple(turns), text)
        state = found.state
        turns.append(Turn(len(turns), "agent", text, state, found.reading))
        turns.append(Turn(len(turns), "customer", found.words, state, None, found.directive, "scripted"))
        if state.ending:
            break
    return Played(scenario, Transcript(tuple(turns), scenario.meta.id, None, scenario.meta.kind), state)
