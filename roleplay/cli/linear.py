"""A conversation line by line: plain sentences in order, for screen readers, pipes and slow lines."""

import asyncio
import shlex
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from roleplay.cli import streams
from roleplay.cli.mishap import Mishap
from roleplay.cli.typed import SHORT, TYPED, end, leave, obey
from roleplay.domain.debrief import Debrief
from roleplay.domain.scenario import Action
from roleplay.domain.text import clean
from roleplay.errors import BadInput, RoleplayError
from roleplay.formats.briefing import about, briefing
from roleplay.formats.debrief import told
from roleplay.formats.event import Aim
from roleplay.formats.otherwise import second_opinion
from roleplay.formats.page import Section, as_text, wrapped
from roleplay.formats.report import Json, as_json, of_debrief, unfinished
from roleplay.formats.words import STOOD_IN
from roleplay.session import Said, Session

T = TypeVar("T")


class Linear:
    """One session at a terminal or in a pipe. With `as_json`, only the report goes to standard output."""

    def __init__(
        self,
        session: Session,
        runner: asyncio.Runner,
        as_json: bool,
        kept: bool,
        lines: streams.Lines | None = None,
        named: str | None = None,
    ) -> None:
        """`named` is what the case was called on the command line: an id, or a file that is in no library."""
        self.session, self.runner, self._as_json, self.kept = session, runner, as_json, kept
        self._stream = sys.stderr if as_json else sys.stdout
        self._lines = lines or streams.Lines(self._stream)
        self.leaving = False
        self.name = session.scenario.customer.name
        self._case = named or session.scenario.meta.id

    def brief(self) -> None:
        """The briefing, how to type, and the customer's first words."""
        scenario = self.session.scenario
        self.tell(about(scenario), *briefing(scenario))
        self.show(
            f"Type a reply and press Enter. /help lists what else you can type; /end ends the conversation. "
            f"The seed is {self.session.seed}: the same seed and replies give the same conversation."
        )
        self.recall()

    def recall(self) -> None:
        """What has been said and done so far, as it was told then."""
        for notice in self.session.notices:
            self.note(notice)
        self.show("")
        self.speak(self.name, self.session.turns[0].content)
        for one in self.session.history:
            if isinstance(one, Said):
                self.speak("You", one.text)
                self._came_of(one)
            elif isinstance(one, Aim):
                self.show(f"You want to try: {one.words}")
            else:
                self.desk(one)

    def play(self, *first: Callable[[], None]) -> None:
        """What comes first, then reply after reply, until there is an ending or the trainee leaves."""
        try:
            for part in first:
                part()
            self._when_over()
            while not self.leaving and self.session.ended is None:
                self._one_line()
                self._when_over()
            if self._as_json:
                print(as_json(_report(self.session, self.runner)), flush=True)
        except KeyboardInterrupt:
            leave(self, "")
            raise
        except (RoleplayError, OSError):
            raise
        except Exception as fault:
            raise Mishap(self.session.id[:SHORT] if self.safe else None) from fault
        finally:
            self.run(self.session.close())

    def show(self, text: str) -> None:
        """A paragraph of the conversation's own stream."""
        streams.show(wrapped(text), self._stream)

    def tell(self, *sections: Section) -> None:
        """Sections, with a blank line after them."""
        streams.show(as_text(sections), self._stream)

    def note(self, text: str) -> None:
        """Something about the program, not the conversation."""
        streams.tell(wrapped(text))

    def speak(self, name: str, text: str) -> None:
        """What somebody says; in a pipe it stays on one line, so that it can be searched."""
        line = f"{name}: {text}"
        streams.show(wrapped(line) if self._lines.interactive else line, self._stream)

    def desk(self, action: Action) -> None:
        """What the desk shows; only the trainee sees it."""
        self.show(f"Desk: {action.label}. {action.result}")

    @property
    def safe(self) -> bool:
        """Whether the conversation can be found again in the record."""
        return self.kept and not self.session.unrecorded

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Let the session work, and wait for it."""
        return self.runner.run(work)

    def _one_line(self) -> None:
        line = self._lines.next("You: ")
        if line is None:
            end(self, "")
            return
        text = clean(line)
        if not text.strip():
            return
        self._typed(text)

    def _typed(self, text: str) -> None:
        try:
            typed = text.lstrip()
            if typed.startswith("/") and not typed.startswith("//"):
                obey(self, typed)
            else:
                self._say(typed[1:] if typed.startswith("//") else text)
        except BadInput as error:
            self.note(str(error))

    def _when_over(self) -> None:
        if self.session.ended is not None and not self.leaving:
            self._debrief()
            if self._lines.interactive and _has_replied(self.session):
                self._after_the_end()
            elif self._lines.any_left():
                self.note("The conversation was over; what was typed after that has not been used.")

    def _say(self, text: str) -> None:
        arrived: list[str] = []

        def arrive(sentence: str) -> None:
            # In a pipe a turn is one line, which is there when it is whole.
            if self._lines.interactive:
                self.show(sentence if arrived else f"{self.name}: {sentence}")
                arrived.append(sentence)

        said = self.run(self.session.say(text, show=arrive))
        if not self._lines.interactive:
            self.speak("You", said.text)
        self._answer(said, " ".join(arrived))

    def _answer(self, said: Said, arrived: str) -> None:
        if said.masked:
            self.note("Something in your reply looked like personal data; it was dotted out before anything read it.")
        self._came_of(said, arrived)
        for notice in said.notices:
            self.note(notice)

    def _came_of(self, said: Said, arrived: str = "") -> None:
        """The answer, as far as it has not arrived yet, and what else the reply has led to."""
        rest = said.exchange.words.removeprefix(arrived).strip()
        name = f"{self.name} ({STOOD_IN})" if said.exchange.voice == "fallback" else self.name
        if rest or not arrived:
            self.speak(name, rest)
        for action in said.results:
            self.desk(action)
        for one in said.hindered:
            self.show(f"Desk: not done: {one.action.label}. This has to come first: {one.first.label}.")
        for fact in said.learned:
            self.show(f"You learned: {fact.value}.")

    def _debrief(self) -> None:
        debrief = self.run(self.session.finish())
        self.show("")
        self.tell(*told(debrief))
        self.tell(Section("What now", items=_ways_on(self.session, self._case, self.kept)))
        self._judged(debrief)
        if debrief.unrecorded:
            self.note("This conversation is not recorded. To keep it, save it with /export NAME before you leave.")

    def _judged(self, debrief: Debrief) -> None:
        """What a model makes of it, once what the rules say has been told: it takes its time."""
        if debrief.second is None and self.session.cast.asks("judge"):
            self.note("The AI judge is reading the conversation \u2026")
            found = self.run(self.session.judge(debrief))
            if isinstance(found, str):
                self.note(found)
            else:
                self.tell(*(one for one in (second_opinion(found),) if one.heading))

    def _after_the_end(self) -> None:
        """What can still be done: go back, or save."""
        while self.session.ended is not None and not self.leaving:
            line = self._lines.next("Type /undo to go back one reply, or press Enter to leave: ")
            text = clean(line or "").strip()
            command = TYPED.get(text[1:].partition(" ")[0].lower()) if text.startswith("/") else None
            if not text:
                self.leaving = True
            elif command is None or not command.after_the_end:
                self.note("The conversation is over. /undo takes your last reply back.")
            else:
                self._typed(text)


def _report(session: Session, runner: asyncio.Runner) -> Json:
    if session.ended is None:
        return unfinished(session.scenario.meta.id, session.seed, session.turns)
    return of_debrief(runner.run(session.finish()))


def _has_replied(session: Session) -> bool:
    return len(session.turns) > 1


def _ways_on(session: Session, case: str, kept: bool) -> tuple[str, ...]:
    """How to have another go; only what was said can be taken back."""
    again = f"Try it again, same words: roleplay play {shlex.quote(case)} --seed {session.seed}"
    back = f"Go back one reply: roleplay resume {session.id[:SHORT]} --undo"
    disagree = f'Disagree with a grade: roleplay dispute {session.id[:SHORT]} "name of the grade" "why"'
    return (again, back, disagree) if kept and _has_replied(session) else (again,)
