"""Active listening: what earns which level, from hand-made readings."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, finding, found, graded, level, read, says, state

TOLD = ["date", "old-flat", "stranger"]
OPEN = state(told=TOLD)
ONE_FACT = says("Your card went to the old flat.", found("restate", facts=["old-flat"]))
WRONG = says("You changed it on 13 March.", found("restate", wrong=[("date", "13 March")]))
CHECK = says("Did I get that right?", found("closed_question", confirms=True))
WORKS = says("Does that work for you?", "check_satisfaction")
TOPIC = says("I see the issue with your card.", found("restate", 0.3))

PARAPHRASE = [
    (0, "a fact said back wrongly", [R.FACTS, WRONG], {}),
    (
        0,
        "a fact got wrong in an explanation",
        [says("It left on 13 March.", found("explain", wrong=[("date", "13")]))],
        {},
    ),
    (1, "nothing", [R.BLOCKING], {}),
    (2, "the topic only", [TOPIC], {}),
    (2, "one fact", [ONE_FACT], {}),
    (3, "two facts", [R.FACTS], {}),
    (3, "one fact and its impact", [ONE_FACT, R.WORRY], {}),
    (2, "impact without a fact said back", [R.OURS, R.WORRY], {}),
    (4, "facts and a check", [R.FACTS, CHECK], {}),
    (3, "facts and a check of something else", [R.FACTS, WORKS], {}),
    (
        4,
        "facts and goal",
        [R.FACTS, says("and you need to pay.", found("restate", facts=["stranger"], requests=["pay"]))],
        {},
    ),
    (2, "a long run of the customer's words", [R.FACTS, CHECK], {"copied_run": 8}),
    (2, "half of it the customer's words", [R.FACTS, CHECK], {"copied_share": 0.5}),
    (1, "pasted", [R.FACTS, CHECK], {"flags": ("pasted",)}),
    (1, "a keyword salad", [R.FACTS, CHECK], {"flags": ("salad",)}),
    (3, "with an instruction to the grader", [R.FACTS], {"flags": ("injection",)}),
]


@pytest.mark.parametrize(("expected", "what", "sentences", "extra"), PARAPHRASE, ids=lambda value: str(value)[:40])
def test_saying_it_back(expected, what, sentences, extra):
    for scenario in (case(), None):
        assert level(graded(customer(), (read(*sentences, **extra), OPEN), scenario=scenario), "AL1") == expected, what


NEED = found("open_question", facts=["trip"])
QUESTIONS = [
    (0, "accusing", [says("Did you really press save?", "closed_question", "blame_customer")], {}),
    (1, "what is known", [says("When did you change it?", found("closed_question", facts=["date"], known=True))], {}),
    (1, "a repeated question", [says("When?", "repeat_question")], {}),
    (1, "nothing, and offers", [says("I can post one.", found("offer_solution", outcome="post", stage="offer"))], {}),
    (1, "nothing at all", [R.FACTS], {}),
    (2, "in general", [says("Anything you need?", found("open_question", 0.8, general=True))], {}),
    (2, "a phrase", [says("Any details?", found("open_question", 0.3))], {}),
    (2, "closed", [says("Is it the blue card?", "closed_question")], {}),
    (3, "closed, at the hidden point", [says("Are you travelling?", found("closed_question", facts=["trip"]))], {}),
    (3, "openly", [says("What do you need it for?", NEED)], {}),
    (
        4,
        "openly, with the reason",
        [says("What for, so I can choose?", found("open_question", 1.0, facts=["trip"]))],
        {},
    ),
    (2, "new and known", [says("What for?", NEED), says("When?", found("closed_question", known=True))], {}),
    (2, "too much at once", [says("What for?", NEED)], {"questions": 5}),
]


@pytest.mark.parametrize(("expected", "what", "sentences", "extra"), QUESTIONS, ids=lambda value: str(value)[:40])
def test_asking(scenario, expected, what, sentences, extra):
    assert level(graded(customer(), (read(*sentences, **extra), OPEN), scenario=scenario), "AL2") == expected, what


def test_asking_is_not_called_for_once_everything_that_matters_is_known(scenario):
    known = customer(facts=[*TOLD, "trip"])
    card = graded(known, (read(R.FACTS, R.BLOCKING), state(told=[*TOLD, "trip"])), scenario=scenario)
    assert finding(card, "AL2").status == "no_opportunity"


def test_a_reply_that_only_helps_is_no_missed_question_after_one_was_asked(scenario):
    card = graded(
        customer(),
        (read(says("What do you need it for?", NEED)), OPEN),
        customer("press"),
        (read(R.BLOCKING), OPEN),
        scenario=scenario,
    )
    assert level(card, "AL2") == 3


CUES = [
    (0, [R.CALM_DOWN, R.WORRY]),
    (1, [R.BLOCKING]),
    (2, [R.FACTS]),
    (3, [R.WORRY]),
    (3, [R.NEED]),
    (4, [R.WORRY, R.NEED]),
]


@pytest.mark.parametrize(("expected", "sentences"), CUES)
def test_picking_up_what_lies_behind(scenario, expected, sentences):
    assert level(graded(customer(), (read(*sentences), OPEN), scenario=scenario), "AL3") == expected


SAFE = found("answer", requests=["safe"])
CONTINGENCY = [
    (0, [says("Nice weather.", "off_topic")], {}),
    (1, [R.FACTS], {"missed": ("safe",)}),
    (1, [R.FACTS, says("Hm.", "ignore_question")], {}),
    (2, [says("It should be fine.", found("answer", 0.3, requests=["safe"]))], {}),
    (2, [says("It should be blocked.", found("answer", requests=["safe"], stage="vague"))], {}),
    (3, [says("It is blocked.", SAFE)], {}),
    (4, [says("It is blocked, nobody can use it.", found("answer", 1.0, requests=["safe"]))], {}),
]


@pytest.mark.parametrize(("expected", "sentences", "extra"), CONTINGENCY)
def test_answering_what_was_asked(scenario, expected, sentences, extra):
    assert level(graded(customer(), (read(*sentences, **extra), OPEN), scenario=scenario), "AL4") == expected


def test_answering_two_questions_in_the_customers_order_is_the_best():
    asks_both = [{"act": "open", "text": ["Where is it?"], "asks": ["safe", "pay"]}]
    pay = found("answer", requests=["pay"])
    in_order = read(says("It is blocked.", SAFE), says("You can pay by phone.", pay))
    reversed_ = read(says("You can pay by phone.", pay), says("It is blocked.", SAFE))
    both = case(lines=asks_both)
    assert level(graded(customer(), (in_order, OPEN), scenario=both), "AL4") == 4
    assert level(graded(customer(), (reversed_, OPEN), scenario=both), "AL4") == 3


def test_memory_joins_details_of_several_turns_before_acting(scenario):
    both = found("restate", facts=["old-flat", "trip"])
    plan = found("offer_solution", outcome="courier", fit=0.9, stage="offer")
    second = customer("reveal", facts=[*TOLD, "trip"])
    told = state(told=[*TOLD, "trip"])

    def after(*sentences):
        return level(
            graded(customer(), (read(R.NEED), told), second, (read(*sentences), told), scenario=scenario), "AL5"
        )

    assert after(says("It lies in the old flat and you leave on Saturday,", both), says("so I send one.", plan)) == 4
    assert after(says("The old flat again.", found("restate", facts=["old-flat"]))) == 3
    assert after(says("So you leave on Saturday.", found("restate", facts=["trip"]))) == 2
    assert after(says("When did you change it?", found("closed_question", facts=["date"], known=True))) == 1


def test_memory_that_contradicts_the_customer_is_harmful(scenario):
    card = graded(customer(), (read(WRONG, dropped=("date",)), OPEN), scenario=scenario)
    assert level(card, "AL5") == 0


def test_the_same_words_sent_again_lower_memory_and_answers(scenario):
    text, reading = R.GOOD
    again = read(R.FACTS, R.OURS, R.WORRY, R.BLOCKING, R.NEED, repeated=1.0, flags=("repeated",))
    once = graded(customer(), ((text, reading), OPEN), scenario=scenario)
    twice = graded(customer(), ((text, reading), OPEN), customer("repeat"), (again, OPEN), scenario=scenario)
    assert level(twice, "AL5") < level(once, "AL5")
    assert level(twice, "AL4") < level(once, "AL4")
