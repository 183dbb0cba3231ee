"""How moves of a reply, with what they are about, come to be felt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.director import begin, direct


def test_a_look_at_the_records_solves_nothing(case, reply, move):
    scenario = case()
    after, _ = direct(scenario, begin(scenario)[0], reply(move("commit_next_step", action="look-up", stage="done")))
    assert after.mood.resolved != "done"


def test_a_boundary_against_a_polite_customer_angers_them(case, reply):
    scenario = case()
    state, _ = begin(scenario)
    assert direct(scenario, state, reply("boundary"))[0].mood.anger > direct(scenario, state, reply())[0].mood.anger


def test_a_boundary_calms_a_customer_who_was_abusive(case, reply):
    scenario = case()
    state = replace(begin(scenario)[0], abusive=True)
    assert direct(scenario, state, reply("boundary"))[0].mood.anger < direct(scenario, state, reply())[0].mood.anger


@pytest.mark.parametrize("kind", ["open_question", "closed_question"])
def test_asking_for_what_was_already_said_costs_the_customer(case, reply, move, kind):
    scenario = case()
    state, _ = begin(scenario)
    after, _ = direct(scenario, state, reply(move(kind, facts=("changed-on",), known=True)))
    assert after.mood.heard < state.mood.heard


def test_the_same_deed_reported_again_is_no_longer_news(case, reply, move):
    scenario = case()
    told = reply(move("commit_next_step", action="block", stage="done"))
    before, _ = begin(scenario)
    once, _ = direct(scenario, before, told)
    twice, _ = direct(scenario, once, told)
    first, second = (one.mood.distributive - other.mood.distributive for one, other in ((once, before), (twice, once)))
    assert second <= first / 2


def test_an_outcome_worth_nothing_to_the_customer_does_not_move_them(case, reply, move, feeling):
    outcomes = [{"id": "express", "label": "a voucher", "fit": 0.0}]
    requests = [{"id": "card", "text": "get a card", "served_by": ["express"]}]
    scenario = case(outcomes=outcomes, requests=requests)
    state = feeling(begin(scenario)[0])
    after, _ = direct(scenario, state, reply(move("offer_solution", outcome="express", fit=0.0, stage="offer")))
    assert after.mood.distributive == state.mood.distributive
