"""`roleplay test`: whether a case keeps its promises when thousands play it.

Exit codes: 0 when all holds, 1 when something does not, 2 when a case cannot be used.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import click

from roleplay.cli import FAULT, Places, streams
from roleplay.cli.places import settings
from roleplay.cli.progress import Progress
from roleplay.cli.saving import write_new
from roleplay.config import Settings
from roleplay.errors import RoleplayError
from roleplay.formats.positions import positions
from roleplay.formats.problem import Problem
from roleplay.formats.replay import replay_text
from roleplay.formats.source import read_bytes
from roleplay.formats.toml import document
from roleplay.library import Found, find_scenario, list_scenarios, rubrics_of
from roleplay.proving.prover import Evidence, Prover
from roleplay.proving.reporting import as_row, page, placed
from roleplay.proving.verdict import Shortfall, Verdict, verdict
from roleplay.review.crowd import Failed, each

RUNS = 1000
MOST_RUNS, MOST_JOBS = 1_000_000, 64
KEPT = "failed-walks"
"""Folder for replays of what went wrong, made when there are any."""


@click.command
@click.argument("scenarios", nargs=-1, metavar="SCENARIO...")
@click.option("--all", "everything", is_flag=True, help="Every case of the library.")
@click.option("--runs", type=click.IntRange(0, MOST_RUNS), default=RUNS, show_default=True, help="Walks of each case.")
@click.option("--jobs", type=click.IntRange(1, MOST_JOBS), default=os.cpu_count() or 1, help="Processes at work.")
@click.option("--out", metavar="DIR", default=KEPT, show_default=True, help="Where replays of failures are written.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each case.")
@click.pass_obj
def test(
    places: Places, scenarios: tuple[str, ...], everything: bool, runs: int, jobs: int, out: str, as_json: bool
) -> int:
    """Play SCENARIO with its built-in trainees, with thousands of seeded ones, and with tricks.

    Tells what can never happen, how short the shortest win is, how hard the case is by its numbers, and whether
    apologies, stock phrases, flattery, rules or key words can win it. What fails is written as a replay.
    """
    if everything == bool(scenarios):
        raise click.UsageError("name cases, or say --all", click.get_current_context())
    chosen = settings(places)
    found = _cases(chosen, scenarios)
    evidence = _tried(found, chosen, runs, min(jobs, max(1, os.cpu_count() or 1)))
    verdicts = [verdict(one.scenario, seen) for one, seen in zip(found, evidence, strict=True)]
    for one, said in zip(found, verdicts, strict=True):
        _tell(one, said, Path(out).expanduser(), as_json)
    if not as_json and len(verdicts) > 1:
        streams.show(f"{sum(not one.shortfalls for one in verdicts)} of {len(verdicts)} cases hold.")
    return FAULT if any(one.shortfalls for one in verdicts) else 0


def _cases(chosen: Settings, named: tuple[str, ...]) -> list[Found]:
    library, data = chosen.library.value, chosen.data.value
    if named:
        return [find_scenario(name, library, data) for name in named]
    listed, broken = list_scenarios(library, data)
    if broken:
        raise broken[0]
    return [find_scenario(one.meta.id, library, data) for one in listed]


def _tried(found: list[Found], chosen: Settings, runs: int, jobs: int) -> list[Evidence]:
    """What was seen of each case; a fault of the program's own ends it all."""
    where = chosen.library.value, chosen.data.value
    scenarios = tuple(one.scenario for one in found)
    prover = Prover(scenarios, tuple(rubrics_of(one, *where, streams.tell) for one in scenarios))
    seen = [Evidence() for _ in found]
    pieces = list(prover.pieces(runs))
    progress = Progress("pieces of work done.", lambda: len(pieces))
    with closing(each(prover, pieces, jobs)) as results:
        for piece, result in results:
            progress.tick()
            if isinstance(result, Failed):
                raise RoleplayError(result.why, scenarios[piece.case].meta.id, result.details)
            seen[piece.case] += result
    return seen


def _tell(found: Found, said: Verdict, folder: Path, as_json: bool) -> None:
    written = document(read_bytes(found.path), str(found.path))
    places = positions(written.text)
    problems = [
        (placed(one, written, places), _kept(one, said, number, folder))
        for number, one in enumerate(said.shortfalls, 1)
    ]
    if as_json:
        streams.show(json.dumps(as_row(said, problems), ensure_ascii=False))
        return
    for line in page(said):
        streams.show(line)
    for problem, replay in problems:
        streams.show(f"  {_short(problem)}" + (f"\n    replay: {replay}" if replay else ""))


def _short(problem: Problem) -> str:
    return " ".join(str(problem).split())


def _kept(one: Shortfall, said: Verdict, number: int, folder: Path) -> str | None:
    """The file of the replay in which a shortfall can be seen, written now."""
    if one.replay is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{said.scenario.meta.id}-{number}.replay.toml"
    write_new(path, replay_text(one.replay), force=True)
    return str(path)
