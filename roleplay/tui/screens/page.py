"""What all screens have in common: they know their place, explain themselves, and show trouble as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.screen import ModalScreen, Screen

from roleplay.tui.commands import Where

if TYPE_CHECKING:
    from roleplay.tui import Place

T = TypeVar("T")


class Page(Screen[None]):
    """A whole screen."""

    WHERE: ClassVar[Where]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place

    def say(self, text: object, wrong: bool = False) -> None:
        """A word in the corner, which never is markup."""
        self.notify(str(text), severity="warning" if wrong else "information", markup=False)

    def action_help(self) -> None:
        """What can be done here."""
        from roleplay.tui.screens.sheet import Sheet, help_of

        self.app.push_screen(Sheet(help_of(self.WHERE)))


class Overlay(ModalScreen[T]):
    """Something that lies on top until it is answered or closed."""

    CSS_PATH = ["spoken.tcss", "overlay.tcss"]
    WHERE: ClassVar[Where]

    def action_close(self) -> None:
        """Nothing is chosen."""
        self.dismiss(None)
