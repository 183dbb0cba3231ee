"""The shipped cases keep their promises: their built-in trainees end as they must, and rank as they must."""

import pytest

from roleplay.domain.expectation import Probe
from roleplay.domain.scenario import Scenario
from roleplay.library import list_scenarios
from tests.playing import Played, play, shipped

IDS = [found.meta.id for found in list_scenarios()[0] if found.source == "shipped"]
CASES = [pytest.param(id, probe, id=f"{id}-{probe.id}") for id in IDS for probe in shipped(id).probes]
SEEDS = (1, 7, 40)


def probe(scenario: Scenario, id: str) -> Probe:
    return next(one for one in scenario.probes if one.id == id)


@pytest.mark.parametrize(("id", "trainee"), CASES)
def test_a_built_in_trainee_ends_as_the_case_says(id: str, trainee: Probe):
    for seed in SEEDS:
        played, expect = play(shipped(id), trainee.replies, seed), trainee.expect
        assert not expect.ending or played.ending & set(expect.ending)
        assert played.ending.isdisjoint(expect.not_ending)
        assert set(expect.told) <= set(played.state.told)
        if expect.critical is not None:
            assert sorted({error.id for error in played.card.critical}) == sorted(expect.critical)
        for name, least in expect.at_least.items():
            assert getattr(played.state.mood, name) >= least
        for name, most in expect.at_most.items():
            assert getattr(played.state.mood, name) <= most


@pytest.mark.parametrize("id", IDS)
def test_the_worked_conversations_rank_as_a_trainer_would_rank_them(id: str):
    totals = {one.id: play(shipped(id), one.replies).total for one in shipped(id).probes}
    assert totals["bad"] < totals["boilerplate"] < totals["mediocre"] < totals["short-good"] <= totals["good"]
    assert totals["apologise-only"] < totals["mediocre"]
    assert totals["gaming"] < totals["mediocre"]


@pytest.mark.parametrize("id", IDS)
def test_neither_apologies_nor_stock_phrases_nor_tricks_win_the_customer(id: str):
    for name in ("apologise-only", "boilerplate", "gaming", "bad"):
        played = play(shipped(id), probe(shipped(id), name).replies)
        assert played.ending.isdisjoint(("resolved", "partial"))
        assert played.figures.csat <= 3


@pytest.mark.parametrize("id", IDS)
def test_the_customer_never_says_the_same_line_twice(id: str):
    for one in shipped(id).probes:
        said = lines(play(shipped(id), one.replies))
        assert len(said) == len(set(said)), f"{one.id}: {said}"


def lines(played: Played) -> list[str]:
    return [turn.content for turn in played.transcript.turns if turn.role == "customer"]


@pytest.mark.parametrize("id", IDS)
def test_a_case_has_the_words_it_needs(id: str):
    scenario = shipped(id)
    assert sum(len(line.text) for line in scenario.lines) >= 40
    assert {"good", "short-good", "mediocre", "bad", "apologise-only", "gaming"} <= {one.id for one in scenario.probes}
