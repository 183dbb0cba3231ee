"""Typing errors are read as what was meant, and words that only look like one are left alone."""

from __future__ import annotations

import pytest
from heard import SHOES, harms, heard, said, scenario, start

from roleplay.reader.situation import Situation
from roleplay.reader.spelling import corrected
from roleplay.reader.words import tokens

NOWHERE = Situation(None, None, ())
CASE = Situation(scenario(SHOES), start(SHOES), said("I ordered the Plovers."))


def right(text: str, situation: Situation = NOWHERE) -> str:
    return " ".join(token.word for token in corrected(tokens(text), situation))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sory aplogise", "sorry apologise"),
        ("tomorow", "tomorrow"),
        ("guarentee", "guarantee"),
        ("frustating", "frustrating"),
        ("mistkae", "mistake"),
        ("worying", "worrying"),
        ("imediately", "immediately"),
        ("pasword", "password"),
        ("plase", "please"),
        ("ned", "need"),
        ("eror", "error"),
        ("stil", "still"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert right(typed) == meant


def test_words_of_the_case_are_put_right_first() -> None:
    assert right("your plovrs", CASE) == "your plovers"


@pytest.mark.parametrize(
    "word",
    [
        "thinks",
        "waiting",
        "blood",
        "strange",
        "locked",
        "usable",
        "letter",
        "advice",
        "changes",
        "misses",
        "promises",
        "talking",
        "saying",
        "bought",
        "broke",
        "status",
        "treat",
        "thread",
        "resort",
        "leading",
        "shared",
        "heating",
        "son",
        "god",
        "met",
        "bite",
        "role",
        "bet",
        "sitting",
    ],
)
def test_everyday_words_are_no_slips(word: str) -> None:
    assert right(word) == word


@pytest.mark.parametrize(
    "text",
    [
        "The blood test is on Monday.",
        "Is the old phone still usable?",
        "You've been waiting since two.",
        "I'll treat you to a coffee.",
        "Nobody thinks that of you.",
    ],
)
def test_no_slip_makes_a_fault_out_of_an_everyday_word(text: str) -> None:
    assert not harms(heard(text, "I need help."))


@pytest.mark.parametrize("word", ["idiom", "moral", "stupor", "pathetically", "clown-fish", "grooms", "fooled"])
def test_no_word_is_corrected_into_abuse(word: str) -> None:
    assert (
        not {"idiot", "moron", "stupid", "pathetic", "clown", "fool"} & set(right(word).split()) or word == "clown-fish"
    )
