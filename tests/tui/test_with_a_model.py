"""The interface with a language model behind the customer: words as they come, and a way on when none do."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from roleplay.llm.fake import FakeServer
from roleplay.session import Said
from roleplay.tui.screens.debrief import Debriefing
from roleplay.tui.screens.talk import Talk

REPLY = "You ordered green and got blue. When do you need them?"


@pytest.fixture
async def server() -> AsyncIterator[FakeServer]:
    async with FakeServer() as running:
        yield running


@pytest.fixture
def asking(server: FakeServer, home: Path):
    """Writes settings that ask for a model in these jobs."""

    def write(model: str, *more: str, jobs: tuple[str, ...] = ('voice = "llm"',)) -> None:
        lines = (f'base_url = "{server.base_url}"', f'model = "{model}"', *jobs, *more)
        (home / "settings.toml").write_text("\n".join(lines) + "\n")

    return write


def last(trainee) -> Said:
    return [one for one in trainee.app.screen.session.history if isinstance(one, Said)][-1]


async def begun(trainee) -> None:
    await trainee.press("enter")
    await trainee.press("enter")
    assert isinstance(trainee.app.screen, Talk)


async def asked(trainee, server: FakeServer) -> None:
    """Send the reply, and wait only until the model has been asked."""
    trainee.app.screen.composer.write(REPLY)
    await trainee.pilot.press("enter")
    while not server.requests:
        await trainee.pilot.pause(0.02)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_where_the_text_goes_stands_there_before_the_first_reply(opened, asking, server, size) -> None:
    asking("fine")
    async with opened(size) as trainee:
        assert "Nothing leaves this computer" not in trainee.flat
        await begun(trainee)
        assert "go to a program on this computer" in trainee.flat
        assert server.requests == []
        await trainee.say(REPLY)
        assert (last(trainee).exchange.voice, len(server.requests)) == ("llm", 1)
        assert "(built-in customer)" not in trainee.flat
        assert last(trainee).exchange.words.split()[-1] in trainee.flat


async def test_a_line_of_the_built_in_customer_is_marked_and_says_why(opened, asking) -> None:
    asking("fault-html")
    async with opened() as trainee:
        await begun(trainee)
        await trainee.say(REPLY)
        assert "Sam (built-in customer)" in trainee.flat
        assert "a web page came back" in trainee.flat


async def test_esc_waits_no_longer_and_the_built_in_customer_answers(opened, asking, server) -> None:
    asking("fault-silent")
    async with opened() as trainee:
        await begun(trainee)
        await asked(trainee, server)
        assert REPLY in trainee.flat
        await trainee.press("escape")
        assert "You did not wait; the built-in customer answered" in trainee.flat
        assert last(trainee).exchange.voice == "fallback"
        while server.busy:
            await trainee.pilot.pause(0.02)


async def test_f7_and_voice_change_between_the_two(opened, asking, server) -> None:
    asking("fine")
    async with opened() as trainee:
        await begun(trainee)
        await trainee.press("f7")
        assert "The built-in customer answers from here on" in trainee.flat
        await trainee.say(REPLY)
        assert (last(trainee).exchange.voice, server.requests) == ("scripted", [])
        await trainee.say("/voice")
        assert "The AI customer answers from here on" in trainee.flat


async def test_without_a_model_f7_says_how_to_get_one(opened) -> None:
    async with opened() as trainee:
        await begun(trainee)
        await trainee.press("f7")
        assert "there is no AI customer in this conversation" in trainee.flat


async def test_leaving_while_a_model_is_silent_loses_nothing(opened, asking, server) -> None:
    asking("fault-silent")
    async with opened() as trainee:
        await begun(trainee)
        await asked(trainee, server)
        session = trainee.app.screen.session
        await trainee.pilot.press("ctrl+l")
        await trainee.pilot.pause()
        assert [one.kind for one in trainee.app.place.store.events(session.id)] == ["opening", "sent"]


def never(body: dict) -> str:
    """A judge who says no to everything it is asked."""
    ids = re.findall(r"^(\w+\.\d+): ", body["messages"][-1]["content"], re.MULTILINE)
    return json.dumps({"answers": [{"id": id, "yes": False, "reply": 0, "quote": ""} for id in ids]})


async def test_the_grades_of_the_rules_stand_at_once_and_the_model_s_beside_them(opened, asking, server) -> None:
    server.reply = never
    asking("fine", jobs=('judge = "llm"',))
    async with opened() as trainee:
        await begun(trainee)
        assert "judges beside the rules" in trainee.flat
        await trainee.say(REPLY)
        await trainee.press("f9", "f9")
        assert isinstance(trainee.app.screen, Debriefing)
        page = "\n".join(str(one.content) for one in trainee.app.screen.query("Static").results())
        assert "Your skills" in page
        assert "Where the AI judge sees it otherwise" in page
        assert "a start by the model" in page
