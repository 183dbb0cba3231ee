"""The trainees built into a case: whether each comes out as it must, and whether they rank as they should."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleplay.domain.customer import WON
from roleplay.domain.expectation import Probe
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.grader import grade, total
from roleplay.replay import run
from roleplay.review import transcript

SEEDS = (1, 7, 40)
"""Each trainee is played with these: the customer's choice of words must change nothing."""
RANKS = (
    ("bad", "mediocre"),
    ("bad", "boilerplate"),
    ("boilerplate", "mediocre"),
    ("mediocre", "short-good"),
    ("apologise-only", "mediocre"),
    ("gaming", "mediocre"),
)
"""The first of two must score less than the second."""


@dataclass(frozen=True, slots=True)
class Played:
    """One trainee with one seed."""

    probe: str
    seed: int
    ending: str
    won: bool
    replies: int
    score: float | None
    """0 to 100, or None where nothing was graded."""
    otherwise: tuple[str, ...]
    """What came out otherwise than the case expects."""
    replay: Replay


def played(scenario: Scenario, rubrics: Sequence[Rubric]) -> tuple[Played, ...]:
    """Every trainee of the case with every seed."""
    return tuple(_played(scenario, rubrics, probe, seed) for probe in scenario.probes for seed in SEEDS)


def _played(scenario: Scenario, rubrics: Sequence[Rubric], probe: Probe, seed: int) -> Played:
    turns = tuple(ReplayTurn(say=text) for text in probe.replies)
    replay = Replay(scenario=scenario.meta.id, seed=seed, turns=turns, expect=probe.expect)
    result = run(replay, scenario, rubrics)
    card = grade(rubrics, transcript(scenario, result.end.turns, ""), scenario)
    # What is left to say after the end is not said; that is no fault of a trainee.
    otherwise = [f"{one.wanted}, and {one.got}" for one in result.differences if one.key != "say"]
    return Played(
        probe.id,
        seed,
        result.end.ending[0],
        not set(result.end.ending).isdisjoint(WON),
        result.end.reply,
        total(card.rubrics, scenario.rubrics),
        tuple(otherwise),
        replay,
    )


def scores(found: Sequence[Played]) -> dict[str, float]:
    """The score of each trainee that was graded, in the order of the file: the mean over the seeds."""
    by_probe: dict[str, list[float]] = {}
    for one in found:
        if one.score is not None:
            by_probe.setdefault(one.probe, []).append(one.score)
    return {id: sum(values) / len(values) for id, values in by_probe.items()}


def misranked(found: Sequence[Played]) -> Iterator[tuple[str, str]]:
    """Pairs of trainees of which the first does not come out below the second as it must."""
    known = scores(found)
    for lower, higher in RANKS:
        if lower in known and higher in known and known[lower] >= known[higher]:
            yield lower, higher
    if "short-good" in known and "good" in known and known["short-good"] > known["good"]:
        yield "short-good", "good"
