"""A whole conversation with a real server behind the customer's voice and the reader, and one that dies in it.

A model this small says and hears nothing of use: what is looked at is that the conversation is whole, and that
nothing stands in it which the guards would not let through.
"""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from roleplay.formats.scenario import load_scenario
from roleplay.llm import endpoint
from roleplay.session import Cast, Said, Session
from roleplay.store import open_store

from .conftest import NAME, Server

pytestmark = pytest.mark.slow

CASE = load_scenario(Path(__file__).resolve().parents[3] / "scenarios" / "wrong-colour.toml")
REPLIES = (
    "You ordered green and got blue. When do you need them?",
    "I'm sending the green pair by express today at no cost, it arrives on Thursday.",
    "You get a free label for the blue ones. Does that help?",
)
PATIENCE = 60.0
"""Seconds for a first word on a machine with much else to do."""


def cast(server: Server, *jobs: str) -> Cast:
    return Cast({job: endpoint(server.address, NAME, first_word=PATIENCE) for job in jobs})  # type: ignore[misc]


async def test_a_conversation_goes_through_voice_and_reader_to_its_grade(server: Server):
    with open_store(":memory:") as store:
        session = await Session.start(CASE, (), 1, store, cast=cast(server, "voice", "reader"))
        assert any("a program on this computer" in notice for notice in session.notices)
        for reply in REPLIES:
            if session.ended is None:
                shown: list[str] = []
                said = await session.say(reply, show=shown.append)
                assert said.exchange.words.startswith(" ".join(shown))
                assert said.exchange.by or said.notices
        await session.end()
        debrief = await session.finish()
        await session.close()
    assert debrief.outcome.ending in ("resolved", "partial", "stopped")
    assert {turn.voice for turn in debrief.transcript.turns if turn.role == "customer"} <= {
        "scripted",
        "llm",
        "fallback",
    }


async def test_a_server_that_is_killed_while_it_speaks_costs_a_line_and_nothing_else(doomed: Server):
    with open_store(":memory:") as store:
        session = await Session.start(CASE, (), 1, store, cast=cast(doomed, "voice"))
        saying = asyncio.create_task(session.say(REPLIES[0]))
        while not saying.done() and [one.kind for one in store.events(session.id)][-1] != "sent":
            await asyncio.sleep(0.05)
        doomed.process.send_signal(signal.SIGKILL)
        said = await asyncio.wait_for(saying, 2 * PATIENCE)
        assert said.exchange.voice == "fallback"
        assert said.exchange.words
        assert any("built" in notice for notice in said.notices)
        later = await session.say(REPLIES[1])
        assert later.exchange.words
        assert sum(isinstance(one, Said) for one in session.history) == 2
        await session.close()
