"""Inquiries: what a question asks for, by its own words, by its sentence, and by what it names."""

# ruff: noqa: E501  (a reply stays on one line)

from __future__ import annotations

from dataclasses import replace

import pytest
from heard import CARD, SHOES, heard_in, scenario, start

from roleplay.domain.reading import Move, Reading

CELLO, SEATS, RETURN, RENEWED = "battery-and-cello", "forty-seats", "return-after-30-days", "renewed-for-a-year"


def first(name: str, text: str, *told: str) -> Reading:
    """The reading of a first reply to a customer who has told this as well."""
    opening = next(line.text[0] for line in scenario(name).lines if line.act == "open")
    state = start(name)
    return heard_in(name, text, opening, state=replace(state, told=(*state.told, *told)))


def questions(reading: Reading) -> tuple[Move, ...]:
    return reading.of("open_question", "closed_question")


def asked_for(reading: Reading) -> set[str]:
    return {fact for move in questions(reading) for fact in move.about.facts}


@pytest.mark.parametrize(
    ("name", "text", "facts"),
    [
        (CELLO, "Read me whatever is on it, most of all the number before V and the number before Ah.", {"label"}),
        (SEATS, "What sank those better offers, was it money, your staff, the works council?", {"works-council"}),
        (CELLO, "There'll be a sticker with a V number on it, and your ticket should say operated by whom. Read me both.", {"label", "partner"}),
        (SHOES, "And the race, is that soon?", {"race-saturday"}),
        (RETURN, "Who told you that, was that in the shop or on the phone?", {"who-said"}),
    ],
)  # fmt: skip
def test_a_question_asks_for_what_its_sentence_and_its_words_name(name: str, text: str, facts: set[str]) -> None:
    assert facts <= asked_for(first(name, text))


@pytest.mark.parametrize(
    "text",
    [
        "How did you cancel, was it by letter or by mail?",
        "Please tell me, what has come on top of it?",
        "Is there anything that hangs on it, your number for example?",
    ],
)
def test_what_only_leads_up_to_a_question_or_lists_its_answers_is_no_second_one(text: str) -> None:
    assert len(questions(first("billed-after-cancelling", text))) == 1


def test_asking_when_is_no_asking_again_for_what_has_no_date() -> None:
    assert not first(SEATS, "And when does your works council meet?", "works-council").has("repeat_question")


def test_a_question_that_speaks_of_something_new_is_no_asking_again() -> None:
    assert not first(CELLO, "Where were you going to pack the spare one?").has("repeat_question")


def test_asking_for_others_when_one_has_been_told_asks_for_more() -> None:
    [asked] = questions(first(SEATS, "And what sank the others?", "works-council"))
    assert asked.about.general


@pytest.mark.parametrize(
    ("text", "seeks"),
    [
        ("Could you send me a picture of them?", "deed"),
        ("May I have a moment?", "deed"),
        ("Do you still want to be seen in them at all?", "wish"),
        ("Have you got an iphone or an android?", "own"),
        ("Which one?", "nothing"),
    ],
)
def test_what_the_case_knows_nothing_of_is_told_apart_by_what_it_wants(text: str, seeks: str) -> None:
    [found] = questions(first(SHOES, text))
    assert found.about.seeks == seeks


def test_a_nod_that_is_asked_for_makes_no_question_of_a_deed() -> None:
    reading = first(CARD, "I'm blocking the card now, ok?")
    assert [move.about.stage for move in reading.of("commit_next_step")] == ["doing"]
    assert not questions(reading)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("If you hold back your review, I can put 192 euros on your account.", True),
        ("The whole 960 back I can't do.", False),
        ("All of it back we can't do, I'm afraid.", False),
    ],
)
def test_offers_on_terms_break_a_rule_and_what_stands_before_its_no_breaks_none(text: str, broken: bool) -> None:
    assert first(RENEWED, text).has("false_promise") == broken


def test_words_of_the_customers_own_story_name_no_way_out() -> None:
    reading = first(SHOES, "You'll have your green pair, and the blue pair is a mistake.")
    assert all(move.about.outcome != "refund" for move in reading.moves)
