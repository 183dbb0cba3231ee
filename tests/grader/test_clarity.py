"""Clear communication: plain words, the right amount, what can be done, what to expect, from hand-made readings."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, finding, found, graded, level, read, says, state

OPEN = state(told=["date", "old-flat", "stranger"])
TERM = says("The PAN is tokenised.", "jargon")
OTHER_TERM = says("The HSM holds it.", "jargon")
TOLD = says("Nobody can use the old card.", found("answer", requests=["safe"]))
SHAKY = says("It may be fine.", found("answer", 0.3, requests=["safe"]))
VAGUE = says("It should be blocked.", found("commit_next_step", action="block", stage="vague"))
INVENTED = says("I spoke to your neighbour.", found("explain", invented=True))
UNTRUE = says("The card left on 13 March.", found("explain", wrong=[("date", "13 March")]))
SHOWN = says("What do you see in the app now?", "teach_back")
RIGHT = says("Did I get that right?", found("closed_question", confirms=True))
WORKS = says("Does that work for you?", "check_satisfaction")
ASKED_AGAIN = says("When did you change it?", found("closed_question", facts=["date"], known=True))
BYE = says("Goodbye.", "close")


def of(criterion, *sentences, scenario=None, before=None, after=OPEN, **extra):
    return level(
        graded(before or customer(), (read(*sentences, **extra), after), scenario=scenario or case()), criterion
    )


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [UNTRUE, R.BLOCKING]),
        (1, [TERM, OTHER_TERM, R.BLOCKING]),
        (1, [BYE]),
        (1, [SHAKY]),
        (1, [VAGUE]),
        (1, [INVENTED]),
        (1, [ASKED_AGAIN]),
        (2, [TERM]),
        (2, [TERM, R.BLOCKING, SHOWN]),
        (3, [R.BLOCKING]),
        (3, [R.NEED]),
        (3, [R.FACTS]),
        (4, [R.BLOCKING, SHOWN]),
        (4, [R.FACTS, RIGHT]),
    ],
)
def test_plain_words(expected, sentences):
    assert of("EC1", *sentences) == expected


def test_a_fact_said_back_wrongly_is_bad_listening_and_no_misleading_information():
    slip = says("You changed it on 13 March.", found("restate", wrong=[("date", "13 March")]))
    assert of("EC1", slip, R.BLOCKING) == 3
    assert of("AL1", slip, R.BLOCKING) == 0


def test_what_misleads_once_keeps_the_plainest_words_from_being_good(scenario):
    plain = (read(R.BLOCKING, SHOWN), OPEN)
    said = [plain, customer("ask"), plain, customer("ask"), (read(UNTRUE), OPEN)]
    card = graded(customer(), *said, scenario=scenario)
    assert level(card, "EC1") == 2


@pytest.mark.parametrize(
    ("expected", "sentences", "counted"),
    [
        (1, [BYE], {}),
        (1, [R.BLOCKING], {"steps": 7}),
        (1, [R.BLOCKING], {"steps": 9, "numbered": True}),
        (1, [R.BLOCKING], {"words": 251}),
        (1, [R.BLOCKING, says("When? Where? Which? Who?", "interrogate")], {}),
        (2, [R.BLOCKING], {"steps": 4}),
        (2, [R.BLOCKING], {"words": 141}),
        (2, [R.BLOCKING, WORKS], {"words": 141}),
        (3, [R.BLOCKING], {"steps": 3, "words": 140}),
        (3, [R.BLOCKING], {"steps": 4, "numbered": True}),
        (3, [R.BLOCKING, WORKS], {"steps": 4, "numbered": True}),
        (3, [R.BLOCKING, says("Anything else?", found("check_satisfaction", general=True))], {}),
        (3, [R.BLOCKING, says("Okay?", found("check_satisfaction", 0.3))], {}),
        (4, [R.BLOCKING, WORKS], {}),
        (4, [R.BLOCKING, SHOWN], {"steps": 3}),
    ],
)
def test_as_much_as_one_message_can_carry(expected, sentences, counted):
    assert of("EC2", *sentences, **counted) == expected


POST = found("offer_solution", outcome="post", fit=0.8, stage="offer")
COURIER = says("I can send it by courier.", found("offer_solution", outcome="courier", fit=0.9, stage="offer"))
FOR_THE_TRIP = says("I can send it by courier for the trip.", found("offer_solution", facts=["trip"], stage="offer"))
OR_POST = says("Or by post.", found("offer_option", outcome="post", fit=0.8, stage="offer"))
NO = says("A transfer is not possible,", found("set_limit", parts="reason"))
NO_BUT = says("I can't transfer it, cash is possible.", found("set_limit", parts="reason alternative"))
BARE = says("We can't do that.", "bare_no")


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [R.CALM_DOWN, COURIER]),
        (0, [R.FORGOT]),
        (0, [says("You idiot.", "insult")]),
        (0, [says("It is only a card.", "dismiss"), COURIER]),
        (1, [BARE]),
        (1, [R.YOUR_FAULT]),
        (1, [says("Call another department.", "cold_transfer")]),
        (1, [says("We can't do that.", "bare_no", "dismiss")]),
        (1, [R.FACTS]),
        (1, [NO]),
        (2, [BARE, COURIER]),
        (2, [BARE, R.WORRY, SHOWN]),
        (2, [COURIER]),
        (3, [R.OURS, TOLD]),
        (3, [R.FACTS, COURIER]),
        (3, [R.FACTS, NO_BUT]),
        (3, [R.FACTS, SHOWN]),
        (3, [says("That is hard.", found("acknowledge", 0.6)), FOR_THE_TRIP]),
        (4, [R.WORRY, FOR_THE_TRIP]),
        (4, [R.OURS, COURIER, WORKS]),
        (4, [R.OURS, COURIER, OR_POST]),
    ],
)
def test_saying_what_can_be_done(expected, sentences):
    assert of("EC3", *sentences) == expected


def test_a_calm_customer_needs_no_word_for_their_upset():
    calm = customer(band="calm")
    assert of("EC3", COURIER, before=calm) == 3


def test_a_no_beside_something_that_can_be_done_is_quoted_as_one_way(scenario):
    card = graded(customer(), (read(R.FACTS, COURIER, NO), OPEN), scenario=scenario)
    assert {one.quote for one in finding(card, "EC3").evidence} == {COURIER.words, NO.words}


SENDING = found("commit_next_step", outcome="courier", stage="will", parts="who what when")
THURSDAY = says("I'm sending it on Thursday.", SENDING)
WITH_FALLBACK = says(
    "I'll call by 5, or write if I can't reach you.",
    found("commit_next_step", stage="will", parts="who what when fallback"),
)
UNKNOWN = says("I don't know the hour yet.", found("answer", unsure=True))


@pytest.mark.parametrize(
    ("expected", "sentences"),
    [
        (0, [says("Guaranteed tomorrow.", found("false_promise", policy="no-day")), THURSDAY, NO]),
        (0, [says("I'll have it there tomorrow.", found("commit_next_step", policy="no-day", parts="who what when"))]),
        (1, [R.FACTS]),
        (1, [R.WORRY, R.NEED]),
        (2, [COURIER]),
        (2, [VAGUE]),
        (2, [UNKNOWN]),
        (3, [THURSDAY]),
        (3, [NO]),
        (4, [THURSDAY, NO]),
        (4, [THURSDAY, UNKNOWN]),
        (4, [WITH_FALLBACK]),
    ],
)
def test_saying_what_to_expect(expected, sentences):
    assert of("EC4", *sentences) == expected


def test_a_false_promise_of_which_the_reader_is_not_sure_costs_nothing():
    unsure = says("Tomorrow, I think.", found("false_promise", confidence=0.4, policy="no-day"))
    assert of("EC4", unsure, THURSDAY) == 3


def test_one_false_promise_caps_what_later_words_can_earn(scenario):
    false = (read(says("Guaranteed tomorrow.", found("false_promise", policy="no-day"))), OPEN)
    card = graded(customer(), false, customer("press"), (read(THURSDAY, NO), OPEN), scenario=scenario)
    assert level(card, "EC4") == 2


@pytest.mark.parametrize("criterion", ["EC1", "EC2", "EC3", "EC4"])
def test_nothing_that_was_understood_gives_no_opportunity(scenario, criterion):
    unread = read(says("hgfd"), unclear=True)
    assert finding(graded(customer(), (unread, OPEN), scenario=scenario), criterion).status == "no_opportunity"
    assert finding(graded(customer()), criterion).status == "no_opportunity"


@pytest.mark.parametrize("criterion", ["EC1", "EC2", "EC3", "EC4"])
def test_every_reply_is_an_opportunity_and_words_beside_the_case_earn_nothing(scenario, criterion):
    weather = read(says("Nice weather today.", "off_topic"))
    assert level(graded(customer(), (weather, OPEN), scenario=scenario), criterion) == 1


PLAIN = {
    "EC1": (R.FACTS, COURIER),
    "EC2": (R.FACTS, COURIER),
    "EC3": (R.FACTS, COURIER),
    "EC4": (R.FACTS, THURSDAY),
}


@pytest.mark.parametrize(
    ("criterion", "untold", "gladly", "in_vain"),
    [("EC1", 3, 4, 1), ("EC2", 3, 4, 1), ("EC3", 3, 4, 1), ("EC4", 3, 3, 2)],
)
def test_without_a_case_the_customers_next_words_show_whether_it_arrived(criterion, untold, gladly, in_vain):
    def then(*after):
        return level(graded(customer(), read(*PLAIN[criterion]), *after), criterion)

    assert then() == untold
    assert then(customer("thank", band="calm")) == gladly
    assert then(customer("repeat")) == in_vain


@pytest.mark.parametrize("criterion", ["EC1", "EC2"])
def test_in_a_case_the_level_does_not_hang_on_the_customers_next_words(scenario, criterion):
    reply = (read(R.FACTS, COURIER), OPEN)
    for act in ("thank", "repeat"):
        assert level(graded(customer(), reply, customer(act), scenario=scenario), criterion) == 3


@pytest.mark.parametrize("criterion", ["EC1", "EC2"])
def test_the_same_words_sent_again_are_no_second_opportunity(scenario, criterion):
    again = read(BYE, repeated=1.0, flags=("repeated",))
    once = (read(R.FACTS, COURIER), OPEN)
    card = graded(customer(), once, customer("repeat"), (again, OPEN), scenario=scenario)
    assert level(card, criterion) == 3
