"""The debrief: what the customer made of it first, then one strength, what to change, and the reply to try again."""

from __future__ import annotations

import re
from asyncio import to_thread
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from roleplay.domain.debrief import Debrief, Idea
from roleplay.errors import RoleplayError
from roleplay.formats.debrief import told
from roleplay.formats.event import Dispute, Guess
from roleplay.formats.graded import how_graded, stop
from roleplay.formats.lessons import service, untold, worth_imitating
from roleplay.formats.moved import chart
from roleplay.formats.otherwise import second_opinion
from roleplay.formats.page import Section
from roleplay.formats.report import markdown
from roleplay.formats.words import ENDINGS, LEVELS
from roleplay.session import Session
from roleplay.tui.again import Again
from roleplay.tui.commands import Where, bindings
from roleplay.tui.looking_back import Change, changes, grades, praise, reread, skill_rows, story, way
from roleplay.tui.screens.choice import Choice
from roleplay.tui.screens.line import Line
from roleplay.tui.screens.page import Page
from roleplay.tui.screens.reread import Reread
from roleplay.tui.screens.sheet import Sheet, sections_shown
from roleplay.tui.screens.talk import NO_WAY_BACK, Talk
from roleplay.tui.ways import show
from roleplay.tui.widgets.head import Head
from roleplay.tui.widgets.spoken import shown

if TYPE_CHECKING:
    from roleplay.tui import Place

EVERY = 3
"""A trainee is asked how they think it went once in so many conversations."""
HOW = "Before you see it: how did it go, do you think?"
NEVER_GRADED = "It stands beside the result and is never graded. esc goes on without."
KEPT = "Kept beside this conversation."
KEYS = (
    "r tries the chosen reply again, w shows the other ways it went, F3 reads it again, F2 has all grades, "
    "d disagrees, s is for what the service should change, e writes all of it to a file, n is for the next customer."
)
NOTHING_SAID = "You ended it before your first reply, so there is nothing to grade."
WHICH = "Which grade do you disagree with?"
BOTH_STAY = "The grade stays, and what you say stands beside it. Nobody else is told."
WHY = "Why do you disagree?"
PLACE = "Where on the customer's way?"
WHICH_WORDS = "Which words of the customer speak for it?"
JUDGING = "The AI judge is reading the conversation; go on reading yourself."
JUDGED = "The AI judge has looked too: below your skills."
FILE = "Where shall it be written?"
"""What the trainee is asked."""


async def see(talk: Talk) -> None:
    """End the conversation if it goes on, and show how it went; called by a worker of the screen."""
    session, app = talk.session, talk.app
    if session.ended is None:
        for notice in await session.end():
            talk.say(notice)
    finished = [one for one in await to_thread(talk.place.store.sessions) if one.ending is not None]
    if talk.is_first and len(finished) % EVERY == 0 and len(session.turns) > 1:
        guess = await app.push_screen_wait(Choice(HOW, NEVER_GRADED, LEVELS, chosen=2))
        if guess is not None:
            await session.remark(Guess(guess))
    app.switch_screen(Debriefing(talk.place, session, await session.finish()))


