"""Abuse: from when on what the customer says is one, what a boundary does to it, and when they leave over it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.director import begin, direct
from roleplay.domain.scenario import Customer

RUDE = ("blame_customer", "calm_down")


@pytest.fixture(scope="module")
def swearing(case):
    """The case with somebody who swears from this anger on (they come in with about 56)."""

    def build(least: float | None, **sections):
        scenario = case(**sections)
        return scenario.model_copy(
            update={"customer": Customer(**{**scenario.customer.model_dump(), "abusive_from": least})}
        )

    return build


def test_a_customer_swears_only_where_the_scenario_says_so(swearing, reply, talk):
    turns = talk(swearing(None), *[reply(*RUDE)] * 5)
    assert turns[-1][0].mood.anger > 90
    assert not any(state.abusive for state, _ in turns)


@pytest.mark.parametrize(("least", "abusive"), [(0, True), (50, True), (90, False)])
def test_it_is_abuse_from_the_anger_of_the_scenario_on(swearing, least, abusive):
    assert begin(swearing(least))[0].abusive == abusive


def test_the_very_anger_that_is_named_is_enough(swearing):
    anger = begin(swearing(None))[0].mood.anger
    assert begin(swearing(anger))[0].abusive
    assert not begin(swearing(anger + 0.01))[0].abusive


def test_whoever_is_roused_begins_to_swear_and_whoever_is_calmed_stops(swearing, reply, feeling):
    scenario = swearing(60)
    state = begin(scenario)[0]
    assert not state.abusive
    roused, _ = direct(scenario, state, reply(*RUDE))
    assert roused.abusive
    calmed, _ = direct(scenario, feeling(roused, anger=62.0, heard=40.0), reply("acknowledge", "take_ownership"))
    assert calmed.mood.anger < 60
    assert not calmed.abusive


def test_without_a_boundary_the_abuse_goes_on(swearing, reply, talk):
    scenario = swearing(50)
    for state, _ in talk(scenario, reply("explain"), reply("greet")):
        assert state.abusive
        assert not state.bounded


def test_a_boundary_ends_the_abuse_for_good(swearing, reply, talk):
    scenario = swearing(50)
    turns = talk(scenario, reply("boundary"), reply(*RUDE), reply("explain"))
    assert [(state.abusive, state.bounded) for state, _ in turns] == [(False, True)] * 3
    assert turns[1][0].mood.anger > 60


def test_a_boundary_to_somebody_polite_is_used_up_by_nothing(swearing, reply, talk):
    scenario = swearing(60)
    first, second = (state for state, _ in talk(scenario, reply("boundary"), reply(*RUDE)))
    assert not first.bounded
    assert second.abusive


def test_a_boundary_helps_against_abuse_and_hurts_without_it(swearing, reply):
    def moved(scenario):
        state = begin(scenario)[0]
        return direct(scenario, state, reply("boundary"))[0].mood.anger - state.mood.anger

    assert moved(swearing(50)) < 0 < moved(swearing(None))


@pytest.mark.parametrize(("trust", "ends"), [(5.0, "walked_away"), (19.0, "walked_away"), (30.0, None)])
def test_whoever_has_no_trust_left_leaves_over_a_boundary(swearing, reply, feeling, trust, ends):
    scenario = swearing(50)
    state = replace(feeling(begin(scenario)[0], anger=60.0, trust=trust), abusive=True)
    after, directive = direct(scenario, state, reply("boundary"))
    assert (directive.ends, after.ending) == (ends, ends)


def test_somebody_polite_without_trust_does_not_leave_over_one(swearing, reply, feeling):
    scenario = swearing(None)
    state = feeling(begin(scenario)[0], anger=60.0, trust=5.0)
    assert direct(scenario, state, reply("boundary"))[1].ends is None


def test_abuse_alone_makes_nobody_leave(swearing, reply, feeling):
    scenario = swearing(50)
    state = replace(feeling(begin(scenario)[0], anger=60.0, trust=5.0), abusive=True)
    assert direct(scenario, state, reply("explain"))[1].ends is None


def test_whoever_cannot_leave_does_not_leave_over_a_boundary(swearing, reply, feeling):
    scenario = swearing(50, limits={"can_leave": False})
    state = replace(feeling(begin(scenario)[0], anger=60.0, trust=5.0), abusive=True)
    assert direct(scenario, state, reply("boundary"))[1].ends is None


def test_an_ending_of_the_scenarios_own_stands_for_leaving_over_a_boundary(swearing, reply, feeling):
    scenario = swearing(50, endings=[{"id": "slams-the-phone", "kind": "walked_away"}])
    state = replace(feeling(begin(scenario)[0], anger=60.0, trust=5.0), abusive=True)
    assert direct(scenario, state, reply("boundary"))[1].ends == "slams-the-phone"


def test_an_insult_ends_it_also_beside_a_boundary(swearing, reply):
    scenario = swearing(50)
    assert direct(scenario, begin(scenario)[0], reply("boundary", "insult"))[1].ends == "breach"


def test_a_boundary_that_was_not_understood_sets_none(swearing, reply):
    scenario = swearing(50)
    state = begin(scenario)[0]
    after, directive = direct(scenario, state, reply("boundary", unclear=True))
    assert [part.act for part in directive.parts] == ["ask_back"]
    assert not after.bounded
