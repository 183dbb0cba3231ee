"""Hollow phrases against particulars, where no scenario says what the case is."""

from __future__ import annotations

import pytest
from heard import SHOES, heard, heard_in, said

from roleplay.domain.reading import Move, Reading
from roleplay.reader import read

QUESTION = "My washing machine, a Bosch, has been leaking since 3 March and the kitchen floor is wet."
SHEET = "Technicians come on Tuesdays. A new hose is free."
DEEDS = ("commit_next_step", "offer_solution", "offer_option", "explain", "answer", "reassure")


def heard_with(text: str, sheet: str = "", question: str = QUESTION) -> Reading:
    return read(text, None, None, said(question), sheet)


def deed(text: str, sheet: str = "", question: str = QUESTION) -> Move:
    """What the reply does or tells, at its best."""
    return max(heard_with(text, sheet, question).of(*DEEDS), key=lambda move: move.quality)


@pytest.mark.parametrize(
    "text",
    [
        "I'll look into it.",
        "I'll get back to you.",
        "I'll see what I can do.",
        "I can offer you a solution.",
        "There are several options.",
        "A technician will come.",
    ],
)
def test_what_could_be_said_to_anybody_is_hollow_and_worth_little(text: str) -> None:
    for found in heard_with(text).of(*DEEDS):
        assert found.about.hollow
        assert found.quality == 0.3
        assert found.confidence <= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "I'll look into the washing machine.",
        "I'll call you by 17:00 today.",
        "I can offer you a new hose for the Bosch.",
        "The water comes from the kitchen tap.",
        "I've ordered a new one for 3 March.",
    ],
)
def test_a_thing_a_date_or_an_hour_of_this_case_makes_it_particular(text: str) -> None:
    found = deed(text)
    assert not found.about.hollow
    assert found.quality >= 0.6


@pytest.mark.parametrize(
    ("hollow", "one", "more"),
    [
        (
            "I can offer you something.",
            "I can offer you something for the Bosch.",
            "I can offer you a new Bosch machine.",
        ),
        (
            "We can bring you another one.",
            "We can bring you another one for the Bosch.",
            "We can bring you another Bosch machine.",
        ),
    ],
)
def test_the_more_particulars_the_more_it_is_worth(hollow: str, one: str, more: str) -> None:
    worth = [max((move.quality for move in heard_with(text).of(*DEEDS)), default=0.0) for text in (hollow, one, more)]
    assert worth[0] < worth[1] < worth[2]


def test_words_of_the_agents_sheet_belong_to_the_case() -> None:
    assert deed("I'll send a technician.").about.hollow
    assert not deed("I'll send a technician.", SHEET).about.hollow


def test_the_same_words_are_particular_to_one_customer_and_hollow_to_another() -> None:
    text = "I'll send you a new hose."
    assert deed(text).about.hollow
    assert not deed(text, question="The hose of my washing machine is leaking.").about.hollow


@pytest.mark.parametrize("text", ["Booked.", "I've booked it.", "I'm booking it."])
def test_a_short_word_of_a_deed_done_leans_on_what_was_said_before(text: str) -> None:
    found = deed(text)
    assert not found.about.hollow
    assert found.quality > 0.3


def test_a_particular_in_the_next_clause_of_the_sentence_counts() -> None:
    assert not deed("I'll look into it, and you get the Bosch back.").about.hollow


def test_a_particular_in_another_sentence_does_not_count() -> None:
    found = heard_with("I'll look into it. I'm sorry about the kitchen floor.").of(*DEEDS)
    assert all(move.about.hollow for move in found)


def test_how_particular_kind_words_are_is_not_measured_so() -> None:
    for move in heard_with("I'm sorry. That is frustrating. Thank you for writing.").moves:
        assert not move.about.hollow


def test_in_a_case_the_scenario_says_what_is_particular() -> None:
    text = "I'll look into it."
    assert any(move.about.hollow for move in heard(text, QUESTION).moves)
    assert not any(move.about.hollow for move in heard_in(SHOES, text).moves)


def test_what_the_customer_told_is_named_as_what_a_deed_is_about() -> None:
    found = deed("I'll send somebody to the leaking washing machine.")
    assert found.about.facts
    assert all(id.startswith("0.") for id in found.about.facts)
