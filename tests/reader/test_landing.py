"""How a reply landed, by the customer's next words; and that a conversation's end is read from them."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from roleplay.domain.customer import CONTENT, UNHELPED
from roleplay.domain.transcript import Turn
from roleplay.reader import overhear
from roleplay.reader.landing import FILE, SHOWS, WITHOUT, listener

PACKED = files("roleplay.reader").joinpath(FILE).read_bytes()
BEFORE = (
    Turn(0, "customer", "Our boiler has been off since Friday. When is somebody coming, and will I be charged?"),
    Turn(1, "agent", "An engineer is booked for tomorrow between 8 and 10, and the visit costs you nothing."),
)
HELPED = (
    "Lovely, thank you, that's a weight off my mind.",
    "Perfect, I'll be in from eight. Thanks ever so much.",
    "Brilliant, that works for me.",
)
LEFT_ALONE = (
    "I asked when somebody is coming. You still haven't told me.",
    "That's the third time I've been told that. This is ridiculous.",
    "Forget it, I'll find another firm.",
    "Then I want to speak to your manager, and I'll be leaving a review.",
)


def acts(text: str, before: tuple[Turn, ...] = BEFORE) -> set[str]:
    return {part.act for part in overhear(text, before).parts}


@pytest.mark.parametrize("text", HELPED)
def test_somebody_who_was_helped_says_so_in_many_ways(text: str) -> None:
    assert acts(text) & CONTENT
    assert not acts(text) & UNHELPED


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_somebody_who_was_not_helped_is_not_taken_for_content(text: str) -> None:
    assert acts(text) & UNHELPED
    assert not acts(text) & {"confirm", "soften"}


def test_nobody_is_content_or_unhelped_at_once() -> None:
    shown = [acts(text) for text in (*HELPED, *LEFT_ALONE)]
    assert not any("confirm" in one and one & UNHELPED for one in shown)


def test_a_first_turn_answers_no_reply() -> None:
    assert "react_offer" not in acts("No thanks, I don't think so.", ())


def test_the_file_knows_the_labels_of_the_data_and_their_version() -> None:
    header = json.loads(PACKED.partition(b"\n")[0])
    assert header["version"] == listener().version != ""
    assert header["shows"] == [*SHOWS, WITHOUT]
