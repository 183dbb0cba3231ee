"""The conversations in `tests/replays`, which pytest plays by itself: each shows what the cases' own trainees don't."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.formats.replay import load_replay
from roleplay.library import find_replays
from tests.playing import shipped

FILES = find_replays(Path(__file__).parent / "replays")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".replay.toml"))
def test_a_conversation_is_no_copy_of_a_built_in_trainee(path: Path):
    replay = load_replay(path)
    built_in = {reply for probe in shipped(replay.scenario).probes for reply in probe.replies}
    assert built_in.isdisjoint(turn.say for turn in replay.turns)
