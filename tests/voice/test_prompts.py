"""What leaves the computer: nothing of a rubric, no fact that is not out yet, guided nothing that the trainee wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from adversary import bare, line_in, told_by
from moments import SHIPPED, shipped
from pydantic import BaseModel

from roleplay.domain.scenario import Scenario
from roleplay.library import rubric
from roleplay.llm import Endpoint, forget, wire
from roleplay.llm.fake import FakeServer, Request, canned
from roleplay.session import Cast, Session
from roleplay.store import open_store
from roleplay.turn import reply
from roleplay.voice.prompts import Style

RUBRICS = (
    "active-listening",
    "empathy",
    "resolution",
    "effective-communication",
    "conflict-resolution",
    "product-knowledge",
)
LONG = 4
"""Words from which a text is known again wherever it stands."""


@dataclass(frozen=True)
class Asked:
    """A request, and what had been said and told when it was made."""

    body: dict[str, Any]
    said: str
    """What both sides had said, with the reply and, for the voice, the built-in line."""
    out: frozenset[str]
    replies: tuple[str, ...]
    is_voice: bool

    @property
    def text(self) -> str:
        """All that it puts to the model."""
        return bare("\n".join(str(message["content"]) for message in self.body["messages"]))


def answer(body: dict[str, Any]) -> str:
    return canned({"messages": [{"content": f"LINE: {line}"}]}) if (line := line_in(body)) else '{"moves": []}'


async def played(scenario: Scenario, replies: tuple[str, ...], style: Style) -> list[Asked]:
    """A whole conversation with both models, and all that they were asked."""
    forget()
    found: list[Asked] = []
    async with FakeServer(answer) as server:
        endpoint = Endpoint(server.base_url, "echo", first_word=5, between_words=5, whole_answer=10)
        with open_store(":memory:") as store:
            session = await Session.start(
                scenario, (), 7, store, cast=Cast({"voice": endpoint, "reader": endpoint}, style)
            )
            for number, text in enumerate(replies):
                if session.ended is not None:
                    break
                told, before = session.state.told, [turn.content for turn in session.turns]
                ahead = reply(scenario, 7, session.state, session.turns, text)
                first = len(server.requests)
                await session.say(text)
                assert session.cast.asks("voice")
                assert session.cast.asks("reader")
                for one in server.requests[first:]:
                    voice = bool(line_in(one.body))
                    out = {*told, *session.state.told, *ahead.directive.facts} if voice else set(told)
                    said = [*before, text, line_in(one.body)]
                    found.append(Asked(one.body, bare("\n".join(said)), frozenset(out), replies[: number + 1], voice))
            await session.close()
    return found


@cache
def remembered() -> dict[tuple[str, Style], list[Asked]]:
    """Conversations that several tests look at."""
    return {}


async def asked_in(case: str, style: Style, monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    if (case, style) not in remembered():
        monkeypatch.setattr(wire, "PIECE", 400)
        scenario = shipped(case)
        replies = tuple(text for probe in scenario.probes[:2] for text in probe.replies[:3])
        remembered()[case, style] = await played(scenario, replies, style)
    found = remembered()[case, style]
    assert {one.is_voice for one in found} == {True, False}
    return found


def texts(value: Any) -> Iterator[str]:
    """Every text in a value, sentence by sentence, that is long enough to be known again."""
    if isinstance(value, BaseModel):
        value = value.model_dump()
    if isinstance(value, str):
        yield from (one for one in re.split(r"(?<=[.!?])\s+|\n+", value) if len(one.split()) >= LONG)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from texts(part)


def leaks(asked: list[Asked], forbidden: list[str]) -> list[str]:
    """What of it stands in a request although nobody had said it."""
    wanted = sorted({bare(one).rstrip(".") for one in forbidden})
    return sorted({one for each in asked for one in wanted if one in each.text and one not in each.said})


CASES = [(case, style) for case in SHIPPED for style in ("guided", "free")]


@pytest.mark.parametrize(("case", "style"), CASES)
async def test_nothing_of_a_rubric_reaches_a_model(case: str, style: Style, monkeypatch: pytest.MonkeyPatch):
    asked = await asked_in(case, style, monkeypatch)
    criteria = [text for name in RUBRICS for one in rubric(name).rubric.criteria for text in texts(one)]
    assert len(criteria) > 100
    assert not leaks(asked, criteria)


@pytest.mark.parametrize(("case", "style"), CASES)
async def test_no_fact_reaches_a_model_before_it_is_out(case: str, style: Style, monkeypatch: pytest.MonkeyPatch):
    found = []
    for one in await asked_in(case, style, monkeypatch):
        hidden = [fact for fact in shipped(case).facts if fact.id not in one.out]
        found += leaks([one], [text for fact in hidden for text in told_by(fact)])
    assert not found


@pytest.mark.parametrize(("case", "style"), CASES)
async def test_nothing_that_only_the_trainer_knows_reaches_a_model(
    case: str, style: Style, monkeypatch: pytest.MonkeyPatch
):
    scenario = shipped(case)
    asked = await asked_in(case, style, monkeypatch)
    parts = (scenario.need.underlying, scenario.customer.about, scenario.customer.journey, scenario.aftermath)
    # How a customer talks is for the voice; an author may say it in the same words to whoever trains.
    manner = bare(scenario.customer.manner or "")
    found = leaks(asked, list(texts([*parts, scenario.probes, scenario.debrief])))
    assert not [one for one in found if one not in manner]


@pytest.mark.parametrize("case", SHIPPED)
async def test_guided_nothing_that_the_trainee_wrote_reaches_the_customer_s_model(
    case: str, monkeypatch: pytest.MonkeyPatch
):
    for one in await asked_in(case, "guided", monkeypatch):
        if not one.is_voice:
            continue
        last = bare(str(one.body["messages"][-1]["content"]))
        for text in one.replies:
            words = bare(text).split()
            runs = [" ".join(words[at : at + LONG]) for at in range(len(words) - LONG + 1)]
            # Where customer and trainee use the same words, they are the customer's own.
            assert not [run for run in runs if run in last and run not in bare(line_in(one.body))]


@pytest.mark.parametrize(("case", "style"), CASES)
async def test_what_never_changes_comes_first_and_is_the_same_at_every_turn(
    case: str, style: Style, monkeypatch: pytest.MonkeyPatch
):
    voice = [one.body["messages"] for one in await asked_in(case, style, monkeypatch) if one.is_voice]
    assert len(voice) > 1
    assert len({json.dumps(messages[0]) for messages in voice}) == 1
    assert all(messages[0]["role"] == "system" for messages in voice)
    if style == "guided":
        assert len({json.dumps(messages[:-1]) for messages in voice}) == 1
    else:
        # What was said stays where it was, so that each request begins as the one before it.
        # In a long conversation the oldest turns go, several at once, so that this is seldom.
        kept = [later[: len(earlier) - 1] == earlier[:-1] for earlier, later in pairwise(voice)]
        assert kept.count(False) <= len(kept) / 4


@pytest.mark.parametrize("style", ["guided", "free"])
async def test_a_key_is_only_in_the_header(style: Style, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(wire, "PIECE", 400)
    requests: list[Request] = []
    async with FakeServer() as server:
        endpoint = Endpoint(server.base_url, "echo", key="sk-not-for-anybody")
        with open_store(":memory:") as store:
            session = await Session.start(shipped(SHIPPED[0]), (), 7, store, cast=Cast({"voice": endpoint}, style))
            await session.say("Hello.")
            await session.close()
            assert "sk-not-for-anybody" not in "".join(event.body for event in store.events(session.id))
        requests = server.requests
    assert requests
    assert all(one.headers["authorization"] == "Bearer sk-not-for-anybody" for one in requests)
    assert not any("sk-not-for-anybody" in json.dumps(one.body) for one in requests)
