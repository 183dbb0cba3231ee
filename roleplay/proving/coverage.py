"""What many walks of one case have reached between them, and what none of them has."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from roleplay.domain.customer import Act, Band
from roleplay.domain.scenario import Scenario
from roleplay.proving.repertoire import Repertoire
from roleplay.proving.trainees import TRICKS
from roleplay.proving.walk import Line, Walk, trick, walk

TRICK_EVERY = 100
"""For so many walks, each of the tricks is walked once."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sum of some walks; two sums can be added, in any order."""

    walks: int = 0
    said: frozenset[Line] = frozenset()
    told: frozenset[str] = frozenset()
    beats: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    endings: Counter[str] = field(default_factory=Counter)
    won: int = 0
    shortest: int | None = None
    """Replies of the shortest conversation in which everything was solved."""
    needed: int | None = None
    """Hidden facts that had come out in the one that was solved with the fewest; a no that was taken needs none."""
    speechless: frozenset[tuple[Act, str | None, Band]] = frozenset()
    tricked: tuple[Walk, ...] = ()
    """Walks of tricks that won the customer: there must be none."""

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.walks + other.walks,
            self.said | other.said,
            self.told | other.told,
            self.beats | other.beats,
            self.accepted | other.accepted,
            self.endings + other.endings,
            self.won + other.won,
            _least(self.shortest, other.shortest),
            _least(self.needed, other.needed),
            self.speechless | other.speechless,
            (*self.tricked, *other.tricked),
        )


def _least(one: int | None, other: int | None) -> int | None:
    return min((value for value in (one, other) if value is not None), default=None)


def walked(scenario: Scenario, seeds: range) -> Coverage:
    """The walks with these seeds, and the tricks that fall among them."""
    repertoire = Repertoire(scenario)
    hidden = {one.id for one in scenario.facts if one.reveal}
    total = Coverage()
    for seed in seeds:
        total += _one(walk(repertoire, seed), hidden)
        if seed % TRICK_EVERY == 0:
            tricks = (_one(trick(repertoire, name, seed), hidden) for name in TRICKS)
            # What tricks reach counts for nothing but their winning.
            total = replace(total, tricked=(*total.tricked, *(one for found in tricks for one in found.tricked)))
    return total


def _one(found: Walk, hidden: set[str]) -> Coverage:
    state = found.state
    solved = found.kind == "resolved"
    return Coverage(
        1,
        found.said,
        frozenset(state.told),
        frozenset(state.beats),
        frozenset(state.accepted),
        Counter([found.ending]),
        int(found.won),
        state.turn if solved else None,
        len(hidden.intersection(state.told)) if solved else None,
        frozenset(found.speechless),
        (found,) if found.won and found.trainee in TRICKS else (),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """How many there are of something, and which of them were not reached, by their place in the file."""

    total: int
    missing: tuple[int, ...]

    @property
    def reached(self) -> int:
        """How many were."""
        return self.total - len(self.missing)

    @property
    def share(self) -> float:
        """0 to 1; of nothing, all was reached."""
        return self.reached / self.total if self.total else 1.0


def shares(scenario: Scenario, coverage: Coverage) -> dict[str, Share]:
    """What was reached of the parts of a case, by the name of their section."""
    lines = {line for line, _ in coverage.said}
    reached: dict[str, Iterable[bool]] = {
        "facts": (one.id in coverage.told or one.status == "unknown" for one in scenario.facts),
        "beats": (one.id in coverage.beats for one in scenario.beats),
        "requests": (one.id in coverage.accepted for one in scenario.requests),
        "endings": (one.id in coverage.endings for one in scenario.endings),
        "lines": (index in lines for index in range(len(scenario.lines))),
    }
    return {section: _share(found) for section, found in reached.items()}


def _share(reached: Iterable[bool]) -> Share:
    found = list(reached)
    return Share(len(found), tuple(index for index, is_reached in enumerate(found) if not is_reached))
