"""Empathy: what earns which level, and that a calm question calls for none of it."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, finding, found, graded, level, levels, read, says, state

OPEN = state(told=["date", "old-flat", "stranger"])
WRONG_FEELING = says("You must be delighted.", found("acknowledge", wrong=[("stranger", "delighted")]))
WHY = says(
    "Of course that is worrying, with a stranger at your letterbox.", found("acknowledge", 1.0, facts=["stranger"])
)
LONG = says("It is worrying " + "and hard " * 20, found("acknowledge", facts=["stranger"]))
IF = says("Sorry if you feel that.", "conditional_apology")
SORRY = says("I'm sorry.", found("apologise", 0.3))
SORRY_FOR = says("I'm sorry we posted it to the old flat.", found("apologise", facts=["old-flat"]))
MOCKED = says("Great job reading the instructions.", "dismiss")
NO = says("A transfer is not possible, a courier is.", "set_limit")
PLAN = says(
    "I'll send it by courier.", found("offer_solution", outcome="courier", fit=0.9, requests=["pay"], stage="will")
)


def of(criterion, *sentences, scenario=None, before=None, **extra):
    return level(
        graded(before or customer(), (read(*sentences, **extra), OPEN), scenario=scenario or case()), criterion
    )


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [MOCKED, R.WORRY]),
        (0, [WRONG_FEELING]),
        (1, [R.FACTS]),
        (1, [R.SYMPATHY]),
        (2, [says("That is hard.", found("acknowledge", 0.6))]),
        (2, [R.OURS, R.BLOCKED]),
        (3, [R.WORRY]),
        (4, [WHY]),
    ],
)
def test_naming_the_feeling(expected, sentences):
    assert of("EM1", *sentences) == expected


def test_a_feeling_named_one_reply_late_does_not_count_as_named_at_once(scenario):
    late = graded(customer(), (read(R.BLOCKING), OPEN), customer("vent"), (read(R.WORRY), OPEN), scenario=scenario)
    for criterion in ("EM1", "EM3"):
        assert level(late, criterion) == 1
        assert [one.quote for one in finding(late, criterion).evidence] == [R.WORRY.words]
        assert f"“{R.WORRY.words}” came only in your second reply." in finding(late, criterion).advice


def test_a_slight_that_is_put_right_at_once_is_better_than_one_that_is_not(scenario):
    def after(*sentences):
        blamed = (read(R.FORGOT), OPEN)
        card = graded(customer(), blamed, customer("vent"), (read(*sentences), OPEN), scenario=scenario)
        assert level(card, "EM2") == level(card, "EM3")
        return level(card, "EM2"), [one.turn for one in finding(card, "EM2").evidence]

    assert after(R.OURS, R.BLOCKING) == (1, [1, 3])
    assert after(SORRY_FOR) == (1, [1, 3])
    assert after(SORRY) == (0, [1])
    assert after(R.BLOCKING) == (0, [1])


def test_a_slight_is_not_put_right_by_a_reply_with_a_new_one(scenario):
    again = (read(R.OURS, R.CALM_DOWN), OPEN)
    card = graded(customer(), (read(R.FORGOT), OPEN), customer("vent"), again, scenario=scenario)
    assert level(card, "EM2") == 0


def test_advice_on_the_order_says_what_was_wrong_with_it(scenario):
    for sentences, words in (([R.BLOCKING, R.WORRY], "after the solution"), ([R.OURS], "about the mistake")):
        card = graded(customer(), (read(*sentences), OPEN), scenario=scenario)
        assert words in finding(card, "EM3").advice


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [R.CALM_DOWN]),
        (0, [R.FORGOT, R.WORRY]),
        (1, [R.YOUR_FAULT]),
        (1, [says("No.", "bare_no")]),
        (1, [says("If the insults go on I'll have to end the chat.", "boundary"), R.WORRY]),
        (1, [R.FACTS]),
        (2, [R.WORRY, IF]),
        (2, [IF]),
        (2, [SORRY]),
        (3, [R.WORRY]),
        (3, [R.OURS]),
        (4, [R.WORRY, NO]),
    ],
)
def test_validating(expected, sentences):
    assert of("EM2", *sentences) == expected


def test_a_boundary_to_abuse_is_not_cold(scenario):
    boundary = says("If the insults go on I'll have to end the chat.", "boundary")
    abused = state(told=["date"], abusive=True)
    card = graded(customer(), (read(R.WORRY), abused), customer("vent"), (read(boundary), OPEN), scenario=scenario)
    assert level(card, "EM2") == 3


@pytest.mark.parametrize(
    ("expected", "sentences", "extra"),
    [
        (0, [R.FORGOT, R.BLOCKING], {}),
        (1, [R.BLOCKING], {}),
        (2, [R.BLOCKING, R.WORRY], {}),
        (2, [R.OURS, R.BLOCKING], {}),
        (2, [LONG, R.BLOCKING], {}),
        (2, [says("That is hard.", found("acknowledge", 0.6))], {"relational": 0.7}),
        (3, [R.WORRY], {"relational": 0.9, "acknowledgement_words": 40}),
        (3, [R.WORRY, R.WORRY, R.BLOCKING], {}),
        (3, [R.WORRY, R.BLOCKING], {}),
        (3, [says("I looked at the log.", found("commit_next_step", stage="done")), R.WORRY, R.BLOCKING], {}),
    ],
)
def test_timing(expected, sentences, extra):
    assert of("EM3", *sentences, **extra) == expected


def test_timing_is_best_with_a_warm_close(scenario):
    bye = read(says("Have a good trip on Saturday.", found("close", facts=["trip"])))
    card = graded(customer(), (read(R.WORRY, R.BLOCKING), OPEN), customer("thank"), (bye, OPEN), scenario=scenario)
    assert level(card, "EM3") == 4
    assert [one.turn for one in finding(card, "EM3").evidence] == [1, 3]


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [IF, R.BLOCKING]),
        (0, [MOCKED]),
        (0, [SORRY] * 4),
        (1, [R.OURS, R.BLOCKING, SORRY, SORRY, SORRY]),
        (1, [R.SYMPATHY, R.INCONVENIENCE, R.PRIORITY]),
        (1, [R.FACTS]),
        (2, [SORRY]),
        (3, [SORRY_FOR]),
        (3, [R.OURS]),
        (3, [R.OURS, R.BLOCKING, R.PRIORITY]),
        (3, [R.OURS, says("It should be blocked.", found("commit_next_step", stage="vague"))]),
        (4, [R.OURS, R.BLOCKING]),
        (4, [SORRY_FOR, R.BLOCKED]),
    ],
)
def test_being_sorry(expected, sentences):
    assert of("EM4", *sentences) == expected


def test_a_third_apology_after_an_action_is_no_loop(scenario):
    one = (read(SORRY_FOR, R.BLOCKED), OPEN)
    card = graded(customer(), one, customer("vent"), one, customer("vent"), one, scenario=scenario)
    assert level(card, "EM4") == 4


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (1, [R.OURS]),
        (2, [R.WORRY]),
        (3, [says("A courier will be there.", found("offer_solution", outcome="courier", fit=0.9, stage="offer"))]),
        (4, [PLAN]),
    ],
)
def test_acting_on_the_customers_view(expected, sentences):
    assert of("EM5", *sentences) == expected


def test_a_plan_against_a_stated_need_is_harmful(scenario):
    told = customer(facts=["date", "trip"])
    by_post = says("I'll post it.", found("offer_solution", outcome="post", fit=0.2, stage="will"))
    assert of("EM5", by_post, before=told) == 0


@pytest.mark.parametrize("scenario", [case(customer={"name": "Kai", "preset": "asking"}), None])
def test_a_calm_question_answered_calls_for_no_empathy(scenario):
    answer = read(says("Go to settings and press transfer.", found("answer", requests=["safe"])))
    card = graded(customer(band="calm"), (answer, OPEN), scenario=scenario, kind="product-question")
    assert [value for name, value in levels(card).items() if name.startswith("EM")] == [None] * 5
    empathy = next(one for one in card.rubrics if one.id == "empathy")
    assert (empathy.score, empathy.level) == (None, None)


def test_a_calm_customer_who_is_blamed_was_judged_all_the_same():
    calm = case(customer={"name": "Kai", "preset": "asking"})
    card = graded(customer(band="calm"), (read(R.FORGOT), OPEN), scenario=calm)
    assert level(card, "EM2") == 0


def test_without_a_scenario_the_kind_of_case_says_whether_somebody_is_upset():
    assert level(graded(R.GOOD, kind="angry"), "EM1") == 3
    assert level(graded(R.GOOD, kind="product-question"), "EM1") is None
    assert level(graded(read(R.BLOCKING)), "EM1") is None
    assert level(graded(R.GOOD), "EM1") == 3
