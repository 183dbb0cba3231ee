"""Finds scenarios and rubrics: the shipped ones, the user's own, and those of folders named on the command line.

A later place overrides an earlier one with the same id, and `source` shows it. `roleplay list` reads
everything here, so this module imports nothing slow.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from roleplay.domain.meta import Meta
from roleplay.errors import BadInput
from roleplay.formats.front import parse_front
from roleplay.formats.problem import FileProblems, nearest, printable, printable_path
from roleplay.formats.source import read_bytes

if TYPE_CHECKING:
    from roleplay.domain.rubric import Rubric
    from roleplay.domain.scenario import Scenario

Kind = Literal["scenario", "rubric", "replay"]
F = TypeVar("F", "Found", "FoundRubric", "Listed")

NOBODY = Path(os.devnull)
"""In place of a data folder: only what is shipped or named is found, the same on every machine."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_REPLAY = ".replay.toml"
_RUBRIC_MARK = re.compile(rb"^[ \t]*\[\[[ \t]*criteria[ \t]*\]\]|^[ \t]*criteria[ \t]*=", re.M)


@dataclass(frozen=True, slots=True)
class Found:
    """A scenario and where it comes from."""

    scenario: "Scenario"
    path: Path
    source: str
    """"shipped", "yours", or the folder or file that was named."""
    text_hash: str
    """sha256 of the file with plain line ends, so that the same text has one hash on every machine."""


@dataclass(frozen=True, slots=True)
class FoundRubric:
    """A rubric and where it comes from; fields as in `Found`."""

    rubric: "Rubric"
    path: Path
    source: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a library shows of a scenario, read from the head of its file only."""

    meta: Meta
    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder to look into; a flat one holds scenarios and rubrics side by side."""

    folder: Path
    source: str
    flat: bool = False


def find_scenario(name: str | Path, library_dirs: Sequence[Path] = (), data_dir: Path | None = None) -> Found:
    """The scenario with this id, or in this `.toml` file; the last of several places with the id wins."""
    return _find("scenario", name, library_dirs, data_dir, _scenario)


def rubric(name: str | Path, library_dirs: Sequence[Path] = (), data_dir: Path | None = None) -> FoundRubric:
    """The rubric with this id, or in this `.toml` file; the last of several places with the id wins."""
    return _find("rubric", name, library_dirs, data_dir, _rubric)


def rubrics_of(
    scenario: "Scenario", library_dirs: Sequence[Path], data_dir: Path | None, note: Callable[[str], None]
) -> "tuple[Rubric, ...]":
    """The rubrics of a scenario; one that isn't there is named to `note`, and the others grade."""
    found: list[Rubric] = []
    for id in scenario.rubrics:
        try:
            found.append(rubric(id, library_dirs, data_dir).rubric)
        except BadInput as error:
            note(f"One skill will not be graded: {error.what}")
    return tuple(found)


def list_scenarios(
    library_dirs: Sequence[Path] = (), data_dir: Path | None = None
) -> tuple[list[Listed], list[FileProblems]]:
    """The head of every scenario there is, by id, and what is wrong with the files that have none."""
    return _list("scenario", library_dirs, data_dir, _listed)


def list_rubrics(
    library_dirs: Sequence[Path] = (), data_dir: Path | None = None
) -> tuple[list[FoundRubric], list[FileProblems]]:
    """Every rubric there is, by id, and what is wrong with the files that are none."""
    return _list("rubric", library_dirs, data_dir, _rubric)


def find_replays(path: Path) -> list[Path]:
    """The replays in a folder and the folders in it, by name; a file that is named is the one there is."""
    if not path.is_dir():
        if not path.name.endswith(_REPLAY):
            raise FileProblems.of(printable_path(path), "this is no replay", f"the name of a replay ends in {_REPLAY}")
        return [path]
    found = sorted(
        Path(folder, name)
        for folder, _, names in os.walk(path)
        for name in names
        if name.endswith(_REPLAY) and not name.startswith(".")
    )
    if not found:
        raise FileProblems.of(printable_path(path), "no replay is in this folder", f"their names end in {_REPLAY}")
    return found


def rubrics_for(kind: str | None, rubrics: Sequence["Rubric"]) -> tuple["Rubric", ...]:
    """Those that suit a case of this kind and have something to look for in it; None is one of no known kind."""
    return tuple(
        one for one in rubrics if one.suits(kind) and any(not part.kinds or kind in part.kinds for part in one.criteria)
    )


def kind_of(path: Path, data: bytes) -> Kind:
    """What a file means to be, so that its problems are told in the terms of its own kind."""
    if path.name.endswith(_REPLAY):
        return "replay"
    return "rubric" if _RUBRIC_MARK.search(data) else "scenario"


