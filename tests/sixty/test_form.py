"""Form is not graded: signs, layout, names, greetings, capitals: tests 19 to 23."""

from __future__ import annotations

from functools import cache

import pytest

from roleplay.domain.scenario import Scenario
from roleplay.formats.scenario import parse_scenario
from roleplay.library import find_scenario
from tests.sixty.fixture_a1 import (
    BLOCKING,
    CARD,
    FACTS,
    GOOD,
    NEED,
    OURS,
    SHORT,
    differences,
    levels,
)

SENTENCES = (FACTS, OURS, BLOCKING, NEED)


@pytest.mark.parametrize(
    "reply",
    [
        GOOD.replace("'", "\u2019"),
        GOOD.replace("'", "\u02bc"),
        GOOD.replace(" ", "  "),
        GOOD.replace(". ", ".  "),
        f"{GOOD} \U0001f642",
        f"{GOOD} \u2764\ufe0f\U0001f44d\U0001f3fd",
        f"{GOOD}\n",
        f"  {GOOD}  \n\n",
        GOOD.replace(". ", ".\r\n"),
        GOOD.replace(". ", ".\n\n"),
        GOOD.replace(" ", "\u00a0"),
    ],
    ids=["curly", "modifier", "double", "wide", "emoji", "emojis", "newline", "padded", "crlf", "lines", "nbsp"],
)
def test_19_quotes_spaces_and_line_ends(reply: str):
    assert differences(levels(GOOD), levels(reply)) == {}


@pytest.mark.parametrize(
    "reply",
    [
        "\n".join(f"- {sentence}" for sentence in SENTENCES),
        "\n".join(f"* {sentence}" for sentence in SENTENCES),
        "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(SENTENCES, 1)),
        "\n".join(f"\u2022 {sentence}" for sentence in SENTENCES),
        GOOD.replace("our mistake", "**our mistake**").replace("3 March", "*3 March*"),
        f"> {FACTS}\n\n{OURS} {BLOCKING} {NEED}",
        GOOD.replace("blocking", "__blocking__"),
    ],
    ids=["dashes", "stars", "numbers", "bullets", "bold", "quote-mark", "underlined"],
)
def test_20_lists_and_marks(reply: str):
    assert differences(levels(GOOD), levels(reply)) == {}


@cache
def called(name: str) -> Scenario:
    """The case with another customer's name."""
    text = find_scenario(CARD).path.read_text("utf-8")
    return parse_scenario(text.replace("Maya", name), f"{name}.toml")


NAMES = ("Emily", "Fatima", "Nguyen", "Kwame", "Łukasz", "Zoë", "Grace", "Mark")
GREETED = f"Hello Maya, this is Tom. {GOOD}"
FINDER = f"{GOOD} Whoever has it, he can't use it any more."


@pytest.mark.parametrize(
    ("plain", "other", "customer"),
    [
        *((GREETED, GREETED.replace("Tom", name), "Maya") for name in NAMES),
        *((GREETED, GREETED.replace("Maya", name), name) for name in NAMES),
        *((FINDER, FINDER.replace(" he ", f" {he} "), "Maya") for he in ("she", "they")),
    ],
    ids=[*(f"from-{name}" for name in NAMES), *(f"to-{name}" for name in NAMES), "she", "they"],
)
def test_21_whoever_writes_to_whom(plain: str, other: str, customer: str):
    assert differences(levels(plain), levels(other, scenario=called(customer))) == {}


@pytest.mark.parametrize(
    "reply",
    [
        f"Hello Maya, {GOOD}",
        f"Dear Maya,\n\n{GOOD}",
        f"Good morning Maya! {GOOD}",
        f"{GOOD}\n\nKind regards\nTom",
        f"Hi Maya,\n\n{GOOD}\n\nBest wishes,\nTom Reed\nFennmere Bank",
    ],
    ids=["hello", "dear", "morning", "regards", "both"],
)
def test_22_greeting_and_signature(reply: str):
    assert differences(levels(GOOD), levels(reply)) == {}


@pytest.mark.parametrize("reply", [GOOD, SHORT], ids=["good", "short"])
def test_23_capitals(reply: str):
    assert differences(levels(reply), levels(reply.upper()), but=["EC3"]) == {}
