"""Conversations of every kind, kept as replays: each must still come out as somebody who read it said it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.domain.scenario import Scenario
from roleplay.formats.replay import load_replay
from roleplay.library import find_replays, rubric
from roleplay.replay import Difference, run
from tests.playing import shipped

FILES = find_replays(Path(__file__).parent / "replays")


def levels_of(scenario: Scenario) -> list[str]:
    rubrics = [rubric(name).rubric for name in scenario.rubrics]
    return [id for one in rubrics for id in (one.id, *(inner.id for inner in one.criteria))]


def told(one: Difference) -> str:
    return f"reply {one.moment.reply}, {one.key}: wanted: {one.wanted}; got: {one.got}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".replay.toml"))
def test_a_conversation_comes_out_as_it_must(path: Path):
    replay = load_replay(path, shipped, levels_of)
    scenario = shipped(replay.scenario)
    result = run(replay, scenario, [rubric(name).rubric for name in scenario.rubrics])
    assert not result.differences, "\n".join(map(told, result.differences))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".replay.toml"))
def test_a_conversation_is_no_copy_of_a_built_in_trainee(path: Path):
    replay = load_replay(path)
    built_in = {reply for probe in shipped(replay.scenario).probes for reply in probe.replies}
    assert built_in.isdisjoint(turn.say for turn in replay.turns)
