"""The trainee's own record: go on with a conversation, see again how one went, delete one for good."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer, Static
from textual.widgets.option_list import Option

from roleplay.errors import RoleplayError
from roleplay.tui.commands import Where, bindings
from roleplay.tui.rows import came_out
from roleplay.tui.screens.page import Page
from roleplay.tui.widgets.choices import Choices
from roleplay.tui.widgets.head import Head

if TYPE_CHECKING:
    from roleplay.tui import Place

NOTHING_YET = "No conversations yet. esc goes back to the cases; the first one takes five minutes."
ONCE_MORE = "Press del once more to delete it for good, with all that was said."


class History(Page):
    """Every conversation, the newest first."""

    WHERE: ClassVar[Where] = "history"
    BINDINGS = bindings("history")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._doomed: str | None = None

    def compose(self) -> ComposeResult:
        """A list, or a word where there is nothing yet."""
        yield Head("Your conversations", "only on this computer")
        yield Static(Content(NOTHING_YET), id="first")
        yield Choices(id="cases")
        yield Footer(compact=True)

    async def on_screen_resume(self) -> None:
        """As the record is now."""
        found = await to_thread(self.place.store.sessions)
        self.query_one("#first").display = not found
        rows = self.query_one("#cases", Choices)
        rows.clear_options()
        line = "[b]$title[/b]\n  [dim]$how[/dim]"
        rows.add_options(
            Option(Content.from_markup(line, title=one.title, how=came_out(one)), id=one.id) for one in found
        )
        rows.highlighted = 0 if found else None
        rows.focus()

    @property
    def _chosen(self) -> str | None:
        rows = self.query_one("#cases", Choices)
        return rows.get_option_at_index(rows.highlighted).id if rows.highlighted is not None else None

    @work(group="open", exclusive=True)
    async def action_open(self) -> None:
        """A conversation that is not over goes on; of one that is, the debrief."""
        if (id := self._chosen) is None:
            return
        try:
            self.app.push_screen(await gone_on(self.place, id))
        except RoleplayError as error:
            self.say(error, wrong=True)

    @work(group="own", exclusive=True)
    async def action_ways(self) -> None:
        """What was tried again, and how that went."""
        from roleplay.tui.ways import show

        if (id := self._chosen) is not None:
            try:
                await show(self, id)
            except RoleplayError as error:
                self.say(error, wrong=True)

    @work(group="delete", exclusive=True)
    async def action_delete(self) -> None:
        """Asks by wanting the same key again; another choice in between takes it back."""
        id = self._chosen
        if id is None:
            return
        if id != self._doomed:
            self._doomed = id
            self.say(ONCE_MORE)
            return
        self._doomed = None
        try:
            await to_thread(self.place.store.delete, id)
        except RoleplayError as error:
            self.say(error, wrong=True)
        await self.on_screen_resume()

    def action_back(self) -> None:
        """The cases."""
        self.app.pop_screen()


async def gone_on(place: Place, id: str) -> Page:
    """The screen of a stored conversation: where it was left, or how it went."""
    from roleplay.session import Session, cast
    from roleplay.tui.screens.debrief import Debriefing
    from roleplay.tui.screens.talk import Talk

    session = await Session.resume(place.store, id, cast=cast(place.settings))
    return Talk(place, session) if session.ended is None else Debriefing(place, session, await session.finish())
