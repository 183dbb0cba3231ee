"""Knowing the product: right, needs before advice, honest limits, understood, from hand-made readings."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, finding, found, graded, level, read, says, state

TOLD = ["date", "old-flat", "stranger"]
OPEN = state(told=TOLD)
NEEDS = state(told=[*TOLD, "trip"])
BOTH = state(told=[*TOLD, "trip"], offered=["block", "safe", "courier", "pay"], accepted=["safe", "pay"])
META = {"id": "card", "title": "Card", "kind": "product-question", "industry": "bank", "difficulty": 2, "minutes": 5}


def question(**changes):
    """The case of the card, asked as a question about a product."""
    return case(meta=META, **changes)


def of(criterion, *sentences, before=None, after=OPEN, scenario=None, **extra):
    return level(
        graded(before or customer(), (read(*sentences, **extra), after), scenario=scenario or question()), criterion
    )


SAFE = says("A blocked card can't be used.", found("answer", requests=["safe"]))
PAY = says("You can pay by phone.", found("explain", requests=["pay"]))
PHRASE = says("It works fine.", found("answer", 0.3, requests=["safe"]))
BESIDE = says("That is interesting.", found("answer", 0.9))
SHOWN = says("It's under Cards in the app.", found("explain", requests=["pay"], parts="source"))
WRONG = says("It takes nine weeks.", found("answer", requests=["pay"], wrong=[("date", "nine weeks")]))
INVENTED = says("I spoke to your neighbour.", found("explain", invented=True))
TOMORROW = says("Guaranteed tomorrow.", found("false_promise", policy="no-day"))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [SAFE, PAY, says("Please send me your PIN.", "ask_secret")]),
        (0, [SAFE, PAY, says("First your meter number.", "ignore_safety")]),
        (0, [SAFE, PAY, says("His number is 12.", "data_leak")]),
        (1, [SAFE, PAY, WRONG]),
        (1, [SAFE, PAY, TOMORROW]),
        (1, [SAFE, PAY, INVENTED]),
        (1, [R.FACTS]),
        (1, [PHRASE]),
        (1, [BESIDE]),
        (3, [SAFE, PAY]),
        (4, [SAFE, SHOWN]),
    ],
)
def test_right_about_the_product(expected, sentences):
    assert of("PK1", *sentences, after=BOTH) == expected


def test_a_part_of_what_the_customer_needs_to_know_is_a_part():
    half = state(told=TOLD, offered=["block", "safe"], accepted=["safe"])
    assert of("PK1", SAFE, after=half) == 2
    assert of("PK1", SHOWN, after=half) == 2


def test_a_slip_is_not_made_up_for_by_what_is_right_later():
    later = (read(SAFE, SHOWN), BOTH)
    card = graded(customer(), (read(WRONG), OPEN), customer("correct_you"), later, scenario=question())
    assert level(card, "PK1") == 1
    assert [one.quote for one in finding(card, "PK1").evidence] == [WRONG.words]


def test_without_a_case_the_customers_next_words_show_whether_they_are_wiser():
    told = read(says("A blocked card can't be used from 3 March on.", found("explain", 0.8)))
    kind = {"kind": "product-question"}
    assert level(graded(customer(), told, customer("thank"), **kind), "PK1") == 3
    assert level(graded(customer(), told, customer("repeat"), **kind), "PK1") == 1


COURIER = says("I'd take the courier.", found("offer_solution", outcome="courier", fit=0.9, stage="offer"))
POST = says("I'd take the post.", found("offer_solution", outcome="post", fit=0.8, stage="offer"))
SO_SO = says("I'd take the post.", found("offer_solution", outcome="post", fit=0.6, stage="offer"))
OR_POST = says("Or by post, which is slower.", found("offer_option", outcome="post", fit=0.8, stage="offer"))
NO = says("A transfer is not possible.", found("set_limit", parts="reason"))
TRAVEL = says("Do you travel?", found("closed_question", facts=["trip"]))
KNOWN = says("When did you move?", found("closed_question", facts=["date"], known=True))
CHATTY = says("How are you?", found("open_question", 0.3))
LOOKED = says("I've looked into it.", found("commit_next_step", action="log", stage="done", parts="who what"))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (1, [COURIER]),
        (1, [KNOWN, COURIER]),
        (1, [CHATTY, COURIER]),
        (2, [R.NEED]),
        (2, [R.NEED, LOOKED]),
        (2, [TRAVEL, SO_SO]),
        (3, [R.NEED, COURIER]),
        (3, [TRAVEL, COURIER]),
        (3, [says("What do you see now?", "teach_back"), COURIER]),
        (3, [R.NEED, COURIER, says("Also by courier, at noon.", found("offer_solution", fit=0.9, stage="offer"))]),
        (4, [R.NEED, COURIER, OR_POST]),
    ],
)
def test_needs_before_advice(expected, sentences):
    assert of("PK2", *sentences) == expected


@pytest.mark.parametrize(
    ("expected", "sentences"), [(0, [POST]), (3, [COURIER]), (3, [COURIER, POST]), (4, [COURIER, OR_POST, NO])]
)
def test_a_need_that_the_customer_has_told_is_to_be_matched(expected, sentences):
    assert of("PK2", *sentences, before=customer(facts=[*TOLD, "trip"])) == expected


def test_a_question_of_an_earlier_reply_was_asked_before():
    ask, advise = (read(R.NEED), OPEN), (read(COURIER), OPEN)
    card = graded(customer(), ask, customer("answer"), advise, scenario=question())
    assert level(card, "PK2") == 3
    assert [one.quote for one in finding(card, "PK2").evidence] == [R.NEED.words, COURIER.words]


def test_what_is_asked_after_the_advice_comes_too_late():
    card = graded(customer(), (read(COURIER), OPEN), customer("ask"), (read(R.NEED), OPEN), scenario=question())
    assert level(card, "PK2") == 1


def test_nothing_recommended_and_nothing_asked_is_no_opportunity_for_needs():
    card = graded(customer(), (read(R.FACTS), OPEN), scenario=question())
    assert finding(card, "PK2").status == "no_opportunity"


UNSURE = says("I don't know that yet.", found("answer", unsure=True))
BY_FIVE = says("I'll find out by 5.", found("commit_next_step", stage="will", parts="who what when"))
SOME_TIME = says("I'll find out.", found("commit_next_step", stage="will", parts="who what"))
SHOULD = says("It should work by now.", found("answer", stage="vague"))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [TOMORROW, NO]),
        (0, [INVENTED, UNSURE, BY_FIVE]),
        (0, [says("Tests prove it.", found("answer", policy="no-day")), UNSURE]),
        (1, [SHOULD]),
        (1, [SHOULD, COURIER]),
        (2, [UNSURE]),
        (2, [UNSURE, SHOULD]),
        (2, [UNSURE, SOME_TIME]),
        (3, [UNSURE, BY_FIVE]),
        (3, [NO]),
        (3, [NO, BY_FIVE]),
        (4, [UNSURE, BY_FIVE, COURIER]),
        (4, [NO, COURIER]),
    ],
)
def test_honest_about_limits(expected, sentences):
    assert of("PK3", *sentences) == expected


def test_something_invented_once_caps_honest_words_later():
    honest = [customer("ask"), (read(UNSURE, BY_FIVE, COURIER), OPEN)] * 4
    card = graded(customer(), (read(INVENTED), OPEN), *honest, scenario=question())
    assert level(card, "PK3") == 2


def test_where_everything_is_known_and_possible_honesty_about_limits_did_not_come_up():
    card = graded(customer(), (read(SAFE, PAY, BY_FIVE), OPEN), scenario=question())
    assert finding(card, "PK3").status == "no_opportunity"


STEP = says("Open the settings and press Display.", found("explain", 0.6))
SEE = says("What do you see now?", "teach_back")
LOST = says("Look it up on the website.", "cold_transfer")
OTHER = says("Not my department.", "dismiss")


@pytest.mark.parametrize(
    ("expected", "sentences", "counted"),
    [
        (0, [LOST], {}),
        (0, [OTHER, R.FACTS], {}),
        (1, [STEP], {"steps": 7}),
        (1, [STEP, SEE], {"steps": 9}),
        (1, [STEP], {"steps": 4}),
        (2, [STEP, SEE], {"steps": 4}),
        (2, [STEP], {"steps": 3}),
        (2, [STEP], {"steps": 1}),
        (3, [STEP, R.NEED], {"steps": 2}),
        (3, [STEP, says("Does that work?", "check_satisfaction")], {"steps": 2}),
        (3, [STEP, SEE], {"steps": 3}),
        (3, [SEE], {}),
        (3, [OTHER, STEP, SEE], {"steps": 1}),
    ],
)
def test_making_sure_that_it_works(expected, sentences, counted):
    assert of("PK4", *sentences, **counted) == expected


def test_the_next_step_that_follows_from_what_the_customer_sees_is_the_best():
    one = (read(STEP, SEE, steps=1), OPEN)
    next_ = (read(says("Then press Text.", found("explain", 0.6)), SEE, steps=1), OPEN)

    def after(*replies):
        return level(
            graded(*[piece for one in replies for piece in (customer("answer"), one)], scenario=question()), "PK4"
        )

    unchecked = (read(STEP, steps=1), OPEN)
    assert after(one, next_) == 4
    assert after(one, next_, next_) == 4
    assert after(unchecked, next_) == 3
    assert after(one, (read(SEE), OPEN)) == 3


def test_left_alone_once_caps_the_care_of_later_replies():
    careful = [customer("ask"), (read(STEP, SEE, steps=1), OPEN)] * 5
    card = graded(customer(), (read(LOST), OPEN), *careful, scenario=question())
    assert level(card, "PK4") == 2


def test_a_customer_who_is_told_no_steps_needs_no_check_of_them():
    card = graded(customer(), (read(SAFE, PAY), OPEN), scenario=question())
    assert finding(card, "PK4").status == "no_opportunity"


@pytest.mark.parametrize("criterion", ["PK1", "PK2", "PK3", "PK4"])
@pytest.mark.parametrize("kind", ["angry", "conflict"])
def test_another_kind_of_case_has_no_product_to_know(criterion, kind):
    reply = read(R.NEED, COURIER, NO, STEP, steps=1)
    by_case = graded(customer(), (reply, OPEN), scenario=case(meta=META | {"kind": kind}))
    by_kind = graded(customer(), reply, kind=kind)
    for card in (by_case, by_kind):
        assert finding(card, criterion).status == "not_applicable"


@pytest.mark.parametrize("criterion", ["PK1", "PK2", "PK3", "PK4"])
def test_nothing_that_was_understood_gives_no_opportunity(criterion):
    unread = (read(says("hgfd"), unclear=True), OPEN)
    assert finding(graded(customer(), unread, scenario=question()), criterion).status == "no_opportunity"


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("false_promise", {"policy": "no-day"}),
        ("explain", {"invented": True}),
        ("ignore_safety", {"policy": "no-data"}),
    ],
)
def test_a_critical_error_puts_the_whole_to_0(kind, about):
    bad = says("Some words.", found(kind, **about))
    card = graded(customer(), (read(R.NEED, COURIER, OR_POST, bad), OPEN), scenario=question())
    assert next(one for one in card.rubrics if one.id == "product-knowledge").level == 0
