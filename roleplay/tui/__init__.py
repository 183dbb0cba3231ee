"""The interface a trainee lives in: the only room that knows Textual.

It asks the session for everything, as the linear mode does, and decides nothing. What can be told without a terminal
is in `view.py`; what can be pressed or typed is in the one table of `commands.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from roleplay.config import Settings
    from roleplay.domain.scenario import Scenario
    from roleplay.store import Store

__all__ = ["Place", "open_interface"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the interface is opened: what it may use, and what comes in from outside."""

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
    case: Scenario | None = None
    """The case to begin with, where one was named."""
    resumed: str = ""
    """The id of the conversation to go on with, where one was named."""


def open_interface(place: Place) -> None:
    """Show the library, and stay until the trainee leaves."""
    from roleplay.tui.app import Interface

    Interface(place).run()
