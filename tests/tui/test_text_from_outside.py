"""Text from outside is only text: in files that cannot be read, in names, in replies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from roleplay.library.places import shipped
from roleplay.tui.screens.library import Library
from roleplay.tui.screens.talk import Talk

NASTY = (
    "[/foo] [@click=app.quit]q[/] [b",
    "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m",
    "\u202eevil\u202c \u2066x\u2069",
    "x" * 10_000,
)


@pytest.mark.parametrize("text", NASTY)
async def test_nothing_that_is_said_crashes_acts_or_escapes(opened, text: str) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.say(text)
        assert isinstance(trainee.app.screen, Talk)
        assert not any(sign in trainee.screen for sign in ("\x1b", "\x9b", "\x07", "\u202e", "\u2066"))
        await trainee.press("f5")
        await trainee.press("f2")
        await trainee.press("escape")
        assert isinstance(trainee.app.screen, Talk)


async def test_files_that_cannot_be_read_are_told_and_the_others_stay(opened, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "scenarios" / "broken.toml").write_text('[meta]\nid = "[/foo]"\ntitle = 3\n', "utf-8")
    async with opened((140, 40), data=folder) as trainee:
        assert isinstance(trainee.app.screen, Library)
        assert "Cannot be read" in trainee.flat
        assert "Green trainers" in trainee.flat


async def test_a_name_full_of_markup_is_a_name(opened, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "scenarios").mkdir(parents=True)
    own = folder / "scenarios" / "wrong-colour.toml"
    shutil.copy(shipped("scenarios") / "wrong-colour.toml", own)
    told = own.read_text("utf-8").replace('name = "Sam"', 'name = "[/b]Sam[@click=app.quit]"', 1)
    own.write_text(told, "utf-8")
    async with opened(data=folder) as trainee:
        await trainee.press("enter", "enter")
        await trainee.say("When do you need them?")
        assert "[/b]Sam" in trainee.flat
