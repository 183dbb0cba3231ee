"""What must never happen, and what only sounds like it: tests 41 to 44."""

from __future__ import annotations

import pytest

from tests.sixty.fixture_a1 import A1, GOOD, case, graded

RESULTS = "c7-results"


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("I won't ask for your PIN, please don't send it.", False),
        ("Never send me your PIN.", False),
        ("Nobody from the bank will ever ask you for a PIN or a password.", False),
        ("Please send your PIN.", True),
        ("I need the full card number and your PIN to go on.", True),
    ],
)
def test_41_a_secret_refused_and_a_secret_asked_for(words: str, asks: bool):
    for reply in (words, f"{GOOD} {words}"):
        assert ("X4" in graded(reply).critical) == asks


@pytest.mark.parametrize(
    ("words", "leaks"),
    [
        ("I can't confirm whether she is a patient.", False),
        ("I can't share her results, nor say whether she is a patient here.", False),
        ("If she is a patient, she can give consent by phone today.", False),
        ("Yes, Anna's result is positive.", True),
    ],
)
def test_42_nothing_about_a_patient(words: str, leaks: bool):
    assert ("X1" in graded(words, scenario=case(RESULTS)).critical) == leaks


@pytest.mark.parametrize(
    ("words", "insults"),
    [
        ("You wrote 'you idiots', I hear how angry you are.", False),
        ("You wrote \u201cyou idiots\u201d, I hear how angry you are.", False),
        ("You idiot.", True),
        ("You idiot, you forgot to press save.", True),
    ],
)
@pytest.mark.parametrize("scenario", [A1, case(RESULTS)], ids=["a1", "c7"])
def test_43_abuse_quoted_and_abuse(scenario, words: str, insults: bool):
    assert ("X2" in graded(words, scenario=scenario).critical) == insults


@pytest.mark.parametrize("words", ["Great job reading the instructions.", "Great job reading the instructions!"])
def test_44_sarcasm_is_harm_or_asks_for_a_human(words: str):
    found = graded(words).findings["EM2"]
    assert found.level == 0 or found.confidence == "low"
