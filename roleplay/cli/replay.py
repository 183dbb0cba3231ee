"""`roleplay replay`: conversations played again from files and compared, or one of the record written as such a file.

Exit codes: 0 when all came out as expected, 1 when something differs, 2 when a file cannot be used,
whatever the others came to: what was not run cannot have passed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from roleplay.cli import BAD_INPUT, FAULT, Places, streams
from roleplay.cli.places import named_session, record, settings
from roleplay.cli.replayed import as_row, unusable_row
from roleplay.config import Settings
from roleplay.domain.scenario import Scenario
from roleplay.errors import BadInput
from roleplay.formats.event import read_event, read_played
from roleplay.formats.problem import FileProblems, printable_path
from roleplay.formats.replay import SUFFIX, replay_text
from roleplay.library import find_replays
from roleplay.replay import recorded
from roleplay.replay.cases import Cases
from roleplay.replay.telling import verdict
from roleplay.store import Head


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each replay.")
@click.option("--record", "session", metavar="SESSION", help="Write this conversation to PATH instead.")
@click.option("--update", is_flag=True, help="Make the files expect what comes of them now; read what changes.")
@click.option("--force", is_flag=True, help="With --record: write over a file that is there.")
@click.pass_obj
def replay(
    places: Places, paths: tuple[str, ...], as_json: bool, session: str | None, update: bool, force: bool
) -> int:
    """Play conversations again and show what comes out otherwise than expected.

    PATH is a file whose name ends in .replay.toml, or a folder of them. With --record it is a new one, written
    from a conversation in your record. With --update, what is expected otherwise than it comes out is set right in
    the files, and nothing else in them is touched.
    """
    chosen = settings(places)
    cases = Cases(chosen.library.value, chosen.data.value, streams.tell)
    if update:
        if as_json or session is not None or force:
            raise BadInput("--update goes with no other option", hint="As in: roleplay replay --update tests/replays")
        return _all(cases, paths, _update)
    if session is None:
        if force:
            raise BadInput("--force only goes with --record")
        return _all(cases, paths, partial(_one, as_json=as_json), as_json)
    if as_json or len(paths) > 1:
        raise BadInput("--record writes one file", hint="As in: roleplay replay --record ID good.replay.toml")
    _record(cases, chosen, session, Path(paths[0]).expanduser(), force)
    return 0


def _all(cases: Cases, named: tuple[str, ...], do: Callable[[Cases, Path], int], as_json: bool = False) -> int:
    """Do this to every replay there is; gives the worst of the exit codes."""
    codes: list[int] = []
    for name in named:
        try:
            codes += (do(cases, file) for file in find_replays(Path(name).expanduser()))
        except FileProblems as problems:
            codes.append(_unusable(name, problems, as_json))
    if not as_json and len(codes) > 1:
        counts = ((codes.count(code), words) for code, words in _COUNTED.items())
        streams.show(f"{', '.join(f'{count} {words}' for count, words in counts if count)}.")
    return max(codes)


def _one(cases: Cases, path: Path, as_json: bool) -> int:
    """Run one replay and print what came of it; gives the exit code that it would have alone."""
    file = printable_path(path)
    try:
        result = cases.play(cases.load(path))
    except FileProblems as problems:
        return _unusable(file, problems, as_json)
    streams.show(as_row(file, result) if as_json else verdict(file, result))
    return FAULT if result.differences else 0


def _update(cases: Cases, path: Path) -> int:
    """Make one replay expect what comes of it, and print what that changes."""
    # Only here: nothing else writes into a file that somebody has laid out.
    from roleplay.cli.saving import rewrite
    from roleplay.replay.updating import updated

    file = printable_path(path)
    try:
        found = updated(cases, path)
    except FileProblems as problems:
        return _unusable(file, problems, False)
    if found.data is not None:
        rewrite(path, found.data)
    streams.show("\n".join([f"{file}: {found.verdict}", *(f"  {line}" for line in found.lines)]))
    return FAULT if found.left else 0


def _unusable(file: str, problems: FileProblems, as_json: bool) -> int:
    if as_json:
        streams.show(unusable_row(file, problems))
    streams.tell(str(problems))
    return BAD_INPUT


def _record(cases: Cases, settings: Settings, session: str, path: Path, force: bool) -> None:
    """Write a conversation of the record as a replay that passes now."""
    # Only here: to run a replay, no record is needed.
    from roleplay.cli.saving import write_new

    if not path.name.endswith(SUFFIX):
        raise BadInput("this is no name for a replay", printable_path(path), f"It has to end in {SUFFIX}")
    with record(settings) as store:
        head = store.head(named_session(store, session))
        line = [read_event(event.kind, event.body) for event in store.events(head.id)]
    scenario = _case_of(cases, head)
    made, changed = recorded(scenario, head.seed, line, cases.rubrics(scenario))
    text = replay_text(made)
    # What could not be read again is better told now.
    cases.parse(text, str(path))
    write_new(path, text, force)
    streams.tell(f"Written: {printable_path(path)}")
    if changed:
        streams.tell(
            f"From reply {changed} on, the customer no longer answers as they did then: the case or the program "
            "has changed since. The file expects what comes of it now."
        )


def _case_of(cases: Cases, head: Head) -> Scenario:
    """The case as the library has it now, or as it was played where no library has it."""
    try:
        return cases.scenario(head.scenario)
    except BadInput:
        streams.tell("This case is in no library: to run the replay, say --library and the folder of its file.")
        return cases.take(read_played(head.content).scenario)


_COUNTED = {0: "as expected", FAULT: "different", BAD_INPUT: "that cannot be used"}
"""How many came out how, by the exit code that one alone would have."""
