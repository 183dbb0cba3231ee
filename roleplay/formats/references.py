"""Names in a file that point at something else in it.

Walked on the raw table, so that a file with broken keys is told of its dangling names in the same breath.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, get_args

from roleplay.domain.customer import PRESETS, STATE_NAMES, EndingKind
from roleplay.domain.moves import MOVES
from roleplay.domain.scorecard import CriticalId
from roleplay.formats.positions import Path
from roleplay.formats.problem import nearest, printable
from roleplay.formats.wording import Complaint, step

Names = dict[str, tuple[str, ...]]
"""Every kind of name that can be used: kind -> the names there are."""

FIXED: Names = {
    "moves": tuple(MOVES),
    "presets": tuple(PRESETS),
    "kinds": get_args(EndingKind),
    "critical": get_args(CriticalId),
    "state": STATE_NAMES,
    "identity": ("verify_identity",),
}
"""The names that need no scenario."""

SECTIONS = ("policy", "facts", "requests", "actions", "outcomes", "beats", "endings")
"""The lists of a scenario whose entries are referred to by id."""

_MOST_LISTED = 12


class Reference(NamedTuple):
    """A place where a name points at something."""

    pattern: tuple[str | int, ...]
    """Keys from the root; `*` stands for every entry of a list, a number for one, `keys` for every key of a table."""
    kinds: tuple[str, ...]
    what: str
    """What the name should be, as in "fact"."""


def entries(table: object, key: str) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """The tables of an array of tables, with their paths; that it is one is the model's affair."""
    found = step(table, key)
    for index, entry in enumerate(found if isinstance(found, list) else ()):
        if isinstance(entry, Mapping):
            yield (key, index), entry


def items(data: object, pattern: tuple[str | int, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text that the pattern leads to, with its path."""
    if not pattern:
        if isinstance(data, str):
            yield path, data
        return
    first, rest = pattern[0], pattern[1:]
    if first == "*":
        for index, inner in enumerate(data if isinstance(data, list) else ()):
            yield from items(inner, rest, (*path, index))
    elif first == "keys":
        for key in data if isinstance(data, Mapping) else ():
            yield from items(key, rest, (*path, key))
    else:
        yield from items(step(data, first), rest, (*path, first))


def ids(table: object, key: str) -> tuple[str, ...]:
    """The ids of the entries of an array of tables, in order."""
    return tuple(name for _, entry in entries(table, key) if isinstance(name := entry.get("id"), str))


def doubled(table: object, key: str) -> Iterator[Complaint]:
    """Complains of every entry whose id an earlier one has."""
    seen: set[str] = set()
    for path, entry in entries(table, key):
        name = entry.get("id")
        if isinstance(name, str):
            if name in seen:
                yield Complaint((*path, "id"), f'the id "{printable(name)}" is here twice')
            seen.add(name)


def unresolved(table: object, references: Iterable[Reference], names: Names) -> Iterator[Complaint]:
    """Complains of every name in these places that there is nothing for."""
    for pattern, kinds, what in references:
        known = frozenset(name for kind in kinds for name in names[kind])
        for path, name in items(table, pattern):
            yield from dangling(path, name, known, what)


def dangling(path: Path, name: str, known: Collection[str], what: str) -> Iterator[Complaint]:
    """Complains of a name that is none of `known`."""
    if name not in known:
        few = 0 < len(known) <= _MOST_LISTED
        there = f"there are: {', '.join(map(printable, sorted(known)))}" if few else ""
        yield Complaint(path, f'there is no {what} "{printable(name)}"', nearest(name, known) or there)


def expectations(*where: str) -> tuple[Reference, ...]:
    """The references inside a table of expectations, which probes and replays share."""
    return (
        Reference((*where, "ending", "*"), ("endings", "kinds"), "ending"),
        Reference((*where, "not_ending", "*"), ("endings", "kinds"), "ending"),
        Reference((*where, "told", "*"), ("facts",), "fact"),
        Reference((*where, "critical", "*"), ("critical",), "critical error"),
        Reference((*where, "moves", "*"), ("moves",), "move"),
        Reference((*where, "not_moves", "*"), ("moves",), "move"),
        Reference((*where, "at_least", "keys"), ("state",), "part of the mood"),
        Reference((*where, "at_most", "keys"), ("state",), "part of the mood"),
    )
