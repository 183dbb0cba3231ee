"""The door to models: whatever happens behind it has a name in time, and nothing goes where it was not sent."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay.llm import Ask, Endpoint, Message, Model, ModelFault, endpoint, opened, presets, whole
from roleplay.llm.behaviours import BEHAVIOURS
from roleplay.llm.fake import FakeServer
from roleplay.llm.wire import Broken, Wire

ROOT = Path(__file__).resolve().parents[2]
SAID = "I see. Please go on."
KEY = "sk-secret-0123456789"
NEVER = 20.0
"""Seconds after which something hangs, on a machine with much else to do."""
HALF = SAID[: len(SAID) // 2]

# The fault, what had been said before it, and how often the server was asked.
FAULTS = {
    "fault-401": ("no_key", "", 1),
    "fault-403": ("forbidden", "", 1),
    "fault-404": ("no_model", "", 1),
    "fault-400": ("refused", "", 1),
    "fault-429": ("busy", "", 2),
    "fault-429-wait": ("busy", "", 1),
    "fault-500": ("broken", "", 2),
    "fault-silent": ("silent", "", 1),
    "fault-silent-midway": ("silent", HALF, 1),
    "fault-slow": ("slow", "a ", 1),
    "fault-endless": ("endless", "and so on and so on ", 1),
    "fault-cut": ("cut", HALF, 1),
    "fault-unfinished": ("cut", SAID, 1),
    "fault-error-event": ("broken", HALF, 1),
    "fault-broken-json": ("garbled", "", 1),
    "fault-wrong-shape": ("empty", "", 1),
    "fault-empty": ("empty", "", 1),
    "fault-html": ("web_page", "", 1),
    "fault-whole": ("garbled", "", 1),
    "fault-length": ("endless", HALF, 1),
    "fault-redirect": ("garbled", "", 1),
    "fault-filtered": ("cut", HALF, 1),
    "fault-no-text": ("garbled", "", 1),
    "fault-thoughts": ("empty", "", 1),
}
# What comes to an answer all the same, and how often the server is asked for two of them.
ANSWERS = {
    "fault-429-once": 3,
    "fault-stale": 3,
    "odd-temperature": 3,
    "odd-thoughts": 2,
    "odd-usage": 2,
    "odd-comments": 2,
    "any": 2,
}
OWN = {
    "OPENAI_API_KEY": "sk-other",
    "OPENAI_ADMIN_KEY": "sk-admin",
    "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
    "OPENAI_ORG_ID": "org-other",
    "OPENAI_PROJECT_ID": "proj-other",
    "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer sk-other\nHost: other.example\nX-Other: yes",
    "OPENAI_LOG": "debug",
}
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PROXIES, "NO_PROXY", "no_proxy", *OWN):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roleplay.llm.openai.SHORTEST_WAIT", 0.01)


def ask(text: str = "My parcel is late.", most: int = 40) -> Ask:
    return Ask((Message("system", "You are a customer."), Message("user", text)), most, temperature=0.0)


# How long to wait for servers that never come to an end; the others are waited for.
SHORT = {
    "fault-silent": {"first_word": 0.2},
    "fault-silent-midway": {"between_words": 0.5},
    "fault-slow": {"whole_answer": 0.8},
    "no-such-host": {"first_word": 1.0},
}


@asynccontextmanager
async def talking(at: Endpoint) -> AsyncIterator[Model]:
    """A client that waits no longer than a test can."""
    model = await opened(replace(at, **SHORT.get(at.model, {})))
    try:
        yield model
    finally:
        await model.close()


async def heard(model: Model, words: list[str], asked: Ask | None = None) -> None:
    async for word in model.words(asked or ask()):
        words.append(word)


async def fault_at(at: Endpoint, words: list[str] | None = None) -> ModelFault:
    async with talking(at) as model, asyncio.timeout(NEVER):
        with pytest.raises(ModelFault) as met:
            await heard(model, [] if words is None else words)
    return met.value


@asynccontextmanager
async def answering(*answers: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """The address of a server that gives each request the next of these answers, and what it was asked."""
    asked: list[bytes] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answers[min(len(asked), len(answers)) - 1])
            await writer.drain()
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", asked


def plain(status: int, body: bytes, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
    return head.encode() + body


# --- faults


def test_every_behaviour_of_the_server_is_tried_here():
    assert set(BEHAVIOURS) == set(FAULTS) | set(ANSWERS) - {"any"}


@pytest.mark.parametrize("behaviour", FAULTS)
async def test_every_fault_has_its_name_in_time_and_keeps_what_was_said_but_no_key(behaviour: str):
    kind, said, times = FAULTS[behaviour]
    words: list[str] = []
    async with FakeServer() as server:
        fault = await fault_at(endpoint(server.base_url, behaviour, KEY), words)
        assert (fault.kind, fault.begun) == (kind, bool(said))
        assert "".join(words).startswith(said)
        assert len(server.requests) == times
        assert fault.what
        assert fault.hint
        assert KEY not in told_of(fault)


@pytest.mark.parametrize("behaviour", ANSWERS)
async def test_what_is_over_when_it_is_asked_again_and_odd_ways_to_answer_come_to_an_answer(behaviour: str):
    async with FakeServer() as server, talking(endpoint(server.base_url, behaviour)) as model:
        assert [await whole(model, ask()) for _ in range(2)] == [SAID, SAID]
        assert len(server.requests) == ANSWERS[behaviour]


async def test_what_cannot_be_reached_is_told_by_what_is_wrong():
    async with FakeServer() as server:
        closed, port = server.base_url, server.base_url.replace("http:", "https:")
        assert (await fault_at(endpoint(port, "any"))).kind == "untrusted"
    assert (await fault_at(endpoint(closed, "any"))).kind == "unreachable"
    # Where there is no network at all, a name is looked up for longer than this waits.
    assert (await fault_at(endpoint("http://no-such-host.invalid/v1", "no-such-host"))).kind in (
        "unknown_host",
        "silent",
    )


async def test_an_address_that_the_library_refuses_is_a_fault_like_any_other():
    with pytest.raises(ModelFault) as met:
        await opened(Endpoint("http://\u202e/v1", "any"))
    assert met.value.kind == "unknown_host"


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        (b"", {"cut"}),
        (b"HTTP/1.1 200 OK\r\ncontent-", {"cut"}),
        (b"SSH-2.0-OpenSSH_9.9\r\n", {"cut", "garbled"}),
        (b"\x00\xff" * 50 + b"\r\n\r\n", {"cut", "garbled"}),
        (plain(200, b"data: \xff\xfe\n\n", "text/event-stream"), {"garbled"}),
        (plain(200, b"data: [1, 2]\n\ndata: [DONE]\n\n", "text/event-stream"), {"garbled"}),
        (plain(200, b"data: null\n\ndata: 7\n\n", "text/event-stream"), {"garbled"}),
        (plain(200, b'data: {"choices": 7}\n\n', "text/event-stream"), {"garbled"}),
        (plain(200, b'data: {"choices": [7, null]}\n\n', "text/event-stream"), {"garbled"}),
        (plain(200, b'data: {"choices": [{"delta": {"content": 7}}]}\n\n', "text/event-stream"), {"garbled"}),
        (plain(200, b'data: {"choices": [{"delta": null}]}\n\n', "text/event-stream"), {"garbled"}),
        (plain(200, b"", "text/event-stream"), {"garbled"}),
        (plain(200, b"", ""), {"garbled"}),
        (plain(204, b""), {"garbled"}),
        (plain(500, b"<html>" * 1000, "text/html"), {"broken"}),
        (plain(418, b"\xff\x00 short and stout", "text/plain"), {"refused"}),
    ],
)
async def test_whatever_bytes_come_back_are_a_fault_and_nothing_else(answer: bytes, kinds: set[str]):
    async with answering(answer) as (address, _):
        assert (await fault_at(endpoint(address, "any"))).kind in kinds


async def test_the_models_that_a_server_has_are_listed_or_there_is_a_fault():
    async with FakeServer() as server, talking(endpoint(server.base_url, "any")) as model:
        assert await model.names() == ("fake",)
    for answer, names in (
        (plain(200, b'{"object": "list", "data": null}'), ()),
        (plain(200, b'{"data": [{"id": "a"}, {"id": "b/c:7"}, {"id": null}, {}]}'), ("a", "b/c:7")),
    ):
        async with answering(answer) as (address, _), talking(endpoint(address, "any")) as model:
            assert await model.names() == names
    for answer, kinds in (
        (plain(200, b"<html>Log in</html>", "text/html"), {"garbled", "web_page"}),
        (plain(200, b'{"data": [7]}'), {"garbled"}),
        (plain(200, b"[]"), {"garbled"}),
        (plain(200, b"{"), {"garbled"}),
        (plain(401, b"{}"), {"no_key"}),
        (plain(404, b""), {"no_model"}),
        (b"", {"cut"}),
    ):
        async with answering(answer) as (address, _), talking(endpoint(address, "any")) as model:
            with pytest.raises(ModelFault) as met:
                await model.names()
            assert met.value.kind in kinds, answer


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "nonsense://127.0.0.1:9", "http://127.0.0.1:x"])
async def test_a_proxy_that_nobody_can_talk_to_is_a_fault_and_none_for_this_computer(
    proxy: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(ModelFault) as met:
        await opened(endpoint("https://example.invalid/v1", "any"))
    assert met.value.kind in ("unreachable", "unknown_host")
    async with FakeServer() as server, talking(endpoint(server.base_url, "any")) as model:
        assert await whole(model, ask()) == SAID


# --- asking once more


async def test_what_passes_is_asked_once_more_and_then_told():
    async with answering(b"") as (address, asked):
        assert (await fault_at(endpoint(address, "any"))).kind == "cut"
    assert len(asked) == 2


@pytest.mark.parametrize(("after", "times"), [("0", 2), ("0.01", 2), ("-7", 2), ("3.5", 1), ("inf", 1), ("Sat", 1)])
async def test_a_server_that_wants_to_be_left_alone_for_long_is_not_asked_again(after: str, times: int):
    busy = plain(429, b"{}").replace(b"connection", f"retry-after: {after}\r\nconnection".encode())
    async with answering(busy) as (address, asked):
        assert (await fault_at(endpoint(address, "any"))).kind == "busy"
    assert len(asked) == times


async def test_nothing_is_asked_again_once_words_have_come(monkeypatch: pytest.MonkeyPatch):
    async def cut_at_first(wire: Wire, text: str, times: int) -> None:
        await wire.begin()
        await wire.say(text)
        if times > 1:
            await wire.end()
        wire.writer.transport.abort()
        raise Broken

    monkeypatch.setitem(BEHAVIOURS, "cut-at-first", cut_at_first)
    words: list[str] = []
    async with FakeServer() as server:
        fault = await fault_at(endpoint(server.base_url, "cut-at-first"), words)
        assert (fault.kind, fault.begun, "".join(words)) == ("cut", True, SAID)
        assert len(server.requests) == 1


async def test_a_temperature_that_a_model_refuses_is_left_out_from_then_on():
    async with FakeServer() as server, talking(endpoint(server.base_url, "odd-temperature")) as model:
        for _ in range(2):
            assert await whole(model, ask()) == SAID
        assert [one.body.get("temperature") for one in server.requests] == [0.0, None, None]


async def test_who_refuses_a_temperature_that_was_not_sent_is_not_asked_for_ever(monkeypatch: pytest.MonkeyPatch):
    async def never(wire: Wire, text: str, times: int) -> None:
        wire.error(400, "Temperature_is_wrong")

    monkeypatch.setitem(BEHAVIOURS, "never", never)
    async with FakeServer() as server, talking(endpoint(server.base_url, "never")) as model:
        for times in (2, 3):
            with pytest.raises(ModelFault) as met:
                await whole(model, ask())
            assert met.value.kind == "refused"
            assert len(server.requests) == times


# --- hanging up


async def none_left(server: FakeServer) -> None:
    async with asyncio.timeout(NEVER):
        while server.busy:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("behaviour", ["fault-slow", "fault-endless", "fault-silent-midway"])
async def test_who_stops_listening_hangs_up_at_once(behaviour: str):
    async with FakeServer() as server:
        model = await opened(endpoint(server.base_url, behaviour))
        words = model.words(ask(most=10**6))
        assert await anext(words)
        assert server.busy == 1
        await words.aclose()
        await none_left(server)
        await model.close()


@pytest.mark.parametrize("behaviour", ["fault-slow", "fault-silent", "fault-silent-midway"])
async def test_a_task_that_is_cancelled_hangs_up_at_once(behaviour: str):
    async with FakeServer() as server:
        model = await opened(endpoint(server.base_url, behaviour))
        task = asyncio.ensure_future(whole(model, ask()))
        async with asyncio.timeout(NEVER):
            while not server.requests:
                await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await none_left(server)
        await model.close()


async def test_a_fault_leaves_no_connection_that_still_talks():
    async with FakeServer() as server, talking(endpoint(server.base_url, "fault-silent-midway")) as model:
        with pytest.raises(ModelFault):
            await whole(model, ask())
        await none_left(server)


async def test_a_client_that_is_closed_keeps_no_connection():
    async with FakeServer() as server:
        async with talking(endpoint(server.base_url, "any")) as model:
            assert await whole(model, ask()) == SAID
        await none_left(server)


# --- where the text goes, and what is sent


async def sent_to(server: FakeServer, key: str = "") -> tuple[str, dict[str, str], dict[str, Any]]:
    async with talking(endpoint(server.base_url, "any", key)) as model:
        await whole(model, ask())
    (request,) = server.requests
    server.requests.clear()
    return request.path, request.headers, request.body


@pytest.mark.parametrize("key", ["", KEY])
async def test_no_variable_of_the_library_changes_what_is_sent_or_where(
    key: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    async with FakeServer() as server, FakeServer() as proxy:
        before = await sent_to(server, key)
        for name, value in OWN.items():
            monkeypatch.setenv(name, value)
        for name in PROXIES:
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        assert await sent_to(server, key) == before
        assert proxy.requests == []
        _, headers, _ = before
    assert headers["authorization"] == f"Bearer {key or 'none'}"
    assert not [name for name in headers if name.startswith("openai-")]
    assert capfd.readouterr() == ("", "")


def test_in_a_process_full_of_such_variables_an_answer_comes_and_nothing_else_is_written():
    program = (
        "import asyncio\n"
        "from roleplay.llm import *\n"
        "from roleplay.llm.fake import FakeServer\n"
        "async def main():\n"
        "    async with FakeServer() as server:\n"
        f"        model = await opened(endpoint(server.base_url, 'any', '{KEY}'))\n"
        "        print(await whole(model, Ask((Message('user', 'My parcel is late.'),), 40)))\n"
        "        await model.close()\n"
        "asyncio.run(main())\n"
    )
    told = {**os.environ, **OWN, "SSL_CERT_FILE": os.devnull + "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, env=told
    )
    assert (done.stdout, done.stderr) == (f"{SAID}\n", "")


async def test_a_redirect_takes_the_text_nowhere_else(monkeypatch: pytest.MonkeyPatch):
    async with FakeServer() as server, FakeServer() as other:

        async def moved(wire: Wire, text: str, times: int) -> None:
            wire.error(int(wire.status), "moved", f"location: {other.base_url}/chat/completions\r\n")

        for status in ("301", "302", "303", "307", "308"):
            monkeypatch.setattr(Wire, "status", status, raising=False)
            monkeypatch.setitem(BEHAVIOURS, "moved", moved)
            fault = await fault_at(endpoint(server.base_url, "moved", KEY))
            assert (fault.kind, fault.begun) == ("garbled", False)
        assert len(server.requests) == 5
        assert other.requests == []


async def test_the_list_of_models_is_not_fetched_from_elsewhere_either():
    async with FakeServer() as other:
        moved = plain(307, b"").replace(b"connection", f"location: {other.base_url}/models\r\nconnection".encode())
        async with answering(moved) as (address, _), talking(endpoint(address, "any", KEY)) as model:
            with pytest.raises(ModelFault) as met:
                await model.names()
        assert met.value.kind == "garbled"
        assert other.requests == []


async def test_a_request_says_what_was_asked_and_what_the_settings_say():
    async with FakeServer() as server:
        path, _, body = await sent_to(server)
    assert path == "/v1/chat/completions"
    assert body == {
        "model": "any",
        "messages": [
            {"role": "system", "content": "You are a customer."},
            {"role": "user", "content": "My parcel is late."},
        ],
        "max_tokens": 40,
        "temperature": 0.0,
        "stream": True,
    }


async def test_a_job_s_own_temperature_goes_before_that_of_the_settings():
    async with FakeServer() as server, talking(endpoint(server.base_url, "any", temperature=0.3)) as model:
        await whole(model, replace(ask(), temperature=None))
        await whole(model, replace(ask(), temperature=1.5))
        assert [one.body["temperature"] for one in server.requests] == [0.3, 1.5]


@pytest.mark.parametrize("name", presets())
async def test_what_a_known_server_is_particular_about_reaches_it(name: str):
    known = endpoint(name, "any")
    async with FakeServer() as server:
        async with talking(replace(known, base_url=server.base_url)) as model:
            assert await whole(model, ask()) == SAID
        body = server.requests[0].body
    assert ("max_completion_tokens" in body) == (name == "openai")
    assert ("max_tokens" in body) == (name != "openai")
    assert body.get("provider") == ({"require_parameters": True} if name == "openrouter" else None)


# --- the key


async def test_a_key_is_in_one_header_and_nowhere_else():
    async with FakeServer() as server:
        path, headers, body = await sent_to(server, KEY)
        at = endpoint(server.base_url, "any", KEY)
        async with talking(at) as model:
            assert KEY not in repr(at) + str(at) + repr(model)
    assert [name for name, value in headers.items() if KEY in value] == ["authorization"]
    assert KEY not in path + json.dumps(body)


def told_of(fault: ModelFault) -> str:
    """All that somebody can find out from a fault without looking for it."""
    said = "".join(traceback.format_exception(fault))
    return f"{said} {fault!r} {fault} {fault.details} {fault.__cause__!r}"


async def test_a_server_that_repeats_the_key_does_not_get_it_shown():
    long = b"x" * 290
    for told in (b"no such key: " + KEY.encode(), long + KEY.encode(), b"\x1b[31m" + KEY.encode()):
        body = json.dumps({"error": {"message": told.decode()}}).encode()
        for status in (401, 400, 307):
            async with answering(plain(status, body)) as (address, _):
                said = told_of(await fault_at(endpoint(address, "any", KEY)))
            assert KEY[:10] not in said
            assert "\x1b" not in said
        stream = plain(200, b"data: " + body + b"\n\n", "text/event-stream")
        async with answering(stream) as (address, _):
            assert KEY[:10] not in told_of(await fault_at(endpoint(address, "any", KEY)))


async def test_a_key_that_cannot_be_sent_is_in_no_fault_either():
    async with FakeServer() as server:
        for key in (f"{KEY}\n", f"{KEY}é", f"{KEY}\x00"):
            fault = await fault_at(Endpoint(server.base_url, "any", key))
            assert KEY not in told_of(fault)
        assert server.requests == []


# --- what it costs to have the door


def test_the_door_is_there_without_the_library():
    looks = (
        "import sys, roleplay.llm, roleplay.config, roleplay.formats.settings; print([name for name in sys.modules if "
        "name.partition('.')[0] in ('openai', 'httpx2', 'anyio')])"
    )
    done = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
