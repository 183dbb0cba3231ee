"""One sitting with a customer, for whoever shows it: the linear mode, the interface, a replay.

Every method that stores, reads or grades is async and runs in one worker thread of the session's own, so
that an interface never waits for a disk; the values that come back are frozen.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, Self, TypeVar
from uuid import uuid4

from roleplay import __version__
from roleplay.domain.customer import State
from roleplay.domain.debrief import Debrief
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Action, Scenario
from roleplay.domain.transcript import Turn
from roleplay.formats.event import Played, Remark, read_played
from roleplay.llm import forget
from roleplay.reader import READER_VERSION
from roleplay.session.cast import Cast, cast
from roleplay.session.hints import Hint, Hints
from roleplay.session.journal import Clock, Ids, Journal
from roleplay.session.played import by_model, read_again, worded
from roleplay.session.said import Happened, Said, happened
from roleplay.session.sitting import Sitting
from roleplay.store import Head, Store
from roleplay.voice.scene import Show

__all__ = ["Cast", "Happened", "Hint", "Mode", "Said", "Session", "cast", "now"]

Mode = Literal["practice", "alone"]
"""`alone` is for measuring oneself: there are no hints."""

T = TypeVar("T")


def now() -> str:
    """The time as the record writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A name that nothing else has."""
    return uuid4().hex


def _nobody(text: str) -> None:
    """Nobody looks."""


class Session:
    """A conversation that is going on, or that was resumed."""

    def __init__(
        self, sitting: Sitting, worker: ThreadPoolExecutor, notices: tuple[str, ...] = (), cast: Cast | None = None
    ) -> None:
        self._sitting, self._worker = sitting, worker
        self._hints = Hints(sitting.scenario)
        self.id = sitting.head.id
        """The session's id in the record."""
        self.scenario = sitting.scenario
        """The case as it was when the session began."""
        self.seed = sitting.head.seed
        """What the customer's choice of words comes from."""
        self.mode = sitting.head.mode
        """`practice` or `alone`."""
        self.cast = cast or Cast()
        """Who does what: models that were asked for, or what is built in."""
        self.notices = (*notices, *self.cast.notices(sitting.scenario.customer.name))
        """What the trainee has to be told at the start: about the record, and where the text goes."""

    @classmethod
    async def start(
        cls,
        scenario: Scenario,
        rubrics: tuple[Rubric, ...],
        seed: int,
        store: Store,
        mode: Mode = "practice",
        voice: str = "scripted",
        clock: Clock = now,
        ids: Ids = new_id,
        cast: Cast | None = None,
    ) -> Self:
        """Begin: the customer's first words are stored when this returns."""
        played = Played(scenario=scenario, rubrics=rubrics, reader=READER_VERSION, voice=voice)
        content = played.model_dump_json(by_alias=True)
        meta = scenario.meta
        head = Head(ids(), meta.id, meta.title, clock(), seed, mode, __version__, content)
        sitting = Sitting(played, Journal(store, head, clock, ids))
        worker = _worker()
        return cls(sitting, worker, await _run(worker, sitting.begin), cast)

    @classmethod
    async def resume(
        cls, store: Store, id: str, clock: Clock = now, ids: Ids = new_id, cast: Cast | None = None
    ) -> Self:
        """Go on with a stored session on its newest branch, from what is stored and nothing else."""
        worker = _worker()

        def reopen() -> tuple[Sitting, tuple[str, ...]]:
            journal, line = Journal.reopened(store, id, clock, ids)
            sitting = Sitting(read_played(journal.head.content), journal, line)
            other = journal.head.engine != __version__ or sitting.played.reader != READER_VERSION
            notices = (ANOTHER_VERSION,) if other else ()
            return sitting, notices + sitting.begin()

        sitting, notices = await _run(worker, reopen)
        return cls(sitting, worker, notices, cast)

    @property
    def state(self) -> State:
        """Where the customer stands."""
        return self._sitting.state

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What both sides have said, without what was taken back."""
        return self._sitting.turns

    @property
    def history(self) -> tuple[Happened, ...]:
        """What was to be tried, replies with what came of them, and the desk, without what was taken back."""
        return happened(self.scenario, self._sitting.bodies)

    @property
    def ended(self) -> str | None:
        """The id of the ending, or None while the conversation goes on."""
        return self._sitting.ended

    @property
    def unrecorded(self) -> bool:
        """Something that was said could not be written down so far."""
        return self._sitting.journal.unrecorded is not None

    async def say(self, text: str, heard: Callable[[str], None] = _nobody, show: Show = _nobody) -> Said:
        """A reply and the customer's answer; both are stored when this returns.

        `heard` gets the reply as soon as it is safe, `show` each sentence that a model says.
        """
        said = await _run(self._worker, lambda: self._sitting.hear(text))
        if self.cast.asks("voice") or self.cast.asks("reader"):
            said = replace(said, notices=await _run(self._worker, lambda: self._sitting.send(said)))
            heard(said.text)
        if self.cast.asks("reader"):
            said = await read_again(self.cast, self.scenario, self.seed, self.state, self.turns, said)
        if self.cast.asks("voice"):
            said = await worded(self.cast, self.scenario, self.turns, said, show)
        elif self.cast.has_failed("voice"):
            said = replace(said, exchange=replace(said.exchange, voice="fallback"))
        return await _run(self._worker, lambda: self._sitting.keep(said))

    async def desk(self, action_id: str) -> tuple[Action, tuple[str, ...]]:
        """Carry an action out at the desk and see its result; the second value are notices about the record."""
        return await _run(self._worker, lambda: self._sitting.desk(action_id))

    async def take_back(self, misread: bool = False) -> tuple[str, tuple[str, ...]]:
        """Take the last reply back and go on from before it; gives its text, and notices. Both tries stay.

        One that was `misread` is kept beside with its reading, for a better reader.
        """
        return await _run(self._worker, lambda: self._sitting.take_back("misread" if misread else "undo"))

    async def remark(self, remark: Remark) -> tuple[str, ...]:
        """Keep what the trainee says beside the conversation; gives notices about the record."""
        return await _run(self._worker, lambda: self._sitting.remark(remark))

    async def end(self) -> tuple[str, ...]:
        """The trainee ends the conversation; gives notices about the record."""
        return await _run(self._worker, self._sitting.end)

    async def finish(self) -> Debrief:
        """The debrief, once the conversation is over."""
        return await _run(self._worker, self._sitting.finish)

    async def judge(self, debrief: Debrief) -> Debrief | str:
        """The debrief with what a model makes of it beside the rules, or a note on why there is nothing."""
        if debrief.second is not None or not (self.cast.asks("judge") and debrief.transcript.agent):
            return debrief
        card = await self.cast.ask("judge", lambda model: by_model(model, debrief))
        if isinstance(card, str):
            return card or UNJUDGED
        await _run(self._worker, lambda: self._sitting.judge(card))
        return replace(debrief, second=card)

    def hint(self) -> Hint | None:
        """The next step of help with what is most needed now; None in a session without hints."""
        return None if self.mode == "alone" else self._hints.next(self.state)

    async def close(self) -> None:
        """Wait for what is being written; the store stays open, it belongs to whoever opened it."""
        await self.cast.close()
        forget()
        await _run(self._worker, lambda: None)
        self._worker.shutdown(wait=False)


UNJUDGED = "You did not wait for the AI judge; what the rules say stands."
ANOTHER_VERSION = (
    "This conversation was begun with another version of the program. What was said stays as it is; "
    "from here on the customer may react a little differently."
)


def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")


async def _run(worker: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(worker, call)
