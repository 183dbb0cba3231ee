"""Where scenarios and rubrics lie, and how a file there is read: no name and no link leads out of its folder."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from roleplay.errors import BadInput
from roleplay.formats.problem import FileProblems, printable_path
from roleplay.formats.source import read_bytes

Kind = Literal["scenario", "rubric", "replay"]

REPLAY = ".replay.toml"
"""How the name of a replay ends."""

_RUBRIC_MARK = re.compile(rb"^[ \t]*\[\[[ \t]*criteria[ \t]*\]\]|^[ \t]*criteria[ \t]*=", re.M)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to look into; a flat one holds scenarios and rubrics side by side."""

    folder: Path
    source: str
    flat: bool = False

    def files(self) -> Iterator[Path]:
        """What may be a scenario or a rubric, by name; none in a folder that isn't there."""
        try:
            names = sorted(os.listdir(self.folder))
        except OSError:
            return
        for name in names:
            if name.endswith(".toml") and not name.endswith(REPLAY) and not name.startswith("."):
                yield self.folder / name

    def read(self, kind: Kind, path: Path) -> bytes | None:
        """The file's bytes, or None for a file of another kind in a folder that holds both."""
        if path.is_symlink():
            _refuse_outside(self.folder, path)
        data = read_bytes(path)
        return None if self.flat and kind_of(path, data) != kind else data

    def holds(self, kind: Kind, name: str) -> bool:
        """Whether a file for this id lies here, sound or not."""
        path = self.folder / f"{name}.toml"
        try:
            return os.path.lexists(path) and self.read(kind, path) is not None
        except FileProblems:
            return True


def kind_of(path: Path, data: bytes) -> Kind:
    """What a file means to be, so that its problems are told in the terms of its own kind."""
    if path.name.endswith(REPLAY):
        return "replay"
    return "rubric" if _RUBRIC_MARK.search(data) else "scenario"


def places(kind: Kind, dirs: Sequence[Path], data_dir: Path | None) -> list[Place]:
    """The shipped folder, the user's own and those that were named: a later one overrides an earlier one."""
    folder = f"{kind}s"
    found = [Place(shipped(folder), "shipped"), Place(_users_own(data_dir) / folder, "yours")]
    for named in map(Path, dirs):
        if not os.path.isdir(named):
            raise BadInput("this is not a folder", printable_path(named), "--library names a folder of scenarios")
        split = any(os.path.isdir(named / part) for part in ("scenarios", "rubrics"))
        source = printable_path(named)
        found.append(Place(named / folder, source) if split else Place(named, source, flat=True))
    return found


def _refuse_outside(folder: Path, path: Path) -> None:
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # A circle of links: reading it says so.
        return
    if not inside:
        raise FileProblems.of(printable_path(path), "this link leads out of its folder", "copy the file instead")


def shipped(folder: str) -> Path:
    """The folder of this name that comes with the program: of scenarios, rubrics or schemas."""
    # Not importlib.resources: it costs more to import than all of this room.
    package = Path(__file__).resolve().parent.parent
    packed = package / "_data" / folder
    return packed if packed.is_dir() else package.parent / folder


def _users_own(data_dir: Path | None) -> Path:
    if data_dir is not None:
        return Path(data_dir)
    # Its import costs, and who names a data folder can do without.
    from platformdirs import user_data_path

    return user_data_path("roleplay", appauthor=False)
