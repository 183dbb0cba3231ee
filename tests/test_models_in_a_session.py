"""A sitting with models that fail in every known way: the conversation goes on, nothing is lost, and it is told."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from roleplay.config import Job
from roleplay.formats.event import Reply, Sent, read_event
from roleplay.formats.scenario import load_scenario
from roleplay.llm import Endpoint, forget
from roleplay.llm.behaviours import BEHAVIOURS
from roleplay.llm.fake import FakeServer
from roleplay.session import Cast, Said, Session
from roleplay.store import Store, open_store

CASE = Path(__file__).parent / "library" / "scenarios" / "late-parcel.toml"
SCENARIO = load_scenario(CASE)
REPLIES = ("Hello Kim, three days late is too long.", "When do you need it?", "Let me look the parcel up for you.")
SILENCE, WHOLE = 0.3, 0.8
"""Seconds: of the next word, and of a whole answer."""
MENDED = {"fault-429-once", "fault-stale"} | {name for name in BEHAVIOURS if name.startswith("odd-")}
"""These answer all the same."""
ELSEWHERE = {
    "refused": "http://127.0.0.1:{port}/v1",
    "no name": "http://nobody.invalid/v1",
    "no security": "https://127.0.0.1:{tls}/v1",
}
"""Addresses at which there is no model."""
LASTING = {"fault-401", "fault-403", "fault-404", "fault-html", "no name", "no security"}
JOBS: tuple[Job, ...] = ("voice", "reader")


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    forget()


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


def ids() -> Callable[[], str]:
    numbers = count()
    return lambda: f"id-{next(numbers)}"


async def begin(store: Store, cast: Cast | None = None) -> Session:
    return await Session.start(SCENARIO, (), 7, store, clock=lambda: "2026-01-01T00:00:00Z", ids=ids(), cast=cast)


async def heard_without(replies: tuple[str, ...] = REPLIES) -> tuple[list[Said], Session]:
    """The same conversation with nothing but what is built in."""
    with open_store(":memory:") as store:
        session = await begin(store)
        found = [await session.say(text) for text in replies]
        await session.close()
        return found, session


def at(address: str, model: str) -> Endpoint:
    return Endpoint(address, model, first_word=SILENCE, between_words=SILENCE, whole_answer=WHOLE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def failing(fault: str) -> Any:
    """A server with this fault, and the endpoint by which it is met."""
    async with FakeServer() as server:
        if fault in BEHAVIOURS:
            yield server, at(server.base_url, fault)
        else:
            tls = server.base_url.rpartition(":")[2].partition("/")[0]
            yield server, at(ELSEWHERE[fault].format(port=free_port(), tls=tls), "none")


def kinds(store: Store, session: Session, branch: int | None = None) -> list[str]:
    return [event.kind for event in store.events(session.id, branch)]


def stored(store: Store, session: Session) -> list[Reply]:
    bodies = [read_event(event.kind, event.body) for event in store.events(session.id)]
    return [body for body in bodies if isinstance(body, Reply)]


@pytest.mark.parametrize("fault", [*sorted(set(BEHAVIOURS) - MENDED), *ELSEWHERE])
async def test_where_the_customer_s_model_fails_the_built_in_words_are_said_and_it_is_told(store: Store, fault: str):
    plain, without = await heard_without()
    async with failing(fault) as (server, endpoint):
        cast = Cast({"voice": endpoint})
        session = await begin(store, cast)
        said = [await session.say(text) for text in REPLIES]
        asked = len(server.requests)
        assert session.state == without.state
        for one, other, body in zip(said, plain, stored(store, session), strict=True):
            assert one.text == other.text == body.text
            assert one.exchange.state == body.state == other.exchange.state
            # What was seen before a model broke off was said; the built-in words say what is missing.
            assert body.words == one.exchange.words
            assert set(body.words.split()) <= set(other.exchange.words.split())
        assert said[0].exchange.voice == stored(store, session)[0].voice == "fallback"
        assert [notice for notice in said[0].notices if "AI customer: " in notice and notice.endswith((".", "?"))]
        assert not cast.asks("voice")
        # Two faults in a row, or one that lasts: whoever is not there is not asked for ever.
        await session.say("Is there anything else?")
        assert len(server.requests) == asked
        assert cast.switch() == "The AI customer answers from here on."
        assert cast.asks("voice")
        if fault in BEHAVIOURS:
            await session.say("And now?")
            assert len(server.requests) > asked
        await session.close()


@pytest.mark.parametrize("fault", sorted(LASTING))
async def test_a_fault_that_lasts_is_met_once(store: Store, fault: str):
    async with failing(fault) as (server, endpoint):
        cast = Cast({"voice": endpoint})
        session = await begin(store, cast)
        said = await session.say(REPLIES[0])
        assert not cast.asks("voice")
        assert "It is not asked any more in this conversation. /voice asks it again." in " ".join(said.notices)
        assert len(server.requests) <= 1
        await session.close()


@pytest.mark.parametrize("fault", sorted(MENDED))
async def test_a_fault_that_is_over_at_once_is_not_even_noticed(store: Store, fault: str):
    async with failing(fault) as (_, endpoint):
        session = await begin(store, Cast({"voice": endpoint}))
        for text in REPLIES:
            said = await session.say(text)
            assert (said.exchange.voice, said.notices) == ("llm", ())
        await session.close()


@pytest.mark.parametrize("fault", [*sorted(set(BEHAVIOURS) - MENDED), *ELSEWHERE])
async def test_where_the_reading_model_fails_the_built_in_reading_stands_and_it_is_told(store: Store, fault: str):
    plain, without = await heard_without()
    async with failing(fault) as (server, endpoint):
        cast = Cast({"reader": endpoint})
        session = await begin(store, cast)
        said = [await session.say(text) for text in REPLIES]
        assert session.state == without.state
        assert [one.exchange.reading for one in said] == [one.exchange.reading for one in plain]
        assert [one.exchange.words for one in said] == [one.exchange.words for one in plain]
        assert all(body.offline is None for body in stored(store, session))
        assert [notice for notice in said[0].notices if "AI reader: " in notice]
        assert "/voice" not in " ".join(said[0].notices)
        assert not cast.asks("reader")
        asked = len(server.requests)
        await session.say("Is there anything else?")
        assert len(server.requests) == asked
        await session.close()


async def within(seconds: float, happened: Callable[[], bool]) -> bool:
    """Whether it happens in time."""
    for _ in range(int(seconds / 0.01)):
        if happened():
            return True
        await asyncio.sleep(0.01)
    return happened()


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("behaviour", ["fault-silent", "fault-silent-midway", "fault-slow"])
async def test_whoever_does_not_wait_gets_the_built_in_answer_and_the_request_is_gone(
    store: Store, job: Job, behaviour: str
):
    plain, without = await heard_without(REPLIES[:1])
    async with FakeServer() as server:
        cast = Cast({job: Endpoint(server.base_url, behaviour)})
        session = await begin(store, cast)
        saying = asyncio.create_task(session.say(REPLIES[0]))
        assert await within(5, lambda: bool(server.requests))
        assert cast.hurry()
        said = await asyncio.wait_for(saying, 2)
        assert said.exchange.words == plain[0].exchange.words
        assert session.state == without.state
        assert [notice for notice in said.notices if notice.startswith("You did not wait")]
        assert await within(1, lambda: server.busy == 0)
        assert cast.asks(job)
        assert not cast.hurry()
        await session.close()


async def test_whoever_does_not_wait_any_longer_in_the_middle_hears_nothing_twice(store: Store):
    plain, _ = await heard_without(REPLIES[:1])
    words = plain[0].exchange.words
    async with FakeServer(lambda body: f"{words} {'x' * len(words)}") as server:
        cast = Cast({"voice": Endpoint(server.base_url, "fault-silent-midway")})
        session = await begin(store, cast)
        shown: list[str] = []
        saying = asyncio.create_task(session.say(REPLIES[0], show=shown.append))
        assert await within(5, lambda: bool(shown))
        assert cast.hurry()
        said = await asyncio.wait_for(saying, 2)
        assert said.exchange.words.startswith(shown[0])
        assert said.exchange.words.count(shown[0]) == 1
        assert said.exchange.voice == "fallback"
        assert said.exchange.by[0].startswith("voice: fault-silent-midway, guided, ")
        await session.close()


@pytest.mark.parametrize("job", JOBS)
async def test_a_reply_whose_answer_was_given_up_is_answered_when_the_conversation_is_resumed(store: Store, job: Job):
    plain, without = await heard_without(REPLIES[:1])
    async with FakeServer() as server:
        session = await begin(store, Cast({job: Endpoint(server.base_url, "fault-silent")}))
        saying = asyncio.create_task(session.say(REPLIES[0]))
        assert await within(5, lambda: bool(server.requests))
        saying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saying
        assert await within(1, lambda: server.busy == 0)
    assert kinds(store, session) == ["opening", "sent"]
    resumed = await Session.resume(store, session.id)
    assert kinds(store, session) == ["opening", "sent", "turn"]
    assert "had not been answered" in resumed.notices[0]
    assert [turn.content for turn in resumed.turns[1:]] == [REPLIES[0], plain[0].exchange.words]
    assert resumed.state == without.state
    assert (await Session.resume(store, session.id)).notices == ()


async def test_a_reply_is_safe_before_a_model_is_asked_about_it(store: Store):
    seen: list[list[str]] = []

    def looks(body: dict[str, Any]) -> str:
        seen.append(kinds(store, session))
        return "Where is it?"

    async with FakeServer(looks) as server:
        session = await begin(store, Cast({"voice": at(server.base_url, "well")}))
        told: list[str] = []
        await session.say("Write to me@home.example.", heard=told.append)
        assert seen[0] == ["opening", "sent"]
        assert told == ["Write to ••@••••.•••••••."]
        assert Sent(told[0]) in [read_event(event.kind, event.body) for event in store.events(session.id)]
        await session.close()


async def test_a_reply_that_a_model_has_answered_can_be_taken_back_and_both_tries_stay(store: Store):
    async with FakeServer() as server:
        session = await begin(store, Cast({"voice": at(server.base_url, "well")}))
        before = session.state
        await session.say(REPLIES[0])
        first = await session.say(REPLIES[1])
        assert first.exchange.voice == "llm"
        text, _ = await session.take_back()
        assert text == REPLIES[1]
        again = await session.say(REPLIES[1])
        assert again.exchange == first.exchange
        assert kinds(store, session, 0) == ["opening", "sent", "turn", "sent", "turn"]
        assert kinds(store, session) == ["opening", "sent", "turn", "undo", "sent", "turn"]
        for _ in range(2):
            await session.take_back()
        assert session.state == before
        resumed = await Session.resume(store, session.id)
        assert (resumed.turns, resumed.notices) == (session.turns, ())
        await session.close()


async def test_with_nobody_asked_the_record_is_what_it_always_was(store: Store):
    session = await begin(store)
    for text in REPLIES:
        await session.say(text)
    cast = Cast({"voice": at("http://127.0.0.1:9/v1", "none")})
    cast.switch()
    with open_store(":memory:") as other:
        resting = await begin(other, cast)
        for text in REPLIES:
            await resting.say(text)
        assert [one.body for one in other.events(resting.id)] == [one.body for one in store.events(session.id)]
    assert kinds(store, session) == ["opening", "turn", "turn", "turn"]
    await session.close()


async def test_a_model_that_breaks_off_in_the_middle_leaves_what_was_seen_and_the_built_in_words_say_the_rest(
    store: Store,
):
    plain, _ = await heard_without(REPLIES[:1])
    words = plain[0].exchange.words
    async with FakeServer(lambda body: f"{words} {'Where is my parcel? ' * 20}") as server:
        session = await begin(store, Cast({"voice": at(server.base_url, "fault-cut")}))
        shown: list[str] = []
        said = await session.say(REPLIES[0], show=shown.append)
        assert shown
        assert said.exchange.words.startswith(" ".join(shown))
        assert stored(store, session)[0].words == said.exchange.words
        await session.close()


async def test_a_model_that_reads_adds_to_what_was_heard_and_the_offline_reading_stays_beside(store: Store):
    text = "Three days is a long time to sit about for a box."
    labels = json.dumps({"moves": [{"move": "acknowledge", "quote": text}]})
    async with FakeServer(lambda body: labels) as server:
        session = await begin(store, Cast({"reader": at(server.base_url, "well")}))
        said = await session.say(text)
        (body,) = stored(store, session)
        assert body.by == said.exchange.by
        assert body.by[0].startswith("reader: well, ")
        assert {move.kind for move in body.reading.moves} >= {"acknowledge"}
        plain, _ = await heard_without((text,))
        assert (body.offline or body.reading) == plain[0].exchange.reading
        await session.close()
