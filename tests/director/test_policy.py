"""What the customer does next: asking back, demanding, repeating, bringing things up, and how much at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.director import begin, direct
from roleplay.domain.customer import PRESETS

BEAT = {"id": "deadline", "act": "ask", "about": "safe", "when": {"from_turn": 2}}
EMPTY = ("apologise", "boilerplate", "bare_no", "acknowledge", "thank", "reassure", "conditional_apology", "greet")


def acts(directive):
    return [part.act for part in directive.parts]


def said(directive):
    return [(part.act, part.about) for part in directive.parts]


def test_an_unclear_reply_is_asked_back_and_moves_nothing(case, reply):
    scenario = case()
    state, _ = begin(scenario)
    after, directive = direct(scenario, state, reply(unclear=True))
    assert acts(directive) == ["ask_back"]
    assert (after.mood, after.pending, directive.ledger) == (state.mood, state.pending, ())


def test_the_second_unclear_reply_running_is_no_progress(case, reply, talk):
    scenario = case()
    unclear = reply(unclear=True)
    turns = talk(scenario, unclear, unclear, unclear)
    assert [acts(directive).count("ask_back") for _, directive in turns] == [1, 0, 0]
    assert [state.mood.idle for state, _ in turns] == [0, 1, 2]
    assert turns[1][0].mood.anger > turns[0][0].mood.anger


def test_an_unclear_reply_after_a_clear_one_is_asked_back_again_at_no_cost(case, reply, talk):
    unclear = reply(unclear=True)
    turns = talk(case(), unclear, reply("acknowledge", "explain"), unclear)
    assert acts(turns[2][1]) == ["ask_back"]
    assert turns[2][0].mood == turns[1][0].mood


def test_a_reply_understood_to_contain_nothing_is_no_progress_at_once(case, reply):
    scenario = case()
    state, _ = begin(scenario)
    after, directive = direct(scenario, state, reply())
    assert after.mood.idle == 1
    assert after.mood.anger > state.mood.anger
    assert "ask_back" not in acts(directive)


def test_at_the_top_of_anger_the_customer_sets_an_ultimatum(case, reply, feeling):
    scenario = case()
    _, directive = direct(scenario, feeling(begin(scenario)[0], anger=84.0, heard=50.0), reply("argue"))
    assert "ultimatum" in acts(directive)


@pytest.mark.parametrize(("assertiveness", "demands"), [(0.8, True), (0.3, False)])
def test_an_unheard_angry_customer_demands_a_supervisor_once_if_they_are_the_kind_to(
    case, reply, feeling, talk, assertiveness, demands
):
    scenario = case(persona={"assertiveness": assertiveness})
    start = feeling(begin(scenario)[0], anger=72.0, heard=10.0, trust=60.0)
    turns = talk(scenario, reply("explain", "answer"), reply("answer"), state=start)
    assert ["demand_supervisor" in acts(directive) for _, directive in turns] == [demands, False]
    assert turns[0][0].escalation is demands


def test_who_trusts_little_and_has_got_nothing_threatens_once(case, reply, feeling, talk):
    start = feeling(begin(case())[0], anger=50.0, heard=50.0, trust=10.0, distributive=20.0)
    turns = talk(case(), reply("greet"), reply("greet"), state=start)
    assert ["threaten" in acts(directive) for _, directive in turns] == [True, False]


def test_a_question_left_open_is_repeated_and_an_answered_one_is_not(case, reply, move, feeling):
    scenario = case()
    state = feeling(begin(scenario)[0])
    _, directive = direct(scenario, state, reply("explain", "ignore_question", missed=("safe",)))
    assert ("repeat", "safe") in said(directive)
    done = reply(move("commit_next_step", action="block", stage="done"), missed=("safe",))
    assert "repeat" not in acts(direct(scenario, state, done)[1])


def test_a_want_that_came_up_later_is_asked_for_first_and_the_others_pressed_in_turn(case, reply, feeling, talk):
    wants = [
        {"id": "card", "text": "get a card I can use", "served_by": ["express"]},
        {"id": "safe", "text": "have the old card blocked", "served_by": ["block"]},
        {"id": "why", "text": "know how this happened", "optional": True, "after": ["changed-on"]},
    ]
    scenario = case(requests=wants)
    turns = talk(scenario, *[reply("answer")] * 4, state=feeling(begin(scenario)[0]))
    brought_up = [(act, about) for _, directive in turns for act, about in said(directive) if act in ("ask", "press")]
    assert brought_up == [("ask", "why"), ("press", "card"), ("press", "safe"), ("press", "card")]


def test_what_the_customer_brings_up_by_themselves_comes_once(case, reply, feeling, talk):
    scenario = case(beats=[BEAT])
    turns = talk(scenario, *[reply("thank")] * 4, state=feeling(begin(scenario)[0]))
    assert ["deadline" in state.beats for state, _ in turns] == [False, True, True, True]
    assert said(turns[1][1]) == [("ask", "safe")]
    assert ("ask", "safe") not in [one for _, directive in turns[2:] for one in said(directive)]


def test_a_beat_about_something_already_settled_does_not_come(case, reply, move, feeling, talk):
    scenario = case(beats=[BEAT])
    block = reply(move("commit_next_step", action="block", stage="done"))
    turns = talk(scenario, block, reply("thank"), reply("thank"), state=feeling(begin(scenario)[0]))
    assert all(state.beats == () for state, _ in turns)


def test_a_beat_that_finds_no_room_comes_later(case, reply, move, feeling, talk):
    beat = {"id": "deadline", "act": "vent", "when": {"from_turn": 1}}
    scenario = case(beats=[beat])
    crowded = reply(
        "argue",
        move("offer_solution", outcome="express", fit=0.9, stage="offer"),
        move("open_question", facts=("changed-on",)),
        move("open_question", facts=("old-flat",)),
    )
    turns = talk(scenario, crowded, reply("thank"), state=feeling(begin(scenario)[0]))
    assert ("vent", "deadline") in [one for _, directive in turns for one in said(directive)]


def test_a_fact_that_the_customer_brings_up_comes_with_its_words(case, reply, feeling):
    beat = {"id": "worry", "act": "reveal", "about": "stranger"}
    scenario = case(beats=[beat])
    after, directive = direct(scenario, feeling(begin(scenario)[0]), reply("thank"))
    part = next(part for part in directive.parts if part.act == "reveal")
    assert dict(part.slots)["fact"] == "a stranger reads the mail there"
    assert "stranger" in after.told
    assert after.elicited == ()


def test_a_slight_is_answered_before_the_offer_that_came_with_it(case, reply, move, feeling):
    scenario = case()
    rude_offer = reply(move("offer_solution", outcome="express", fit=0.9, stage="offer"), "calm_down")
    _, directive = direct(scenario, feeling(begin(scenario)[0]), rude_offer)
    assert said(directive)[:2] == [("vent", "calm_down"), ("react_offer", "express")]


@pytest.mark.parametrize("finer", ["calm_down", "argue", "bare_no"])
def test_a_finer_slight_is_answered_as_what_it_is(case, reply, finer):
    scenario = case()
    _, directive = direct(scenario, begin(scenario)[0], reply("dismiss", finer))
    assert said(directive)[0] == ("vent", finer)


def test_a_kindness_that_was_felt_is_met_with_a_softer_word(case, reply):
    scenario = case()
    _, directive = direct(scenario, begin(scenario)[0], reply("acknowledge"))
    assert said(directive)[0] == ("soften", "acknowledge")


def test_generic_sympathy_inside_a_stock_phrase_earns_no_softer_word(case, reply, move):
    scenario = case()
    stock = reply(move("acknowledge", 0.3), "boilerplate")
    covered = replace(stock, moves=tuple(replace(one, span=stock.moves[0].span) for one in stock.moves))
    assert said(direct(scenario, begin(scenario)[0], covered)[1])[0] == ("vent", "boilerplate")


URGENT = {"notice", "ultimatum", "repeat", "demand_supervisor", "threaten"}
still = settings(max_examples=150, deadline=None, derandomize=True, database=None)


@still
@given(st.data())
def test_the_customer_never_says_more_than_three_things_nor_two_when_angry_and_one_urgent_thing(
    case, reply, move, feeling, data
):
    beats = [{"id": f"beat-{at}", "act": "ask", "about": "why", "when": {"from_turn": at}} for at in range(3)]
    scenario = case(data.draw(st.sampled_from(sorted(PRESETS))), beats=beats)
    something = st.sampled_from(
        [
            "argue",
            "acknowledge",
            "check_satisfaction",
            move("restate", wrong=(("changed-on", "13 March"),)),
            move("offer_solution", outcome="express", fit=0.9, stage="offer"),
            move("offer_solution", outcome="branch", fit=0.8, stage="offer"),
            move("commit_next_step", action="block", stage="done"),
            move("open_question", facts=("changed-on", "old-flat", "trip", "stranger")),
            move("open_question", general=True),
        ]
    )
    state = begin(scenario)[0]
    for _ in range(6):
        moves = data.draw(st.lists(something, max_size=6))
        missed = data.draw(st.sampled_from([(), ("card",), ("safe", "why")]))
        state, directive = direct(scenario, state, reply(*moves, missed=missed))
        if directive.ends:
            break
        urgent = sum(part.act in URGENT for part in directive.parts)
        assert urgent <= 1
        assert 1 <= len(directive.parts) <= (2 if state.mood.anger > 70 else 3) + urgent


@still
@given(st.data())
def test_apologies_stock_phrases_bare_policy_and_flattery_never_win(case, reply, move, data):
    scenario = case(data.draw(st.sampled_from(sorted(PRESETS))))
    empty = st.builds(move, st.sampled_from(EMPTY), st.floats(0, 1))
    state = begin(scenario)[0]
    for _ in range(12):
        state, directive = direct(scenario, state, reply(*data.draw(st.lists(empty, max_size=5))))
        assert (state.accepted, state.declined, state.mood.resolved) == ((), (), "none")
        if directive.ends:
            break
    assert directive.ends not in ("resolved", "partial")


@still
@given(st.lists(st.sampled_from(["acknowledge", "explain", "argue", "open_question", "thank"]), max_size=4))
def test_the_same_reply_in_the_same_state_is_met_in_the_same_way(case, reply, kinds):
    scenario = case()
    state, _ = begin(scenario)
    assert direct(scenario, state, reply(*kinds)) == direct(scenario, state, reply(*kinds))


def test_a_hint_waits_while_the_customer_answers(case, reply, move, feeling):
    scenario = case(beats=[{"id": "hint", "act": "vent", "when": {}}])
    state = feeling(begin(scenario)[0])
    _, asked = direct(scenario, state, reply(move("open_question", facts=("stranger",))))
    assert ("vent", "hint") not in said(asked)
    _, unasked = direct(scenario, state, reply("take_ownership"))
    assert ("vent", "hint") in said(unasked)


def test_what_is_about_to_be_told_weighs_in_what_is_thought_of_an_offer(case, reply, move, feeling):
    state = feeling(begin(case())[0])
    offer = move("offer_solution", outcome="branch", fit=0.8, stage="offer")
    asks = move("open_question", facts=("trip",))
    _, without = direct(case(), state, reply(offer))
    assert ("react_offer", "branch", "accept") in [(one.act, one.about, one.tone) for one in without.parts]
    _, telling = direct(case(), state, reply(offer, asks))
    assert ("react_offer", "branch", "refuse") in [(one.act, one.about, one.tone) for one in telling.parts]


def test_what_was_refused_with_a_reason_is_not_asked_for_in_the_same_breath(case, reply, move, feeling):
    state = feeling(begin(case())[0], anger=60.0, heard=30.0, trust=50.0)
    no = move("set_limit", requests=("card",), parts=frozenset({"reason"}))
    _, directive = direct(case(), state, reply(no))
    assert ("press", "card") not in said(directive)


def test_a_slight_that_breaks_a_rule_is_answered_in_the_words_the_case_has_for_that_rule(case, reply, move):
    lines = [{"act": "open", "text": ["Hello."]}, {"act": "vent", "about": "cash-limit", "text": ["Cash? By courier?"]}]
    for scenario, about in ((case(), "false_promise"), (case(lines=lines), "cash-limit")):
        _, directive = direct(scenario, begin(scenario)[0], reply(move("false_promise", policy="cash-limit")))
        assert ("vent", about) in said(directive)


def test_a_look_up_that_the_case_has_no_words_for_is_let_happen(case, reply, move, feeling):
    looks = move("commit_next_step", action="look-up", stage="doing")
    _, directive = direct(case(), feeling(begin(case())[0]), reply(looks))
    assert ("react_offer", "look") in said(directive)
