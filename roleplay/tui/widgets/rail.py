"""What stands beside a conversation where there is room: the mood, what is known, what was heard, the brief."""

from textual.containers import VerticalScroll

from roleplay.session import Session
from roleplay.tui.screens.sheet import sections_shown
from roleplay.tui.view import beside, brief


class Rail(VerticalScroll):
    """The right side of a wide window."""

    def __init__(self) -> None:
        super().__init__(id="rail")

    async def tell(self, session: Session, without: int) -> None:
        """As things stand now; of what came of replies that are being tried again, nothing."""
        await self.remove_children()
        await self.mount_all(sections_shown(brief(session) if without else beside(session)))
