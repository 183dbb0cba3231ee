"""Sections over the screen: the briefing, what is known, help, all grades; where there is much, it can be searched."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from roleplay.formats.page import Section
from roleplay.tui.commands import Where, bindings
from roleplay.tui.commands import on as commands_on
from roleplay.tui.screens.page import Overlay


class Sheet(Overlay[None]):
    """A page that lies on top until it is closed."""

    WHERE: ClassVar[Where] = "sheet"
    BINDINGS = bindings("sheet")

    def __init__(self, sections: Sequence[Section], searched: bool = False) -> None:
        super().__init__()
        self._sections, self._searched = sections, searched

    def compose(self) -> ComposeResult:
        """Every section, as text."""
        with VerticalScroll(id="sheet") as page:
            page.border_subtitle = "esc closes"
            if self._searched:
                yield Input(placeholder="Search in this \u2026", id="search-sheet", compact=True)
            with Vertical(id="sections"):
                yield from sections_shown(self._sections)

    def on_mount(self) -> None:
        """Letters search at once, where there is something to search."""
        self.query_one(Input if self._searched else "#sheet").focus()

    @on(Input.Changed)
    async def _look(self, event: Input.Changed) -> None:
        page = self.query_one("#sections", Vertical)
        found = [one for one in (_with(section, event.value) for section in self._sections) if one]
        await page.remove_children()
        await page.mount_all(sections_shown(found or (Section("", ("Nothing here has these words.",)),)))

    def on_key(self, event: Key) -> None:
        """The arrows read on while one can search."""
        page = self.query_one("#sheet", VerticalScroll)
        step = {"up": -1, "down": 1, "pageup": -page.size.height, "pagedown": page.size.height}.get(event.key)
        if step:
            page.scroll_relative(y=step, animate=False)


def _with(section: Section, query: str) -> Section | None:
    """Its lines that have every word of the search, under their heading; all of it where the heading has them."""
    words = query.lower().split()

    def has(text: str) -> bool:
        return all(word in text.lower() for word in words)

    if has(section.heading):
        return section
    lines = [line for text in section.paragraphs for line in text.splitlines() if has(line)]
    items = [one for one in section.items if has(one)]
    return replace(section, paragraphs=tuple(lines), items=tuple(items)) if lines or items else None


def sections_shown(sections: Sequence[Section]) -> list[Static]:
    """The widgets of some sections."""
    shown = []
    for one in sections:
        if one.heading:
            shown.append(Static(Content(one.heading), classes="heading"))
        shown += [Static(Content(text), classes="text") for text in one.paragraphs]
        shown += [Static(Content(f"\u00b7 {item}"), classes="item") for item in one.items]
    return shown


GLOSSARY = Section(
    "Words",
    items=(
        "Skill: something that can be practised, graded from your own words, from not yet to very good.",
        "Mood: how the customer stands to you right now; what you say moves it.",
        "Desk: what you can look up or do. Writing it in a reply does it too.",
        "Go back: takes a reply back and tries again; both ways are kept.",
    ),
)


def help_of(where: Where) -> tuple[Section, ...]:
    """All keys of a screen, from the one table of commands."""
    keys = tuple(
        f"{one.shown}: {one.help}{f' (or type /{one.typed})' if one.typed else ''}" for one in commands_on(where)
    )
    return (Section("What you can do here", items=(*keys, "^p: Find any command by its name.")), GLOSSARY)
