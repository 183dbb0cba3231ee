"""One thing out of several: the desk, a grade to disagree with, a place on the customer's way."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Overlay
from roleplay.tui.widgets.choices import Choices


class Choice(Overlay[int | None]):
    """Gives the place of what was chosen, or None; a number chooses at once."""

    WHERE: ClassVar[Where] = "choice"
    BINDINGS = bindings("choice")

    def __init__(self, heading: str, why: str, options: Sequence[str], chosen: int = 0) -> None:
        super().__init__()
        self._heading, self._why, self._options, self._first = heading, why, options, chosen

    def compose(self) -> ComposeResult:
        """What it is about, why, and the list with the most likely one marked."""
        with Vertical(id="sheet") as page:
            page.border_subtitle = "\u21b5 chooses, esc closes"
            yield Static(Content(self._heading), classes="heading")
            yield Static(Content(self._why), classes="why")
            yield Choices(*(Option(f"{number:>2}  {one}") for number, one in enumerate(self._options, 1)))

    def on_mount(self) -> None:
        """The keys go to the list."""
        rows = self.query_one(Choices)
        rows.highlighted = self._first if self._options else None
        rows.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_number(self, number: int) -> None:
        """The one with this number, if there is one."""
        if number <= len(self._options):
            self.dismiss(number - 1)
