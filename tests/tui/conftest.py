"""The interface as a trainee has it, without a terminal: a real record, a fixed seed, the shipped cases."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from roleplay.cli.saving import write_new
from roleplay.config import Given, Settings, filed, settle
from roleplay.formats.settings import changed, load_settings
from roleplay.store import open_store
from roleplay.tui import Place
from roleplay.tui.app import Interface
from roleplay.tui.screens.page import Overlay
from roleplay.tui.widgets.composer import Composer

SMALL = (80, 24)
WAITING = ("desk", "own")
"""Workers that ask the trainee something."""
FIRST = "wrong-colour"


class Trainee:
    """Somebody at the keyboard."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot, self.app = pilot, pilot.app

    async def press(self, *keys: str) -> None:
        """Keys, and the time that what they started needs."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Until nothing is under way any more but what waits for the trainee."""
        for _ in range(3):
            await self.pilot.pause()
            if not isinstance(self.app.screen, Overlay):
                await self.app.workers.wait_for_complete(
                    [one for one in self.app.workers if one.group not in WAITING and not one.is_finished]
                )
        for _ in range(100):
            asking = any(one.group in WAITING and not one.is_finished for one in self.app.workers)
            if isinstance(self.app.screen, Overlay) or not asking:
                break
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """A line into the box that asks for one, and enter."""
        self.app.screen.query_one("#line", Input).value = text
        await self.press("enter")

    async def say(self, text: str) -> None:
        """A reply, pasted into the composer and sent."""
        self.app.screen.query_one(Composer).write(text)
        await self.press("enter")

    @property
    def screen(self) -> str:
        """All that can be read on the screen."""
        rows = self.app.screen._compositor.render_strips()
        return "\n".join("".join(piece.text for piece in row).rstrip() for row in rows)

    @property
    def flat(self) -> str:
        """The same in one line, so that where a line ends doesn't matter."""
        return " ".join(self.screen.replace("\u258c", " ").split())


@pytest.fixture
def opened(tmp_path: Path):
    """Opens the interface at a size."""

    @asynccontextmanager
    async def at(size: tuple[int, int] = SMALL, mode: str | None = None, data: Path | None = None, **given: Any):
        folder = data or tmp_path / "data"
        folder.mkdir(exist_ok=True)
        flags, environ, file = Given(str(folder), (), None, mode), given.get("environ", {}), tmp_path / "settings.toml"

        def settings() -> Settings:
            return settle(
                flags, environ, filed(load_settings(file), open_file=str(file)) if file.exists() else Given(), folder
            )

        def save(name: str, value: str) -> Settings:
            file.write_bytes(changed(file.read_bytes() if file.exists() else b"", name, value, str(file)))
            return settings()

        with open_store(folder / "record.db") as store:
            place = Place(settings(), store, "", lambda: 7, FIRST, write_new, given.get("save", save), file)
            app = Interface(place)
            app.animation_level = "none"
            async with app.run_test(size=size, notifications=True) as pilot:
                trainee = Trainee(pilot)
                await trainee.settle()
                for _ in range(500):
                    if app.screen.query(FooterKey):
                        break
                    await pilot.pause(0.02)
                yield trainee

    return at
