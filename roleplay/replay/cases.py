"""The cases that replays name, from the library: each scenario and its rubrics looked up once for many replays."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from roleplay.domain.replay import Replay
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.formats.replay import load_replay, parse_replay
from roleplay.library import find_scenario, rubrics_of
from roleplay.replay import Result, run
from roleplay.replay.correcting import corrected


class Cases:
    """Scenarios and rubrics as the library has them; `note` gets a sentence for each rubric that isn't there."""

    def __init__(self, library: Sequence[Path], data: Path, note: Callable[[str], None]) -> None:
        self._where = library, data
        self._note = note
        self._scenarios: dict[str, Scenario] = {}
        self._rubrics: dict[str, tuple[Rubric, ...]] = {}

    def load(self, path: Path) -> Replay:
        """The replay in this file, with all that it names looked up; `FileProblems` if it cannot be used."""
        return load_replay(path, self.scenario, self.levels)

    def parse(self, data: bytes | str, name: str) -> Replay:
        """The same of a document, called `name` in problems."""
        return parse_replay(data, name, self.scenario, self.levels)

    def play(self, replay: Replay) -> Result:
        """What comes of the replay."""
        scenario = self.scenario(replay.scenario)
        return run(replay, scenario, self.rubrics(scenario))

    def correct(self, replay: Replay) -> Replay:
        """The replay that expects what comes of it now."""
        scenario = self.scenario(replay.scenario)
        return corrected(replay, scenario, self.rubrics(scenario))

    def scenario(self, id: str) -> Scenario:
        """The scenario with this id."""
        if id not in self._scenarios:
            self._scenarios[id] = find_scenario(id, *self._where).scenario
        return self._scenarios[id]

    def take(self, scenario: Scenario) -> Scenario:
        """Know a scenario that no library has."""
        return self._scenarios.setdefault(scenario.meta.id, scenario)

    def rubrics(self, scenario: Scenario) -> tuple[Rubric, ...]:
        """What the scenario is graded by."""
        id = scenario.meta.id
        if id not in self._rubrics:
            self._rubrics[id] = rubrics_of(scenario, *self._where, self._note)
        return self._rubrics[id]

    def levels(self, scenario: Scenario) -> Collection[str]:
        """The ids of all that gets a level."""
        return [id for one in self.rubrics(scenario) for id in (one.id, *(inner.id for inner in one.criteria))]
