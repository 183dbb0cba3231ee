"""Resolving a conflict: the first reply, interests, a fair no, a boundary, both sides, from hand-made readings."""

from __future__ import annotations

from dataclasses import replace

import made_replies as R
import pytest
from made_readings import case, customer, finding, found, graded, level, read, says, state

TOLD = ["date", "old-flat", "stranger"]
OPEN = state(told=TOLD)
ALL_TOLD = state(told=[*TOLD, "trip"])
INSULT = says("You idiot.", "insult")
BRUSHED = says("It is only a card.", "dismiss")
BARE = says("We can't do that.", "bare_no")
COURIER = says("I can send it by courier.", found("offer_solution", outcome="courier", fit=0.9, stage="offer"))
MISFIT = says("I can post it.", found("offer_solution", outcome="post", fit=0.2, stage="offer"))
SORRY = says("I'm sorry.", found("apologise", 0.3))
SORRY_FOR = says("I'm sorry we posted it to the old flat.", found("apologise", 0.9, facts=["old-flat"]))
WHY = says("Of course that is worrying.", found("acknowledge", 1.0, facts=["stranger"]))
KNOWN = says("When did you change it?", found("closed_question", facts=["date"], known=True))
SLIP = says("You changed it on 13 March.", found("restate", wrong=[("date", "13 March")]))


def of(criterion, *sentences, scenario=None, before=None, after=OPEN, **extra):
    return level(
        graded(before or customer(), (read(*sentences, **extra), after), scenario=scenario or case()), criterion
    )


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [INSULT, R.WORRY]),
        (0, [R.FORGOT, R.FACTS]),
        (0, [R.CALM_DOWN, R.OURS, R.FACTS]),
        (0, [BRUSHED, R.FACTS]),
        (1, [R.YOUR_FAULT]),
        (1, [BARE]),
        (1, [says("Call another department.", "cold_transfer")]),
        (1, [R.SYMPATHY, R.INCONVENIENCE]),
        (1, [KNOWN]),
        (1, [SLIP]),
        (2, [BARE, R.FACTS]),
        (2, [BARE, R.OURS]),
        (2, [SORRY]),
        (2, [COURIER]),
        (3, [R.FACTS]),
        (3, [R.WORRY]),
        (3, [R.NEED]),
        (3, [R.OURS]),
        (4, [R.OURS, R.FACTS]),
        (4, [R.OURS, R.NEED]),
        (4, [WHY]),
    ],
)
def test_the_first_reply(expected, sentences):
    assert of("CD1", *sentences) == expected


def test_a_brush_off_in_the_words_of_a_no_is_that_no():
    both = says("We can't do that.", "bare_no", "dismiss")
    assert of("CD1", both) == 1


def test_the_first_reply_to_a_complaint_counts_and_no_later_one(scenario):
    card = graded(
        customer(), (read(R.FORGOT), OPEN), customer("vent"), (read(R.OURS, R.FACTS), OPEN), scenario=scenario
    )
    assert level(card, "CD1") == 0
    assert [one.turn for one in finding(card, "CD1").evidence] == [1]


def test_the_first_reply_is_the_first_after_the_customer_has_complained(scenario):
    calm = customer(band="calm")
    card = graded(calm, (read(COURIER), OPEN), customer("vent"), (read(R.OURS, R.FACTS), OPEN), scenario=scenario)
    assert level(card, "CD1") == 4


BOUNDARY = says("If the insults go on I'll have to end the chat.", "boundary")
RULE = says("The rules say thirty days.", found("set_limit", parts="reason"))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [INSULT, R.NEED]),
        (0, [BOUNDARY, R.NEED]),
        (1, [RULE]),
        (1, [BARE]),
        (1, [R.CALM_DOWN]),
        (1, [MISFIT]),
        (1, [R.FACTS, R.YOUR_FAULT]),
        (1, [KNOWN]),
        (2, [R.FACTS]),
        (2, [COURIER]),
        (3, [R.NEED]),
        (3, [R.FACTS, R.NEED]),
        (3, [says("Do you travel?", found("closed_question", facts=["trip"]))]),
    ],
)
def test_what_lies_behind_the_demand(expected, sentences):
    assert of("CD2", *sentences) == expected


def test_a_way_found_after_asking_serves_what_lies_behind(scenario):
    ask, offer = (read(R.NEED), ALL_TOLD), (read(COURIER), ALL_TOLD)
    card = graded(customer(), ask, customer("reveal", facts=[*TOLD, "trip"]), offer, scenario=scenario)
    assert level(card, "CD2") == 4
    assert [one.quote for one in finding(card, "CD2").evidence] == [COURIER.words]


