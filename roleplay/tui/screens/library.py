"""The library: every case there is, searched as one types, and how it went the last time."""

from asyncio import to_thread
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Footer, Input, Static
from textual.widgets.option_list import Option

from roleplay.errors import RoleplayError
from roleplay.tui.commands import Where, bindings
from roleplay.tui.rows import case_line, last_time, matches
from roleplay.tui.screens.page import Page
from roleplay.tui.widgets.choices import Choices
from roleplay.tui.widgets.head import Head

if TYPE_CHECKING:
    from roleplay.library import Listed
    from roleplay.store import Summary
    from roleplay.tui import Place

FIRST_RUN = "\u21b5 opens your first customer. Nothing leaves this computer. F1 helps."
GOES_OUT = "\u21b5 opens your first customer. A conversation says first where your words go. F1 helps."
"""The same, where a language model is asked."""
NOTHING = "No case has these words. esc shows all of them again."


class Library(Page):
    """All cases, the first one chosen already."""

    WHERE: ClassVar[Where] = "library"
    BINDINGS = bindings("library")

    def __init__(self, place: "Place") -> None:
        super().__init__(place)
        self._cases: list[Listed] = []
        self._broken: list[str] = []
        self._record: tuple[Summary, ...] = ()

    def compose(self) -> ComposeResult:
        """A search, a word for newcomers, the cases."""
        yield Head("Who do you want to talk with?", "roleplay")
        yield Input(placeholder="Search: angry, bank, easy, empathy \u2026", id="search", compact=True)
        yield Static(Content(GOES_OUT if self.place.settings.asked else FIRST_RUN), id="first")
        yield Choices(id="cases")

    def on_mount(self) -> None:
        """One can search before anything is there to be found; the keys are told as soon as the first words stand."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._tell_keys)

    async def _tell_keys(self) -> None:
        await self.mount(Footer(compact=True))
        # A footer that comes later has missed which keys there are.
        self.refresh_bindings()

    def on_screen_resume(self) -> None:
        """Here for the first time, or back from a conversation that may have gone otherwise than the last."""
        # What is loaded for it would keep the first screen waiting.
        self.call_after_refresh(self._refill)

    @work(group="look", exclusive=True)
    async def _refill(self) -> None:
        await to_thread(self._look)
        self._list(self.query_one(Input).value)

    def _look(self) -> None:
        # Only now, so that the first screen stands before files are read.
        from roleplay.library import list_scenarios

        settings = self.place.settings
        if not self._cases:
            self._cases, problems = list_scenarios(settings.library.value, settings.data.value)
            self._broken = [str(one) for one in problems]
        self._record = tuple(self.place.store.sessions())

    @on(Input.Changed)
    def _searched(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, query: str) -> None:
        found = [one for one in self._cases if matches(one.meta, query)]
        found.sort(key=lambda one: (one.meta.id != self.place.first, one.meta.difficulty, one.meta.title))
        self.query_one("#first").display = not self._record and not query
        cases = self.query_one("#cases", Choices)
        before = cases.get_option_at_index(cases.highlighted).id if cases.highlighted is not None else None
        cases.clear_options()
        cases.add_options(Option(self._told(one), id=one.meta.id) for one in found)
        if not found and self._cases:
            cases.add_option(Option(Content(NOTHING), disabled=True))
        cases.add_options(Option(Content(f"Cannot be read: {one}"), disabled=True) for one in self._broken)
        ids = [one.meta.id for one in found]
        cases.highlighted = (ids.index(before) if before in ids else 0) if ids else None

    def _told(self, one: "Listed") -> Content:
        last = last_time(one.meta, self._record)
        lines = "[b]$title[/b]$last\n  [dim]$kind[/dim]"
        return Content.from_markup(
            lines, title=one.meta.title, last=f"  ({last})" if last else "", kind=case_line(one.meta)
        )

    def on_key(self, event: Key) -> None:
        """The arrows choose a case while one types."""
        cases = self.query_one("#cases", Choices)
        if self.focused is cases:
            return
        if event.key == "up":
            cases.action_cursor_up()
        elif event.key == "down":
            cases.action_cursor_down()

    def action_open(self) -> None:
        """The briefing of the chosen case; a file that is broken says so and nothing else happens."""
        from roleplay.library import find_scenario
        from roleplay.tui.screens.briefing import Briefing

        cases = self.query_one("#cases", Choices)
        id = cases.get_option_at_index(cases.highlighted).id if cases.highlighted is not None else None
        if id is None:
            return
        settings = self.place.settings
        try:
            found = find_scenario(id, settings.library.value, settings.data.value)
        except RoleplayError as error:
            self.notify(str(error), title="This case cannot be read", severity="warning", markup=False, timeout=10)
            return
        self.app.push_screen(Briefing(self.place, found.scenario))

    def action_history(self) -> None:
        """The trainee's own record."""
        from roleplay.tui.screens.history import History

        self.app.push_screen(History(self.place))

    def action_clear(self) -> None:
        """All cases again."""
        self.query_one(Input).value = ""
