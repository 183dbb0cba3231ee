"""A model that is none: an OpenAI-compatible server that says what it is told to, or fails in every known way.

It stands on this computer only, speaks the protocol itself and keeps every request, so that tests and
demonstrations need neither a model nor a network. The name of the model picks the behaviour; one that
stands in no table answers with `reply`. `python -m roleplay.llm.fake` runs it by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

Reply = Callable[[dict[str, Any]], str]
"""What the model says to the body of a request."""

PIECE = 4
"""Characters in a piece of the answer."""
FOREVER = 3600.0
LOOKS = 0.02
"""Seconds between two looks whether whoever asked is still there."""
TLS = b"\x16"
"""The first byte of somebody who expects a secure connection."""
MOST_BODY = 4_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


def canned(body: dict[str, Any]) -> str:
    """What is said where nobody says what: the line that was to be worded, or else something harmless."""
    last = str(body["messages"][-1]["content"])
    _, mark, line = last.rpartition("LINE: ")
    return line.strip() if mark else "I see. Please go on."


class Wire:
    """One answer on its way, event by event."""

    def __init__(self, writer: asyncio.StreamWriter, model: str) -> None:
        self.writer, self._model = writer, model

    def whole(self, status: int, content: bytes, kind: str = "application/json", extra: str = "") -> None:
        """A whole answer that is no stream."""
        head = f"HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {len(content)}\r\n{extra}\r\n"
        self.writer.write(head.encode() + content)

    def error(self, status: int, code: str, extra: str = "") -> None:
        """An error as these servers tell it."""
        told = {"error": {"message": code.replace("_", " "), "type": code, "code": code, "param": None}}
        self.whole(status, json.dumps(told).encode(), extra=extra)

    async def begin(self) -> None:
        """The stream begins, with a role and no words, as from most servers."""
        self.writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        await self.piece(None, role="assistant")

    async def event(self, data: bytes) -> None:
        """One event of the stream."""
        await self.line(b"data: " + data)

    async def comment(self) -> None:
        """What some servers say while they think, so that nobody hangs up."""
        await self.line(b": keep-alive")

    async def line(self, line: bytes) -> None:
        """One line of the stream, and the empty one after it."""
        self.writer.write(f"{len(line) + 2:x}\r\n".encode() + line + b"\n\n\r\n")
        await self.writer.drain()

    async def piece(self, content: Any, finish: str | None = None, **delta: str) -> None:
        """A piece of the answer, or its end."""
        await self.told(choices=[{"index": 0, "delta": {"content": content, **delta}, "finish_reason": finish}])

    async def told(self, **more: Any) -> None:
        """An event with whatever there is to be told."""
        about = {"id": "fake", "object": "chat.completion.chunk", "created": 1, "model": self._model}
        await self.event(json.dumps(about | more).encode())

    async def say(self, text: str) -> None:
        """Words, in small pieces."""
        for at in range(0, len(text), PIECE):
            await self.piece(text[at : at + PIECE])

    async def end(self, finish: str | None = "stop", usage: int = 0) -> None:
        """The end, as it should be; where `usage` is given, with a word on how many tokens it took."""
        if finish:
            await self.piece("", finish)
            if usage:
                counts = {"prompt_tokens": usage, "completion_tokens": usage, "total_tokens": 2 * usage}
                await self.told(choices=[], usage=counts)
            await self.event(b"[DONE]")
        self.writer.write(b"0\r\n\r\n")
        await self.writer.drain()


class Broken(Exception):
    """The connection is to be broken off."""


class FakeServer:
    """The server, for as long as it is entered: `async with FakeServer(reply) as server`."""

    def __init__(self, reply: Reply = canned, port: int = 0) -> None:
        self.reply, self._port = reply, port
        self.requests: list[Request] = []
        self._open: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def base_url(self) -> str:
        """The address to set."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def busy(self) -> int:
        """Connections that are open: what was given up is gone."""
        return len(self._open)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, Broken):
                while True:
                    await self._answer(await _request(reader), reader, writer)
        finally:
            self._open.discard(task)
            writer.transport.abort()

    async def _answer(self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One answer; whoever hangs up in the middle of it is not answered to the end."""
        self.requests.append(request)
        model = str(request.body.get("model", ""))
        wire = Wire(writer, model)
        if request.path.endswith("/models"):
            listed = [{"id": "fake", "object": "model", "created": 1, "owned_by": "roleplay"}]
            wire.whole(200, json.dumps({"object": "list", "data": listed}).encode())
        else:
            times = sum(one.body.get("model") == model for one in self.requests)
            behave = BEHAVIOURS.get(model, _well)
            answer = asyncio.ensure_future(behave(wire, self.reply(request.body), times))
            while not answer.done():
                await asyncio.wait((answer,), timeout=LOOKS)
                if reader.at_eof() or writer.is_closing():
                    answer.cancel()
                    raise Broken
            answer.result()
        await writer.drain()


async def _request(reader: asyncio.StreamReader) -> Request:
    first = await reader.readexactly(1)
    if first == TLS:
        raise Broken
    head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    asked, *lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
    length = min(int(headers.get("content-length", 0)), MOST_BODY)
    body = json.loads(await reader.readexactly(length)) if length else {}
    return Request(asked.split()[1], headers, body)


async def _well(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text)
    await wire.end()


async def _silent(wire: Wire, text: str, times: int) -> None:
    await asyncio.sleep(FOREVER)


async def _silent_midway(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await asyncio.sleep(FOREVER)


async def _slow(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    while True:
        await wire.piece("a ")
        await asyncio.sleep(0.1)


async def _endless(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    while True:
        await wire.piece("and so on " * 20)


async def _cut(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    wire.writer.transport.abort()
    raise Broken


async def _unfinished(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text)
    await wire.end(None)


async def _error_event(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await wire.event(b'{"error": {"message": "overloaded", "code": "overloaded"}}')
    await wire.end(None)


async def _broken_json(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.event(b'{"id": "fake", "choices": [oops')
    await wire.end()


async def _wrong_shape(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.event(b'{"hello": "world"}')
    await wire.end()


async def _empty(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.end()


async def _stale(wire: Wire, text: str, times: int) -> None:
    """Promises to keep the connection, and closes it with the next request."""
    if times % 2 == 0:
        wire.writer.transport.abort()
        raise Broken
    await _well(wire, text, times)


async def _too_long(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await wire.end("length")


async def _filtered(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await wire.end("content_filter")


async def _no_text(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.piece([{"type": "text", "text": text}])
    await wire.end()


async def _only_thoughts(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    for _ in range(3):
        await wire.piece(None, reasoning_content="Let me think. ")
    await wire.end()


async def _thoughtful(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    for _ in range(3):
        await wire.piece(None, reasoning_content="Let me think. ", reasoning="Hm. ")
    await wire.say(text)
    await wire.end()


async def _counting(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.told(choices=[])
    await wire.say(text)
    await wire.end(usage=7)


async def _commenting(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    for at in range(0, len(text), PIECE):
        await wire.comment()
        await wire.say(text[at : at + PIECE])
    await wire.comment()
    await wire.end()


def _refusing(status: int, code: str, extra: str = "", until: int = 10**9) -> Callable[..., Awaitable[None]]:
    async def refuse(wire: Wire, text: str, times: int) -> None:
        if times > until:
            await _well(wire, text, times)
        else:
            wire.error(status, code, extra)

    return refuse


def _page(kind: str, content: bytes) -> Callable[..., Awaitable[None]]:
    async def show(wire: Wire, text: str, times: int) -> None:
        wire.whole(200, content, kind)

    return show


BEHAVIOURS: dict[str, Callable[[Wire, str, int], Awaitable[None]]] = {
    "fault-401": _refusing(401, "invalid_api_key"),
    "fault-403": _refusing(403, "not_allowed"),
    "fault-404": _refusing(404, "model_not_found"),
    "fault-400": _refusing(400, "bad_request"),
    "fault-429": _refusing(429, "rate_limit_exceeded"),
    "fault-429-wait": _refusing(429, "rate_limit_exceeded", "retry-after: 30\r\n"),
    "fault-429-once": _refusing(429, "rate_limit_exceeded", "retry-after: 0.05\r\n", until=1),
    "fault-500": _refusing(500, "internal_error"),
    "fault-silent": _silent,
    "fault-silent-midway": _silent_midway,
    "fault-slow": _slow,
    "fault-endless": _endless,
    "fault-cut": _cut,
    "fault-unfinished": _unfinished,
    "fault-error-event": _error_event,
    "fault-broken-json": _broken_json,
    "fault-wrong-shape": _wrong_shape,
    "fault-empty": _empty,
    "fault-html": _page("text/html", b"<html><body>Log in to this network</body></html>"),
    "fault-whole": _page("application/json", b'{"choices": []}'),
    "fault-stale": _stale,
    "fault-length": _too_long,
    "fault-redirect": _refusing(307, "moved", "location: /v1/elsewhere\r\n"),
    "fault-filtered": _filtered,
    "fault-no-text": _no_text,
    "fault-thoughts": _only_thoughts,
    "odd-temperature": _refusing(400, "temperature_is_not_supported", until=1),
    "odd-thoughts": _thoughtful,
    "odd-usage": _counting,
    "odd-comments": _commenting,
}
"""What can be picked by the name of the model. A new way to fail is one row; so is an odd way to answer."""


async def _run() -> None:
    async with FakeServer() as server:
        print(f"{server.base_url}\nModels: {', '.join(BEHAVIOURS)}; any other name answers.", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run())
