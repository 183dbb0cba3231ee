"""`roleplay` alone: the interface, or, without a terminal, what to do instead."""

import secrets

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
    """Open the interface; without a terminal say what there is."""
    from roleplay.cli.play import SEEDS, terminal

    if not terminal():
        streams.show(_WHAT_TO_DO)
        return
    from roleplay.cli.places import record_or_none, settings
    from roleplay.tui import Place, open_interface

    chosen = settings(places)
    store, why = record_or_none(chosen, private=False)
    with store:
        open_interface(Place(chosen, store, why, lambda: secrets.randbelow(SEEDS), FIRST))
