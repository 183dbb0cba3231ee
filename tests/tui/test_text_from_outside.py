"""Text from outside is only text: in files that cannot be read, in names, in replies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import tomlkit

from roleplay.library.places import shipped
from roleplay.tui.screens.debrief import Debriefing
from roleplay.tui.screens.library import Library
from roleplay.tui.screens.talk import Talk

NASTY = (
    "[/foo] [@click=app.quit]q[/] [b",
    "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m",
    "\u202eevil\u202c \u2066x\u2069",
    "x" * 10_000,
)

SIGNS = ("\x1b", "\x9b", "\x07", "\u202e", "\u2066")
"""What must not reach a terminal."""


@pytest.mark.parametrize("text", NASTY)
async def test_nothing_that_is_said_crashes_acts_or_escapes(opened, text: str) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.say(text)
        assert isinstance(trainee.app.screen, Talk)
        assert not any(sign in trainee.screen for sign in SIGNS)
        await trainee.press("f5")
        await trainee.press("f2")
        await trainee.press("escape")
        assert isinstance(trainee.app.screen, Talk)


@pytest.mark.parametrize("text", NASTY)
async def test_nor_does_it_on_any_other_screen(opened, text: str) -> None:
    async with opened() as trainee:
        await trainee.press("enter")
        trainee.app.screen.query_one("#wish").value = text
        await trainee.press("enter")
        await trainee.say(text)
        await trainee.say(text)
        for key in ("f2", "f3", "f4", "f1"):
            await trainee.press(key, "escape")
        await trainee.press("f9", "f9")
        assert isinstance(trainee.app.screen, Debriefing)
        for key in ("f2", "f3", "f1"):
            await trainee.press(key)
            assert not any(sign in trainee.screen for sign in SIGNS)
            await trainee.press("escape")
        await trainee.press("d", "enter")
        await trainee.write(text)
        await trainee.press("s")
        await trainee.write(text)
        await trainee.press("enter", "enter")
        page = " ".join(str(one.content) for one in trainee.app.screen.query("#page Static"))
        assert not any(sign in page for sign in SIGNS)
        await trainee.press("r", "enter")
        assert not any(sign in trainee.screen for sign in SIGNS)
        await trainee.press("escape", "f9", "f9", "n", "f2", "enter")
        assert isinstance(trainee.app.screen, Debriefing)


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


PLACES = ("title", "industry", "role", "company", "situation", "objective", "text", "label", "result", "touchpoint")
"""Keys of a case whose texts stand on a screen."""


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
@pytest.mark.parametrize("text", ["[/foo] [@click=app.quit]q[/] [b", "x" * 3_000, "\u202eevil\u202c \u2066x\u2069"])
async def test_a_case_full_of_hostile_text_only_looks_ugly(opened, tmp_path: Path, text: str, size) -> None:
    folder = tmp_path / "own"
    (folder / "scenarios").mkdir(parents=True)
    case = tomlkit.parse((shipped("scenarios") / "wrong-colour.toml").read_text("utf-8"))
    _spoil(case, text)
    (folder / "scenarios" / "wrong-colour.toml").write_text(tomlkit.dumps(case), "utf-8")
    async with opened(size, data=folder) as trainee:
        await trainee.press("enter")
        assert "You are" in trainee.flat
        await trainee.press("f2", "escape", "enter")
        await trainee.say("Let me check the stock. When do you need them?")
        for key in ("f2", "f3", "f4", "f1"):
            await trainee.press(key)
            assert not any(sign in trainee.screen for sign in SIGNS)
            await trainee.press("escape")
        await trainee.press("f9", "f9")
        assert isinstance(trainee.app.screen, Debriefing)
        await trainee.press("f2", "escape", "f3", "escape", "d", "escape", "s")
        await trainee.write("an idea")
        await trainee.press("enter", "enter")
        assert not any(sign in trainee.screen for sign in SIGNS)
        await trainee.press("r", "enter", "escape", "ctrl+l", "f2")
        assert not any(sign in trainee.screen for sign in SIGNS)


def _spoil(value: object, text: str) -> None:
    for key, part in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if isinstance(part, dict | list):
            _spoil(part, text)
        elif key in PLACES and isinstance(part, str):
            value[key] = f"{text} {part}"
