"""`roleplay replay`: conversations played again from files and compared, or one of the record written as such a file.

Exit codes: 0 when all came out as expected, 1 when something differs, 2 when a file cannot be used,
whatever the others came to: what was not run cannot have passed.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from roleplay.cli import BAD_INPUT, FAULT, Places, streams
from roleplay.cli.places import named_session, record, rubrics, settings
from roleplay.cli.replayed import as_row, told, unusable_row
from roleplay.config import Settings
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.errors import BadInput
from roleplay.formats.event import read_event
from roleplay.formats.problem import FileProblems, printable_path
from roleplay.formats.replay import SUFFIX, load_replay, parse_replay, replay_text
from roleplay.library import find_replays, find_scenario
from roleplay.replay import recorded, run


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each replay.")
@click.option("--record", "session", metavar="SESSION", help="Write this conversation to PATH instead.")
@click.option("--force", is_flag=True, help="With --record: write over a file that is there.")
@click.pass_obj
def replay(places: Places, paths: tuple[str, ...], as_json: bool, session: str | None, force: bool) -> int:
    """Play conversations again and show what comes out otherwise than expected.

    PATH is a file whose name ends in .replay.toml, or a folder of them. With --record it is a new one, written
    from a conversation in your record.
    """
    cases = _Cases(settings(places))
    if session is None:
        if force:
            raise BadInput("--force only goes with --record")
        return _all(cases, paths, as_json)
    if as_json or len(paths) > 1:
        raise BadInput("--record writes one file", hint="As in: roleplay replay --record ID good.replay.toml")
    _record(cases, session, Path(paths[0]).expanduser(), force)
    return 0


class _Cases:
    """Scenarios and rubrics as the library has them, each looked up once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._scenarios: dict[str, Scenario] = {}
        self._rubrics: dict[str, tuple[Rubric, ...]] = {}

    def scenario(self, id: str) -> Scenario:
        """The scenario with this id."""
        if id not in self._scenarios:
            where = self.settings.library.value, self.settings.data.value
            self._scenarios[id] = find_scenario(id, *where).scenario
        return self._scenarios[id]

    def rubrics(self, scenario: Scenario) -> tuple[Rubric, ...]:
        """What the scenario is graded by."""
        id = scenario.meta.id
        if id not in self._rubrics:
            self._rubrics[id] = rubrics(scenario, self.settings)
        return self._rubrics[id]

    def levels(self, scenario: Scenario) -> Collection[str]:
        """The ids of all that gets a level."""
        return [id for one in self.rubrics(scenario) for id in (one.id, *(inner.id for inner in one.criteria))]


def _all(cases: _Cases, named: tuple[str, ...], as_json: bool) -> int:
    codes: list[int] = []
    for name in named:
        try:
            codes += (_one(cases, file, as_json) for file in find_replays(Path(name).expanduser()))
        except FileProblems as problems:
            codes.append(_unusable(name, problems, as_json))
    if not as_json and len(codes) > 1:
        counts = ((codes.count(code), words) for code, words in _COUNTED.items())
        streams.show(f"{', '.join(f'{count} {words}' for count, words in counts if count)}.")
    return max(codes)


def _one(cases: _Cases, path: Path, as_json: bool) -> int:
    """Run one replay and print what came of it; gives the exit code that it would have alone."""
    file = printable_path(path)
    try:
        wanted = load_replay(path, cases.scenario, cases.levels)
    except FileProblems as problems:
        return _unusable(file, problems, as_json)
    scenario = cases.scenario(wanted.scenario)
    result = run(wanted, scenario, cases.rubrics(scenario))
    if as_json:
        streams.show(as_row(file, result))
    elif result.differences:
        streams.show(f"{file}: differs\n{told(result)}")
    else:
        streams.show(f"{file}: ok")
    return FAULT if result.differences else 0


def _unusable(file: str, problems: FileProblems, as_json: bool) -> int:
    if as_json:
        streams.show(unusable_row(file, problems))
    streams.tell(str(problems))
    return BAD_INPUT


def _record(cases: _Cases, session: str, path: Path, force: bool) -> None:
    """Write a conversation of the record as a replay that passes now."""
    # Only here: to run a replay, no record is needed.
    from roleplay.cli.saving import write_new

    if not path.name.endswith(SUFFIX):
        raise BadInput("this is no name for a replay", printable_path(path), f"It has to end in {SUFFIX}")
    with record(cases.settings) as store:
        head = store.head(named_session(store, session))
        line = [read_event(event.kind, event.body) for event in store.events(head.id)]
    scenario = cases.scenario(head.scenario)
    made, changed = recorded(scenario, head.seed, line, cases.rubrics(scenario))
    text = replay_text(made)
    # What could not be read again is better told now.
    parse_replay(text, str(path), cases.scenario, cases.levels)
    write_new(path, text, force)
    streams.tell(f"Written: {printable_path(path)}")
    if changed:
        streams.tell(
            f"From reply {changed} on, the customer no longer answers as they did then: the case or the program "
            "has changed since. The file expects what comes of it now."
        )


_COUNTED = {0: "as expected", FAULT: "different", BAD_INPUT: "that cannot be used"}
"""How many came out how, by the exit code that one alone would have."""
