"""`roleplay` alone: the interface, here or in the browser, or, where no screen can be drawn, what to do instead."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from roleplay.cli import Places, streams

if TYPE_CHECKING:
    from roleplay.config import Settings
    from roleplay.tui import Place

FIRST = "wrong-colour"
"""The first customer: mild, quick, and unable to walk out."""

_WHAT_TO_DO = f"""\
Practise conversations with customers, here in the terminal.

roleplay list                   shows the scenarios
roleplay play {FIRST}      starts the first one: an easy one, three replies
roleplay --help                 shows everything else

Nothing leaves this computer."""


def welcome(places: Places) -> None:
    """Open the interface; in a pipe say what there is, on a terminal without a screen offer to start at once."""
    if not (streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)):
        streams.show(_WHAT_TO_DO)
    elif os.environ.get("TERM", "dumb") == "dumb":
        _offer(places)
    else:
        _open(places)


def _offer(places: Places) -> None:
    streams.show(_WHAT_TO_DO)
    answer = streams.Lines(sys.stdout).next("\nPress Enter to start the first one, or type q to leave: ")
    if answer is not None and answer.strip().lower() in ("", "y", "yes"):
        from roleplay.cli.play import begin

        begin(places, FIRST)


def _open(places: Places) -> None:
    from roleplay.cli.places import settings
    from roleplay.tui import open_interface

    with _place(settings(places)) as place:
        open_interface(place)


def browse(places: Places) -> None:
    """Open the interface in the browser; ^C is the way to stop it, and no failure."""
    from roleplay.cli.places import settings
    from roleplay.tui import open_in_browser

    chosen = settings(places)
    open_in_browser(lambda: _place(chosen), _opened)
    streams.tell("\nStopped.")


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


@contextmanager
def _place(chosen: Settings) -> Iterator[Place]:
    from roleplay.cli.places import record_or_none
    from roleplay.tui import Place

    store, why = record_or_none(chosen, private=False)
    with store:
        yield Place(chosen, store, why, _draw, FIRST)


def _draw() -> int:
    # Only now, because a conversation loads what the library can be read without.
    from roleplay.cli.play import SEEDS

    return secrets.randbelow(SEEDS)
