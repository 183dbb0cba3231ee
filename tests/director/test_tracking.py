"""What the director remembers of each reply: mood band, deeds, promises."""

from __future__ import annotations

import pytest

from roleplay.director import begin, direct
from roleplay.director.tracking import band_of


@pytest.mark.parametrize(
    ("anger", "band"),
    [
        (0, "calm"),
        (24.9, "calm"),
        (25, "irritated"),
        (50, "angry"),
        (70, "hostile"),
        (84.9, "hostile"),
        (85, "ultimatum"),
    ],
)
def test_anger_shows_as_one_of_five_bands(anger, band):
    assert band_of(anger) == band


@pytest.mark.parametrize(
    ("anger", "before", "band"),
    [
        (46, "angry", "angry"),
        (45, "angry", "irritated"),
        (82, "ultimatum", "ultimatum"),
        (79, "ultimatum", "hostile"),
        (21, "irritated", "irritated"),
        (19, "irritated", "calm"),
        (10, "ultimatum", "calm"),
        (67, "ultimatum", "hostile"),
        (50, "irritated", "angry"),
        (90, "calm", "ultimatum"),
    ],
)
def test_easing_shows_only_five_points_below_the_threshold_and_worsening_at_once(anger, before, band):
    assert band_of(anger, before) == band


def test_the_opening_tells_what_is_not_hidden_and_nothing_the_customer_does_not_know(case):
    state, directive = begin(case())
    assert state.told == directive.facts == ("changed-on", "old-flat")
    assert [part.act for part in directive.parts] == ["open"]


def test_a_question_in_the_opening_line_is_waiting_for_its_answer(case):
    opening = [{"act": "open", "asks": ["card"], "text": ["Where is my card?"]}]
    state, _ = begin(case(lines=opening))
    assert state.pending == ("card",)


@pytest.mark.parametrize(
    ("stage", "done"),
    [("will", ("look-up",)), ("doing", ("look-up",)), ("done", ("look-up",)), ("offer", ()), ("vague", ())],
)
def test_a_check_is_carried_out_as_soon_as_it_is_named(case, reply, move, stage, done):
    scenario = case()
    after, _ = direct(scenario, begin(scenario)[0], reply(move("commit_next_step", action="look-up", stage=stage)))
    assert after.done == done


@pytest.mark.parametrize(("stage", "done"), [("will", ()), ("offer", ()), ("doing", ("block",)), ("done", ("block",))])
def test_a_deed_is_carried_out_when_under_way_or_done(case, reply, move, stage, done):
    scenario = case()
    after, _ = direct(scenario, begin(scenario)[0], reply(move("commit_next_step", action="block", stage=stage)))
    assert after.done == done


def test_an_action_that_needs_another_is_not_carried_out_before_it(case, reply, move):
    scenario = case()
    send = reply(move("commit_next_step", action="send-express", stage="done"))
    early, _ = direct(scenario, begin(scenario)[0], send)
    assert early.done == ()
    checked, _ = direct(scenario, early, reply(move("commit_next_step", action="look-up", stage="doing")))
    assert direct(scenario, checked, send)[0].done == ("look-up", "send-express")


def test_checking_and_then_doing_in_one_reply_carries_out_both(case, reply, move):
    scenario = case()
    both = reply(
        move("commit_next_step", action="look-up", stage="done"),
        move("commit_next_step", action="send-express", stage="done"),
    )
    assert direct(scenario, begin(scenario)[0], both)[0].done == ("look-up", "send-express")


@pytest.mark.parametrize(
    ("kind", "about", "standing"),
    [
        ("commit_next_step", {"stage": "will", "parts": frozenset({"who", "what", "when"})}, "dated"),
        ("commit_next_step", {"stage": "will", "parts": frozenset({"what"})}, "vague"),
        ("offer_solution", {"stage": "vague", "outcome": "express"}, "vague"),
        ("commit_next_step", {"stage": "done", "action": "block"}, "kept"),
        ("commit_next_step", {"stage": "doing", "action": "block"}, "kept"),
        ("false_promise", {"policy": "cash-limit"}, "false"),
    ],
)
def test_a_promise_is_remembered_as_kept_dated_vague_or_false(case, reply, move, kind, about, standing):
    scenario = case()
    after, _ = direct(scenario, begin(scenario)[0], reply(move(kind, **about)))
    assert [(promise.turn, promise.quote, promise.standing) for promise in after.promises] == [(1, kind, standing)]


def test_an_invented_deed_is_not_a_promise_kept(case, reply, move):
    scenario = case()
    claim = move("commit_next_step", action="block", stage="done", invented=True)
    after, _ = direct(scenario, begin(scenario)[0], reply(claim))
    assert "kept" not in [promise.standing for promise in after.promises]


def test_an_offer_is_not_yet_a_promise(case, reply, move):
    scenario = case()
    offer = move("offer_solution", outcome="express", fit=0.9, stage="offer")
    assert direct(scenario, begin(scenario)[0], reply(offer))[0].promises == ()
