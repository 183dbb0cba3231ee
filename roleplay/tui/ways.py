"""All the ways that one conversation went: each reply that was tried again began another, and all of them are kept."""

from __future__ import annotations

from asyncio import to_thread
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleplay.formats.debrief import told
from roleplay.formats.page import Section, shortened
from roleplay.formats.words import ENDINGS
from roleplay.session.stored import Stored, stored
from roleplay.tui.screens.choice import Choice
from roleplay.tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from roleplay.store import Store
    from roleplay.tui.screens.page import Page

ONE = "It has gone only one way so far. r in a debrief, or F5 in a conversation, begins another."
WHICH = "The ways that it went"
WHY = "The newest first. Each is kept as it was, with the grade it was given."
MOST_QUOTED = 44


@dataclass(frozen=True, slots=True)
class Told:
    """A way to choose, and what is shown of it."""

    label: str
    sections: tuple[Section, ...]


async def show(screen: Page, id: str) -> None:
    """Let the trainee choose a way of this conversation and read it; called by a worker of the screen."""
    found = await to_thread(ways, screen.place.store, id)
    if len(found) < 2:
        screen.say(ONE)
        return
    chosen = await screen.app.push_screen_wait(Choice(WHICH, WHY, [one.label for one in found]))
    if chosen is not None:
        screen.app.push_screen(Sheet(found[chosen].sections, searched=True))


def ways(store: Store, id: str) -> list[Told]:
    """Every way with a reply of its own, the newest first; where one only went back is none."""
    head, found = store.head(id), list[Told]()
    for branch in (one.branch for one in reversed(store.branches(id))):
        events = store.events(id, branch)
        if any(event.branch == branch and event.kind == "turn" for event in events):
            found.append(_told(stored(head, branch, events)))
    return found


def _told(one: Stored) -> Told:
    own = [turn.content for turn in one.turns if turn.role == "agent"]
    ending = ENDINGS.get(one.card.outcome.ending, "over") if one.card else "not finished"
    counted = f"{len(own)} {'reply' if len(own) == 1 else 'replies'}"
    names = {"customer": one.played.scenario.customer.name, "agent": "You"}
    said = Section("The conversation", tuple(f"{names[turn.role]}: {turn.content}" for turn in one.turns))
    after = told(one.debrief(one.card)) if one.card else ()
    return Told(f"{counted} \u00b7 {ending} \u00b7 \u201c{shortened(own[-1], MOST_QUOTED)}\u201d", (said, *after))
