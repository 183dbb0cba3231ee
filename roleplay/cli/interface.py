"""The interface opened: in this terminal or in the browser, over the trainee's record."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from roleplay.cli import Places, streams

if TYPE_CHECKING:
    from pathlib import Path

    from roleplay.config import Settings
    from roleplay.domain.scenario import Scenario
    from roleplay.store import Store
    from roleplay.tui import Place

FIRST = "wrong-colour"
"""The first customer: mild, quick, and unable to walk out."""


def can_draw() -> bool:
    """Whether a person sits at both ends of a terminal that can draw a screen."""
    at_both_ends = streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)
    return at_both_ends and os.environ.get("TERM", "dumb") != "dumb"


def interface(
    places: Places, settings: Settings, store: Store, why: str, case: Scenario | None = None, resumed: str = ""
) -> None:
    """The interface over this record, at a case or a conversation if one is named; `why` nothing is kept, if so."""
    from roleplay.tui import open_interface

    open_interface(_place(places, settings, store, why, case, resumed))


def browse(places: Places) -> None:
    """Open the interface in the browser; ^C is the way to stop it, and no failure."""
    from roleplay.cli.places import settings
    from roleplay.tui import open_in_browser

    chosen = settings(places)
    open_in_browser(lambda: _in_tab(places, chosen), _opened)
    streams.tell("\nStopped.")


@contextmanager
def _in_tab(places: Places, settings: Settings) -> Iterator[Place]:
    from roleplay.cli.places import record_or_none

    store, why = record_or_none(settings, private=False)
    with store:
        yield _place(places, settings, store, why)


def _place(
    places: Places, settings: Settings, store: Store, why: str, case: Scenario | None = None, resumed: str = ""
) -> Place:
    from roleplay.cli.places import change_setting, settings_path
    from roleplay.tui import Place

    save = partial(change_setting, places)
    return Place(settings, store, why, _draw, FIRST, _keep, save, settings_path(), case, resumed)


def _opened(address: str) -> None:
    streams.show(f"The trainer is open at this address, for one browser on this computer; ^C stops it.\n{address}")
    if os.environ.get("ROLEPLAY_NO_BROWSER") or not _has_windows():
        return
    import threading
    import webbrowser

    # Beside the server: the browser may wait for its first page before this returns.
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _has_windows() -> bool:
    """Where there are none, only a browser in this very terminal could open, and take it over."""
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")))


def _keep(path: Path, text: str) -> None:
    from roleplay.cli.saving import write_new

    write_new(path, text)


def _draw() -> int:
    # Only now, because a conversation loads what the library can be read without.
    import secrets

    from roleplay.cli.play import SEEDS

    return secrets.randbelow(SEEDS)
