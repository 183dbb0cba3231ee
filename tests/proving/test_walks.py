"""Walks of seeded trainees: the same for everybody, kept as replays, lawful, and hard on a case that is too soft."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.director import begin, direct
from roleplay.domain.scenario import Scenario
from roleplay.formats.replay import parse_replay, replay_text
from roleplay.formats.scenario import parse_scenario
from roleplay.library import list_scenarios
from roleplay.proving.aloud import SAID_TRICKS, talk, trick_aloud
from roleplay.proving.coverage import Coverage, shares, walked
from roleplay.proving.repertoire import Repertoire
from roleplay.proving.trainees import TEMPERS, TRICKS
from roleplay.proving.walk import trick, walk
from roleplay.replay import run
from tests.playing import shipped

IDS = [found.meta.id for found in list_scenarios()[0] if found.source == "shipped"]
SEEDS = st.integers(0, 100_000)


@cache
def repertoire(id: str) -> Repertoire:
    return Repertoire(shipped(id))


def softened(answer: str) -> Scenario:
    """The easy case with a want that an answer of such words serves."""
    case = shipped("wrong-colour")
    wants = tuple(one.model_copy(update={"answered_by": (answer,), "served_by": ()}) for one in case.requests)
    return case.model_copy(update={"requests": wants, "beats": ()})


@pytest.mark.parametrize("id", IDS)
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_walk_follows_from_its_seed_and_is_lawful(id: str, seed: int):
    found = walk(repertoire(id), seed)
    assert found == walk(repertoire(id), seed)
    state = found.state
    assert not found.speechless
    # Who was not understood in the last reply is asked back once more.
    assert state.turn <= shipped(id).limits.max_turns + 1
    numbers = state.mood.shown()
    assert all(0 <= numbers[name] <= 100 for name in numbers if name != "patience")


@pytest.mark.parametrize("id", IDS)
@given(seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_nobody_walks_out_without_notice(id: str, seed: int):
    scenario, found = shipped(id), walk(repertoire(id), seed)
    own = {one.id for one in scenario.endings if one.when}
    if found.kind != "walked_away" or found.ending in own:
        return
    state, _ = begin(scenario)
    for step in found.steps:
        before = state
        if isinstance(step, str):
            state = replace(state, done=(*state.done, step))
        else:
            state, _ = direct(scenario, state, step)
    assert before.noticed or before.abusive


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_a_walk_kept_as_a_replay_ends_in_the_same_way_with_the_same_mood(seed: int):
    scenario = shipped("return-after-30-days")
    found = walk(repertoire("return-after-30-days"), seed)
    kept = parse_replay(replay_text(found.as_replay(scenario)), "walk.replay.toml", lambda id: scenario)
    again = run(kept, scenario, ())
    assert not again.differences
    assert again.end.ending[0] == found.ending
    assert again.end.state.mood == found.state.mood
    assert again.end.state.said == found.state.said


def test_walks_add_up_the_same_in_any_pieces():
    case = shipped("wrong-colour")
    whole = walked(case, range(60))
    pieces = walked(case, range(40, 60)) + walked(case, range(40))
    assert replace(whole, tricked=()) == replace(pieces, tricked=())


def test_every_temper_is_walked():
    walks = {walk(repertoire("wrong-colour"), seed).trainee for seed in range(len(TEMPERS))}
    assert walks == {one.name for one in TEMPERS}


@pytest.mark.parametrize("id", IDS)
def test_walks_win_where_skill_is_and_not_where_it_is_not(id: str):
    wins = dict.fromkeys((one.name for one in TEMPERS), 0)
    for seed in range(30 * len(TEMPERS)):
        found = walk(repertoire(id), seed)
        wins[found.trainee] += found.won
    assert wins["careful"] >= 20
    assert wins["rude"] <= 10


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("id", IDS)
def test_no_trick_wins_a_shipped_case(id: str, name: str):
    assert not any(trick(repertoire(id), name, seed).won for seed in range(40))


@pytest.mark.parametrize("id", IDS)
def test_no_trick_wins_a_shipped_case_in_words(id: str):
    assert not any(trick_aloud(shipped(id), name, seed).won for name in SAID_TRICKS for seed in range(2))


def test_a_case_that_apologies_can_win_is_found_out():
    soft = softened("sorry|apologise|apologies")
    won = [found for seed in range(8) if (found := trick_aloud(soft, "apologies alone", seed)).won]
    assert won
    assert run(won[0].as_replay(soft), soft, ()).differences


def test_what_is_said_aloud_leaves_no_fault_in_a_shipped_case():
    for id in IDS:
        assert not [found.faults for seed in range(4) if (found := talk(shipped(id), seed)).faults]


def test_a_fact_behind_too_high_a_gate_is_never_told():
    text = (shipped("wrong-colour")).model_dump_json(by_alias=True)
    case = Scenario.model_validate_json(
        text.replace('"trust":0.0,"heard":0.0,"leaks":false', '"trust":100,"heard":100,"leaks":false')
    )
    missing = shares(case, walked(case, range(200)))["facts"].missing
    assert [case.facts[index].id for index in missing] == [
        fact.id for fact in case.facts if fact.reveal and fact.reveal.trust == 100
    ]


def test_nothing_walked_is_nothing_reached():
    found = shares(shipped("wrong-colour"), Coverage())
    assert found["lines"].reached == 0
    assert found["lines"].total == len(shipped("wrong-colour").lines)


def test_a_case_as_small_as_can_be_can_be_walked():
    text = """
    [meta]
    id = "tiny"
    title = "T"
    kind = "product-question"
    industry = "i"
    difficulty = 1
    minutes = 1
    [brief]
    role = "r"
    company = "c"
    situation = "s"
    objective = "o"
    [customer]
    name = "K"
    [need]
    presenting = "p"
    underlying = "u"
    [[lines]]
    act = "open"
    text = ["Hello?"]
    """
    case = parse_scenario(text, "tiny.toml")
    assert walked(case, range(30)).walks == 30
    assert talk(case, 1).replies
