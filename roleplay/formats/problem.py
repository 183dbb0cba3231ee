"""What is wrong in a file, said so that its author can mend it: place, key, plain words, nearest right name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from roleplay.domain.text import clean
from roleplay.errors import BadInput

MOST_TOLD = 200
"""Problems of one file that are told; a file with more is some other kind of file."""

_LONGEST_NAME = 80
_MOST_COMPARED = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. Line and column count from 1; line 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    key: str = ""
    """The key as the file writes it, such as `facts "old-flat".reveal.trust`; entries without id count from 1."""
    message: str = ""
    hint: str = ""
    """What to do about it, such as the nearest right name."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        told = ": ".join(part for part in (place, self.key, self.message) if part)
        return f"{told} ({self.hint})" if self.hint else told


class FileProblems(BadInput):
    """A file that cannot be used, with all its problems at once in the order of its lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems, key=lambda problem: (problem.line, problem.column))
        if len(found) > MOST_TOLD:
            found = [*found[:MOST_TOLD], Problem(found[0].file, message="and more problems besides")]
        self.problems = tuple(found)
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def of(cls, file: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> Self:
        """A file with the one problem that hides all others."""
        return cls([Problem(file, line, column, "", message, hint)])


def printable(name: object) -> str:
    """A name from outside as it may stand in a message: on one line, not endless, nothing that moves a terminal."""
    text = " ".join(clean(str(name)).split())
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def printable_path(path: object) -> str:
    """A path as it may stand in a message: whole, because its end says most."""
    return " ".join(clean(str(path)).splitlines())


def nearest(name: object, names: Collection[str]) -> str:
    """The hint with the right name that `name` is nearest to, or nothing if none is near."""
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or len(names) > _MOST_COMPARED:
        return ""
    # Only a file with a problem pays for this import.
    from difflib import get_close_matches

    lowered = {right.lower(): right for right in sorted(names)}
    near = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return f'did you mean "{printable(lowered[near[0]])}"?' if near else ""
