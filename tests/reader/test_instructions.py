"""Instructions to the customer: how many steps one message asks for, and whether they are numbered."""

from __future__ import annotations

import pytest
from heard import heard

from roleplay.domain.reading import Features

QUESTION = "How do I make the letters bigger?"


def counted(text: str) -> Features:
    return heard(text, QUESTION).features


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        (1, "Open the settings."),
        (1, "Please open the settings."),
        (1, "You need to restart the phone."),
        (1, "Now press Start."),
        (1, "If it fails, press Reset."),
        (1, "When the light is green, press Start."),
        (2, "Open the settings. Tap Display."),
        (3, "First open Settings, then tap Display, and then choose Text size."),
        (3, "open the settings\ntap Display\nchoose Text size"),
        (7, "Open Settings. Tap Display. Choose Text size. Move the slider. Go back. Tap Accounts. Type a name."),
    ],
)
def test_each_thing_that_the_customer_is_told_to_do_is_a_step(steps: int, text: str) -> None:
    assert counted(text).steps == steps


@pytest.mark.parametrize(
    "text",
    [
        "I'll open the settings for you.",
        "I've opened a ticket for you.",
        "I'm sending you a photo of it.",
        "What do you see now?",
        "The letters are in the settings.",
        "Don't open the settings.",
        'You wrote "open the settings".',
        "It opens by itself.",
        "Have a good day!",
        "",
        "Take care!",
        "Let me know.",
    ],
)
def test_what_the_agent_does_asks_or_tells_is_no_step(text: str) -> None:
    assert counted(text).steps == 0


def test_a_step_is_an_explanation_of_how_to_do_it() -> None:
    reading = heard("Open the settings and tap Display.", QUESTION)
    assert reading.has("explain", "answer")
    assert not reading.unclear


STEPS = ("Open the settings", "Tap Display", "Choose Text size")


@pytest.mark.parametrize(
    "mark",
    [
        "1.",
        "1)",
        "-",
        "*",
        "•",
        "step 1",
        "Step 1:",
    ],
)
def test_lines_that_begin_with_a_number_or_a_bullet_are_numbered(mark: str) -> None:
    lines = [f"{mark.replace('1', str(number))} {step}" for number, step in enumerate(STEPS, 1)]
    assert counted("\n".join(lines)).numbered
    assert counted("Here is how:\n" + "\n".join(f"  {line}" for line in lines)).numbered


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"{step}." for step in STEPS),
        "\n".join(STEPS),
        "1. Open the settings.\nThen tap Display.",
        "It costs 1. or 2. of them.",
        "10 euros\n20 euros",
        "-5 degrees\n-6 degrees",
    ],
)
def test_other_lines_are_not(text: str) -> None:
    assert not counted(text).numbered


@pytest.mark.parametrize("mark", ["{}. {}", "{}) {}", "- {1}", "• {1}"])
def test_numbers_and_bullets_do_not_change_how_many_steps_there_are(mark: str) -> None:
    lines = "\n".join(mark.format(number, f"{step}.") for number, step in enumerate(STEPS, 1))
    assert counted(lines).steps == len(STEPS)


def test_a_numbered_list_of_no_steps_has_none() -> None:
    found = counted("1. It is blocked.\n2. A new one comes.")
    assert (found.steps, found.numbered) == (0, True)
