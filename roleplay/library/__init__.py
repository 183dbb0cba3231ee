"""Finds scenarios and rubrics: the shipped ones, the user's own, and those of folders named on the command line.

A later place overrides an earlier one with the same id; `source` and `overrides` show it. `roleplay list` reads
everything here, so this room imports nothing slow.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from roleplay.domain.meta import Meta
from roleplay.errors import BadInput
from roleplay.formats.problem import FileProblems, nearest, printable, printable_path
from roleplay.formats.source import read_bytes
from roleplay.library.heads import read_heads
from roleplay.library.places import REPLAY, Kind, Place, kind_of, places, shipped

if TYPE_CHECKING:
    from roleplay.domain.rubric import Rubric
    from roleplay.domain.scenario import Scenario

__all__ = [
    "Found",
    "FoundRubric",
    "Kind",
    "Listed",
    "find_replays",
    "find_scenario",
    "kind_of",
    "list_rubrics",
    "list_scenarios",
    "rubric",
    "rubrics_for",
    "shipped",
]

F = TypeVar("F", "Found", "FoundRubric", "Listed")

NOBODY = Path(os.devnull)
"""In place of a data folder: only what is shipped or named is found, the same on every machine."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Found:
    """A scenario and where it comes from."""

    scenario: "Scenario"
    path: Path
    source: str
    """"shipped", "yours", or the folder or file that was named."""
    text_hash: str
    """sha256 of the file with plain line ends, so that the same text has one hash on every machine."""
    overrides: tuple[str, ...] = ()
    """Where files with the same id lie that this one takes the place of, as in `source`; the nearest comes last."""


@dataclass(frozen=True, slots=True)
class FoundRubric:
    """A rubric and where it comes from; fields as in `Found`."""

    rubric: "Rubric"
    path: Path
    source: str
    text_hash: str
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """What a library shows of a scenario, read from the head of its file only; other fields as in `Found`."""

    meta: Meta
    path: Path
    source: str
    overrides: tuple[str, ...] = ()


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
    library_dirs: Sequence[Path] = (), data_dir: Path | None = None, cache_dir: Path | None = None
) -> tuple[list[Listed], list[FileProblems]]:
    """The head of every scenario there is, by id, and what is wrong with the files that have none.

    With a cache folder, large folders are remembered there, and only files that changed are read again.
    """

    def look(place: Place) -> Iterator[tuple[str, Listed | FileProblems | None]]:
        for path, head in read_heads(place, cache_dir):
            yield path.stem, Listed(head, path, place.source) if isinstance(head, Meta) else head

    return _list(places("scenario", library_dirs, data_dir), look)


def list_rubrics(
    library_dirs: Sequence[Path] = (), data_dir: Path | None = None
) -> tuple[list[FoundRubric], list[FileProblems]]:
    """Every rubric there is, by id, and what is wrong with the files that are none."""

    def look(place: Place) -> Iterator[tuple[str, FoundRubric | FileProblems | None]]:
        for path in place.files():
            try:
                data = place.read("rubric", path)
                yield path.stem, None if data is None else _rubric(path, data, place.source, path.stem)
            except FileProblems as problems:
                yield path.stem, problems

    return _list(places("rubric", library_dirs, data_dir), look)


def find_replays(path: Path) -> list[Path]:
    """The replays in a folder and the folders in it, by name; a file that is named is the one there is."""
    if not path.is_dir():
        if not path.name.endswith(REPLAY):
            raise FileProblems.of(printable_path(path), "this is no replay", f"the name of a replay ends in {REPLAY}")
        return [path]
    found = sorted(
        Path(folder, name)
        for folder, _, names in os.walk(path)
        for name in names
        if name.endswith(REPLAY) and not name.startswith(".")
    )
    if not found:
        raise FileProblems.of(printable_path(path), "no replay is in this folder", f"their names end in {REPLAY}")
    return found


def rubrics_for(kind: str | None, rubrics: Sequence["Rubric"]) -> tuple["Rubric", ...]:
    """Those that suit a case of this kind and have something to look for in it; None is one of no known kind."""
    return tuple(
        one for one in rubrics if one.suits(kind) and any(not part.kinds or kind in part.kinds for part in one.criteria)
    )


Reader = Callable[[Path, bytes, str, str | None], F]


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
    all_places: list[Place] = places(kind, dirs, data_dir)
    if _ID.fullmatch(name):
        for at, place in reversed([*enumerate(all_places)]):
            path = place.folder / f"{name}.toml"
            if os.path.lexists(path) and (data := place.read(kind, path)) is not None:
                hidden = tuple(one.source for one in all_places[:at] if one.holds(kind, name))
                return replace(read(path, data, place.source, name), overrides=hidden)
    hint = nearest(name, _stems(all_places)) or "`roleplay list` shows what there is; a file's name ends in .toml"
    raise BadInput(f'there is no {kind} "{printable(name)}"', hint=hint)


def _named_file(kind: Kind, path: Path, dirs: Sequence[Path], data_dir: Path | None) -> bytes:
    try:
        return read_bytes(path)
    except FileProblems:
        if path.stem in _stems(places(kind, dirs, data_dir)) and not os.path.lexists(path):
            hint = f'say "{printable(path.stem)}" for the one in the library'
            raise FileProblems.of(printable_path(path), "there is no such file", hint) from None
        raise


def _stems(all_places: Iterable[Place]) -> set[str]:
    return {path.stem for place in all_places for path in place.files()}


def _list(
    all_places: Iterable[Place], look: Callable[[Place], Iterable[tuple[str, F | FileProblems | None]]]
) -> tuple[list[F], list[FileProblems]]:
    found: dict[str, F] = {}
    broken: list[FileProblems] = []
    sources: dict[str, tuple[str, ...]] = {}
    for place in all_places:
        for id, answer in look(place):
            if answer is None:
                continue
            hidden: tuple[str, ...] = sources.get(id, ())
            sources[id] = (*hidden, place.source)
            if isinstance(answer, FileProblems):
                broken.append(answer)
            else:
                found[id] = replace(answer, overrides=hidden)
    return [found[id] for id in sorted(found)], broken
