"""The interface a trainee lives in: the only room that knows Textual.

It asks the session for everything, as the linear mode does, and decides nothing. What can be told without a terminal
is in `view.py`; what can be pressed or typed is in the one table of `commands.py`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from roleplay.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from roleplay.config import Settings
    from roleplay.domain.scenario import Scenario
    from roleplay.store import Store

__all__ = ["Place", "open_in_browser", "open_interface"]

INSTALL = 'Install it with: pip install "roleplay-trainer[browser]"'
"""What to do where the extra is missing."""


@dataclass(slots=True)
class Place:
    """Where the interface is opened: what it may use, and what comes in from outside.

    All screens share one, so that a changed setting holds for the next conversation.
    """

    settings: Settings
    store: Store
    unkept: str
    """Why nothing is kept, if nothing is."""
    draw: Callable[[], int]
    """A new seed, where none is set."""
    first: str
    """The id of the case for somebody's first conversation."""
    keep: Callable[[Path, str], None]
    """Writes a file that the trainee asks for; BadInput if it cannot be written."""
    save: Callable[[str, str], Settings]
    """Writes the value of a setting into the settings file, and gives the settings after that."""
    settings_file: Path
    """Where that file is, or would be."""
    case: Scenario | None = None
    """The case to begin with, where one was named."""
    resumed: str = ""
    """The id of the conversation to go on with, where one was named."""

    def change(self, name: str, value: str) -> None:
        """Save another value of a setting; a RoleplayError if that fails, and then nothing is changed."""
        after = self.save(name, value)
        # Only this one: a data folder that was changed elsewhere meanwhile is not that of the open record.
        self.settings = replace(self.settings, **{name: getattr(after, name)})


def open_interface(place: Place) -> None:
    """Show the library, and stay until the trainee leaves."""
    from roleplay.tui.app import Interface

    Interface(place).run()


def open_in_browser(opening: Callable[[], AbstractContextManager[Place]], opened: Callable[[str], None]) -> None:
    """Serve the interface to a browser on this computer until ^C: `opened` is told where, each tab opens a place."""
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise BadInput("the browser needs a part that is not installed", hint=INSTALL)
    # Textual asks for it once, when it is imported, and would else think of the terminal that this was started in.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
    from roleplay.tui.browser import serve

    serve(opening, opened)
