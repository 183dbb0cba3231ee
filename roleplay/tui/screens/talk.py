"""The conversation: what was said, a place to write, and everything else one key away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer

from roleplay.errors import RoleplayError
from roleplay.session import Said, Session
from roleplay.tui.again import Again, Way, last_way, one_further, taken_back
from roleplay.tui.commands import Where, bindings, typed
from roleplay.tui.screens.beside import Beside
from roleplay.tui.screens.compare import Compare
from roleplay.tui.view import Spoken, answer, came_of, told
from roleplay.tui.widgets.composer import Composer
from roleplay.tui.widgets.head import Head
from roleplay.tui.widgets.rail import Rail
from roleplay.tui.widgets.transcript import Incoming, Transcript

if TYPE_CHECKING:
    from roleplay.tui import Place

PATIENCE = 0.4
"""Seconds after which a trainee is told that the customer is still thinking."""
DO_NOT_WAIT = " (esc: don't wait)"
"""Beside it, where a model is asked."""
MISREAD = "That was misread, and it costs you nothing. Say it in other words."
UNSENT = "What you have written is not sent yet, and would be lost. Once more leaves."
LEFT = "You left; the conversation is kept. F2 shows it, and goes on with it."
AGAIN = "Say it another way. Nothing is taken back before you send it; F5 goes further back, esc stays."
BETTER = (
    "A better wording stands in the box; make it yours, or write another. Nothing is taken back before you send it."
)
FIRST = "There is no earlier reply."
OVER = "The conversation is over. \u21b5 shows how it went."
SURE = "F9 once more ends the conversation."
NO_WAY_BACK = "There is no going back when you practise alone."
UNKNOWN = "Nothing is typed like this here; /help shows what is. //x says /x."


class Talk(Beside):
    """One sitting on the screen; the session behind it decides everything."""

    WHERE: ClassVar[Where] = "talk"
    BINDINGS = bindings("talk")
    CSS_PATH = ["spoken.tcss", "talk.tcss"]

    def __init__(self, place: Place, session: Session, again: Again | None = None) -> None:
        """`again` is a reply that is tried once more, of a conversation that is over."""
        super().__init__(place, session)
        self.customer = session.scenario.customer.name
        self.is_first = again is None
        """Nothing of it has been seen from its end."""
        self._again = again
        self._draft = ""
        """What stood in the box before the trainee went back."""
        self._busy = self._leaving = self._ending = False
        self._showing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The transcript grows upwards from the composer; the rail shows where there is room."""
        yield Head(self.session.scenario.meta.title)
        with Horizontal(id="body"):
            with Vertical(id="middle"):
                yield Transcript()
                yield Composer(f"What do you say to {self.customer}?")
            yield Rail()
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """What has been said so far, and the cursor in the composer."""
        self.composer.focus()
        if self._again:
            await self._go_back(self._again)
        else:
            await self._whole()
            await self.stand()

    async def _whole(self) -> None:
        """All that has been said and not taken back."""
        notices = (Spoken("", one) for one in (self.place.unkept, *self.session.notices) if one)
        over = (Spoken("", OVER),) if self.session.ended else ()
        await self.transcript.rewrite((*notices, *told(self.session), *over))
        self.composer.over = bool(over)

    @on(Composer.Changed)
    def _typed(self) -> None:
        # Sending empties the box, and is no sign that somebody would not wait.
        if self.composer.text:
            self.transcript.hurry()

    def on_key(self) -> None:
        """Whoever presses a key has read enough."""
        self.transcript.hurry()

    @on(Composer.Sent)
    async def _sent(self, event: Composer.Sent) -> None:
        text = event.text.strip()
        self.transcript.hurry()
        if self.composer.over:
            self.action_end()
        elif text.startswith("/") and not text.startswith("//"):
            command = typed(text[1:].partition(" ")[0])
            if command is None:
                self.say(UNKNOWN)
                return
            self.composer.sent(text)
            self._ending = command.action == "end"
            await self.run_action(command.action)
        else:
            self._say(text[1:] if text.startswith("//") else text)

    @work(group="say")
    async def _say(self, text: str) -> None:
        """A reply and its answer; while it is being read nothing else is sent, and on a failure the words stay."""
        if self._busy:
            return
        self._busy = True
        head, asks = self.query_one(Head), self.session.cast.asks("voice") or self.session.cast.asks("reader")
        words = f"{self.customer} is thinking \u2026{DO_NOT_WAIT if asks else ''}"
        thinking = self.set_timer(PATIENCE, lambda: head.tell(words))
        incoming, showing = Incoming(), list[asyncio.Task[None]]()

        def heard(reply: str) -> None:
            self.composer.sent(text)
            showing.append(asyncio.create_task(self._replied(reply, incoming)))

        try:
            before = await taken_back(self.session, self._again)
            said = await self.session.say(text, heard, incoming.add)
        except RoleplayError as error:
            self.say(error, wrong=True)
            return
        finally:
            thinking.stop()
            self._busy = False
        incoming.end(answer(self.session.scenario, said))
        if not showing:
            heard(said.text)
        await showing[0]
        await self._came_of(said, before)

    async def _replied(self, reply: str, incoming: Incoming) -> None:
        """The reply in the transcript, and the answer as it comes."""
        again, self._again, self._ending = self._again, None, False
        async with self._showing:
            if again is not None:
                await self.transcript.rewrite(told(self.session, 0 if incoming.is_open else 1))
            await self.transcript.tell(Spoken("You", reply, mine=True))
            if self.is_hasty or again:
                await incoming.whole()
                await self.transcript.tell(Spoken(incoming.who, incoming.text))
            else:
                await self.transcript.speak(Spoken(self.customer, ""), incoming, self.writes)

    async def _came_of(self, said: Said, before: Way | None) -> None:
        await self.transcript.tell(*came_of(self.session.scenario, said))
        await self.stand()
        if self.session.ended is not None:
            self.composer.over = True
            await self.transcript.tell(Spoken("", OVER))
        now = last_way(self.session)
        if before and now:
            self.app.push_screen(Compare(before, now), self.composer.add)

    async def action_back(self) -> None:
        """The last reply comes into the composer, to be said otherwise; once more, and it is the one before."""
        further = one_further(self.session, self._again)
        if self.is_alone or self._busy or further is None:
            await self.transcript.tell(Spoken("", NO_WAY_BACK if self.is_alone else FIRST))
            return
        if self._again is None:
            self._draft = self.composer.text
        await self._go_back(further)

    async def _go_back(self, again: Again) -> None:
        self._again = again
        self.composer.over = False
        self.composer.write(again.words)
        words = BETTER if again.is_better else AGAIN
        await self.transcript.rewrite((*told(self.session, again.replies), Spoken("", words)))
        await self.stand(again.replies)

    async def action_stay(self) -> None:
        """Nobody waits for a model any longer; or everything is as it was before going back."""
        if self._busy and self.session.cast.hurry():
            return
        if self._again is not None:
            self._again = None
            self.composer.write(self._draft)
            await self._whole()
            await self.stand()

    async def action_misread(self) -> None:
        """The last reply comes back at no cost, and the reader learns of it."""
        if self._busy:
            return
        try:
            text, notices = await self.session.take_back(misread=True)
        except RoleplayError as error:
            self.say(error, wrong=True)
            return
        self._again = None
        await self._whole()
        await self.transcript.tell(*(Spoken("", one) for one in (MISREAD, *notices)))
        self.composer.write(self.composer.text if self.composer.text.strip() else text)
        await self.stand()

    @work(group="end", exclusive=True)
    async def action_end(self) -> None:
        """The end, and how it went; while it goes on, only at a second press."""
        is_over = self.session.ended is not None
        if len(self.session.turns) > 1 and not (is_over or self._ending):
            self._ending = True
            await self.transcript.tell(Spoken("", SURE))
            return
        from roleplay.tui.screens.debrief import see

        await see(self)

    @work(group="end", exclusive=True)
    async def action_leave(self) -> None:
        """Leave without an end; words that were not sent are given up only at a second try."""
        if await self._may_leave():
            self.say(self.place.unkept or LEFT)
            self.app.pop_screen()

    @work(group="end", exclusive=True)
    async def action_quit(self) -> None:
        """As leaving, and the program too."""
        if await self._may_leave():
            self.app.exit()

    async def _may_leave(self) -> bool:
        if self.composer.text.strip() and self._again is None and not self._leaving:
            self._leaving = True
            self.say(UNSENT)
            return False
        # A reply that a model has not answered is in the record already.
        self.workers.cancel_group(self, "say")
        await self.session.close()
        return True
