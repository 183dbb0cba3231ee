"""Grounding: what a move refers to in this case and at this point of the conversation."""

# ruff: noqa: E501  (a reply stays on one line)

from __future__ import annotations

from dataclasses import replace

import pytest
from heard import CARD, SHOES, harms, heard, heard_in, kinds, one, start
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.reading import Reading

OPENS = "Good morning. Can you help me with this?"
RETURN, PHONE = "return-after-30-days", "smartphone-setup"
AFTER_CHECK = replace(start(SHOES), done=("check-stock",))
AFTER_RACE = replace(start(SHOES), told=(*start(SHOES).told, "race-saturday"))
LOOKED_UP = replace(start(CARD), done=("check-log",))


def facts(reading: Reading) -> set[str]:
    return {fact for move in reading.of("restate") for fact in move.about.facts}


def slips(reading: Reading) -> set[str]:
    return {fact for move in reading.of("restate") for fact, _ in move.about.wrong}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (SHOES, "So you ordered green and we packed blue.", {"ordered-green", "got-blue"}),
        (SHOES, "you wanted green n got blue, sorry", {"ordered-green", "got-blue"}),
        (SHOES, "You've waited a week for the green pair.", {"week-wait"}),
        (SHOES, "After a week's wait you find blue ones in the box, although you bought green.", {"week-wait", "got-blue", "ordered-green"}),
        (CARD, "You changed your address in the app on 3 March and we still posted the card to your old flat.", {"changed-on", "changed-in-app", "old-flat"}),
        (CARD, "You changed it on March 3rd and we mailed it to your previous address.", {"changed-on", "old-flat"}),
        (CARD, "ye changed yer address on 03/03 and we sent it tae the auld flat", {"changed-on", "old-flat"}),
        (CARD, "A stranger may have your card and you can't pay for anything.", {"stranger-risk", "cant-pay"}),
        (CARD, "And this is the second time you had to write.", {"second-contact"}),
    ],
)  # fmt: skip
def test_facts_are_heard_when_they_are_said_back(name: str, text: str, said: set[str]) -> None:
    reading = heard_in(name, text)
    assert said <= facts(reading)
    assert not slips(reading)


@pytest.mark.parametrize(
    ("name", "text", "fact"),
    [
        (SHOES, "So you ordered blue and got green.", "got-blue"),
        (SHOES, "So you got a red pair.", "got-blue"),
        (SHOES, "You ordered size 43.", "size-42"),
        (CARD, "You changed your address on 13 March.", "changed-on"),
        (CARD, "You changed your address in the app on March 5th.", "changed-on"),
        (CARD, "We posted the card to your new flat.", "old-flat"),
        (CARD, "This is the third time you write.", "second-contact"),
    ],
)
def test_facts_said_back_wrongly_are_slips_not_facts(name: str, text: str, fact: str) -> None:
    reading = heard_in(name, text)
    assert fact in slips(reading)
    assert fact not in facts(reading)


def test_a_slip_carries_the_words_that_were_wrong() -> None:
    ((_, words),) = one(heard_in(CARD, "You changed your address on 13 March."), "restate").about.wrong
    assert words == "13 March"


@settings(deadline=None)
@given(
    st.integers(1, 31).filter(lambda day: day != 3),
    st.sampled_from(["{} March", "March {}", "the {}th of March", "{}/03"]),
)
def test_any_other_day_is_a_slip(day: int, spelling: str) -> None:
    assert "changed-on" in slips(heard_in(CARD, f"You changed your address on {spelling.format(day)}."))


@pytest.mark.parametrize("text", ["When do you need the green ones?", "by when d'you need em", "What do you need them for?", "Is there a deadline?", "Tell me which day you need them."])  # fmt: skip
def test_a_question_that_unlocks_a_hidden_fact_asks_for_it(text: str) -> None:
    asked = heard_in(SHOES, text).of("open_question", "closed_question")
    assert any("race-saturday" in move.about.facts and not move.about.known for move in asked)


@pytest.mark.parametrize(
    ("name", "text", "fact"),
    [
        (SHOES, "Which colour did you order?", "ordered-green"),
        (SHOES, "What size do you need?", "size-42"),
        (CARD, "When did you change it?", "changed-on"),
        (CARD, "Is this the first time you contact us?", "second-contact"),
        (CARD, "What is your new address?", "changed-in-app"),
    ],
)
def test_asking_what_was_said_already_is_asking_again(name: str, text: str, fact: str) -> None:
    reading = heard_in(name, text)
    assert "repeat_question" in kinds(reading)
    assert fact in reading.features.dropped


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (CARD, "Just to confirm the 3 March date: that's when you changed it?"),
        (CARD, "You changed it on 3 March, is that right?"),
        (SHOES, "Green in size 42, is that right?"),
        (SHOES, "Just to be sure: you ordered green?"),
        (SHOES, "So you ordered green?"),
        (SHOES, "Did I get that right?"),
    ],
)
def test_a_check_that_names_what_it_checks_is_no_asking_again(name: str, text: str) -> None:
    assert "repeat_question" not in kinds(heard_in(name, text))


