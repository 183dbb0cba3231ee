"""Sections over the screen: the briefing, what is known, help, all grades. Any of its keys closes it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from roleplay.formats.page import Section
from roleplay.tui.commands import Where, bindings, on


class Sheet(ModalScreen[None]):
    """A page that lies on top until it is closed."""

    WHERE: ClassVar[Where] = "sheet"
    BINDINGS = bindings("sheet")

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """Every section, as text."""
        with VerticalScroll(id="sheet") as page:
            page.border_subtitle = "esc closes"
            yield from sections_shown(self._sections)


def sections_shown(sections: Sequence[Section]) -> list[Static]:
    """The widgets of some sections."""
    shown = []
    for one in sections:
        if one.heading:
            shown.append(Static(Content(one.heading), classes="heading"))
        shown += [Static(Content(text)) for text in one.paragraphs]
        shown += [Static(Content(f"\u00b7 {item}")) for item in one.items]
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
    keys = tuple(f"{one.shown}: {one.help}{f' (or type /{one.typed})' if one.typed else ''}" for one in on(where))
    return (Section("What you can do here", items=(*keys, "^p: Find any command by its name.")), GLOSSARY)
