"""Two ways of one reply, side by side: what was said, and what the customer made of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from roleplay.tui.again import Way
from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Overlay
from roleplay.tui.widgets.spoken import shown


class Compare(Overlay[str | None]):
    """The first way at the left, the new one at the right; whoever types on has seen it, and gets the letter back."""

    WHERE: ClassVar[Where] = "compare"
    BINDINGS = bindings("compare")

    def __init__(self, before: Way, now: Way) -> None:
        super().__init__()
        self._ways = (("Before", before), ("Now", now))

    def on_key(self, event: Key) -> None:
        """A letter belongs to the next reply."""
        if event.is_printable:
            event.stop()
            self.dismiss(event.character)

    def compose(self) -> ComposeResult:
        """Both ways are kept; this only shows them."""
        with VerticalScroll(id="ways") as page:
            page.border_subtitle = "both are kept, esc goes on"
            with Horizontal():
                for title, (mine, theirs, mood) in self._ways:
                    with Vertical():
                        yield Static(Content(title), classes="heading")
                        yield shown(mine)
                        yield shown(theirs)
                        yield Static(Content(mood), classes="event")