def test_did_i_get_that_right_asks_for_a_confirmation() -> None:
    reading = heard_in(SHOES, "You ordered green and we packed blue. Did I get that right?")
    assert any(move.about.confirms for move in reading.of("closed_question", "check_satisfaction"))


@pytest.mark.parametrize(
    ("name", "text", "action", "stage"),
    [
        (SHOES, "I've checked the stock.", "check-stock", "done"),
        (SHOES, "I'm checking the stock.", "check-stock", "doing"),
        (SHOES, "I'll check the stock.", "check-stock", "will"),
        (SHOES, "Let me look at the stock.", "check-stock", "will"),
        (SHOES, "Shall I send the green pair by express?", "send-express", "offer"),
        (SHOES, "I can send it by express.", "send-express", "offer"),
        (SHOES, "It's sent by express.", "send-express", "done"),
        (SHOES, "I've e-mailed you a free return label.", "return-label", "done"),
        (SHOES, "Someone will send the green pair by express.", "send-express", "vague"),
        (SHOES, "The green pair should be sent by express soon.", "send-express", "vague"),
        (CARD, "I've blocked the card.", "block-card", "done"),
        (CARD, "card's blocked", "block-card", "done"),
        (CARD, "I'm blocking it now.", "block-card", "doing"),
        (CARD, "I block it now.", "block-card", "doing"),
        (CARD, "I'll block the card right away.", "block-card", "doing"),
        (CARD, "I can put a virtual card on your phone.", "issue-virtual", "offer"),
        (CARD, "The card should be blocked by now.", "block-card", "vague"),
        (CARD, "I had a look at the log.", "check-log", "done"),
        (CARD, "I looked into the change log.", "check-log", "done"),
    ],
)
def test_a_deed_is_known_by_its_action_and_how_far_it_is(name: str, text: str, action: str, stage: str) -> None:
    deeds = heard_in(name, text).of("commit_next_step", "offer_solution")
    assert (action, stage) in {(move.about.action, move.about.stage) for move in deeds}


@pytest.mark.parametrize("text", ["I haven't blocked the card.", "I can't block the card.", "If I block it, it stays blocked.", "Did you block the card?", "You wrote 'block the card'."])  # fmt: skip
def test_what_is_not_done_is_no_deed(text: str) -> None:
    deeds = heard_in(CARD, text).of("commit_next_step")
    assert not [move for move in deeds if move.about.stage in ("done", "doing", "will")]


def test_a_deed_that_the_desk_cannot_do_is_invented() -> None:
    deeds = heard_in(CARD, "I spoke to your neighbour about it.").of("commit_next_step", "offer_solution")
    assert any(move.about.invented for move in deeds)


PROMISES = ["They will arrive on Thursday.", "You'll get them by Friday.", "They'll be with you on Saturday.", "You will have the shoes on Thursday, I promise."]  # fmt: skip


@pytest.mark.parametrize("text", PROMISES)
def test_a_day_named_before_the_check_breaks_the_policy(text: str) -> None:
    (promise,) = heard_in(SHOES, text).of("false_promise")
    assert promise.about.policy == "no-day-before-stock"


@pytest.mark.parametrize("text", PROMISES)
def test_a_day_named_after_the_check_breaks_nothing(text: str) -> None:
    assert not heard_in(SHOES, text, state=AFTER_CHECK).of("false_promise")


@pytest.mark.parametrize("text", [f"I've checked the stock. {text}" for text in PROMISES[:3]])
def test_a_day_named_after_the_check_in_the_same_reply_breaks_nothing(text: str) -> None:
    assert not heard_in(SHOES, text).of("false_promise")


@pytest.mark.parametrize("text", PROMISES[:3])
def test_a_check_that_comes_after_the_day_comes_too_late(text: str) -> None:
    assert heard_in(SHOES, f"{text} I'll check the stock.").of("false_promise")


