"""What the evidence says of a case: everything that must hold and does not, at its place in the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from roleplay.domain.expectation import MUST_LOSE, MUST_WIN
from roleplay.domain.replay import Replay
from roleplay.domain.scenario import Line, Scenario
from roleplay.formats.positions import Path
from roleplay.formats.problem import printable
from roleplay.proving.aloud import SAID_TRICKS
from roleplay.proving.builtin import Played, misranked, scores
from roleplay.proving.coverage import Share, shares
from roleplay.proving.difficulty import Difficulty, difficulty
from roleplay.proving.prover import Evidence

ENOUGH_LINES = 0.95
"""Share of a case's lines that walks must reach."""
FAR_OFF = 2
"""Steps of difficulty between what a case says of itself and what its numbers come to."""


class Shortfall(NamedTuple):
    """One thing that does not hold."""

    path: Path
    message: str
    hint: str = ""
    replay: Replay | None = None
    """A conversation in which it can be seen."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a case after all that."""

    scenario: Scenario
    evidence: Evidence
    shares: dict[str, Share]
    difficulty: Difficulty
    shortfalls: tuple[Shortfall, ...]


def verdict(scenario: Scenario, evidence: Evidence) -> Verdict:
    """The verdict on a case. Pure."""
    hard = difficulty(scenario, evidence.coverage.needed)
    found = tuple(one for check in _CHECKS for one in check(scenario, evidence))
    return Verdict(scenario, evidence, shares(scenario, evidence.coverage), hard, found)


def _trainees(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    """Each trainee that comes out otherwise, with the first seed that shows it."""
    wrong: dict[str, tuple[Played, list[str]]] = {}
    for one in evidence.trainees:
        found = [f"“{one.probe}” must come out so: {difference}" for difference in one.otherwise]
        if (one.probe in MUST_WIN and not one.won) or (one.probe in MUST_LOSE and one.won):
            found.append(f"“{one.probe}” {'wins' if one.won else 'does not win'}: it ends as {printable(one.ending)}")
        if found:
            wrong.setdefault(one.probe, (one, found))
    for one, found in wrong.values():
        place, hint = _probe(scenario, one.probe), f"with seed {one.seed}; the replay shows what was heard"
        yield from (Shortfall(place, message, hint, one.replay) for message in found)


def _ranks(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    known = scores(evidence.trainees)
    for lower, higher in misranked(evidence.trainees):
        message = f"“{lower}” scores {known[lower]:.0f}, no less than “{higher}” with {known[higher]:.0f}"
        yield Shortfall(_probe(scenario, lower), message, "reword one of them until anybody would rank them so")


def _tricks(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    won = [(one.trainee, one.as_replay(scenario)) for one in evidence.coverage.tricked]
    won += [(one.trainee, one.as_replay(scenario)) for one in evidence.talks if one.won and one.trainee in SAID_TRICKS]
    for name, replay in dict(reversed(won)).items():
        hint = "look at what serves each want: cues that are too wide, or words that answer too much"
        yield Shortfall(("requests",), f"{name} can win this customer", hint, replay)


def _winnable(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    if evidence.coverage.walks and not evidence.coverage.won:
        hint = "make the customer more patient, or a way out easier to find"
        yield Shortfall(("need",), f"nobody has won in {evidence.coverage.walks:,} walks", hint)


def _reached(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    coverage = evidence.coverage
    if not coverage.walks:
        return
    for section, share in shares(scenario, coverage).items():
        if section == "lines" and share.share >= ENOUGH_LINES:
            continue
        for index in share.missing:
            what = _moment(scenario.lines[index]) if section == "lines" else ""
            message = f"{_NEVER[section]} in {coverage.walks:,} walks{what}"
            yield Shortfall((section, index), message, _MEND[section])


def _moment(line: Line) -> str:
    """When a line would be said, in its own terms."""
    parts = (line.act, line.about, line.tone, *line.band)
    return f": {' '.join(part for part in parts if part)}"


def _speechless(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    for act, about, band in sorted(evidence.coverage.speechless, key=str):
        what = f"{act} {about or ''}".strip()
        yield Shortfall(
            ("lines",), f"there are no words for {what} in the mood {band}", f'add a line with act = "{act}"'
        )


def _faults(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    told: set[str] = set()
    for one in evidence.talks:
        for fault in one.faults:
            if fault not in told:
                told.add(fault)
                yield Shortfall(("lines",), f"in a walk said aloud, {fault}", "see the replay", one.as_replay(scenario))


def _hardness(scenario: Scenario, evidence: Evidence) -> Iterator[Shortfall]:
    hard = difficulty(scenario, evidence.coverage.needed)
    if abs(hard.earned - hard.said) >= FAR_OFF:
        hint = f"say {hard.earned}, or change what makes it hard: anger, hidden facts, rules, risks"
        message = f"the case calls itself {hard.said} of 5, and its numbers come to {hard.earned}"
        yield Shortfall(("meta", "difficulty"), message, hint)


def _probe(scenario: Scenario, id: str) -> Path:
    return ("probes", next(at for at, one in enumerate(scenario.probes) if one.id == id))


_NEVER = {
    "facts": "this never comes out",
    "beats": "this never comes up",
    "requests": "this want is never served",
    "endings": "this ending is never reached",
    "lines": "this is never said",
}
_MEND = {
    "facts": "lower the trust or the attention it asks for, or widen its questions",
    "beats": "loosen its condition (when)",
    "requests": "look at what serves it, and when it comes up (after)",
    "endings": "loosen its condition (when), or leave it out",
    "lines": "give it to a moment that comes, or leave it out",
}
_CHECKS: tuple[Callable[[Scenario, Evidence], Iterator[Shortfall]], ...] = (
    _trainees,
    _ranks,
    _tricks,
    _winnable,
    _reached,
    _speechless,
    _faults,
    _hardness,
)
"""What must hold; a new check is one more row."""
