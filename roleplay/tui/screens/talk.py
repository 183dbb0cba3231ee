"""The conversation: what was said, a place to write, and everything else one key away."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from roleplay.errors import RoleplayError
from roleplay.formats.briefing import briefing
from roleplay.session import Session
from roleplay.tui.again import Again, Way, last_way
from roleplay.tui.commands import Where, bindings, typed
from roleplay.tui.screens.compare import Compare
from roleplay.tui.screens.desk import Desk
from roleplay.tui.screens.sheet import Sheet, help_of
from roleplay.tui.view import Spoken, at_desk, came_of, known, standing_of, told
from roleplay.tui.widgets.composer import Composer
from roleplay.tui.widgets.head import Head
from roleplay.tui.widgets.spoken import shown

if TYPE_CHECKING:
    from roleplay.tui import Place

PAUSED = "Paused. No clock is running. Stand up, breathe, talk to somebody; go on with your next reply."
MISREAD = "That was misread, and it costs you nothing. Say it in other words."
UNSENT = "What you have written is not sent yet, and would be lost. ^l once more leaves."
LEFT = "You left; the conversation is kept. F2 shows it, and goes on with it."
AGAIN = "Say it another way. Nothing is taken back before you send it."
OVER = "The conversation is over. \u21b5 shows how it went."
BETTER = (
    "A better wording stands in the box; make it yours, or write another. Nothing is taken back before you send it."
)


class Talk(Screen[None]):
    """One sitting on the screen; the session behind it decides everything."""

    WHERE: ClassVar[Where] = "talk"
    BINDINGS = bindings("talk")

    def __init__(self, place: "Place", session: Session, wish: str, again: Again | None = None) -> None:
        """`again` is a reply that is tried once more, of a conversation that is over."""
        super().__init__()
        self.place, self.session, self.wish = place, session, wish
        self.customer = session.scenario.customer.name
        self._again = again
        self._before: Way | None = None
        """How the reply went that has just been taken back, to show the new one beside it."""
        self._busy = self._leaving = False

    def compose(self) -> ComposeResult:
        """The transcript grows upwards from the composer; the rail shows where there is room."""
        yield Head(self.session.scenario.meta.title)
        with Horizontal(id="body"):
            with Vertical(id="middle"):
                yield VerticalScroll(id="log")
                yield Composer()
            with VerticalScroll(id="rail"):
                yield Static(id="mood")
                yield Static(id="known")
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """What has been said so far, and the cursor in the composer."""
        log = self.query_one("#log", VerticalScroll)
        log.anchor()
        if self.wish:
            await log.mount(shown(Spoken("", f"You want to try: {self.wish}")))
        for notice in (self.place.unkept, *self.session.notices):
            if notice:
                await log.mount(shown(Spoken("", notice)))
        await log.mount_all(map(shown, told(self.session, self._again.replies if self._again else 0)))
        composer = self.query_one(Composer)
        composer.border_title = Content(f"What do you say to {self.customer}?")
        if self._again:
            await self._tell(Spoken("", BETTER if self._again.is_better else AGAIN))
            composer.write(self._again.words)
        composer.focus()
        self._refresh()

    @property
    def _alone(self) -> bool:
        return self.session.mode == "alone"

    def _refresh(self) -> None:
        """Header, mood and rail say where things stand."""
        session, scenario = self.session, self.session.scenario
        replies = sum(turn.role == "agent" for turn in session.turns)
        counted = f"{replies} {'reply' if replies == 1 else 'replies'}   " if replies else ""
        self.query_one(Head).tell(f"{counted}\u25cf your turn")
        standing = "" if self._alone else standing_of(session)
        self.query_one(Composer).border_subtitle = Content(standing)
        self.query_one("#mood", Static).update(Content(standing))
        facts = [one.value for one in scenario.facts if one.id in session.state.told]
        self.query_one("#known", Static).update(Content("\n".join(["You know", *(f"\u2713 {one}" for one in facts)])))

    async def _tell(self, *spoken: Spoken) -> None:
        await self.query_one("#log", VerticalScroll).mount_all(map(shown, spoken))

    @on(Composer.Sent)
    async def _sent(self, event: Composer.Sent) -> None:
        text = event.text.strip()
        if self._over:
            self.action_end()
            return
        if text.startswith("/") and not text.startswith("//"):
            command = typed(text[1:].partition(" ")[0])
            if command is None:
                self.notify("Nothing is typed like this here; /help shows what is. //x says /x.", markup=False)
                return
            self.query_one(Composer).sent(text)
            await self.run_action(command.action)
            return
        self._say(text[1:] if text.startswith("//") else text)

    @work(group="say")
    async def _say(self, text: str) -> None:
        """A reply and its answer; while it is being read nothing else is sent, and on a failure the words stay."""
        if self._busy:
            return
        self._busy = True
        self.query_one(Head).tell(f"{self.customer} is reading \u2026")
        try:
            await self._take_again()
            said = await self.session.say(text)
        except RoleplayError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        finally:
            self._busy = False
        self.query_one(Composer).sent(text)
        await self._tell(Spoken("You", said.text, mine=True), *came_of(self.session.scenario, said))
        self._refresh()
        if self._over:
            self.query_one(Composer).over = True
            await self._tell(Spoken("", OVER))
        before, self._before, now = self._before, None, last_way(self.session)
        if before and now:
            self.app.push_screen(Compare(before, now))

    @property
    def _over(self) -> bool:
        """The customer has ended it, and no reply of it is being tried again."""
        return self.session.ended is not None and self._again is None

    async def _take_again(self) -> None:
        """Only now, with another reply written, is the first one taken back, and all that came of it."""
        if self._again is None:
            return
        again, self._again = self._again, None
        for _ in range(again.replies):
            self._before = last_way(self.session)
            await self.session.undo()

    def action_brief(self) -> None:
        """The briefing, and what is known so far."""
        self.app.push_screen(Sheet((*known(self.session), *briefing(self.session.scenario))))

    async def action_coach(self) -> None:
        """A hint, which costs nothing."""
        hint = self.session.hint()
        await self._tell(Spoken("", f"Hint: {hint.text}" if hint else "There are no hints when you practise alone."))

    @work(group="desk", exclusive=True)
    async def action_desk(self) -> None:
        """Choose something at the desk, and see what it shows."""
        session = self.session
        chosen = await self.app.push_screen_wait(Desk(session.scenario.actions, session.state.done))
        if chosen is None:
            return
        try:
            action, notices = await session.desk(chosen)
        except RoleplayError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        await self._tell(at_desk(action), *(Spoken("", one) for one in notices))
        self._refresh()

    async def action_back(self) -> None:
        """The last reply comes back into the composer, to be said otherwise."""
        await self._take_back(misread=False)

    async def action_misread(self) -> None:
        """As going back, and the reader learns of it."""
        await self._take_back(misread=True)

    async def _take_back(self, misread: bool) -> None:
        if self._busy or (self._alone and not misread):
            return
        before = last_way(self.session)
        try:
            text, notices = await (self.session.not_what_i_meant() if misread else self.session.undo())
        except RoleplayError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        log = self.query_one("#log", VerticalScroll)
        await log.remove_children()
        await log.mount_all(map(shown, told(self.session)))
        await self._tell(*(Spoken("", one) for one in ((MISREAD, *notices) if misread else notices)))
        composer = self.query_one(Composer)
        composer.write(text if not composer.text.strip() else composer.text)
        self._before = None if misread else before
        composer.over = False
        self._refresh()

    async def action_pause(self) -> None:
        """Nothing runs anyway; it is good to hear it."""
        await self._tell(Spoken("", PAUSED))

    @work(group="end", exclusive=True)
    async def action_end(self) -> None:
        """The end, and how it went."""
        from roleplay.tui.screens.debrief import Debriefing

        if self.session.ended is None:
            for notice in await self.session.end():
                self.notify(notice, markup=False)
        debrief = await self.session.finish()
        self.app.switch_screen(Debriefing(self.place, self.session, debrief, self.wish))

    @work(group="end", exclusive=True)
    async def action_leave(self) -> None:
        """Leave without an end; words that were not sent are given up only at a second try."""
        if self.query_one(Composer).text.strip() and not self._leaving:
            self._leaving = True
            self.notify(UNSENT, markup=False)
            return
        await self.session.close()
        self.notify(self.place.unkept or LEFT, markup=False)
        self.app.pop_screen()

    def action_help(self) -> None:
        """What can be done here."""
        self.app.push_screen(Sheet(help_of("talk")))