def test_a_way_that_the_customer_had_given_the_reason_for_needs_no_question():
    assert of("CD2", COURIER, before=customer(facts=[*TOLD, "trip"])) == 4


def test_a_way_that_does_not_fit_serves_nothing_behind_the_demand(scenario):
    ask, offer = (read(R.NEED), ALL_TOLD), (read(MISFIT), ALL_TOLD)
    card = graded(customer(), ask, customer("reveal", facts=[*TOLD, "trip"]), offer, scenario=scenario)
    assert level(card, "CD2") == 3


def test_a_threat_caps_what_good_questions_earn(scenario):
    card = graded(customer(), (read(R.NEED), OPEN), customer("vent"), (read(INSULT), OPEN), scenario=scenario)
    assert level(card, "CD2") == 2


def test_without_a_case_a_way_that_the_customer_is_glad_of_served_them():
    plan = read(says("I'll send it by courier.", found("offer_solution", 0.8, stage="will")))
    assert level(graded(customer(), read(R.NEED), customer("answer"), plan), "CD2") == 4
    assert level(graded(customer(), plan, customer("repeat")), "CD2") == 2


REASON = says("I can't transfer it, because it is printed already.", found("set_limit", parts="reason"))
BOTH = says("I can't transfer it, it is printed, but cash is possible.", found("set_limit", parts="reason alternative"))
UNEXPLAINED = says("I can't transfer it, cash is possible.", found("set_limit", parts="alternative"))
APPEAL = says(
    "I can't transfer it, it is printed; the ombudsman can look at it.",
    found("set_limit", parts="reason alternative appeal"),
)
OPTION = says("Or by post.", found("offer_option", outcome="post", fit=0.8, stage="offer"))
WHICH = says("Which do you prefer?", "open_question")
TOMORROW = says("Guaranteed tomorrow.", found("false_promise", policy="no-day"))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [TOMORROW]),
        (0, [says("You'll have it tomorrow.", found("offer_solution", policy="no-day")), BOTH]),
        (1, [BARE]),
        (1, [BARE, R.WORRY]),
        (2, [REASON]),
        (2, [BARE, COURIER]),
        (3, [REASON, COURIER]),
        (3, [BOTH]),
        (3, [UNEXPLAINED]),
        (3, [UNEXPLAINED, COURIER, WHICH]),
        (4, [REASON, COURIER, OPTION]),
        (4, [REASON, COURIER, WHICH]),
        (4, [REASON, COURIER, says("Does that work for you?", "check_satisfaction")]),
        (4, [APPEAL]),
    ],
)
def test_a_no(expected, sentences):
    assert of("CD3", *sentences) == expected


def test_only_a_way_on_in_this_case_is_one():
    chat = says("I can tell you a joke.", found("offer_solution", stage="offer"))
    assert of("CD3", REASON, chat) == 2


def test_the_same_bare_no_three_times_is_a_quarrel(scenario):
    no = (read(BARE), OPEN)

    def after(times):
        return level(graded(*[piece for _ in range(times) for piece in (customer(), no)], scenario=scenario), "CD3")

    assert [after(1), after(2), after(3)] == [1, 1, 1]
    three = [piece for _ in range(3) for piece in (customer(), no)]
    well = (read(APPEAL), OPEN)
    assert level(graded(*three[:4], *[customer(), well] * 6, scenario=scenario), "CD3") == 3
    assert level(graded(*three, *[customer(), well] * 6, scenario=scenario), "CD3") == 2


def test_nothing_refused_and_nothing_granted_against_the_rules_is_no_opportunity(scenario):
    card = graded(customer(), (read(R.FACTS, COURIER), OPEN), scenario=scenario)
    assert finding(card, "CD3").status == "no_opportunity"


ABUSE = replace(customer("vent"), abusive=True)
PLEA = says("Please don't insult me.", found("boundary", 0.3))
WITH_A_DOOR = says("If it goes on I'll end the chat; you can come back any time.", found("boundary", 1.0))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [INSULT]),
        (0, [INSULT, BOUNDARY]),
        (1, [R.FACTS]),
        (1, [says("Goodbye.", "close")]),
        (2, [R.CALM_DOWN]),
        (2, [PLEA]),
        (2, [PLEA, COURIER]),
        (3, [BOUNDARY]),
        (4, [BOUNDARY, COURIER]),
        (4, [BOUNDARY, R.NEED]),
        (4, [BOUNDARY, BOTH]),
        (4, [WITH_A_DOOR]),
    ],
)
def test_a_boundary_to_abuse(expected, sentences):
    assert of("CD4", *sentences, before=ABUSE) == expected


