"""The app: one process, one record, one screen after another."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from roleplay.tui import Place
from roleplay.tui.commands import COMMANDS, SETTINGS
from roleplay.tui.screens.library import Library
from roleplay.tui.themes import THEMES

BREAKPOINTS = [(0, "-narrow"), (80, "-usual"), (120, "-wide")]
"""Columns from which the footer has room for the palette, and a side rail has any."""


class Interface(App[None]):
    """What `roleplay` opens in a terminal."""

    CSS_PATH = "app.tcss"
    TITLE = "roleplay"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        for one in THEMES:
            self.register_theme(one)
        self.theme = place.settings.theme.value

    async def on_mount(self) -> None:
        """The library is the first thing there is, then what was named on the command line."""
        place = self.place
        library = self.push_screen(Library(place))
        if place.case:
            from roleplay.tui.screens.briefing import Briefing

            await library
            await self.push_screen(Briefing(place, place.case))
        elif place.resumed:
            from roleplay.tui.screens.history import gone_on

            await library
            await self.push_screen(await gone_on(place, place.resumed))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the screen one is on, by its help; what Textual brings is for developers."""
        where = getattr(screen, "WHERE", "")
        for one in COMMANDS:
            if one.where == where:
                yield SystemCommand(
                    one.help, f"{one.shown}", lambda action=one.action: self.call_later(_run, screen, action)
                )
        if where in ("history", "briefing", "talk", "debrief"):
            yield SystemCommand(SETTINGS, "F3 in the library", self.action_settings)
        if where not in ("library", "talk"):
            yield SystemCommand("Leave the program.", "^q", self.action_quit)

    def action_settings(self) -> None:
        """What can be set; over a conversation too, which goes on afterwards."""
        from roleplay.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self.place))


async def _run(screen: Screen[object], action: str) -> None:
    await screen.run_action(action)
