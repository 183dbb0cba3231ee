"""How a conversation closes: notice before leaving, handovers, goodbyes, the last reply, and what comes after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.director import begin, direct
from roleplay.director.endings import aftermath, kind_of, standing, stop
from roleplay.domain.customer import Promise

WORN_OUT = {"anger": 80.0, "heard": 10.0, "patience": 1}


def acts(directive):
    return [part.act for part in directive.parts]


def test_the_customer_gives_notice_one_reply_before_they_walk_out(case, reply, feeling, talk):
    scenario = case()
    turns = talk(scenario, reply(), reply(), state=feeling(begin(scenario)[0], **WORN_OUT))
    assert "notice" in acts(turns[0][1])
    assert turns[0][1].ends is None
    assert turns[1][1].ends == "walked_away"
    assert acts(turns[1][1])[-1] == "leave"


def test_nobody_walks_out_without_having_said_so(case, reply, talk):
    for preset in ("average", "hot", "quiet", "busy", "worn-out", "loyal-betrayed", "anxious"):
        rude = reply("blame_customer", "calm_down")
        turns = talk(case(preset), *[rude] * 12)
        assert turns[-1][1].ends == "walked_away"
        assert {"notice", "ultimatum"} & set(acts(turns[-2][1])), preset


def test_a_reply_after_the_notice_that_calms_and_helps_wins_the_customer_back(case, reply, move, feeling, talk):
    scenario = case()
    help_at_last = reply("acknowledge", move("offer_solution", outcome="express", fit=0.9, stage="offer"))
    turns = talk(scenario, reply(), help_at_last, state=feeling(begin(scenario)[0], **WORN_OUT))
    assert turns[1][1].ends is None


def test_the_customer_stays_while_anger_has_been_falling_over_two_replies(case, reply, feeling):
    scenario = case()
    state = replace(feeling(begin(scenario)[0], anger=60.0, heard=60.0, patience=1), falling=1, noticed=True)
    half_good = reply("acknowledge", "take_ownership", "jargon")
    after, directive = direct(scenario, state, half_good)
    assert (after.falling, after.mood.wants_to_leave) == (2, True)
    assert directive.ends is None
    assert direct(scenario, replace(state, falling=0), half_good)[1].ends == "walked_away"


def test_nobody_leaves_over_a_reply_that_was_not_understood(case, reply, feeling):
    scenario = case()
    state = replace(feeling(begin(scenario)[0], **WORN_OUT), noticed=True, unclear=1)
    assert direct(scenario, state, reply(unclear=True))[1].ends is None


def test_whoever_leaves_unserved_does_not_say_that_it_helps(case, reply, feeling):
    scenario = case(limits={"max_turns": 2})
    state = replace(feeling(begin(scenario)[0]), turn=1)
    assert acts(direct(scenario, state, reply("check_satisfaction"))[1]) == ["leave"]


def test_after_an_ending_nothing_more_happens(case, reply):
    scenario = case()
    ended, _ = direct(scenario, begin(scenario)[0], reply("insult"))
    assert direct(scenario, ended, reply("apologise"))[0] == ended


def test_the_very_top_of_anger_ends_it_after_an_ultimatum(case, reply, feeling, talk):
    scenario = case()
    rude = reply("blame_customer")
    turns = talk(scenario, rude, rude, state=feeling(begin(scenario)[0], anger=75.0, heard=10.0, patience=8))
    assert "ultimatum" in acts(turns[0][1])
    assert turns[1][1].ends == "walked_away"


def test_a_customer_who_cannot_leave_never_does(case, reply, talk):
    scenario = case("hot", limits={"can_leave": False, "max_turns": 20})
    turns = talk(scenario, *[reply("blame_customer", "bare_no")] * 20)
    assert len(turns) == 20
    assert turns[-1][1].ends == "turn_cap"
    assert not {"notice", "ultimatum"} & {act for _, directive in turns for act in acts(directive)}


@pytest.mark.parametrize("can_leave", [True, False])
@pytest.mark.parametrize("kind", ["insult", "data_leak"])
def test_an_insult_or_a_leak_ends_it_at_once(case, reply, kind, can_leave):
    scenario = case(limits={"can_leave": can_leave})
    state, directive = direct(scenario, begin(scenario)[0], reply("acknowledge", kind))
    assert state.ending == directive.ends == "breach"


def test_a_supervisor_was_demanded_and_a_warm_handover_honours_it(case, reply, feeling, talk):
    scenario = case()
    start = feeling(begin(scenario)[0], anger=70.0, heard=10.0, patience=8)
    turns = talk(scenario, reply("explain"), reply("warm_handover"), state=start)
    assert "demand_supervisor" in acts(turns[0][1])
    assert turns[1][1].ends == "escalated"


def test_a_warm_handover_that_was_demanded_comes_in_time_even_after_notice(case, reply, feeling):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=80.0, heard=10.0, patience=1)
    state = replace(state, noticed=True, escalation=True)
    assert direct(scenario, state, reply("warm_handover"))[1].ends == "escalated"


def test_a_cold_transfer_does_not_honour_the_demand_for_a_supervisor(case, reply, feeling):
    scenario = case()
    state = replace(feeling(begin(scenario)[0], anger=70.0, heard=10.0, patience=8), escalation=True)
    assert direct(scenario, state, reply("cold_transfer"))[1].ends != "escalated"


@pytest.mark.parametrize(("heard", "ends"), [(50.0, "escalated"), (20.0, None)])
def test_an_unasked_handover_ends_it_only_for_a_customer_who_feels_heard(case, reply, feeling, heard, ends):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=40.0, heard=heard)
    assert direct(scenario, state, reply("warm_handover"))[1].ends == ends


@pytest.fixture(scope="module")
def served(move, reply):
    """A reply that gives the customer both things they need."""
    return reply(
        move("offer_solution", outcome="express", fit=0.9, stage="offer"),
        move("commit_next_step", action="block", stage="done"),
    )


def test_served_and_asked_whether_it_helps_the_customer_says_yes_and_goodbye(case, reply, feeling, talk, served):
    turns = talk(case(), served, reply("check_satisfaction"), state=feeling(begin(case())[0]))
    assert [directive.ends for _, directive in turns] == [None, "resolved"]
    assert acts(turns[1][1]) == ["confirm", "leave"]


def test_served_the_customer_does_not_linger(case, reply, feeling, talk, served):
    turns = talk(case(), served, reply("thank"), state=feeling(begin(case())[0]))
    assert turns[-1][1].ends == "resolved"


def test_a_question_is_still_answered_after_everything_is_settled(case, reply, move, feeling, talk, served):
    ask = reply(move("open_question", facts=("trip",)))
    turns = talk(case(), served, ask, ask, state=feeling(begin(case())[0]))
    assert "reveal" in acts(turns[1][1])
    assert [directive.ends for _, directive in turns] == [None, None, "resolved"]


def test_a_fair_no_that_was_taken_makes_it_a_partial_success(case, reply, move, feeling, talk):
    both = reply(move("set_limit", requests=("card",)), move("commit_next_step", action="block", stage="done"))
    turns = talk(case(), both, reply("close"), state=feeling(begin(case())[0]))
    assert turns[-1][1].ends == "partial"


def test_the_last_reply_allowed_ends_it(case, reply, talk):
    turns = talk(case(limits={"max_turns": 3}), *[reply("explain", "answer")] * 5)
    assert (len(turns), turns[-1][1].ends) == (3, "turn_cap")


def test_whoever_is_served_by_the_last_reply_allowed_has_been_served(case, feeling, talk, served):
    scenario = case(limits={"max_turns": 2})
    state = replace(feeling(begin(scenario)[0]), turn=1)
    assert talk(scenario, served, state=state)[-1][1].ends == "resolved"


def test_a_trainee_who_ends_it_has_stopped_unless_everything_was_settled(case, feeling, talk, served):
    scenario = case()
    opening = feeling(begin(scenario)[0])
    assert stop(scenario, opening) == "stopped"
    assert stop(scenario, talk(scenario, served, state=opening)[-1][0]) == "resolved"


def test_an_ending_of_the_scenario_stands_for_its_kind_or_closes_as_soon_as_its_condition_holds(case, reply, talk):
    endings = [
        {"id": "bye", "kind": "turn_cap"},
        {"id": "blocked", "kind": "partial", "when": {"actions": ["block"]}},
    ]
    scenario = case(endings=endings, limits={"max_turns": 2})
    assert talk(scenario, *[reply("explain")] * 2)[-1][1].ends == "bye"
    assert kind_of(scenario, "blocked") == "partial"


AFTERMATH = [
    {"ending": "resolved", "promise": promise, "friend": promise, "message": "..."}
    for promise in ("false", "kept", "dated", "vague", "none")
] + [{"friend": "whatever", "message": "..."}]


@pytest.mark.parametrize(
    ("made", "chosen"),
    [
        ((), "none"),
        (("vague",), "vague"),
        (("vague", "dated"), "dated"),
        (("dated", "kept", "vague"), "dated"),
        (("kept",), "kept"),
        (("kept", "false", "dated"), "false"),
    ],
)
def test_what_comes_of_it_depends_on_how_the_promises_stand(case, made, chosen):
    scenario = case(aftermath=AFTERMATH)
    promises = tuple(Promise(turn, "I will", how) for turn, how in enumerate(made, 1))
    state = replace(begin(scenario)[0], promises=promises)
    assert standing(scenario, state) == chosen
    assert aftermath(scenario, state, "resolved").friend == chosen
    assert aftermath(scenario, state, "walked_away").friend == "whatever"


def test_what_was_agreed_and_done_is_kept_and_what_was_only_agreed_hangs_on_its_date(case):
    scenario = case(aftermath=AFTERMATH)
    dated = replace(begin(scenario)[0], promises=(Promise(1, "by Thursday", "dated"),), offered=("express", "block"))
    agreed = replace(dated, accepted=("card", "safe"))
    assert standing(scenario, agreed) == "dated"
    assert standing(scenario, replace(agreed, done=("send-express", "block"))) == "kept"


def test_without_an_entry_that_fits_nothing_is_told(case):
    scenario = case(aftermath=AFTERMATH[:1])
    assert aftermath(scenario, begin(scenario)[0], "partial") is None


def test_nobody_says_goodbye_while_something_is_looked_up(case, reply, move, feeling, talk, served):
    looks = reply(move("commit_next_step", action="look-up", stage="doing"), "check_satisfaction")
    turns = talk(case(), served, looks, state=feeling(begin(case())[0]))
    assert turns[-1][1].ends is None


def test_who_is_asked_which_way_they_want_stays_to_hear_that_it_is_done(case, reply, move, feeling, talk, served):
    ways = [
        move("offer_solution", outcome="express", fit=0.9, stage="offer", asked=True),
        move("offer_option", outcome="branch", fit=0.8, stage="offer", asked=True),
    ]
    turns = talk(case(), served, reply(*ways, "check_satisfaction"), state=feeling(begin(case())[0]))
    assert turns[-1][1].ends is None
