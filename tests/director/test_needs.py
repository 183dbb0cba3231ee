"""When the customer takes an offer, a no or an explanation, and when they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.director import begin, direct


def test_an_offer_that_fits_is_accepted_by_who_feels_heard(case, reply, move, feeling):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=60.0, heard=45.0)
    after, directive = direct(scenario, state, reply(move("offer_solution", outcome="express", fit=0.9, stage="offer")))
    assert after.offered == ("express",)
    assert after.accepted == ("card",)
    assert ("react_offer", "express", "accept") in [(part.act, part.about, part.tone) for part in directive.parts]


def test_an_offer_that_fits_is_accepted_by_who_is_calm_though_unheard(case, reply, move, feeling):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=35.0, heard=10.0)
    after, _ = direct(scenario, state, reply(move("offer_solution", outcome="express", fit=0.9, stage="offer")))
    assert after.accepted == ("card",)


def test_an_offer_meets_doubt_while_the_customer_is_angry_and_unheard_and_counts_once_they_are_heard(
    case, reply, move, feeling
):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=64.0, heard=10.0)
    doubting, directive = direct(
        scenario, state, reply(move("offer_solution", outcome="express", fit=0.9, stage="offer"))
    )
    assert doubting.accepted == ()
    assert ("react_offer", "express", "doubt") in [(part.act, part.about, part.tone) for part in directive.parts]
    heard, _ = direct(scenario, doubting, reply("acknowledge", move("restate", facts=("old-flat",))))
    assert heard.mood.heard >= 40
    assert heard.accepted == ("card",)


def test_an_offer_that_serves_the_need_badly_is_refused(case, reply, move, feeling):
    scenario = case()
    state = feeling(begin(scenario)[0])
    after, directive = direct(
        scenario,
        state,
        reply(move("offer_solution", outcome="virtual", fit=0.5, stage="offer", requests=("card",))),
    )
    assert after.accepted == ()
    assert ("react_offer", "virtual", "refuse") in [(part.act, part.about, part.tone) for part in directive.parts]


@pytest.mark.parametrize(
    ("outcome", "before", "once_told"), [("branch", "accept", "refuse"), ("virtual", "refuse", "accept")]
)
def test_a_fact_that_comes_out_makes_an_offer_a_worse_or_a_better_match(
    case, reply, move, feeling, outcome, before, once_told
):
    scenario = case()
    opening = feeling(begin(scenario)[0])
    offer = reply(move("offer_solution", outcome=outcome, fit=0.8, stage="offer"))
    tones = []
    for told in ((), ("trip",)):
        _, directive = direct(scenario, replace(opening, told=(*opening.told, *told)), offer)
        tones += [part.tone for part in directive.parts if part.about == outcome]
    assert tones == [before, once_told]


@pytest.mark.parametrize(
    "about",
    [
        {"outcome": "express", "stage": "vague"},
        {"outcome": "express", "stage": "offer", "policy": "cash-limit"},
        {"action": "send-express", "stage": "done", "invented": True},
    ],
)
def test_nobodys_promise_a_forbidden_one_and_an_invented_deed_are_no_offers(case, reply, move, feeling, about):
    scenario = case()
    after, _ = direct(scenario, feeling(begin(scenario)[0]), reply(move("offer_solution", fit=0.9, **about)))
    assert (after.offered, after.accepted, after.done) == ((), (), ())


def test_the_scenarios_own_condition_must_hold_before_the_customer_yields(case, reply, move, feeling):
    scenario = case(**{"yield": {"actions": ["look-up"]}})
    offer = move("offer_solution", outcome="express", fit=0.9, stage="offer")
    state = feeling(begin(scenario)[0])
    unchecked, directive = direct(scenario, state, reply(offer))
    assert unchecked.accepted == ()
    assert ("react_offer", "express", "doubt") in [(part.act, part.about, part.tone) for part in directive.parts]
    checked, _ = direct(scenario, unchecked, reply(move("commit_next_step", action="look-up", stage="doing")))
    assert checked.accepted == ("card",)


def test_a_request_opens_only_after_what_it_follows(case, reply, move, feeling):
    requests = [{"id": "card", "text": "get a card", "served_by": ["express"], "after": ["trip"]}]
    scenario = case(requests=requests)
    offer = reply(move("offer_solution", outcome="express", fit=0.9, stage="offer"))
    state = feeling(begin(scenario)[0])
    assert direct(scenario, state, offer)[0].accepted == ()
    assert direct(scenario, replace(state, told=("trip",)), offer)[0].accepted == ("card",)


def test_words_are_enough_where_only_words_were_asked_for(case, reply, move, feeling):
    scenario = case(requests=[{"id": "why", "text": "know why", "answered_by": ["saved late"]}])
    after, _ = direct(scenario, feeling(begin(scenario)[0]), reply(move("explain", requests=("why",))))
    assert after.accepted == ("why",)
    assert after.mood.resolved == "done"


@pytest.mark.parametrize(
    ("anger", "heard", "declined"), [(60.0, 65.0, ("card",)), (30.0, 10.0, ("card",)), (60.0, 30.0, ())]
)
def test_a_fair_no_is_taken_by_who_feels_heard_or_is_calm(case, reply, move, feeling, anger, heard, declined):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=anger, heard=heard)
    after, _ = direct(scenario, state, reply(move("set_limit", requests=("card",))))
    assert after.declined == declined


def test_a_no_that_brings_a_fitting_alternative_serves_the_request_after_all(case, reply, move, feeling):
    scenario = case()
    no_but = reply(
        move("set_limit", requests=("card",)), move("offer_option", outcome="express", fit=0.9, stage="offer")
    )
    after, _ = direct(scenario, feeling(begin(scenario)[0]), no_but)
    assert (after.accepted, after.declined) == (("card",), ())


def test_a_fix_found_after_a_fair_no_is_taken_all_the_same(case, reply, move, feeling):
    scenario = case()
    declined, _ = direct(scenario, feeling(begin(scenario)[0]), reply(move("set_limit", requests=("card",))))
    offer = reply(move("offer_solution", outcome="express", fit=0.9, stage="offer"))
    after, _ = direct(scenario, declined, offer)
    assert (after.accepted, after.declined) == (("card",), ())


def test_a_fair_no_that_was_taken_alone_does_not_count_as_solved(case, reply, move, feeling):
    scenario = case(requests=[{"id": "card", "text": "get a card", "served_by": ["express"]}])
    after, _ = direct(scenario, feeling(begin(scenario)[0]), reply(move("set_limit", requests=("card",))))
    assert (after.settled, after.mood.resolved) == (1, "none")


def test_what_follows_a_declined_request_opens_all_the_same(case, reply, move, feeling):
    requests = [
        {"id": "cash", "text": "get cash by courier", "served_by": ["express"]},
        {"id": "safe", "text": "have the old card blocked", "served_by": ["block"], "after": ["cash"]},
    ]
    scenario = case(requests=requests)
    declined, _ = direct(scenario, feeling(begin(scenario)[0]), reply(move("set_limit", requests=("cash",))))
    served, _ = direct(scenario, declined, reply(move("commit_next_step", action="block", stage="done")))
    assert (served.accepted, served.declined) == (("safe",), ("cash",))