@pytest.mark.parametrize("text", ["You'll have them tomorrow.", "You'll get them today."])
def test_a_day_earlier_than_the_desk_shows_is_false_even_after_the_check(text: str) -> None:
    assert heard_in(SHOES, text, state=AFTER_CHECK).of("false_promise")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (SHOES, "I can't say yet whether they'll arrive on Thursday."),
        (SHOES, "Would Thursday be early enough?"),
        (SHOES, "You need them by Friday."),
        (SHOES, "If they're in stock, they arrive on Thursday."),
        (SHOES, "You were told they'd arrive on Thursday."),
        (SHOES, "You don't have to pay for the postage."),
        (SHOES, "I never send them only after we receive the blue ones."),
        (CARD, "I can't promise you tomorrow."),
        (CARD, "It won't be there tomorrow, but by Wednesday."),
        (CARD, "I don't know yet whether the app failed."),
        (CARD, "Was it because of the app? I'll find out."),
        (CARD, "You said the app showed a technical error."),
    ],
)
def test_what_is_not_promised_breaks_no_policy(name: str, text: str) -> None:
    assert not heard_in(name, text).of("false_promise")


def test_a_cause_is_a_guess_before_the_log_and_an_explanation_after_it() -> None:
    text = "The card had already been printed from the old record."
    assert heard_in(CARD, text).of("false_promise")
    assert not heard_in(CARD, text, state=LOOKED_UP).of("false_promise")
    assert not heard_in(CARD, f"I looked into the log. {text}").of("false_promise")


def test_standard_post_fits_less_once_the_race_is_known() -> None:
    text = "I can send the green pair by standard post."
    before, after = heard_in(SHOES, text), heard_in(SHOES, text, state=AFTER_RACE)
    assert one(before, "offer_solution").about.fit > one(after, "offer_solution").about.fit


@pytest.mark.parametrize("text", ["I can't return worn shoes, but the sole defect is under warranty.", "I can't take them back, but the sole is under warranty.", "I can't take them back. A repair is possible, though."])  # fmt: skip
def test_a_no_beside_something_else_that_helps_is_fair(text: str) -> None:
    reading = heard_in(RETURN, text, "I want to give my worn shoes back.")
    assert "alternative" in one(reading, "set_limit").about.parts
    assert not harms(reading)


@pytest.mark.parametrize("text", ["I can't refund you. You bought them under warranty.", "I can't refund you. Your refund is declined.", "I can't do that."])  # fmt: skip
def test_a_no_beside_nothing_that_helps_is_bare(text: str) -> None:
    assert "bare_no" in kinds(heard_in(RETURN, text, "I want to give my worn shoes back."))


@pytest.mark.parametrize("text", ["What would make it right for you?", "What's wrong with the right shoe?", "What's on your screen right now?", "Is the right shoe broken?"])  # fmt: skip
def test_a_question_of_its_own_confirms_nothing(text: str) -> None:
    asked = heard_in(RETURN, text, "I want to give my shoes back.").of("open_question", "closed_question")
    assert asked
    assert not any(move.about.confirms for move in asked)


@pytest.mark.parametrize("text", ["What do you need the card for this week, so I can choose between courier and a virtual card?", "So that I send it the right way: what do you need the card for?"])  # fmt: skip
def test_what_a_question_is_asked_for_is_no_offer(text: str) -> None:
    reading = heard_in(CARD, text)
    assert one(reading, "open_question").quality == 1.0
    assert reading.features.questions == 1
    assert not reading.of("offer_solution", "offer_option", "commit_next_step", "closed_question")


def test_two_ways_named_as_a_question_are_offers() -> None:
    reading = heard_in(RETURN, "New pair or repair?", "The sole came off.")
    assert {move.about.outcome for move in reading.of("offer_solution", "offer_option")} == {"new-pair", "repair"}


@pytest.mark.parametrize("text", ["Blue or green?", "Is it the left or the right one?", "Could I ask what happened?"])
def test_two_things_that_are_no_ways_out_are_asked_for(text: str) -> None:
    reading = heard_in(RETURN, text, "The sole came off.")
    assert reading.of("open_question", "closed_question")
    assert not reading.of("offer_solution")


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Both done.", {"order-express", "issue-virtual"}),
        ("I've done both for you.", {"order-express", "issue-virtual"}),
        ("OK, activated.", {"issue-virtual"}),
        ("Done.", {"issue-virtual"}),
    ],
)
def test_done_means_what_was_offered(text: str, actions: set[str]) -> None:
    offered = replace(start(CARD), offered=("express-card", "order-express", "virtual-card", "issue-virtual"))
    assert {move.about.action for move in heard_in(CARD, text, state=offered).of("commit_next_step")} == actions


@pytest.mark.parametrize("text", ["A courier needs two working days.", "It works online and by phone.", "I'll tell you the day."])  # fmt: skip
def test_an_everyday_word_of_a_label_names_nothing(text: str) -> None:
    assert not [move for name in (CARD, SHOES) for move in heard_in(name, text).moves if move.about.outcome]


