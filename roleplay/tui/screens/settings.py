"""What a trainee can set: how it looks, how they practise, how the customer's words come, and where things are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from roleplay.config import Job, Setting
from roleplay.errors import RoleplayError
from roleplay.formats.settings import CHOICES
from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Page
from roleplay.tui.widgets.choices import Choices, row
from roleplay.tui.widgets.head import Head

if TYPE_CHECKING:
    from roleplay.tui import Place

HEADINGS = {
    "theme": "How it looks",
    "mode": "How you practise",
    "words": "The customer's words",
    "voice": "The customer",
    "reader": "Who reads your replies",
    "judge": "Who looks at them afterwards",
}
"""The settings that can be chosen here, in this order."""
ONLY_WITH_A_MODEL = ("reader", "judge")
"""Those that there is nothing to choose in without one."""
FIXED = {
    "flag": "fixed by how the program was started, not here",
    "environment": "fixed by an environment variable, not here",
}
NO_MODEL = "needs a language model; docs/models.md says how to set one"


class SettingsScreen(Page):
    """A list in which one choice of each group holds; choosing another one saves it."""

    WHERE: ClassVar[Where] = "settings"
    BINDINGS = bindings("settings")

    def __init__(self, place: Place) -> None:
        super().__init__(place)

    def compose(self) -> ComposeResult:
        """What can be chosen, and below it what is only told."""
        yield Head("Settings", "saved as you choose")
        yield Choices(id="choices")
        yield Static(id="kept")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """The first choice is the first thing one is on."""
        self._show()
        choices = self.query_one(Choices)
        choices.action_first()
        choices.focus()

    def _show(self) -> None:
        choices = self.query_one(Choices)
        before = choices.highlighted
        choices.clear_options()
        choices.add_options(self._rows())
        choices.highlighted = before
        there = "" if self.place.settings_file.is_file() else " (not there yet)"
        kept = self.place.unkept or self.place.settings.data.value
        lines = "[b]Where your conversations are kept[/b]\n  $kept\n[b]Where these settings are kept[/b]\n  $file"
        self.query_one("#kept", Static).update(
            Content.from_markup(lines, kept=str(kept), file=f"{self.place.settings_file}{there}")
        )

    def _rows(self) -> list[Option]:
        rows: list[Option] = []
        for name, heading in HEADINGS.items():
            setting = self._setting(name)
            if name in ONLY_WITH_A_MODEL and setting.value != "llm" and not self._has_model(name):
                continue
            fixed = FIXED.get(setting.source)
            if rows:
                rows.append(row(""))
            told = Content.from_markup("[b]$heading[/b]$fixed", heading=heading, fixed=f"  ({fixed})" if fixed else "")
            rows.append(Option(told, disabled=True))
            rows += (self._row(name, value, setting) for value in CHOICES[name])
        return rows

    def _row(self, name: str, value: str, setting: Setting[str]) -> Option:
        lacks_model = value == "llm" and not self._has_model(name)
        mark = "\u25cf" if value == setting.value else "\u25cb"
        text = f"{mark} {CHOICES[name][value]}{f': {NO_MODEL}' if lacks_model else ''}"
        return row(text, f"{name} {value}", disabled=lacks_model or setting.source in FIXED)

    def _has_model(self, job: str) -> bool:
        return self.place.settings.has_model(cast(Job, job))

    def _setting(self, name: str) -> Setting[str]:
        setting: Setting[str] = getattr(self.place.settings, name)
        return setting

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """With the first choice what is above it comes into sight, with the last one what is below."""
        rows, at = event.option_list, event.option_index
        if all(one.disabled for one in rows.options[:at]):
            rows.scroll_home(animate=False)
        elif all(one.disabled for one in rows.options[at + 1 :]):
            rows.scroll_end(animate=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        name, _, value = (event.option_id or "").partition(" ")
        if value == self._setting(name).value:
            return
        try:
            self.place.change(name, value)
        except RoleplayError as error:
            self.notify(str(error), title="This was not saved", severity="warning", markup=False, timeout=10)
            return
        self.app.theme = self.place.settings.theme.value
        self._show()

    def action_choose(self) -> None:
        """The choice that one is on holds from now."""
        self.query_one(Choices).action_select()

    def action_back(self) -> None:
        """Where one was."""
        self.app.pop_screen()
