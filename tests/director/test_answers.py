"""What the customer tells: to whom, when asked for what, and how much at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.director import begin, direct

HIDDEN = [
    {"id": "old-flat", "value": "the old flat"},
    {"id": "small", "value": "a small thing", "salience": 1, "reveal": {"trust": 30}},
    {"id": "large", "value": "a large thing", "salience": 3, "reveal": {"trust": 30}},
    {"id": "secret", "value": "a secret", "salience": 3, "reveal": {"trust": 90, "leaks": False}},
]


def said(directive):
    return [(part.act, part.about) for part in directive.parts]


def test_a_hidden_fact_comes_out_when_asked_for_by_someone_trusted_who_listened(case, reply, move, feeling):
    scenario = case()
    state = feeling(begin(scenario)[0])
    after, directive = direct(scenario, state, reply(move("open_question", facts=("trip",))))
    assert ("reveal", "trip") in said(directive)
    assert "trip" in after.told
    assert "trip" in directive.facts
    assert after.elicited == ("trip",)


@pytest.mark.parametrize("low", [{"trust": 40.0, "heard": 60.0}, {"trust": 60.0, "heard": 30.0}])
def test_a_hidden_fact_is_kept_back_without_trust_or_without_being_heard(case, reply, move, feeling, low):
    scenario = case()
    state = feeling(begin(scenario)[0], anger=30.0, **low)
    after, directive = direct(scenario, state, reply(move("open_question", facts=("trip",))))
    assert ("unknown", "guarded") in said(directive)
    assert "trip" not in after.told
    assert "trip" not in directive.facts


def test_a_hidden_fact_stays_hidden_while_nobody_asks(case, reply, feeling):
    scenario = case()
    after, directive = direct(scenario, feeling(begin(scenario)[0]), reply("acknowledge", "take_ownership"))
    assert "reveal" not in [part.act for part in directive.parts]
    assert after.told == ("changed-on", "old-flat")


def test_a_general_open_question_brings_out_the_weightiest_unlocked_facts_one_at_a_time(
    case, reply, move, feeling, talk
):
    scenario = case(facts=HIDDEN)
    anything = reply(move("open_question", general=True))
    turns = talk(scenario, anything, anything, anything, state=feeling(begin(scenario)[0]))
    told = [[about for act, about in said(directive) if act == "reveal"] for _, directive in turns]
    assert told == [["large"], ["small"], []]


def test_asked_for_anything_else_with_nothing_left_to_tell_the_customer_says_what_they_want(case, reply, move, feeling):
    scenario = case(facts=HIDDEN[:1])
    _, directive = direct(scenario, feeling(begin(scenario)[0]), reply(move("open_question", general=True)))
    assert said(directive)[0] == ("press", "card")


def test_a_question_about_what_was_told_is_answered(case, reply, move, feeling):
    scenario = case()
    _, directive = direct(scenario, feeling(begin(scenario)[0]), reply(move("closed_question", facts=("changed-on",))))
    answer = next(part for part in directive.parts if part.act == "answer")
    assert (answer.about, dict(answer.slots)["fact"]) == ("changed-on", "I changed it on 3 March.")


def test_the_customer_says_so_when_they_do_not_know(case, reply, move, feeling):
    scenario = case()
    after, directive = direct(
        scenario, feeling(begin(scenario)[0]), reply(move("open_question", facts=("app-version",)))
    )
    assert ("unknown", "app-version") in said(directive)
    assert "app-version" not in after.told


def test_at_most_two_things_are_told_at_once_and_one_by_an_angry_customer(case, reply, move, feeling):
    scenario = case(facts=[{**fact, "reveal": {}} for fact in HIDDEN])
    three = reply(move("open_question", facts=("small", "large", "secret")))
    calm = direct(scenario, feeling(begin(scenario)[0]), three)[0]
    angry = direct(scenario, feeling(begin(scenario)[0], anger=80.0, heard=60.0, trust=95.0), three)[0]
    assert (calm.told, angry.told) == (("small", "large"), ("small",))


def test_a_question_never_brings_out_the_same_fact_twice(case, reply, move, feeling):
    scenario = case()
    twice = reply(move("open_question", facts=("trip",)), move("closed_question", facts=("trip",)))
    _, directive = direct(scenario, feeling(begin(scenario)[0]), twice)
    assert said(directive).count(("reveal", "trip")) == 1


def test_an_identity_check_is_answered(case, reply, feeling):
    scenario = case()
    _, directive = direct(scenario, feeling(begin(scenario)[0]), reply("verify_identity"))
    assert ("answer", "verify_identity") in said(directive)


@pytest.mark.parametrize(("patience", "told"), [(3, ("large",)), (6, ())])
def test_a_fact_unlocked_by_tact_slips_out_when_patience_is_nearly_gone(case, reply, feeling, patience, told):
    scenario = case(facts=[{**fact, "reveal": {**fact.get("reveal", {}), "heard": 50}} for fact in HIDDEN[1:]])
    state = feeling(begin(scenario)[0], anger=30.0, heard=60.0, trust=60.0, patience=patience)
    assert direct(scenario, state, reply("explain", "answer"))[0].told == told


def test_what_slipped_out_unasked_was_not_elicited(case, reply, feeling):
    scenario = case(facts=HIDDEN)
    state = feeling(begin(scenario)[0], anger=30.0, heard=60.0, trust=60.0, patience=3)
    after, _ = direct(scenario, state, reply("answer"))
    assert "large" in after.told
    assert after.elicited == ()


def test_a_fact_that_never_leaks_is_kept_to_the_end(case, reply, feeling):
    scenario = case(facts=HIDDEN)
    state = feeling(begin(scenario)[0], anger=30.0, heard=60.0, trust=95.0, patience=3)
    state = replace(state, told=("old-flat", "small", "large"))
    assert "secret" not in direct(scenario, state, reply("answer"))[0].told


def test_a_wrong_detail_is_put_right_before_anything_else(case, reply, move, feeling):
    scenario = case()
    wrong = move("restate", wrong=(("changed-on", "13 March"),))
    _, directive = direct(scenario, feeling(begin(scenario)[0]), reply("acknowledge", wrong, "take_ownership"))
    first = directive.parts[0]
    assert (first.act, first.about) == ("correct_you", "changed-on")
    assert dict(first.slots)["right"] == "3 March"
    assert dict(first.slots)["wrong"] == "13 March"


@pytest.mark.parametrize(
    ("seeks", "part"),
    [("deed", ("answer", "deed")), ("wish", ("press", "card")), ("own", ("unknown", "own"))],
)
def test_what_the_case_knows_nothing_of_is_met_by_what_it_wants(case, reply, move, feeling, seeks, part):
    state = feeling(begin(case())[0])
    _, directive = direct(case(), state, reply(move("closed_question", seeks=seeks)))
    assert said(directive)[0] == part


def test_why_do_you_ask_is_said_where_the_reply_ends_with_the_question_and_not_where_it_goes_on(
    case, reply, move, feeling
):
    state, asks = feeling(begin(case())[0]), move("closed_question", seeks="own")
    kind = move("take_ownership")
    _, ended = direct(case(), state, reply(kind, asks))
    assert ("unknown", "own") in said(ended)
    _, gone_on = direct(case(), state, reply(asks, kind))
    assert ("unknown", "own") not in said(gone_on)


def test_what_was_told_before_is_not_told_again_beside_news(case, reply, move, feeling):
    state = feeling(begin(case())[0])
    _, directive = direct(
        case(),
        state,
        reply(move("closed_question", facts=("changed-on",)), move("open_question", facts=("stranger",))),
    )
    assert [part for part in said(directive) if part[0] in ("reveal", "answer")] == [("reveal", "stranger")]
