"""`roleplay` alone: the interface, or, where no screen can be drawn, what to do instead."""

from __future__ import annotations

import os
import secrets
import sys
from typing import TYPE_CHECKING

from roleplay.cli import Places, streams

if TYPE_CHECKING:
    from pathlib import Path

    from roleplay.config import Settings
    from roleplay.domain.scenario import Scenario
    from roleplay.store import Store

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
    elif can_draw():
        from roleplay.cli.places import record_or_none, settings

        chosen = settings(places)
        interface(chosen, *record_or_none(chosen, private=False))
    else:
        _offer(places)


def can_draw() -> bool:
    """Whether a person sits at both ends of a terminal that can draw a screen."""
    at_both_ends = streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)
    return at_both_ends and os.environ.get("TERM", "dumb") != "dumb"


def _offer(places: Places) -> None:
    streams.show(_WHAT_TO_DO)
    answer = streams.Lines(sys.stdout).next("\nPress Enter to start the first one, or type q to leave: ")
    if answer is not None and answer.strip().lower() in ("", "y", "yes"):
        from roleplay.cli.play import begin

        begin(places, FIRST)


def interface(settings: Settings, store: Store, why: str, case: Scenario | None = None, resumed: str = "") -> None:
    """The interface over this record, at a case or a conversation if one is named; `why` nothing is kept, if so."""
    from roleplay.tui import Place, open_interface

    with store:
        open_interface(Place(settings, store, why, _draw, FIRST, _keep, case, resumed))


def _keep(path: Path, text: str) -> None:
    from roleplay.cli.saving import write_new

    write_new(path, text)


def _draw() -> int:
    # Only now, because a conversation loads what the library can be read without.
    from roleplay.cli.play import SEEDS

    return secrets.randbelow(SEEDS)
