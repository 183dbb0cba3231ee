"""A page in place of a terminal: what Textual draws goes into a queue, what the page says comes in as events."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import constants, events, messages
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from roleplay.tui import Place
from roleplay.tui.app import Interface

MOST_WAITING = 10_000
"""Pieces that wait for a page: one that is that far behind doesn't read any more."""
ON = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?2004h"
"""The other screen, no cursor, the mouse, and pasting told from typing."""
OFF = "\x1b[?2004l\x1b[?1006l\x1b[?1003l\x1b[?1000l\x1b[?25h\x1b[?1049l"


class Paged(Interface):
    """The interface on a page."""

    CSS_PATH = "../app.tcss"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.driver_class = PageDriver
        self.drawn: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        """What has been drawn and not been sent yet."""
        self.keyboard: PageDriver | None = None
        """Where keys go in, once it runs."""


class PageDriver(Driver):
    """Between Textual and a page."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert isinstance(app, Paged)
        self._paged = app
        self._parser = XTermParser()
        app.keyboard = self

    @property
    def is_web(self) -> bool:
        """It is, so that Textual doesn't offer what only a terminal can."""
        return True

    def write(self, data: str) -> None:
        """Never waits: a page that doesn't read is left."""
        try:
            self._paged.drawn.put_nowait(data)
        except asyncio.QueueFull:
            self._paged.exit()

    def start_application_mode(self) -> None:
        """Make the page a screen, and say how large it is."""
        self.write(ON)
        if self._size is not None:
            self.resize(Size(*self._size))

    def disable_input(self) -> None:
        """Nothing to do: keys that come too late find nobody."""

    def stop_application_mode(self) -> None:
        """The page as it was."""
        self.write(OFF)

    def resize(self, size: Size) -> None:
        """The page has another size."""
        self.process_message(events.Resize(size, size))

    def look(self, there: bool) -> None:
        """Somebody looks at the page, or no longer does."""
        self.process_message(events.AppFocus() if there else events.AppBlur())

    def press(self, text: str) -> None:
        """Keys, the mouse and what is pasted, as a terminal writes them."""
        try:
            for message in self._parser.feed(text):
                self._pass_on(message)
        except Exception:
            # No keyboard writes what it stumbles over, and after that it reads no more: a new one does.
            self._parser = XTermParser()
        # An escape alone may be the key or begin another one: only time tells.
        self._loop.call_later(constants.ESCAPE_DELAY + 0.01, self._tick)

    def _tick(self) -> None:
        for message in self._parser.tick():
            self._pass_on(message)

    def _pass_on(self, message: Message) -> None:
        # A size is told by the page itself, within bounds; among the keys there is none.
        if not isinstance(message, events.Resize | messages.InBandWindowResize):
            self.process_message(message)
