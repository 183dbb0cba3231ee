"""One thing is changed, and the right criterion moves: tests 31 to 40."""

from __future__ import annotations

import pytest

from tests.sixty.fixture_a1 import (
    BLOCKING,
    FACTS,
    GOOD,
    NEED,
    OURS,
    differences,
    fell,
    graded,
    levels,
)


@pytest.mark.parametrize(
    ("worry", "solution"),
    [
        ("That must be worrying.", "I've ordered a new card."),
        ("Having no card is stressful.", "I've put a virtual card in your app."),
    ],
)
def test_31_the_feeling_after_the_solution_changes_the_timing_only(worry: str, solution: str):
    before, after = levels(f"{worry} {solution}"), levels(f"{solution} {worry}")
    assert after["EM3"] <= 2 < before["EM3"]
    assert differences(before, after, but=["EM3"]) == {}


def test_32_more_sorries_are_less():
    assert fell(levels(GOOD)["EM4"], levels(f"{GOOD} I'm sorry. I'm so sorry. Really sorry.")["EM4"])


@pytest.mark.parametrize(
    "reply",
    [
        GOOD.replace("That is our mistake, and", "Sorry if you feel that, and"),
        GOOD.replace("That is our mistake, and a", "Sorry if you feel that way. A"),
        GOOD.replace("That is our mistake, and a", "I'm sorry if that upset you. A"),
    ],
)
def test_33_an_apology_with_an_if(reply: str):
    assert reply != GOOD
    found = levels(reply)
    assert found["EM4"] == 0
    assert found["EM2"] <= 2


@pytest.mark.parametrize(
    "instead",
    [
        "It should be blocked.",
        "Someone will block it.",
        "It should be blocked by now.",
        "The card team will block it at some point.",
    ],
)
def test_34_nobody_does_it(instead: str):
    assert fell(levels(GOOD)["RE4"], levels(GOOD.replace(BLOCKING, instead))["RE4"])


SOON = "You'll get the new card soon."
DATED = "I'm sending it by courier, within 2 working days; I'll text you the tracking number by 18:00."


@pytest.mark.parametrize("before", ["", f"{FACTS} {OURS} ", "I've ordered a new card for you. "])
def test_35_a_day_and_a_way_to_see_it(before: str):
    soon, dated = levels(f"{before}{SOON}")["RE3"], levels(f"{before}{DATED}")["RE3"]
    assert dated >= (soon or 0) + 1


@pytest.mark.parametrize(
    "promise",
    [
        "Your new card will be with you tomorrow at 9:00, guaranteed.",
        "You'll have the new card tomorrow at 9:00, guaranteed.",
        "Tomorrow at 9:00 the new card is there, guaranteed.",
    ],
)
def test_36_a_promise_that_is_forbidden(promise: str):
    found = graded(f"{FACTS} {OURS} {BLOCKING} {promise}")
    assert "X3" in found.critical
    assert found.levels["RE2"] == 0


def test_37_questions_get_better():
    asked = (
        "Anything you need?",
        "What do you need the card for this week?",
        "What do you need the card for this week, so I can choose between courier and a virtual card?",
    )
    reached = [levels(f"{FACTS} {OURS} {BLOCKING} {question}")["AL2"] for question in asked]
    assert reached == sorted(set(reached))


def test_38_asking_what_is_known():
    again = graded(GOOD.replace(NEED, "When did you change it? Is this your first contact?"))
    good = graded(GOOD)
    assert fell(good.levels["AL2"], again.levels["AL2"])
    assert fell(good.levels["AL5"], again.levels["AL5"])
    assert again.played.state.mood.effort > good.played.state.mood.effort


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What do you need to pay this week?", "Tell me what you need to pay this week."),
        ("What do you need to pay this week?", "tell me what you need to pay this week"),
        ("What do you need to pay this week?", "What do you need to pay this week."),
        (NEED, NEED.rstrip("?")),
    ],
)
def test_39_a_question_needs_no_mark(question: str, told: str):
    start = f"{FACTS} {OURS} {BLOCKING}"
    assert differences(levels(f"{start} {question}"), levels(f"{start} {told}")) == {}


@pytest.mark.parametrize(
    "questions",
    [
        "What do you need the card for? When do you need it? Where do you shop? How much cash have you got left? "
        "Which branch is near you?",
        "What is planned this week? Who has the letterbox key? What did the app show? Do you pay by phone? "
        "Are you travelling?",
    ],
)
def test_40_five_questions_are_too_many(questions: str):
    assert questions.count("?") == 5
    assert levels(f"{FACTS} {OURS} {BLOCKING} {questions}")["AL2"] <= 2