def test_a_boundary_to_somebody_polite_is_no_opportunity_for_one(scenario):
    card = graded(customer("vent"), (read(BOUNDARY), OPEN), scenario=scenario)
    assert finding(card, "CD4").status == "no_opportunity"


def test_abuse_passed_over_once_is_a_gap_and_again_is_harmful(scenario):
    reply = (read(R.FACTS), OPEN)
    assert level(graded(ABUSE, reply, scenario=scenario), "CD4") == 1
    assert level(graded(ABUSE, reply, ABUSE, reply, scenario=scenario), "CD4") == 0


def test_abuse_is_also_known_from_the_state_before_the_reply(scenario):
    abused = state(told=TOLD, abusive=True)
    card = graded(customer(), (read(R.FACTS), abused), customer("vent"), (read(BOUNDARY), OPEN), scenario=scenario)
    assert level(card, "CD4") == 3


def test_a_boundary_that_comes_late_is_still_one_and_an_insult_in_return_caps_it(scenario):
    late = graded(ABUSE, (read(R.FACTS), OPEN), ABUSE, (read(WITH_A_DOOR), OPEN), scenario=scenario)
    assert level(late, "CD4") == 4
    back = graded(ABUSE, (read(INSULT), OPEN), ABUSE, (read(WITH_A_DOOR), OPEN), scenario=scenario)
    assert level(back, "CD4") == 2


BEATS = [{"id": "neighbour", "act": "vent", "opens": ["CD5"]}]
SIDED = says("Your neighbour is to blame.", "blame_others")
ONE_SIDE = says("You moved out in March.", found("restate", facts=["date"]))
BOTH_SIDES = says(
    "You moved in March, and the card was posted to the old flat.", found("restate", facts=["date", "old-flat"])
)
DECIDED = says("I'll look at both letters and write on Friday.", found("commit_next_step", parts="who what when"))
UNDATED = says("I'll look at both letters.", found("commit_next_step", parts="who what"))


def two_sides(*sentences):
    """The level for hearing both sides, where the customer has just spoken of somebody else."""
    opened = state(told=TOLD, beats=["neighbour"])
    first = (read(R.FACTS), opened)
    return level(
        graded(customer(), first, customer("vent"), (read(*sentences), OPEN), scenario=case(beats=BEATS)), "CD5"
    )


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [SIDED, BOTH_SIDES]),
        (0, [R.FORGOT, BOTH_SIDES]),
        (0, [R.YOUR_FAULT]),
        (1, [COURIER]),
        (1, [SLIP]),
        (2, [ONE_SIDE]),
        (2, [R.NEED]),
        (3, [BOTH_SIDES]),
        (3, [ONE_SIDE, says("It went to the old flat.", found("restate", facts=["old-flat"]))]),
        (3, [BOTH_SIDES, UNDATED]),
        (4, [BOTH_SIDES, DECIDED]),
    ],
)
def test_both_sides(expected, sentences):
    assert two_sides(*sentences) == expected


def test_hearing_both_sides_is_called_for_only_where_the_case_says_that_there_are_two(scenario):
    reply = (read(BOTH_SIDES, DECIDED), OPEN)
    for one in (scenario, case(beats=BEATS), None):
        assert finding(graded(customer(), reply, scenario=one), "CD5").status == "no_opportunity"


def test_the_second_reply_after_both_sides_were_told_of_is_no_new_opportunity():
    opened = state(told=TOLD, beats=["neighbour"])
    first, fair, sided = (read(R.FACTS), opened), (read(BOTH_SIDES), opened), (read(SIDED), opened)
    pieces = [customer(), first, customer("vent"), fair, customer("vent"), sided]
    assert level(graded(*pieces, scenario=case(beats=BEATS)), "CD5") == 3


@pytest.mark.parametrize("criterion", ["CD1", "CD2", "CD3", "CD4", "CD5"])
def test_nothing_that_was_understood_gives_no_opportunity(scenario, criterion):
    unread = (read(says("hgfd"), unclear=True), OPEN)
    assert finding(graded(ABUSE, unread, scenario=scenario), criterion).status == "no_opportunity"
