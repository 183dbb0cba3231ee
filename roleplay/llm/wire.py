"""What an OpenAI-compatible server puts on the wire, event by event: whole answers, streams, errors."""

import asyncio
import json
from typing import Any

PIECE = 4
"""Characters in a piece of an answer."""


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