class Debriefing(Page):
    """One page to read from the top; everything else is one key away."""

    WHERE: ClassVar[Where] = "debrief"
    BINDINGS = bindings("debrief")
    CSS_PATH = ["spoken.tcss", "debrief.tcss"]

    def __init__(self, place: Place, session: Session, debrief: Debrief) -> None:
        super().__init__(place)
        self.session, self.debrief = session, debrief
        self._changes = changes(debrief)

    def compose(self) -> ComposeResult:
        """The customer speaks first."""
        title = self.debrief.scenario.meta.title
        yield Head(f"How it went \u00b7 {title}", ENDINGS[self.debrief.outcome.ending])
        yield VerticalScroll(id="page")
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """The page has the focus, so that the arrows read on."""
        await self._write()
        self.query_one("#page").focus()
        if self.debrief.second is None and self.session.cast.asks("judge"):
            self._judge()

    @work(group="judge", exclusive=True)
    async def _judge(self) -> None:
        """A model looks at it too, while what the rules say is being read."""
        self.say(JUDGING)
        found = await self.session.judge(self.debrief)
        if isinstance(found, str):
            self.say(found)
            return
        self.debrief = found
        await self._write()
        self.say(JUDGED)

    async def _write(self) -> None:
        page, debrief = self.query_one("#page", VerticalScroll), self.debrief
        await page.remove_children()
        if len(self.session.turns) < 2:
            await page.mount_all(sections_shown((Section("", (NOTHING_SAID,)),)))
            return
        name = debrief.scenario.customer.name
        await page.mount_all(
            (
                *_shown(story(debrief), praise(debrief), stop(debrief.scorecard, debrief.scenario)),
                *(Card(one, first=at == 0) for at, one in enumerate(self._changes)),
                *_shown(
                    Section("Your skills", ("\n".join(skill_rows(debrief)),)), second_opinion(debrief), chart(debrief)
                ),
                *_shown(untold(debrief)),
                Static(Content(f"{name}'s way: what was expected, what was met"), classes="heading"),
                *map(_step, way(debrief)),
                *_shown(service(debrief), *worth_imitating(debrief)),
                *_shown(Section("", (how_graded(debrief.scorecard),)), Section("What you can do now", (KEYS,))),
            )
        )

    def action_again(self) -> None:
        """Back before the chosen reply, with a better wording to begin from where there is one."""
        if self.session.mode == "alone":
            self.say(NO_WAY_BACK)
            return
        own = [turn.number for turn in self.session.turns if turn.role == "agent"]
        if not own:
            return
        chosen = self.focused.change if isinstance(self.focused, Card) else next(iter(self._changes), None)
        at = chosen.turn if chosen else own[-1]
        better = chosen.wording if chosen else None
        first = next(turn.content for turn in self.session.turns if turn.number == at)
        again = Again(len(own) - own.index(at), better or first, bool(better))
        self.app.switch_screen(Talk(self.place, self.session, again))

    @work(group="library", exclusive=True)
    async def action_library(self) -> None:
        """Another customer."""
        self.workers.cancel_group(self, "judge")
        await self.session.close()
        self.app.pop_screen()

    @work(group="own", exclusive=True)
    async def action_ways(self) -> None:
        """The other ways that it went, each with its own grade."""
        await show(self, self.session.id)

    @work(group="own", exclusive=True)
    async def action_disagree(self) -> None:
        """Against one grade, with a reason; both stand beside each other from now on."""
        found = list(grades(self.debrief))
        chosen = await self.app.push_screen_wait(Choice(WHICH, BOTH_STAY, [words for words, _, _ in found]))
        reason = await self.app.push_screen_wait(Line(WHY, found[chosen][0].strip())) if chosen is not None else None
        if chosen is not None and reason:
            _, rubric, part = found[chosen]
            await self._remark(Dispute(rubric, part, reason))

    @work(group="own", exclusive=True)
    async def action_service(self) -> None:
        """What the firm should change, on a card: where, which words speak for it, and the idea."""
        scenario = self.debrief.scenario
        asked = scenario.debrief.service_question if scenario.debrief else ""
        idea = await self.app.push_screen_wait(Line("What should the service change?", asked))
        if not idea:
            return
        places = [*(one.touchpoint for one in scenario.customer.journey), "This conversation"]
        place = await self.app.push_screen_wait(Choice(PLACE, idea, places))
        words = [turn.content for turn in self.session.turns if turn.role == "customer"]
        quote = await self.app.push_screen_wait(Choice(WHICH_WORDS, idea, words))
        where = places[place] if place is not None else ""
        await self._remark(Idea(where, words[quote] if quote is not None else "", idea))

    async def _remark(self, remark: Dispute | Idea) -> None:
        for notice in await self.session.remark(remark):
            self.say(notice)
        self.say(KEPT)
        self.debrief = await self.session.finish()
        await self._write()

    @work(group="own", exclusive=True)
    async def action_export(self) -> None:
        """The conversation and all of this, in a file that anybody can read."""
        name = "-".join(re.findall(r"\w+", self.debrief.scenario.meta.title.lower()))
        path = await self.app.push_screen_wait(Line(FILE, "", str(Path.home() / f"{name}.md")))
        if path is None:
            return
        try:
            await to_thread(self.place.keep, Path(path).expanduser(), markdown(self.debrief))
        except RoleplayError as error:
            self.say(error, wrong=True)
            return
        self.say(f"Written to {path}.")

    def action_whole(self) -> None:
        """All grades, with all the words they rest on."""
        self.app.push_screen(Sheet(told(self.debrief, whole=True), searched=True))

    def action_reread(self) -> None:
        """The conversation, with the words lit that this page speaks of."""
        self.app.push_screen(Reread(reread(self.debrief)))


def _shown(*sections: Section) -> list[Static]:
    return sections_shown([one for one in sections if one.paragraphs or one.items])


def _step(step: tuple[str, str, str]) -> Static:
    place, expected, met = step
    return Static(Content.assemble((place, "bold"), f"\nexpected: {expected}\nmet: {met}"), classes="step")


class Card(Vertical, can_focus=True):
    """A reply to change: what was said there, why it mattered, other words for it."""

    def __init__(self, change: Change, first: bool) -> None:
        super().__init__(classes="card")
        self.change = change
        self.border_title = Content(f"{'To change first' if first else 'Then'}: reply {change.reply}")
        self.border_subtitle = Content("r tries it again")

    def compose(self) -> ComposeResult:
        """The words in their place, then what each skill says of them."""
        yield from map(shown, self.change.exchange)
        for skill, note in self.change.notes:
            yield Static(Content(f"{skill}: {note.text} {note.why}".rstrip()), classes="said")
        if self.change.wording:
            yield Static(Content(f"Try: \u201c{self.change.wording}\u201d"), classes="said")
