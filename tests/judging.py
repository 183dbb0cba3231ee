"""A judging model that says what a test wants, behind a real socket or without one."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from roleplay.grader.asked import CASE, QUESTIONS, SKILL
from roleplay.llm import Ask, Endpoint
from roleplay.llm.fake import FakeServer

Say = tuple[int, str]
"""The number of a reply, and a quote from it: a yes."""


def asked_in(prompt: str) -> list[str]:
    """The ids of the questions in a prompt, in their order."""
    told = prompt.rpartition(f"{QUESTIONS}\n")[2].partition("\n\n")[0]
    return [line.partition(":")[0] for line in told.splitlines()]


def data_in(prompt: str) -> dict[str, Any]:
    """The case and the conversation as a prompt gives them."""
    return json.loads(prompt.partition(f"{CASE}\n")[2].partition(f"\n\n{SKILL}")[0])


def prompt_of(body: dict[str, Any]) -> str:
    """What the user's message of a request says."""
    return str(next(one["content"] for one in body["messages"] if one["role"] == "user"))


def answered(prompt: str, says: dict[str, Say]) -> str:
    """An answer to everything that is asked: yes where `says` has words for it."""
    found = []
    for id in asked_in(prompt):
        reply, quote = says.get(id, (0, ""))
        found.append({"id": id, "yes": id in says, "reply": reply, "quote": quote})
    return json.dumps({"answers": found})


def saying(says: dict[str, Say]) -> Callable[[dict[str, Any]], str]:
    """A fake server's reply that always says the same."""
    return lambda body: answered(prompt_of(body), says)


class Made:
    """A model without a server; `answer` is given the prompt and the number of the request, from 0."""

    def __init__(self, answer: Callable[[str, int], str]) -> None:
        self.endpoint = Endpoint("http://127.0.0.1:9/v1", "made")
        self.asked: list[Ask] = []
        self._answer = answer

    async def words(self, ask: Ask) -> AsyncGenerator[str, None]:
        self.asked.append(ask)
        yield self._answer(ask.messages[1].content, len(self.asked) - 1)

    async def names(self) -> tuple[str, ...]:
        return ("made",)

    async def close(self) -> None:
        return None


@contextmanager
def served(reply: Callable[[dict[str, Any]], str]) -> Iterator[FakeServer]:
    """The server in a thread of its own, for commands that have an event loop of theirs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def do(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(10)

    server = FakeServer(reply)
    do(server.__aenter__())
    try:
        yield server
    finally:
        do(server.__aexit__())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
