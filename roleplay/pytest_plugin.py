"""Replays as tests: pytest collects every `*.replay.toml`, plays it and shows what comes out otherwise.

Whoever has the package has this plugin in all of their test runs, so nothing of ours is imported before a replay
is played.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from roleplay.domain.replay import Replay
    from roleplay.replay.cases import Cases

SUFFIX = ".replay.toml"
"""How the name of a replay ends."""

_FOLDERS = pytest.StashKey[Sequence[Path]]()
_CASES = pytest.StashKey["Cases"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where cases are found besides those that come with the program."""
    what = "scenarios and rubrics for replays, besides those that come with roleplay"
    parser.addini("roleplay_library", f"Folders with {what} (relative to the root folder).", type="args", default=[])
    group = parser.getgroup("roleplay", "conversations played again from *.replay.toml")
    group.addoption(
        "--roleplay-library",
        action="append",
        default=[],
        metavar="DIR",
        help=f"A folder with {what}; may be given several times.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Settle the folders; one that isn't there is told before anything runs."""
    asked = [config.rootpath / name for name in config.getini("roleplay_library")]
    asked += [config.invocation_params.dir / name for name in config.getoption("--roleplay-library")]
    for folder in asked:
        if not folder.is_dir():
            raise pytest.UsageError(f"{folder}: this is not a folder of scenarios and rubrics for replays")
    config.stash[_FOLDERS] = tuple(asked)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ReplayFile | None:
    """A file whose name says that it is a replay; hidden ones are left alone, as by `roleplay replay`."""
    if file_path.name.endswith(SUFFIX) and not file_path.name.startswith("."):
        return ReplayFile.from_parent(parent, path=file_path)
    return None


class ReplayFile(pytest.File):
    """A file with one conversation."""

    def collect(self) -> Iterator[ReplayItem]:
        """The conversation, not looked at before its turn to run."""
        yield ReplayItem.from_parent(self, name=self.path.name.removesuffix(SUFFIX))


class ReplayItem(pytest.Item):
    """A conversation: an error if its file cannot be used, a failure if something comes out otherwise."""

    replay: Replay

    def setup(self) -> None:
        """Read the file; all its problems are told at once, with their places."""
        from roleplay.errors import BadInput

        told = ""
        try:
            self.replay = _cases(self.config).load(self.path)
        except BadInput as problem:
            told = str(problem)
        if told:
            # Only here: inside, pytest would tell it twice, as one thing that came of the other.
            pytest.fail(told, pytrace=False)

    def runtest(self) -> None:
        """Play it and compare."""
        from roleplay.formats.problem import printable_path
        from roleplay.replay.telling import verdict

        result = _cases(self.config).play(self.replay)
        if result.differences:
            pytest.fail(verdict(printable_path(self.path), result), pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The file as a whole: a replay has no line of its own."""
        return self.path, None, self.name


def _cases(config: pytest.Config) -> Cases:
    """The library of this run. Nobody's own folder is looked into, so that a run is the same everywhere."""
    if _CASES not in config.stash:
        from roleplay.library import NOBODY
        from roleplay.replay.cases import Cases

        config.stash[_CASES] = Cases(config.stash[_FOLDERS], NOBODY, _note)
    return config.stash[_CASES]


def _note(text: str) -> None:
    warnings.warn(pytest.PytestWarning(text), stacklevel=2)
