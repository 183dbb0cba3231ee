"""What is wrong with a case that loads, or still missing in it, and how far it has come without that."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from roleplay.formats.problem import Problem
from roleplay.formats.references import entries
from roleplay.formats.toml import Table
from roleplay.formats.wording import Complaint, step

Rung = Literal["mistake", "tested", "stable"]
"""A mistake is always told; the others are what a file lacks to be called tested, or stable."""

Standing = Literal["unusable", "plays", "tested", "stable"]
"""How far a file has come: it can be played; it brings trainees that prove it; there is nothing left to add."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to add, at its place in the file."""

    rule: str
    rung: Rung
    problem: Problem
    why: str
    """What it costs to leave it so."""


_ABOVE: dict[Rung, Standing] = {"mistake": "plays", "tested": "plays", "stable": "tested"}
"""Where a file stands that has a finding of this rung."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one file, in the order in which its author would go about it."""

    file: str
    kind: str
    problems: tuple[Problem, ...] = ()
    """Why it cannot be used."""
    findings: tuple[Finding, ...] = ()

    @property
    def standing(self) -> Standing:
        """How far the file has come."""
        if self.problems:
            return "unusable"
        stands: tuple[Standing, ...] = tuple(_ABOVE[one.rung] for one in self.findings)
        return min(stands, key=("plays", "tested", "stable").index, default="stable")

    @property
    def is_wrong(self) -> bool:
        """Whether anything in it has to be mended, and not only added."""
        return bool(self.problems) or any(one.rung == "mistake" for one in self.findings)

    @property
    def due(self) -> tuple[Finding, ...]:
        """What is worth telling now: every mistake, and of what is missing the next rung only."""
        rungs = [one.rung for one in self.findings]
        up_to = "mistake" if self.problems else next((one for one in ("tested", "stable") if one in rungs), "mistake")
        return tuple(one for one in self.findings if one.rung in ("mistake", up_to))


class Rule(NamedTuple):
    """One thing that is looked for; it sees the file's own table, which may be wrong in any way."""

    id: str
    rung: Rung
    check: Callable[["Written"], Iterable[Complaint]]
    why: str


class Written:
    """A file as its author wrote it, read without trusting that anything in it is what it should be."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def each(self, section: str) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, object]]]:
        """The entries of a list of tables, with their paths."""
        return entries(self.table, section)

    def by_id(self, section: str) -> dict[str, Mapping[str, object]]:
        """The entries that have an id, by it."""
        return {id: entry for _, entry in self.each(section) if isinstance(id := entry.get("id"), str)}

    def part(self, *path: str) -> object:
        """The value there, or None."""
        value: object = self.table
        for key in path:
            value = step(value, key)
        return value


def texts(entry: object, key: str) -> list[str]:
    """The texts of a list, or the one text that stands in its place."""
    found = step(entry, key)
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, str)]


def number(entry: object, key: str, default: float) -> float:
    """The number there, or what holds without one."""
    found = step(entry, key)
    return found if isinstance(found, int | float) and not isinstance(found, bool) else default
