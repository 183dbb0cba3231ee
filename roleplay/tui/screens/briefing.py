"""The briefing on one screen: who you are, why they write, what you can and must, when it is good enough."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Input, Static

from roleplay.domain.scenario import Scenario
from roleplay.formats.briefing import briefing
from roleplay.formats.event import Aim
from roleplay.formats.words import KINDS
from roleplay.library import rubrics_of
from roleplay.session import Mode, Session, cast
from roleplay.tui.commands import Where, bindings
from roleplay.tui.screens.page import Page
from roleplay.tui.screens.sheet import Sheet
from roleplay.tui.view import first_sentence, first_words
from roleplay.tui.widgets.head import Head

if TYPE_CHECKING:
    from roleplay.tui import Place


class Briefing(Page):
    """What a trainee reads before the first word, and one question to themselves."""

    WHERE: ClassVar[Where] = "briefing"
    BINDINGS = bindings("briefing")
    CSS_PATH = "briefing.tcss"

    def __init__(self, place: "Place", scenario: Scenario) -> None:
        super().__init__(place)
        self.scenario = scenario

    def compose(self) -> ComposeResult:
        """Labels at the left, so that the page can be scanned."""
        yield Head(self.scenario.meta.title, KINDS[self.scenario.meta.kind])
        with VerticalScroll(id="card"):
            for label, texts in first_words(self.scenario):
                with Horizontal(classes="row"):
                    yield Static(Content(label), classes="label")
                    yield Static(Content("\n".join(texts)), classes="texts")
        yield Input(placeholder="What do you want to try this time? (or just press enter)", id="wish", compact=True)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Nothing stands between reading and starting."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Another size, another fit."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """If need be without blank lines, then with the first sentence of each rule: all of it is one key away."""
        card = self.query_one("#card", VerticalScroll)
        card.remove_class("-tight")
        self._write(short=False)
        self.call_after_refresh(self._tighten)

    def _tighten(self) -> None:
        card = self.query_one("#card", VerticalScroll)
        if card.max_scroll_y and not card.has_class("-tight"):
            card.add_class("-tight")
            self.call_after_refresh(self._shorten)

    def _shorten(self) -> None:
        if self.query_one("#card", VerticalScroll).max_scroll_y:
            self._write(short=True)

    def _write(self, short: bool) -> None:
        parts = first_words(self.scenario)
        for (_, texts), shown in zip(parts, self.query(".texts").results(Static), strict=True):
            is_rule = len(texts) > 1
            shown.update(Content("\n".join(map(first_sentence, texts) if short and is_rule else texts)))

    @work(group="start", exclusive=True)
    async def action_start(self) -> None:
        """Begin: the customer writes first."""
        from roleplay.tui.screens.talk import Talk

        place, settings = self.place, self.place.settings
        skills = rubrics_of(
            self.scenario, settings.library.value, settings.data.value, lambda text: self.say(text, wrong=True)
        )
        how: Mode = "alone" if settings.mode.value == "alone" else "practice"
        seed = settings.seed.value if settings.seed.value is not None else place.draw()
        voice = settings.voice.value
        session = await Session.start(self.scenario, skills, seed, place.store, how, voice, cast=cast(settings))
        if aim := self.query_one(Input).value.strip():
            await session.remark(Aim(aim))
        self.app.switch_screen(Talk(place, session))

    def action_sheet(self) -> None:
        """The whole briefing."""
        self.app.push_screen(Sheet(briefing(self.scenario), searched=True))

    def action_back(self) -> None:
        """Another customer, without reason or record."""
        self.app.pop_screen()
