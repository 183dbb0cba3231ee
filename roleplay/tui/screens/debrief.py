"""The debrief: what the customer made of it first, then one strength, one change, and the reply to try again."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer

from roleplay.domain.debrief import Debrief
from roleplay.domain.scorecard import Note
from roleplay.formats.debrief import told
from roleplay.formats.graded import stop
from roleplay.formats.page import Section
from roleplay.formats.words import ENDINGS
from roleplay.session import Session
from roleplay.tui.again import Again
from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.sheet import Sheet, help_of, sections_shown
from roleplay.tui.screens.talk import Talk
from roleplay.tui.view import reply_number, skill_rows, to_try_again
from roleplay.tui.widgets.head import Head

if TYPE_CHECKING:
    from roleplay.tui import Place

IT_HAPPENS = "That happens to everyone. r goes back to the reply where it turned, and both ways are kept."
NOTHING_SAID = "You ended it before your first reply, so there is nothing to grade."


class Debriefing(Screen[None]):
    """One page to read from the top; everything else is one key away."""

    WHERE: ClassVar[Where] = "debrief"
    BINDINGS = bindings("debrief")

    def __init__(self, place: "Place", session: Session, debrief: Debrief, wish: str) -> None:
        super().__init__()
        self.place, self.session, self.debrief, self.wish = place, session, debrief, wish
        self._change = to_try_again(debrief)

    def compose(self) -> ComposeResult:
        """The customer speaks first."""
        outcome, scenario = self.debrief.outcome, self.debrief.scenario
        yield Head(f"How it went \u00b7 {scenario.meta.title}", ENDINGS[outcome.ending])
        with VerticalScroll(id="page"):
            yield from sections_shown(tuple(self._sections()))
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """The page has the focus, so that the arrows read on."""
        self.query_one("#page").focus()

    def _sections(self) -> list[Section]:
        debrief, outcome = self.debrief, self.debrief.outcome
        name = debrief.scenario.customer.name
        if not any(turn.role == "agent" for turn in debrief.transcript.turns):
            return [Section("", (NOTHING_SAID,))]
        after = debrief.aftermath
        friend = (f"{name} tells a friend: \u201c{after.friend}\u201d",) if after else ()
        later = (f"Two days later {name} writes: \u201c{after.message}\u201d",) if after else ()
        turned = (IT_HAPPENS,) if outcome.ending in ("walked_away", "breach") else ()
        wish = (f"You wanted to try: {self.wish}",) if self.wish else ()
        felt = f"{outcome.felt} {outcome.got} {outcome.effort_text}"
        notes = debrief.scorecard.notes
        praise = next((one for one in notes if one.kind == "praise"), None)
        return [
            Section("", (*turned, *friend, *later, felt, *wish)),
            *([_noted("What worked", praise)] if praise else []),
            *([self._to_change(self._change)] if self._change else []),
            *([stop(debrief.scorecard, debrief.scenario)] if debrief.scorecard.critical else []),
            Section("Your skills", ("\n".join(skill_rows(debrief)),)),
        ]

    def _to_change(self, note: Note) -> Section:
        assert note.evidence is not None
        noted = _noted("One thing to change", note)
        number = reply_number(self.debrief, note.evidence.turn)
        wording = (f"Try: \u201c{note.try_instead}\u201d",) if note.try_instead else ()
        return Section(f"{noted.heading} (reply {number})", (*noted.paragraphs, note.why, *wording))

    def action_again(self) -> None:
        """Back before the reply that is worth another try, with a better wording to begin from where there is one."""
        session = self.session
        own = [turn.number for turn in session.turns if turn.role == "agent"]
        if not own:
            return
        note = self._change
        at = note.evidence.turn if note and note.evidence and note.evidence.turn in own else own[-1]
        better = note.try_instead if note and note.evidence and note.evidence.turn == at else None
        first = next(turn.content for turn in session.turns if turn.number == at)
        again = Again(len(own) - own.index(at), better or first, bool(better))
        self.app.switch_screen(Talk(self.place, session, self.wish, again))

    @work(group="again", exclusive=True)
    async def action_library(self) -> None:
        """Another customer."""
        await self.session.close()
        self.app.pop_screen()

    def action_whole(self) -> None:
        """All grades, with all the words they rest on."""
        self.app.push_screen(Sheet(told(self.debrief, whole=True)))

    def action_help(self) -> None:
        """What can be done here."""
        self.app.push_screen(Sheet(help_of("debrief")))


def _noted(heading: str, note: Note) -> Section:
    quote = (f"\u201c{note.evidence.quote}\u201d",) if note.evidence and note.evidence.quote not in note.text else ()
    return Section(heading, (*quote, note.text))
