"""Replay files (`*.replay.toml`): a trainee's words and what must come of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from roleplay.domain.replay import Replay
from roleplay.domain.scenario import Scenario
from roleplay.errors import BadInput
from roleplay.formats.references import FIXED, SECTIONS, Names, expectations, unresolved
from roleplay.formats.toml import Table, load_toml, parse_toml
from roleplay.formats.wording import Complaint

SUFFIX = ".replay.toml"
"""How the name of a replay ends; nothing else is taken for one."""

ScenarioOf = Callable[[str], Scenario]
"""Finds the scenario a replay names, or raises BadInput; formats know no library."""


def load_replay(path: Path | str, scenario_of: ScenarioOf | None = None) -> Replay:
    """The replay in this file; with `scenario_of`, its facts and endings are checked against the scenario too."""
    return load_toml(Replay, path, lambda table: _check(table, scenario_of))


def parse_replay(data: bytes | str, name: str, scenario_of: ScenarioOf | None = None) -> Replay:
    """The replay in this document, called `name` in problems."""
    return parse_toml(Replay, data, name, lambda table: _check(table, scenario_of))


def _check(table: Table, scenario_of: ScenarioOf | None) -> Iterator[Complaint]:
    names = FIXED
    wanted = table.get("scenario")
    if scenario_of and isinstance(wanted, str):
        try:
            names = FIXED | _names(scenario_of(wanted))
        except BadInput as problem:
            yield Complaint(("scenario",), problem.what, problem.hint)
    references = (*expectations("expect"), *expectations("turns", "*", "expect"))
    known = [one for one in references if all(kind in names for kind in one.kinds)]
    yield from unresolved(table, known, names)


def _names(scenario: Scenario) -> Names:
    return {section: tuple(entry.id for entry in getattr(scenario, section)) for section in SECTIONS}
