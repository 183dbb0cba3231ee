"""A danger that somebody tells of must be met before anything else, and once is enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from heard import said

from roleplay.director import begin
from roleplay.domain.reading import Move
from roleplay.domain.scenario import Scenario
from roleplay.reader import read

CASE: dict[str, Any] = {
    "meta": {"id": "power", "title": "Power", "kind": "angry", "industry": "energy", "difficulty": 4, "minutes": 8},
    "brief": {"role": "agent", "company": "Power", "situation": "It is dark.", "objective": "o"},
    "policy": [{"id": "danger-first", "text": "The emergency line comes first.", "authority": "never"}],
    "actions": [{"id": "reconnect", "label": "Reconnect", "result": "Ordered.", "cues": ["reconnect*"]}],
    "customer": {"name": "Noor"},
    "need": {"presenting": "power", "underlying": "a device that runs on its battery"},
    "facts": [
        {
            "id": "device",
            "value": "a device that runs on its battery",
            "reveal": {"asks": ["who * depend*"]},
            "danger": ["emergency line", "battery * last", "safe"],
            "policy": "danger-first",
        }
    ],
    "requests": [{"id": "power", "text": "get the power back", "served_by": ["reconnect"]}],
    "lines": [{"act": "open", "text": ["My power is off!"], "asks": ["power"]}],
}
SCENARIO = Scenario.model_validate(CASE)
TOLD = "My mother's breathing device runs on its battery."
BUSINESS = (
    "What's your meter number?",
    "I'll send a technician today.",
    "Please give me your name for verification.",
    "We can't do that.",
    "You need to call another department.",
)


def passed(text: str, *before: str, told: bool = True) -> tuple[Move, ...]:
    """Dangers that the reply goes past, in the case."""
    state = begin(SCENARIO)[0]
    state = replace(state, told=(*state.told, "device") if told else state.told)
    return read(text, SCENARIO, state, said(*(before or (TOLD,)))).of("ignore_safety")


def passed_anywhere(text: str, *before: str) -> tuple[Move, ...]:
    """The same where no scenario is known."""
    return read(text, None, None, said(*before)).of("ignore_safety")


@pytest.mark.parametrize("text", BUSINESS)
def test_a_reply_that_goes_on_to_business_goes_past_the_danger(text: str) -> None:
    (found,) = passed(text)
    assert found.span.quote in text
    assert (found.about.facts, found.about.policy) == (("device",), "danger-first")
    assert found.confidence >= 0.9


@pytest.mark.parametrize("text", BUSINESS)
def test_nobody_goes_past_a_danger_that_was_not_told(text: str) -> None:
    assert passed(text, "My power is off!", told=False) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I've put you on the emergency line. What's your meter number?",
        "Are you safe? Then I need your meter number.",
        "How long does the battery last?",
        "Is everybody safe, and what's your meter number?",
    ],
)
def test_whoever_meets_the_danger_may_go_on_to_business(text: str) -> None:
    assert passed(text) == ()


@pytest.mark.parametrize("text", ["ok", "That must be frightening.", "I hear you.", "Oh no."])
def test_a_word_of_comfort_goes_past_nothing_yet(text: str) -> None:
    assert passed(text) == ()


def test_once_met_it_need_not_be_met_again() -> None:
    met = (TOLD, "I've put you on the emergency line.", "Thank you.")
    for text in BUSINESS:
        assert passed(text, *met) == (), text


def test_a_danger_passed_over_is_still_there_in_the_next_reply() -> None:
    before = (TOLD, "What's your name?", "Noor. Please hurry.")
    assert len(passed("What's your meter number?", *before)) == 1
    assert passed("I've put you on the emergency line.", *before) == ()


def test_a_reply_with_much_business_goes_past_one_danger_once_from_its_first_words() -> None:
    (found,) = passed("I'll send a technician today. What's your meter number? What's your name?")
    assert found.span.quote == "I'll send a technician today"


DANGERS = (
    "I smell gas in the kitchen.",
    "My chest hurts.",
    "I want to kill myself.",
    "The phone battery is hot and swollen.",
    "Somebody is in my account right now!",
    "My child is locked in the car.",
    "My mother's oxygen device runs on its battery.",
    "The toaster is on fire.",
)


@pytest.mark.parametrize("danger", DANGERS)
def test_what_is_a_danger_to_anybody_needs_no_case_to_be_one(danger: str) -> None:
    (found,) = passed_anywhere("What's your order number?", danger)
    assert found.confidence >= 0.9
    assert found.about.policy is None


@pytest.mark.parametrize("danger", DANGERS)
def test_help_for_the_danger_is_what_is_called_for_anywhere(danger: str) -> None:
    for met in ("Please call an ambulance or the emergency number now.", "Are you safe?"):
        assert passed_anywhere(f"{met} What's your order number?", danger) == ()
        assert passed_anywhere("What's your order number?", danger, met, "Yes.") == ()


def test_a_danger_told_earlier_is_still_one() -> None:
    before = ("I smell gas in the kitchen.", "What's your name?", "Ida.")
    assert len(passed_anywhere("What's your order number?", *before)) == 1


def test_words_of_the_agent_bring_nobody_into_danger() -> None:
    assert passed_anywhere("What's your order number?", "My lamp is broken.", "I smell gas, ha.", "What?") == ()


@pytest.mark.parametrize(
    "said_before",
    [
        "My lamp is broken.",
        "I'm dying to see it.",
        "I could kill for a coffee.",
        "My heart is broken.",
        "The gas bill is too high.",
        "Where is my order of four tablets?",
        "I work for the fire brigade.",
        "I booked a non-smoking room.",
        "Do you sell smoke detectors?",
        "The colour is bleeding onto my shirts.",
        "The flight leaves at the stroke of midnight.",
        "I passed out flyers for you.",
    ],
)
def test_nobody_is_accused_of_passing_over_what_is_no_danger(said_before: str) -> None:
    assert passed_anywhere("What's your order number?", said_before) == ()