@pytest.mark.parametrize("text", ["The annual report is printed.", "The statues are shown in the hall.", "All of them are told on the tour.", "The letters are sent by steamboat."])  # fmt: skip
def test_what_is_done_elsewhere_is_no_deed(text: str) -> None:
    assert not [move for name in (CARD, SHOES) for move in heard_in(name, text).of("commit_next_step")]


@pytest.mark.parametrize("text", ["The card is blocked.", "It's blocked now.", "Everything is booked.", "The virtual card is activated."])  # fmt: skip
def test_what_is_done_here_is_a_deed(text: str) -> None:
    assert heard_in(CARD, text).of("commit_next_step")


@pytest.mark.parametrize("text", ["Can you tap the grey wheel, please?", "Could you slide the dot to the right for me?"])  # fmt: skip
def test_a_step_asked_for_politely_is_told(text: str) -> None:
    reading = heard_in(PHONE, text, "It's too small to read. What do I press?")
    assert one(reading, "answer").about.requests
    assert not reading.of("closed_question")


@pytest.mark.parametrize("text", ["Can you see the grey wheel?", "Can you open it now?", "Can you read the letters?"])
def test_a_question_whether_a_step_went_well_stays_one(text: str) -> None:
    assert heard_in(PHONE, text, "It's too small to read.").of("closed_question")


def test_who_disputes_a_fact_gets_it_wrong_as_well() -> None:
    reading = heard_in(RETURN, "You must have misunderstood him.", "Your colleague promised me that.")
    assert "argue" in kinds(reading)
    assert slips(reading) == {"promised"}


def test_a_second_way_out_is_a_further_option() -> None:
    reading = heard_in(SHOES, "I can send the green pair by express. Or I can give you a refund.")
    assert one(reading, "offer_solution").about.outcome == "express-exchange"
    assert one(reading, "offer_option").about.outcome == "refund"


@pytest.mark.parametrize("text", ["Yes, it was saved, but the card had been printed that day.", "It takes two working days because a courier brings it.", "The delay came from our printer."])  # fmt: skip
def test_a_statement_after_a_question_is_an_answer(text: str) -> None:
    assert "answer" in kinds(heard(text, "Why did my card take so long?"))


@pytest.mark.parametrize("text", ["I'm sorry.", "Thank you for writing.", "I understand your frustration."])
def test_only_courtesies_after_a_question_pass_over_it(text: str) -> None:
    assert "ignore_question" in kinds(heard(text, "Where is my refund?"))


@pytest.mark.parametrize(
    "text", ["No.", "It's with the bank.", "I don't know yet, I'll find out.", "Which card was it?", "Purple monkeys."]
)
def test_anything_that_may_be_an_answer_passes_over_nothing(text: str) -> None:
    assert "ignore_question" not in kinds(heard(text, "Where is my refund?"))


def test_a_good_first_reply_has_no_fault() -> None:
    good = "You changed your address in the app on 3 March and we still posted the card to your old flat. That is our mistake, and a card in a stranger's hands is worrying. I'm blocking it now. What do you need the card for in the next days?"  # fmt: skip
    reading = heard_in(CARD, good)
    assert not harms(reading)
    assert {"restate", "take_ownership", "acknowledge", "commit_next_step", "open_question"} <= kinds(reading)


@pytest.mark.parametrize(
    ("case", "text", "action"),
    [
        ("battery-and-cello", "I'm opening their book now.", "lookup-partner"),
        ("renewed-for-a-year", "Let me pull up when and where we sent the notices.", "check-notice"),
        ("renewed-for-a-year", "i'm looking in our log to see where it went who reads our mail at your firm?", "check-notice"),
        (SHOES, "ok checking if there is a green 42 on the shelf before i promise anything", "check-stock"),
        (SHOES, "Let me check what was ordered and what we packed.", "check-order"),
        (RETURN, "Let me hunt for it in our card payments then.", "find-payment"),
    ],
)  # fmt: skip
def test_a_look_up_is_known_by_what_is_looked_at(case: str, text: str, action: str) -> None:
    assert action in {move.about.action for move in heard_in(case, text, OPENS).of("commit_next_step")}


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (CARD, "That card should never have gone there."),
        (PHONE, "Looking at photos costs nothing extra."),
        ("forty-seats", "Single sign-on comes with B and C."),
        ("renewed-for-a-year", "That's a good idea, I'll pass it on."),
        ("renewed-for-a-year", "ok i see also mails went to colin and nobody open"),
    ],
)
def test_what_carries_nothing_of_the_case_out_is_none_of_its_actions(case: str, text: str) -> None:
    assert not {move.about.action for move in heard_in(case, text, OPENS).of("commit_next_step")} - {None}
