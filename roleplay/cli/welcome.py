"""`roleplay` alone: where somebody is who has just installed it."""

import sys

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
    """Say what to do; at a terminal, offer to start at once."""
    streams.show(_WHAT_TO_DO)
    if not (streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)):
        return
    answer = streams.Lines(sys.stdout).next("\nPress Enter to start the first one, or type q to leave: ")
    if answer is not None and answer.strip().lower() in ("", "y", "yes"):
        from roleplay.cli.play import begin

        begin(places, FIRST)
