"""The desk: what can be looked up or done, and what has been."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from roleplay.domain.scenario import Action
from roleplay.formats.briefing import WORDS_DO_IT
from roleplay.tui.commands import Where, bindings
from roleplay.tui.widgets.choices import Choices


class Desk(ModalScreen[str | None]):
    """Gives the id of the action that was chosen, or None."""

    WHERE: ClassVar[Where] = "sheet"
    BINDINGS = bindings("sheet")

    def __init__(self, actions: tuple[Action, ...], done: tuple[str, ...]) -> None:
        super().__init__()
        self._actions, self._done = actions, done

    def compose(self) -> ComposeResult:
        """A list, and that words do it too."""
        with Vertical(id="sheet") as page:
            page.border_subtitle = "\u21b5 does it, esc closes"
            yield Static(Content("At your desk"), classes="heading")
            yield Static(Content(WORDS_DO_IT if self._actions else "There is nothing to do at the desk in this case."))
            yield Choices(*map(self._told, self._actions))

    def _told(self, one: Action) -> Option:
        return Option(Content(f"{one.label}{'  (done)' if one.id in self._done else ''}"), id=one.id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
