"""The coach: what the customer heard in the last reply, and help in three steps. It costs nothing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from roleplay.session import Session
from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Overlay
from roleplay.tui.screens.sheet import sections_shown
from roleplay.tui.view import heard


class Coach(Overlay[None]):
    """Lies beside the conversation until it is closed; each F3 helps a little more."""

    WHERE: ClassVar[Where] = "coach"
    BINDINGS = bindings("coach")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """First what has been heard, then the first step of help."""
        with VerticalScroll(id="sheet") as page:
            page.border_subtitle = "F3 helps more, esc closes"
            yield from sections_shown((heard(self._session),))
            yield Static(Content("What could help now"), classes="heading")
            yield Static(Content(self._hint()))

    async def action_more(self) -> None:
        """The next step: a nudge, then a beginning, then an example."""
        page = self.query_one("#sheet", VerticalScroll)
        await page.mount(Static(Content(self._hint())))
        page.scroll_end(animate=False)

    def _hint(self) -> str:
        hint = self._session.hint()
        return f"Hint: {hint.text}" if hint else ""
