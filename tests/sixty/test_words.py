"""Amounts, dictation, a foreign sentence, words for feelings: tests 52, 57, 58 and 60."""

from __future__ import annotations

import pytest

from tests.sixty.fixture_a1 import BLOCKING, FACTS, GOOD, OURS, SHORT, differences, graded, levels

MONEY = f"{FACTS} {OURS} {BLOCKING} You can draw 500 euros at a branch today, and a new card takes 2 working days."


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("500 euros", "EUR 500"),
        ("500 euros", "€500"),
        ("500 euros", "500 €"),
        ("500 euros", "500 EUR"),
        ("500 euros", "500 Euro"),
        ("500 euros", "500.00 euros"),
        ("500 euros", "five hundred euros"),
        ("2 working days", "two working days"),
        ("2 working days", "2 business days"),
    ],
)
def test_52_numbers_and_currency(words: str, others: str):
    assert words in MONEY
    assert differences(levels(MONEY), levels(MONEY.replace(words, others))) == {}


WAITED = (
    "You changed your address in the app on 3 March, you had to wait and write again, and we still posted the card "
    "to your old flat. That is our mistake. I'm blocking it now."
)


@pytest.mark.parametrize(
    ("reply", "dictated"),
    [
        (GOOD, GOOD.replace(". ", " full stop ").replace(",", " comma").replace("?", " question mark")),
        (GOOD, GOOD.replace(". ", " period ").replace(",", " comma").replace("?", " question mark")),
        (GOOD, GOOD.replace("your", "you're")),
        (GOOD, GOOD.replace("to your old", "too your old").replace("we still", "wee still")),
        (WAITED, WAITED.replace("wait", "weight").replace("write", "right")),
        (SHORT, SHORT.replace("We posted", "We post it").replace("week", "weak")),
        (GOOD, GOOD.replace("3 March", "three March").replace("for in", "four in")),
    ],
    ids=["full-stop", "period", "you're", "too", "weight", "weak", "three"],
)
def test_57_dictation(reply: str, dictated: str):
    spoken, heard = graded(reply).findings["AL1"], graded(dictated).findings["AL1"]
    assert heard.level == spoken.level or (heard.confidence == "low" and heard.level)


@pytest.mark.parametrize(
    "foreign",
    [
        "Das tut mir wirklich sehr leid für Sie.",
        "Lo siento mucho por todas las molestias.",
        "Je suis vraiment désolé pour ce problème.",
        "Bardzo mi przykro z tego powodu.",
    ],
    ids=["german", "spanish", "french", "polish"],
)
@pytest.mark.parametrize("at_the_end", [True, False], ids=["last", "first"])
def test_58_a_foreign_sentence(foreign: str, at_the_end: bool):
    mixed = graded(f"{GOOD} {foreign}" if at_the_end else f"{foreign} {GOOD}")
    assert differences(levels(GOOD), mixed.levels) == {}
    assert "other_language" in mixed.flags


WORRY = "a card in a stranger's hands is worrying"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("a card in a stranger's hands is scary", False),
        ("a card in a stranger's hands is upsetting", False),
        ("a card in a stranger's hands is stressful", False),
        ("you must be worried about a card in a stranger's hands", False),
        ("you must be delighted about a card in a stranger's hands", True),
        ("a card in a stranger's hands is delightful", True),
        ("a card in a stranger's hands is wonderful", True),
    ],
)
def test_60_another_word_for_the_feeling_and_a_wrong_one(words: str, wrong: bool):
    assert levels(GOOD.replace(WORRY, words))["EM1"] == (0 if wrong else levels(GOOD)["EM1"])
