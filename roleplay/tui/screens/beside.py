"""What is one key away while one talks, and moves nothing in the conversation: brief, coach, desk, a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from roleplay.errors import RoleplayError
from roleplay.formats.briefing import WORDS_DO_IT, briefing
from roleplay.session import Session
from roleplay.tui.screens.choice import Choice
from roleplay.tui.screens.coach import Coach
from roleplay.tui.screens.page import Page
from roleplay.tui.screens.sheet import Sheet
from roleplay.tui.view import Spoken, at_desk, known, standing_of
from roleplay.tui.widgets.composer import Composer
from roleplay.tui.widgets.head import Head
from roleplay.tui.widgets.rail import Rail
from roleplay.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from roleplay.tui import Place

PAUSED = "Paused. No clock is running. Stand up, breathe, talk to somebody; go on with your next reply."
NO_COACH = "There are no hints when you practise alone."
NOTHING_LEFT = "It is over, so there is nothing left to say; F5 goes back to a reply."
AT_DESK = "At your desk"
NO_DESK = "There is nothing to do at the desk in this case."


class Beside(Page):
    """A screen with a conversation on it."""

    def __init__(self, place: Place, session: Session) -> None:
        super().__init__(place)
        self.session = session

    @property
    def transcript(self) -> Transcript:
        """What has been said."""
        return self.query_one(Transcript)

    @property
    def composer(self) -> Composer:
        """Where a reply is written."""
        return self.query_one(Composer)

    @property
    def is_alone(self) -> bool:
        """Without mood, coach and going back."""
        return self.session.mode == "alone"

    @property
    def is_hasty(self) -> bool:
        """Words come all at once, by choice or because nothing is to move."""
        return self.app.animation_level == "none" or self.place.settings.words.value == "at once"

    def writes(self) -> None:
        """The header says that an answer is coming."""
        self.query_one(Head).tell(f"{self.session.scenario.customer.name} is writing \u2026")

    @work(group="voice", exclusive=True)
    async def action_voice(self) -> None:
        """The customer's words from a model, or from what is built in."""
        try:
            told = self.session.cast.switch()
        except RoleplayError as error:
            told = str(error)
        await self.transcript.tell(Spoken("", told))

    async def stand(self, without: int = 0) -> None:
        """Header, mood and rail say where things stand; `without` the last replies nothing is said of the mood."""
        replies = sum(turn.role == "agent" for turn in self.session.turns) - without
        counted = f"{replies} {'reply' if replies == 1 else 'replies'}   " if replies else ""
        self.query_one(Head).tell(f"{counted}\u25cf your turn")
        self.composer.stands("" if self.is_alone or without else standing_of(self.session))
        await self.query_one(Rail).tell(self.session, without)

    def action_send(self) -> None:
        """As enter in the box."""
        self.composer.send()

    def action_newline(self) -> None:
        """A new line in the box."""
        self.composer.break_line()

    def action_wipe(self) -> None:
        """An empty box."""
        self.composer.wipe()

    def action_brief(self) -> None:
        """The briefing, and what is known so far."""
        self.app.push_screen(Sheet((*known(self.session), *briefing(self.session.scenario)), searched=True))

    async def action_coach(self) -> None:
        """What was heard, and a hint; both cost nothing."""
        if self.is_alone or self.composer.over:
            await self.transcript.tell(Spoken("", NO_COACH if self.is_alone else NOTHING_LEFT))
        else:
            self.app.push_screen(Coach(self.session))

    @work(group="desk", exclusive=True)
    async def action_desk(self) -> None:
        """Choose something at the desk, and see what it shows."""
        session = self.session
        actions, done = session.scenario.actions, session.state.done
        labels = [f"{one.label}{'  (done)' if one.id in done else ''}" for one in actions]
        chosen = await self.app.push_screen_wait(Choice(AT_DESK, WORDS_DO_IT if labels else NO_DESK, labels))
        if chosen is None:
            return
        try:
            action, notices = await session.desk(actions[chosen].id)
        except RoleplayError as error:
            self.say(error, wrong=True)
            return
        await self.transcript.tell(at_desk(action), *(Spoken("", one) for one in notices))
        await self.stand()

    async def action_pause(self) -> None:
        """Nothing runs anyway; it is good to hear it."""
        await self.transcript.tell(Spoken("", PAUSED))
