"""A conversation to read again, with some of its words lit."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Overlay
from roleplay.tui.view import Spoken
from roleplay.tui.widgets.spoken import shown


class Reread(Overlay[None]):
    """Lies on top until it is closed."""

    WHERE: ClassVar[Where] = "sheet"
    BINDINGS = bindings("sheet")

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        super().__init__()
        self._spoken = spoken

    def compose(self) -> ComposeResult:
        """All that was said, from the beginning."""
        with VerticalScroll(id="sheet") as page:
            page.border_subtitle = "esc closes"
            yield from map(shown, self._spoken)
