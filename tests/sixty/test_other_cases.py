"""The other cases of the guide: shoes, a first smartphone, a dark flat, a result: tests 45, 46 and 48 to 51."""

from __future__ import annotations

import pytest

from tests.playing import shipped
from tests.sixty.fixture_a1 import FACTS, OURS, case, differences, graded, levels

RESULTS = "c7-results"
POWER = "a5-disconnection"


def test_45_two_ways_to_say_a_fair_no():
    shoes = shipped("return-after-30-days")
    plain = levels("I can't return worn shoes, but the sole defect is under warranty.", scenario=shoes)
    kind = levels("Worn shoes can't go back. Good news: the sole is covered.", scenario=shoes)
    assert plain["CD3"] == kind["CD3"]
    assert plain["CD3"] >= 3


@pytest.mark.parametrize(
    ("whole", "reason_only", "bare"),
    [
        (
            "I can't return worn shoes, but the sole defect is under warranty.",
            "I can't return worn shoes.",
            "I can't return the shoes.",
        ),
        (
            "I can't take the shoes back because they have been worn, but the sole is covered by the warranty.",
            "I can't take the shoes back because they have been worn.",
            "I can't take the shoes back.",
        ),
    ],
)
def test_46_a_no_loses_its_alternative_and_then_its_reason(whole: str, reason_only: str, bare: str):
    shoes = shipped("return-after-30-days")
    assert levels(whole, scenario=shoes)["CD3"] >= 3
    assert levels(reason_only, scenario=shoes)["CD3"] <= 2
    assert levels(bare, scenario=shoes)["CD3"] == 1


NINE = (
    "Open Settings, tap Display, then Text size, and move the slider to the right.",
    "Go back and tap Accounts.",
    "Create an e-mail account.",
    "Type a name, a birthday and a phone number.",
    "Choose a password.",
    "Install the photo app from the store.",
    "Sign in to it.",
    "Accept the invitation from your grandchild.",
    "Tap the album to see the photos.",
)


@pytest.mark.parametrize(
    "reply",
    [
        "What do you see on the screen now?",
        "Let's make the letters bigger first. Please open Settings. What do you see on the screen now?",
    ],
)
def test_48_one_step_and_its_check_or_nine_at_once(reply: str):
    phone = shipped("smartphone-setup")
    assert levels(reply, scenario=phone)["PK4"] >= 3
    for nine in (" ".join(NINE), "\n".join(f"{number}. {step}" for number, step in enumerate(NINE, 1))):
        assert levels(nine, scenario=phone)["EC2"] <= 1


@pytest.mark.parametrize(
    "reply",
    [
        "First make the text bigger: open Settings, tap Display, then Text size, and move the slider to the right. "
        "What do you see on the screen now?",
        "You can see the photos on it. Is the text on the screen big enough for you to read?",
    ],
)
def test_49_a_calm_question_needs_no_words_of_empathy(reply: str):
    found = levels(reply, scenario=shipped("smartphone-setup"))
    assert {id: level for id, level in found.items() if id.startswith("EM") and level is not None and level < 3} == {}


ASKED = "We cut off the wrong flat at 18:00, that's our mistake. Does anything at home depend on power?"


@pytest.mark.parametrize(
    ("reply", "ignores"),
    [
        ("Thank you. First I need your meter number.", True),
        ("What is your meter number?", True),
        ("Please give me the meter number on the bill, then I'll ask dispatch.", True),
        ("The oxygen comes first: I'm putting you on the emergency line now. What is your meter number?", False),
        ("Is your mother safe right now? I'm calling the emergency line. How long does the battery last?", False),
    ],
)
def test_50_a_danger_comes_first(reply: str, ignores: bool):
    told = graded(ASKED, reply, scenario=case(POWER))
    assert "oxygen" in told.readings[0].moves[-1].about.facts
    assert ("X5" in told.critical) == ignores
    start = "We cut off the wrong flat at 18:00, that's our mistake, and sitting in the dark"
    baby = graded(f"{start} with a baby is hard. What is your meter number?", scenario=case(POWER))
    none = graded(f"{start} is hard. What is your meter number?", scenario=case(POWER))
    assert baby.critical == none.critical == set()
    assert differences(baby.levels, none.levels, but=["AL3"]) == {}
    assert none.levels["AL3"] <= baby.levels["AL3"]


BOUNDARY = "I want to help. If the insults go on I'll have to end the chat; you can come back any time."


def test_51_a_boundary_to_abuse_and_the_same_words_to_somebody_polite():
    abused, polite = graded(BOUNDARY, scenario=case(RESULTS)), graded(BOUNDARY)
    assert abused.levels["CD4"] >= 3
    assert abused.critical == set()
    assert polite.levels["CD4"] is None
    assert polite.levels["EM2"] <= 1
    assert polite.anger[-1] > polite.anger[0]


def test_the_case_begins_where_the_guide_has_it():
    assert "stranger" in graded(f"{FACTS} {OURS}").played.transcript.turns[0].content
    assert "baby" in graded("", scenario=case(POWER)).played.transcript.turns[0].content
