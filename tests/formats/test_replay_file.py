"""A replay file holds a trainee's words and what must come of them; what it expects must exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.domain.scenario import Scenario
from roleplay.errors import BadInput
from roleplay.formats.replay import load_replay, parse_replay
from roleplay.formats.scenario import parse_scenario
from roleplay.formats.toml import FileProblems

REPLAY = """\
scenario = "lost-card"
seed = 7

[[turns]]
say = "I'm sorry. What do you need it for?"
expect = { moves = ["apologise"], told = ["trip"], at_most = { anger = 60 } }

[[turns]]
say = "I'll send it today."

[expect]
ending = ["resolved"]
critical = []
levels = { empathy = 3 }
"""
SCENARIO = """\
meta = { id = "lost-card", title = "x", kind = "angry", industry = "x", difficulty = 1, minutes = 5 }
brief = { role = "x", company = "x", situation = "x", objective = "x" }
customer = { name = "x" }
need = { presenting = "x", underlying = "x" }
facts = [{ id = "trip", value = "x" }]
lines = [{ act = "open", text = ["x"] }]
endings = [{ id = "sent", kind = "resolved" }]
"""


def scenario_of(name: str) -> Scenario:
    if name != "lost-card":
        raise BadInput(f'there is no scenario "{name}"', hint='did you mean "lost-card"?')
    return parse_scenario(SCENARIO, "s.toml")


def problems(text: str, known: bool = True) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_replay(text, "r.replay.toml", scenario_of if known else None)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_replay_is_read_whole(tmp_path: Path):
    path = tmp_path / "good.replay.toml"
    path.write_text(REPLAY, encoding="utf-8")
    replay = load_replay(path, scenario_of)
    assert (replay.scenario, replay.seed, len(replay.turns)) == ("lost-card", 7, 2)
    assert replay.turns[0].expect is not None
    assert replay.expect.levels == {"empathy": 3}


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            'moves = ["apologise"]',
            'moves = ["sorry"]',
            "r.replay.toml:6:21: turns[1].expect.moves[1]: there is no move",
        ),
        ("anger = 60", "angr = 60", 'turns[1].expect.at_most.angr: there is no part of the mood "angr" (did you mean'),
        ("critical = []", 'critical = ["Y1"]', 'expect.critical[1]: there is no critical error "Y1"'),
        ('say = "I\'ll send it today."', "", "r.replay.toml:8:1: turns[2].say: missing key"),
        ("seed = 7", "seed = -1", "seed: must be at least 0"),
    ],
)
def test_a_mistake_is_told_even_where_the_scenario_is_not_at_hand(right: str, wrong: str, message: str):
    assert right in REPLAY
    for known in (True, False):
        told = problems(REPLAY.replace(right, wrong), known)
        assert any(message in one for one in told), told


def test_facts_and_endings_are_those_of_the_scenario():
    told = problems(REPLAY.replace('"trip"', '"tripp"').replace('["resolved"]', '["sent", "gone"]'))
    assert told == [
        'r.replay.toml:6:43: turns[1].expect.told[1]: there is no fact "tripp" (did you mean "trip"?)',
        'r.replay.toml:12:19: expect.ending[2]: there is no ending "gone" (there are: breach, escalated, partial, '
        "resolved, sent, stopped, turn_cap, walked_away)",
    ]


def test_an_unknown_scenario_is_told_with_the_nearest():
    told = problems(REPLAY.replace("lost-card", "last-card"))
    assert told == ['r.replay.toml:1:1: scenario: there is no scenario "last-card" (did you mean "lost-card"?)']
