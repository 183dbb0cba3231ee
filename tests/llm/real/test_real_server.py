"""The door to models with a real server behind it: words come, shapes hold, and whatever breaks has a name in time.

A conversation through the customer's voice and the reader has its place beside this, in `test_real_conversation.py`:
the fixture `model` is all that it needs, or `server.address` where the settings are to say it.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from roleplay.llm import Ask, Message, Model, ModelFault, rung_of, structured, whole

from .conftest import NAME, Server, talking

pytestmark = pytest.mark.slow

AT_ONCE = 10.0
"""Seconds that a server with nothing else to do has for something short, on a machine with much else to do."""
NEVER = 60.0
"""Seconds after which something hangs."""
ENDS = {"grammar": 'root ::= [A-Za-z ]{10,40} "."'}
"""Told to the server, brings any model to an end by itself."""
GOES_ON = {"ignore_eos": True}
"""Told to the server, keeps any model from an end before its tokens are used up."""
MINUTES = 3000
"""Tokens that take it minutes."""


class Reading(BaseModel):
    """As the program asks for them: every text and list has a bound."""

    move: Literal["apologise", "ask", "offer"]
    level: int = Field(ge=0, le=4)
    quotes: list[Annotated[str, Field(max_length=16)]] = Field(max_length=2)


def ask(text: str = "My parcel is late. What can you do?", most: int = 200) -> Ask:
    return Ask((Message("system", "You work in a shop."), Message("user", text)), most, temperature=0.0)


async def test_the_server_lists_its_model(model: Model):
    assert await model.names() == (NAME,)


async def test_words_come_piece_by_piece_and_end(server: Server):
    async with talking(server, extra=ENDS) as model, asyncio.timeout(NEVER):
        words = [word async for word in model.words(ask())]
    assert len(words) > 1
    assert all(words)


async def test_an_answer_that_has_used_up_its_tokens_is_told_from_one_that_ended(server: Server):
    async with talking(server, extra=GOES_ON) as model, asyncio.timeout(NEVER):
        with pytest.raises(ModelFault) as met:
            await whole(model, ask(most=8))
    assert (met.value.kind, met.value.begun) == ("endless", True)


async def test_a_shape_is_kept_by_schema(model: Model):
    async with asyncio.timeout(NEVER):
        found = await structured(model, ask("Label this: 'Sorry, what is your order number?'"), Reading)
    assert isinstance(found, Reading)
    assert rung_of(model) == "schema"


async def test_who_stops_listening_frees_the_server_at_once(server: Server):
    async with (
        talking(server, extra=GOES_ON) as busy,
        talking(server, extra=ENDS, first_word=1.0) as hasty,
        talking(server, extra=ENDS) as model,
        asyncio.timeout(NEVER),
    ):
        both = [busy.words(ask(most=MINUTES)) for _ in range(2)]
        for words in both:
            assert await anext(words)
        with pytest.raises(ModelFault) as met:
            await whole(hasty, ask())
        assert met.value.kind == "silent", "the server has a third slot, so the rest says nothing"
        for words in both:
            await words.aclose()
        asked = time.monotonic()
        assert await whole(model, ask())
    assert time.monotonic() - asked < AT_ONCE


async def test_a_prompt_longer_than_the_context_is_refused_quickly(model: Model):
    asked = time.monotonic()
    async with asyncio.timeout(NEVER):
        with pytest.raises(ModelFault) as met:
            await whole(model, ask("word " * 9000))
    assert (met.value.kind, met.value.begun) == ("refused", False)
    assert time.monotonic() - asked < AT_ONCE


async def test_what_a_killed_server_had_said_is_kept_and_the_rest_is_a_fault(doomed: Server):
    said: list[str] = []

    async def listen() -> None:
        async with aclosing(model.words(ask(most=MINUTES))) as words:
            async for word in words:
                said.append(word)
                if len(said) == 5:
                    doomed.process.kill()

    async with talking(doomed, extra=GOES_ON) as model, asyncio.timeout(NEVER):
        with pytest.raises(ModelFault) as met:
            await listen()
        assert met.value.kind in ("cut", "unreachable")
        assert met.value.begun
        assert len(said) >= 5
        with pytest.raises(ModelFault) as met:
            await whole(model, ask())
    assert met.value.kind == "unreachable"


async def test_a_server_ends_with_whoever_started_it_even_while_it_answers(doomed: Server):
    async with talking(doomed, extra=GOES_ON) as model, aclosing(model.words(ask(most=MINUTES))) as words:
        assert await anext(words)
        assert doomed.process.stdin
        doomed.process.stdin.close()
        assert await asyncio.to_thread(doomed.process.wait, AT_ONCE) == 0
