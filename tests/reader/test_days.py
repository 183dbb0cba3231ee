"""Days of arrival that the desk does not show: promised all the same, they are false."""

from __future__ import annotations

from typing import Any

import pytest
from heard import heard, said

from roleplay.director import begin
from roleplay.domain.reading import Move
from roleplay.domain.scenario import Scenario
from roleplay.reader import read

CASE: dict[str, Any] = {
    "meta": {"id": "lamp", "title": "Lamp", "kind": "angry", "industry": "shop", "difficulty": 2, "minutes": 5},
    "brief": {"role": "agent", "company": "Shop", "situation": "It is Tuesday.", "objective": "o"},
    "policy": [{"id": "day-shown", "text": "Only the day that the desk shows.", "authority": "never"}],
    "actions": [
        {
            "id": "courier",
            "label": "Send it by courier",
            "result": "Booked. It leaves today and arrives on Thursday.",
            "policy": "day-shown",
            "cues": ["by courier", "courier"],
        },
    ],
    "customer": {"name": "Ida"},
    "need": {"presenting": "a lamp", "underlying": "light for a feast"},
    "facts": [{"id": "feast", "value": "a feast on Saturday"}],
    "requests": [{"id": "lamp", "text": "get the lamp", "served_by": ["courier"]}],
    "lines": [{"act": "open", "text": ["Where is my lamp? I need it for the feast on Saturday."], "asks": ["lamp"]}],
}
OPENING = "Where is my lamp? I need it for the feast on Saturday."


def promises(text: str, **sections: Any) -> tuple[Move, ...]:
    case = Scenario.model_validate({**CASE, **sections})
    return read(text, case, begin(case)[0], said(OPENING)).of("false_promise")


@pytest.mark.parametrize(
    "text",
    [
        "The lamp arrives on Wednesday.",
        "It will arrive on Friday.",
        "You'll have it on Friday.",
        "It'll be with you tomorrow.",
        "You'll get it today.",
        "You'll have it by Wednesday.",
        "You'll have it within an hour.",
        "It's at your door in 20 minutes.",
        "It will be delivered on Sunday.",
        "You'll get the lamp today.",
        "It leaves today and arrives on Friday.",
    ],
)
def test_a_day_that_nobody_has_named_is_a_false_promise(text: str) -> None:
    (promise,) = promises(text)
    assert promise.confidence >= 0.9
    assert promise.span.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "The lamp arrives on Thursday.",
        "It leaves today and arrives on Thursday.",
        "You'll have it on Thursday, in good time for Saturday.",
    ],
)
def test_the_days_that_the_desk_shows_may_be_told(text: str) -> None:
    assert promises(text) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("You'll have it by Friday.", True),
        ("It'll be there before Friday.", True),
        ("It'll be there by Sunday.", True),
        ("You'll have it by Thursday.", True),
        ("You'll have it by Wednesday.", False),
        ("It will arrive on Friday.", False),
    ],
)
def test_by_a_later_day_is_kept_by_the_day_before_it(text: str, kept: bool) -> None:
    assert (promises(text) == ()) == kept


def test_several_days_that_the_desk_shows_are_all_known() -> None:
    post = {"id": "post", "label": "Post it", "result": "By post it takes until next Monday.", "cues": ["by post"]}
    both = [*CASE["actions"], post]
    assert promises("By post it will be with you on Monday.", actions=both) == ()
    assert promises("By post it will be with you on Monday.")
    assert promises("It will arrive on Wednesday.", actions=both)


@pytest.mark.xfail(reason="a Monday of the next week is taken for one before Wednesday")
def test_a_day_of_the_next_week_keeps_no_promise_of_this_week() -> None:
    post = {"id": "post", "label": "Post it", "result": "By post it takes until next Monday.", "cues": ["by post"]}
    assert promises("You'll have it by Wednesday.", actions=[*CASE["actions"], post])


def test_a_day_that_the_customer_speaks_of_is_no_invention() -> None:
    text = "It will arrive on Saturday."
    assert promises(text) == ()
    assert promises(text, facts=[{"id": "feast", "value": "a feast"}])


@pytest.mark.parametrize(
    "text",
    [
        "You need it by Friday.",
        "You said that it arrives on Friday.",
        "Would Friday be early enough?",
        "Does it have to be there on Friday?",
        "I can't say yet whether it will arrive on Friday.",
        "It won't arrive on Wednesday.",
        "It might arrive on Friday.",
        "If the courier is quick, it arrives on Friday.",
    ],
)
def test_what_promises_no_day_is_no_false_promise(text: str) -> None:
    assert promises(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The tracking link comes within the hour.",
        "You'll have an e-mail in 10 minutes.",
        "I'll call you on Friday.",
        "I'll come back to you on Friday.",
        "The parcel leaves tomorrow.",
        "We're open on Friday.",
    ],
)
def test_a_message_a_call_or_the_start_of_the_way_is_no_arrival(text: str) -> None:
    assert promises(text) == ()


def test_a_case_that_knows_of_no_day_forbids_none() -> None:
    undated = [{"id": "courier", "label": "Send it", "result": "Booked.", "cues": ["courier"]}]
    for text in ("It will arrive on Friday.", "You'll have it within an hour."):
        assert promises(text)
        assert promises(text, actions=undated) == ()


def test_without_a_case_no_day_is_known_to_be_wrong() -> None:
    assert heard("It will arrive on Friday.", OPENING).of("false_promise") == ()


def test_the_rule_of_the_deed_that_it_is_about_is_named() -> None:
    (with_deed,) = promises("I'll send it by courier, so you have it on Friday.")
    (alone,) = promises("It will arrive on Friday.")
    assert (with_deed.about.policy, alone.about.policy) == ("day-shown", None)


def test_each_wrong_day_is_told_once() -> None:
    found = promises("It arrives on Friday. If not, you'll get a new one. It will be with you tomorrow.")
    assert [one.span.quote for one in found] == ["It arrives on Friday", "It will be with you tomorrow"]


def test_a_promise_that_a_rule_forbids_in_words_is_not_counted_twice() -> None:
    rule = {"id": "day-shown", "text": "Only that day.", "authority": "never", "forbids": ["arrives on friday"]}
    (promise,) = promises("It arrives on Friday.", policy=[rule])
    assert promise.about.policy == "day-shown"
