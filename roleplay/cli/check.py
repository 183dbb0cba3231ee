"""`roleplay check`: scenarios, rubrics and replays looked at as a strict editor would, without playing them.

Exit codes: 0 when nothing is wrong, whatever is still missing; 2 when a file cannot be used or has a mistake in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from roleplay.cli import BAD_INPUT, Places, streams
from roleplay.cli.places import settings
from roleplay.formats.problem import FileProblems, printable_path
from roleplay.formats.source import read_bytes
from roleplay.library import kind_of, list_rubrics
from roleplay.proving.finding import Examined
from roleplay.proving.lint import examine_rubric, examine_scenario
from roleplay.proving.telling import as_row, github, told, told_together
from roleplay.replay.cases import Cases

FORMATS = ("text", "json", "github")


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "how", type=click.Choice(FORMATS), default="text", help="For people, programs or GitHub.")
@click.option("--all", "everything", is_flag=True, help="Tell what is missing for every step, not only the next one.")
@click.pass_obj
def check(places: Places, paths: tuple[str, ...], how: str, everything: bool) -> int:
    """Look for mistakes in scenarios, rubrics and replays, and for what they still lack.

    PATH is a file or a folder. A file is called "plays", "tested" or "stable": what is told is what keeps it from the
    next of these.
    """
    chosen = settings(places)
    cases = Cases(chosen.library.value, chosen.data.value, streams.tell)
    skills = [one.rubric.id for one in list_rubrics(chosen.library.value, chosen.data.value)[0]]
    found = [_examined(path, cases, skills) for name in paths for path in _files(Path(name).expanduser())]
    if how == "json":
        streams.show(json.dumps([as_row(one) for one in found], ensure_ascii=False))
    elif how == "github":
        for line in (line for one in found for line in github(one)):
            streams.show(line)
    else:
        for one in found:
            streams.show(told(one, everything))
        if len(found) > 1:
            streams.show(told_together(found))
    return BAD_INPUT if any(one.is_wrong for one in found) else 0


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or what a folder and the folders in it hold."""
    if not path.is_dir():
        yield path
        return
    found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
    files = sorted(one for one in found if one.suffix == ".toml" and not one.name.startswith("."))
    if not files:
        raise FileProblems.of(printable_path(path), "nothing in this folder can be checked", "files end in .toml")
    yield from files


def _examined(path: Path, cases: Cases, skills: list[str]) -> Examined:
    file = printable_path(path)
    try:
        data = read_bytes(path)
        kind = kind_of(path, data)
        if kind == "replay":
            cases.load(path)
            return Examined(file, kind)
    except FileProblems as broken:
        return Examined(file, "file", broken.problems)
    return examine_rubric(data, file) if kind == "rubric" else examine_scenario(data, file, skills)
