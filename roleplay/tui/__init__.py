"""The interface a trainee lives in: the only room that knows Textual.

It asks the session for everything, as the linear mode does, and decides nothing. What can be told without a terminal
is in `view.py`; what can be pressed or typed is in the one table of `commands.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay.config import Settings
    from roleplay.store import Store

__all__ = ["Place", "open_interface"]


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
    save: Callable[[str, str], Settings]
    """Writes the value of a setting into the settings file, and gives the settings after that."""
    settings_file: Path
    """Where that file is, or would be."""

    def change(self, name: str, value: str) -> None:
        """Save another value of a setting; a RoleplayError if that fails, and then nothing is changed."""
        after = self.save(name, value)
        # Only this one: a data folder that was changed elsewhere meanwhile is not that of the open record.
        self.settings = replace(self.settings, **{name: getattr(after, name)})


def open_interface(place: Place) -> None:
    """Show the library, and stay until the trainee leaves."""
    from roleplay.tui.app import Interface

    Interface(place).run()
