"""A line of the trainee's own: a reason, an idea, the name of a file."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from roleplay.domain.text import clean
from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Overlay


class Line(Overlay[str | None]):
    """Gives what was written, or None; an empty line is nothing."""

    WHERE: ClassVar[Where] = "line"
    BINDINGS = bindings("line")

    def __init__(self, heading: str, why: str, first: str = "") -> None:
        super().__init__()
        self._heading, self._why, self._begun = heading, why, first

    def compose(self) -> ComposeResult:
        """What it is for, and a place to write."""
        with Vertical(id="sheet") as page:
            page.border_subtitle = "\u21b5 keeps it, esc closes"
            yield Static(Content(self._heading), classes="heading")
            yield Static(Content(self._why), classes="why")
            yield Input(clean(self._begun), id="line", compact=True)

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