Reader = Callable[[Path, bytes, str, str | None], F]


def _listed(path: Path, data: bytes, source: str, stem: str | None) -> Listed:
    return Listed(parse_front(data, str(path), stem), path, source)


def _scenario(path: Path, data: bytes, source: str, stem: str | None) -> Found:
    # Building the whole model costs more than listing a library.
    from roleplay.formats.scenario import parse_scenario

    return Found(parse_scenario(data, str(path), stem=stem), path, source, _hash(data))


def _rubric(path: Path, data: bytes, source: str, stem: str | None) -> FoundRubric:
    from roleplay.formats.rubric import parse_rubric

    return FoundRubric(parse_rubric(data, str(path), stem=stem), path, source, _hash(data))


def _hash(data: bytes) -> str:
    # Listing needs no hash, and need not pay for the import.
    from hashlib import sha256

    return sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def _find(kind: Kind, name: str | Path, dirs: Sequence[Path], data_dir: Path | None, read: Reader[F]) -> F:
    if isinstance(name, Path) or name.endswith(".toml"):
        path = Path(name)
        return read(path, _named_file(kind, path, dirs, data_dir), printable_path(path.parent), None)
    places = _places(kind, dirs, data_dir)
    if _ID.fullmatch(name):
        for place in reversed(places):
            path = place.folder / f"{name}.toml"
            if os.path.lexists(path) and (data := _data(kind, place, path)) is not None:
                return read(path, data, place.source, name)
    stems = {path.stem for place in places for path in _files(place)}
    hint = nearest(name, stems) or "`roleplay list` shows what there is; a file's name ends in .toml"
    raise BadInput(f'there is no {kind} "{printable(name)}"', hint=hint)


def _named_file(kind: Kind, path: Path, dirs: Sequence[Path], data_dir: Path | None) -> bytes:
    try:
        return read_bytes(path)
    except FileProblems:
        known = {found.stem for place in _places(kind, dirs, data_dir) for found in _files(place)}
        if path.stem in known and not os.path.lexists(path):
            hint = f'say "{printable(path.stem)}" for the one in the library'
            raise FileProblems.of(printable_path(path), "there is no such file", hint) from None
        raise


def _list(
    kind: Kind, dirs: Sequence[Path], data_dir: Path | None, read: Reader[F]
) -> tuple[list[F], list[FileProblems]]:
    found: dict[str, F] = {}
    broken: list[FileProblems] = []
    for place in _places(kind, dirs, data_dir):
        for path in _files(place):
            try:
                data = _data(kind, place, path)
                if data is not None:
                    found[path.stem] = read(path, data, place.source, path.stem)
            except FileProblems as problems:
                broken.append(problems)
    return [found[name] for name in sorted(found)], broken


def _data(kind: Kind, place: _Place, path: Path) -> bytes | None:
    """The file's bytes, or None for a file of another kind in a folder that holds both."""
    if path.is_symlink():
        _refuse_outside(place.folder, path)
    data = read_bytes(path)
    return None if place.flat and kind_of(path, data) != kind else data


def _refuse_outside(folder: Path, path: Path) -> None:
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # A circle of links: reading it says so.
        return
    if not inside:
        raise FileProblems.of(printable_path(path), "this link leads out of its folder", "copy the file instead")


def _files(place: _Place) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(place.folder))
    except OSError:
        return
    for name in names:
        if name.endswith(".toml") and not name.endswith(_REPLAY) and not name.startswith("."):
            yield place.folder / name


def _places(kind: Kind, dirs: Sequence[Path], data_dir: Path | None) -> list[_Place]:
    folder = f"{kind}s"
    places = [_Place(_shipped(folder), "shipped"), _Place(_users_own(data_dir) / folder, "yours")]
    for named in map(Path, dirs):
        if not os.path.isdir(named):
            raise BadInput("this is not a folder", printable_path(named), "--library names a folder of scenarios")
        split = any(os.path.isdir(named / part) for part in ("scenarios", "rubrics"))
        source = printable_path(named)
        places.append(_Place(named / folder, source) if split else _Place(named, source, flat=True))
    return places


def _shipped(folder: str) -> Path:
    # Not importlib.resources: it costs more to import than all of this module.
    here = Path(__file__).resolve().parent
    packed = here / "_data" / folder
    return packed if packed.is_dir() else here.parent / folder


def _users_own(data_dir: Path | None) -> Path:
    if data_dir is not None:
        return Path(data_dir)
    # Its import costs, and who names a data folder can do without.
    from platformdirs import user_data_path

    return user_data_path("roleplay", appauthor=False)
