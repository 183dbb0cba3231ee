"""The work of proving in pieces that any number of processes can share: the sum is the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.proving.aloud import SAID_TRICKS, Talk, talk, trick_aloud
from roleplay.proving.builtin import Played, played
from roleplay.proving.coverage import Coverage, walked

TALKS = 50
"""Walks of each case that are said aloud."""
TRICK_SEEDS = 4
CHUNK = 100
"""Walks in one piece of work."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the work on one case."""

    case: int
    """Its place among the cases."""
    what: Literal["walks", "talks", "tricks", "trainees"]
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of a case so far."""

    coverage: Coverage = field(default_factory=Coverage)
    talks: tuple[Talk, ...] = ()
    trainees: tuple[Played, ...] = ()

    def __add__(self, other: "Evidence") -> "Evidence":
        return Evidence(self.coverage + other.coverage, (*self.talks, *other.talks), (*self.trainees, *other.trainees))


@dataclass(frozen=True, slots=True)
class Prover:
    """The cases, and what each is graded by; another process can be given it."""

    scenarios: tuple[Scenario, ...]
    rubrics: tuple[tuple[Rubric, ...], ...]

    def pieces(self, runs: int) -> Iterator[Piece]:
        """All that is to be done for so many walks of each case, case by case."""
        for case in range(len(self.scenarios)):
            yield Piece(case, "trainees")
            yield Piece(case, "tricks")
            for first in range(0, TALKS, TALKS // 5):
                yield Piece(case, "talks", first, first + TALKS // 5)
            for first in range(0, runs, CHUNK):
                yield Piece(case, "walks", first, min(first + CHUNK, runs))

    def __call__(self, piece: Piece) -> Evidence:
        """Do it."""
        scenario, seeds = self.scenarios[piece.case], range(piece.first, piece.last)
        match piece.what:
            case "trainees":
                return Evidence(trainees=played(scenario, self.rubrics[piece.case]))
            case "talks":
                return Evidence(talks=tuple(talk(scenario, seed) for seed in seeds))
            case "tricks":
                return Evidence(talks=tuple(_tricks(scenario)))
            case "walks":
                return Evidence(walked(scenario, seeds))


def _tricks(scenario: Scenario) -> Iterable[Talk]:
    return (trick_aloud(scenario, name, seed) for name in SAID_TRICKS for seed in range(TRICK_SEEDS))
