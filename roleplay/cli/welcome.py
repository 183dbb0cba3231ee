"""`roleplay` alone: the interface, or, where no screen can be drawn, what to do instead."""

import sys

from roleplay.cli import Places, streams
from roleplay.cli.interface import FIRST, can_draw, interface

_WHAT_TO_DO = f"""\
Practise conversations with customers, here in the terminal.

roleplay list                   shows the scenarios
roleplay play {FIRST}      starts the first one: an easy one, three replies
roleplay --help                 shows everything else

Nothing leaves this computer unless you ask for a language model."""


def welcome(places: Places) -> None:
    """Open the interface; in a pipe say what there is, on a terminal without a screen offer to start at once."""
    if can_draw():
        from roleplay.cli.places import record_or_none, settings

        chosen = settings(places)
        store, why = record_or_none(chosen, private=False)
        with store:
            interface(places, chosen, store, why)
    elif streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout):
        _offer(places)
    else:
        streams.show(_WHAT_TO_DO)


def _offer(places: Places) -> None:
    streams.show(_WHAT_TO_DO)
    answer = streams.Lines(sys.stdout).next("\nPress Enter to start the first one, or type q to leave: ")
    if answer is not None and answer.strip().lower() in ("", "y", "yes"):
        from roleplay.cli.play import begin

        begin(places, FIRST)
