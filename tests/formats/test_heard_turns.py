"""A reply without words is kept as what would have been heard in it, and heard again exactly so."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.heard import WORDLESS, Heard
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import About, Features, Flag, Move, Reading, Stage
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import clean
from roleplay.formats.replay import parse_replay, replay_text
from roleplay.formats.toml import FileProblems
from tests.playing import shipped

HEARD = """\
scenario = "wrong-colour"

[[turns]]
heard = [
    { move = "offer_solution", outcome = "express-exchange", stage = "done" },
    { move = "restate", facts = ["got-blue"] },
]
unclear = true
flags = ["pasted"]
missed = ["green-pair"]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_replay(text, "r.replay.toml", shipped)
    return [str(problem) for problem in caught.value.problems]


def named(section: str) -> st.SearchStrategy[str]:
    scenario: Scenario = shipped("wrong-colour")
    return st.sampled_from([entry.id for entry in getattr(scenario, section)])


def several(section: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(named(section), max_size=3).map(tuple)


SHARE = st.floats(0, 1)
PARTS = ("who", "what", "when", "how", "fallback", "source", "reason", "alternative", "appeal")
ABOUT = st.builds(
    About,
    facts=several("facts"),
    wrong=st.lists(st.tuples(named("facts"), st.text().map(clean)), max_size=2).map(tuple),
    action=st.none() | named("actions"),
    outcome=st.none() | named("outcomes"),
    fit=SHARE,
    stage=st.none() | st.sampled_from(get_args(Stage)),
    requests=several("requests"),
    policy=st.none() | named("policy") | st.just("ask_secret"),
    known=st.booleans(),
    invented=st.booleans(),
    general=st.booleans(),
    confirms=st.booleans(),
    parts=st.frozensets(st.sampled_from(PARTS)),
    hollow=st.booleans(),
    unsure=st.booleans(),
)
MOVE = st.builds(Move, st.sampled_from(list(MOVES)), st.just(WORDLESS), SHARE, SHARE, ABOUT)
READING = st.builds(
    Reading,
    moves=st.lists(MOVE, max_size=3).map(tuple),
    features=st.builds(Features, missed=several("requests")),
    flags=st.frozensets(st.sampled_from(get_args(Flag))),
    unclear=st.booleans(),
)


@given(reading=READING)
@settings(max_examples=60, deadline=None)
def test_a_reply_without_words_is_heard_again_exactly_so(reading: Reading):
    text = replay_text(Replay(scenario="wrong-colour", turns=(ReplayTurn.hearing(reading),)))
    assert parse_replay(text, "r.replay.toml", shipped).turns[0].reading() == reading


def test_whatever_a_move_refers_to_can_be_written():
    assert set(Heard.model_fields) == {"move", "confidence", "quality", *(field.name for field in fields(About))}


def test_a_file_says_only_what_was_heard():
    turn = parse_replay(HEARD, "r.replay.toml", shipped).turns[0]
    offer, restated = turn.reading().moves
    assert (offer.kind, offer.confidence, offer.quality) == ("offer_solution", 0.9, 0.8)
    assert (offer.about, restated.about) == (
        About(outcome="express-exchange", stage="done"),
        About(facts=("got-blue",)),
    )
    assert turn.reading().features.missed == ("green-pair",)
    assert replay_text(Replay(scenario="wrong-colour", turns=(turn,))) == HEARD.replace("\n\n", "\nseed = 1\n\n", 1)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('"restate"', '"restat"', '6:7: turns[1].heard[2].move: there is no move "restat" (did you mean "restate"?)'),
        ("got-blue", "got-bleu", "turns[1].heard[2].facts[1]: there is no fact"),
        ('stage = "done"', 'wrong = [["got-bleu", "red"]]', "turns[1].heard[1].wrong[1][1]: there is no fact"),
        ('stage = "done"', 'action = "dig"', "turns[1].heard[1].action: there is no action at the desk"),
        ("express-exchange", "exchange-express", "turns[1].heard[1].outcome: there is no outcome"),
        ('stage = "done"', 'requests = ["x"]', "turns[1].heard[1].requests[1]: there is no request"),
        ('stage = "done"', 'policy = "x"', "turns[1].heard[1].policy: there is no policy"),
        ('["green-pair"]', '["change"]', "turns[1].missed[1]: there is no request"),
        ('"done"', '"ready"', "turns[1].heard[1].stage: must be one of: done, doing, will, offer, vague"),
        ('"pasted"', '"odd"', "turns[1].flags[1]: must be one of: truncated"),
        ("unclear = true", 'say = "Hello."', "turns[1].heard: a turn has say or heard, not both"),
    ],
)
def test_what_a_reply_without_words_names_must_be_there(right: str, wrong: str, message: str):
    assert right in HEARD
    told = problems(HEARD.replace(right, wrong))
    assert any(message in one for one in told), told


def test_only_what_has_no_words_says_how_it_is_heard():
    told = problems('scenario = "wrong-colour"\n[[turns]]\nsay = "Hello."\nunclear = true\n')
    assert told == ["r.replay.toml:4:1: turns[1].unclear: this only goes with heard (words are read anew)"]
