"""A model that is none: an OpenAI-compatible server that says what it is told to, or fails in every known way.

It stands on this computer only, speaks the protocol itself and keeps every request, so that tests and
demonstrations need neither a model nor a network. The name of the model picks the behaviour; one that
stands in no table answers with `reply`. `python -m roleplay.llm.fake` runs it by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from roleplay.llm.behaviours import BEHAVIOURS, well
from roleplay.llm.wire import Broken, Wire

Reply = Callable[[dict[str, Any]], str]
"""What the model says to the body of a request."""

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
            behave = BEHAVIOURS.get(model, well)
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


async def _run() -> None:
    async with FakeServer() as server:
        print(f"{server.base_url}\nModels: {', '.join(BEHAVIOURS)}; any other name answers.", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run())
