"""A replay file holds a trainee's words and what must come of them; what it expects must exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.expectation import Expect
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import clean
from roleplay.errors import BadInput
from roleplay.formats.replay import load_replay, parse_replay, replay_text
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
actions = [{ id = "look-up", label = "x", result = "x", cues = ["x"] }]
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


def levels_of(scenario: Scenario) -> tuple[str, ...]:
    return ("empathy", "EM1")


def test_skills_are_those_that_the_scenario_is_graded_by():
    wrong = REPLAY.replace("empathy = 3", "empathie = 3") + "levels_at_least = { EM9 = 1 }\n"
    parse_replay(REPLAY, "r.replay.toml", scenario_of, levels_of)
    with pytest.raises(FileProblems) as caught:
        parse_replay(wrong, "r.replay.toml", scenario_of, levels_of)
    told = [str(problem) for problem in caught.value.problems]
    assert (
        'expect.levels.empathie: there is no skill or part of a skill "empathie" (did you mean "empathy"?)' in told[0]
    )
    assert 'expect.levels_at_least.EM9: there is no skill or part of a skill "EM9"' in told[1]


@pytest.mark.parametrize(
    ("turn", "message"),
    [
        ('desk = "lookup"', 'turns[2].desk: there is no action at the desk "lookup" (did you mean "look-up"?)'),
        ('desk = "look-up"\nsay = "x"', "turns[2].desk: a turn has say or desk, not both (make two turns of it)"),
        ('say = " "', "turns[2].say: there is nothing to say in this reply"),
        ('say = ""', "turns[2].say: must not be empty"),
        ("expect = {}", "turns[2].say: missing key (a turn says something or has a desk action)"),
    ],
)
def test_a_turn_says_something_or_does_something_at_the_desk(turn: str, message: str):
    right = REPLAY.replace('say = "I\'ll send it today."', 'desk = "look-up"')
    assert parse_replay(right, "r.replay.toml", scenario_of).turns[1].desk == "look-up"
    assert any(message in one for one in problems(right.replace('desk = "look-up"', turn)))


HOSTILE = [
    'He said "no" and \\ left: \\n is no line, \\u0041 no letter.',
    "One line.\nAnother.\n\n  And '''three''' \"\"\"quotes\"\"\" # no comment [[turns]]",
    "Grüße, 你好, مرحبا, 👩‍👩‍👧, e\u0301, \u00a0, \u2003.",
    "'single'\\",
    '"',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_back_as_they_were(text: str):
    replay = Replay(scenario="lost-card", turns=(ReplayTurn(say=text),))
    assert parse_replay(replay_text(replay), "r.replay.toml", scenario_of) == replay


NAMES = st.sampled_from(["apologise", "restate", "thank"])
SAID = st.text(min_size=1).map(clean).filter(str.strip)
EXPECTED = st.builds(
    Expect,
    ending=st.lists(st.sampled_from(["resolved", "sent"]), max_size=2).map(tuple),
    told=st.just(()) | st.just(("trip",)),
    critical=st.none() | st.lists(st.sampled_from(["X1", "X3"]), max_size=2).map(tuple),
    at_least=st.dictionaries(st.sampled_from(["anger", "heard"]), st.floats(0, 100)),
    levels=st.dictionaries(st.from_regex(r"[a-zäé. \"\\]{1,9}", fullmatch=True), st.integers(0, 4)),
    moves=st.lists(NAMES, max_size=3).map(tuple),
)
TURNS = st.builds(ReplayTurn, say=SAID, expect=st.none() | EXPECTED.filter(lambda one: one != Expect()))
REPLAYS = st.builds(
    Replay,
    scenario=st.just("lost-card"),
    seed=st.integers(0, 2**63 - 1),
    voice=st.sampled_from(["scripted", "llm"]),
    turns=st.lists(TURNS | st.just(ReplayTurn(desk="look-up")), min_size=1, max_size=4).map(tuple),
    expect=EXPECTED,
)


@given(replay=REPLAYS)
@settings(max_examples=60, deadline=None)
def test_a_replay_that_is_written_is_read_again_as_it_was(replay: Replay):
    assert parse_replay(replay_text(replay), "r.replay.toml", scenario_of) == replay


@given(text=st.text(min_size=1))
@settings(max_examples=60, deadline=None)
def test_whatever_was_said_the_file_can_be_read_and_acts_on_no_terminal(text: str):
    written = replay_text(Replay(scenario="lost-card", turns=(ReplayTurn(say=f"a{text}"),)))
    assert written == clean(written)
    assert parse_replay(written, "r.replay.toml").turns[0].say == clean(f"a{text}")


def test_a_file_says_only_what_was_said_and_expected():
    turns = (ReplayTurn(say="Hello."), ReplayTurn(desk="look-up", expect=Expect(told=("trip",))))
    replay = Replay(scenario="lost-card", seed=7, turns=turns, expect=Expect(ending=("sent",), critical=()))
    assert replay_text(replay) == (
        'scenario = "lost-card"\nseed = 7\n\n[[turns]]\nsay = "Hello."\n\n[[turns]]\ndesk = "look-up"\n'
        '[turns.expect]\ntold = ["trip"]\n\n[expect]\nending = ["sent"]\ncritical = []\n'
    )
