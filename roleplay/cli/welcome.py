"""`roleplay` alone: the interface, or, where no screen can be drawn, what to do instead."""

import os
import secrets
import sys
from functools import partial

from roleplay.cli import Places, streams

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
    from roleplay.cli.places import change_setting, record_or_none, settings, settings_path
    from roleplay.tui import Place, open_interface

    chosen = settings(places)
    store, why = record_or_none(chosen, private=False)
    with store:
        open_interface(Place(chosen, store, why, _draw, FIRST, partial(change_setting, places), settings_path()))


def _draw() -> int:
    # Only now, because a conversation loads what the library can be read without.
    from roleplay.cli.play import SEEDS

    return secrets.randbelow(SEEDS)
