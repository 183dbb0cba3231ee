"""A conversation line by line: plain sentences in order, for screen readers, pipes and slow lines."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from roleplay.cli import streams
from roleplay.cli.saving import save
from roleplay.domain.text import clean
from roleplay.errors import BadInput
from roleplay.formats.briefing import about, briefing
from roleplay.formats.debrief import told
from roleplay.formats.page import Section, as_text, wrapped
from roleplay.formats.report import Json, as_json, of_debrief, unfinished
from roleplay.session import Said, Session

T = TypeVar("T")

SHORT = 8
"""Characters of a session's id that are shown: enough to find it again."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to type instead of a reply."""

    help: str
    run: Callable[["Linear", str], None]
    after_the_end: bool = False
    argument: str = ""


class Linear:
    """One session at a terminal or in a pipe. With `as_json`, only the report goes to standard output."""

    def __init__(self, session: Session, runner: asyncio.Runner, as_json: bool, kept: bool) -> None:
        self.session, self._runner, self._as_json, self._kept = session, runner, as_json, kept
        self._stream = sys.stderr if as_json else sys.stdout
        self._lines = streams.Lines(self._stream)
        self._leaving = False
        self._name = session.scenario.customer.name

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
        """What has been said so far."""
        for notice in self.session.notices:
            self.note(notice)
        self.show("")
        for turn in self.session.turns:
            self.speak(self._name if turn.role == "customer" else "You", turn.content)

    def play(self, *first: Callable[[], None]) -> None:
        """What comes first, then reply after reply, until there is an ending or the trainee leaves."""
        try:
            for part in first:
                part()
            self._when_over()
            while not self._leaving and self.session.ended is None:
                self._one_line()
                self._when_over()
            if self._as_json:
                print(as_json(self._report()), flush=True)
        except KeyboardInterrupt:
            self._quit("")
            raise
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

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Let the session work, and wait for it."""
        return self._runner.run(work)

    def _one_line(self) -> None:
        line = self._lines.next("You: ")
        if line is None:
            self._end("")
            return
        text = clean(line)
        if not text.strip():
            return
        self._typed(text)

    def _typed(self, text: str) -> None:
        try:
            typed = text.lstrip()
            if typed.startswith("/") and not typed.startswith("//"):
                self._command(typed)
            else:
                self._say(typed[1:] if typed.startswith("//") else text)
        except BadInput as error:
            self.note(str(error))

    def _when_over(self) -> None:
        if self.session.ended is not None and not self._leaving:
            self._debrief()
            if self._lines.interactive:
                self._after_the_end()
            elif self._lines.any_left():
                self.note("The conversation was over; what was typed after that has not been used.")

    def _report(self) -> Json:
        session = self.session
        if session.ended is None:
            return unfinished(session.scenario.meta.id, session.seed, session.turns)
        return of_debrief(self.run(session.finish()))

    def _command(self, text: str) -> None:
        word, _, rest = text[1:].strip().partition(" ")
        command = COMMANDS.get(word.lower())
        if command is None:
            raise BadInput(f"/{word[:40]} is nothing that can be typed here", hint="/help lists what is. //x says /x.")
        command.run(self, rest.strip())

    def _say(self, text: str) -> None:
        said = self.run(self.session.say(text))
        if not self._lines.interactive:
            self.speak("You", said.text)
        self._answer(said)

    def _answer(self, said: Said) -> None:
        if said.masked:
            self.note("Something in your reply looked like personal data; it was dotted out before anything read it.")
        self.speak(self._name, said.exchange.words)
        for action in said.results:
            self.show(f"Desk: {action.label}. {action.result}")
        for fact in said.learned:
            self.show(f"You learned: {fact.value}.")
        for notice in said.notices:
            self.note(notice)

    def _end(self, rest: str) -> None:
        for notice in self.run(self.session.end()):
            self.note(notice)

    def _quit(self, rest: str) -> None:
        self._leaving = True
        if self._kept and not self.session.unrecorded:
            self.show(f"You left; the conversation is kept. Go on with: roleplay resume {self.session.id[:SHORT]}")
        else:
            self.show("You left. Nothing of the conversation is kept.")

    def _pause(self, rest: str) -> None:
        self.show(
            f"Paused. No clock is running, and {self._name} waits. Stand up, breathe, talk to somebody. "
            "Go on with your next reply whenever you like, or leave with /quit."
        )

    def _brief(self, rest: str) -> None:
        self.tell(*briefing(self.session.scenario))

    def _facts(self, rest: str) -> None:
        scenario, state = self.session.scenario, self.session.state
        known = tuple(one.value for one in scenario.facts if one.id in state.told)
        found = tuple(f"{one.label}. {one.result}" for one in scenario.actions if one.id in state.done)
        self.tell(
            Section(f"What {self._name} has told you", items=known or ("Nothing yet.",)),
            *((Section("What the desk has shown you", items=found),) if found else ()),
            *((Section("Beside you", (scenario.knowledge.strip(),)),) if scenario.knowledge.strip() else ()),
        )

    def _desk(self, rest: str) -> None:
        actions, done = self.session.scenario.actions, self.session.state.done
        if not rest:
            items = tuple(f"{n}. {one.label}{' (done)' if one.id in done else ''}" for n, one in enumerate(actions, 1))
            self.tell(Section("At your desk", items=items or ("There is nothing to do at the desk in this case.",)))
            if actions:
                self.show("Type /desk and a number to do it. The customer sees nothing of it.")
            return
        if not rest.isascii() or not rest.isdigit() or not 1 <= int(rest[:6]) <= len(actions):
            raise BadInput("there is no such number at the desk", hint="/desk lists what there is.")
        action, notices = self.run(self.session.desk(actions[int(rest[:6]) - 1].id))
        self.show(f"Desk: {action.label}. {action.result}")
        for notice in notices:
            self.note(notice)

    def _hint(self, rest: str) -> None:
        hint = self.session.hint()
        self.show(f"Hint: {hint.text}" if hint else "There are no hints when you practise alone.")

    def take_back(self) -> None:
        """Take the last reply back, and show where that leaves the conversation."""
        self._undo("")

    def _undo(self, rest: str) -> None:
        text, notices = self.run(self.session.undo())
        self._taken_back("You took this back", text, notices)

    def _misread(self, rest: str) -> None:
        text, notices = self.run(self.session.not_what_i_meant())
        self.show("That was misread, and it costs you nothing. Say it in other words.")
        self._taken_back("You took this back", text, notices)

    def _taken_back(self, said: str, text: str, notices: tuple[str, ...]) -> None:
        self.show(f"{said}: {text}")
        for notice in notices:
            self.note(notice)
        last = next((turn for turn in reversed(self.session.turns) if turn.role == "customer"), None)
        if last:
            self.speak(self._name, last.content)

    def _help(self, rest: str) -> None:
        items = tuple(f"/{word}{one.argument}: {one.help}" for word, one in COMMANDS.items())
        self.tell(Section("You can type", items=(*items, "//x says /x to the customer.")))

    def _export(self, rest: str) -> None:
        if not rest:
            raise BadInput("say which file to write", hint="As in: /export conversation.md")
        save(self.session, self._runner, rest)
        self.show(f"Saved in {rest}.")

    def _debrief(self) -> None:
        debrief = self.run(self.session.finish())
        self.show("")
        self.tell(*told(debrief))
        self.tell(Section("What now", items=self._ways_on()))
        if debrief.unrecorded:
            self.note("This conversation is not recorded. To keep it, save it with /export NAME before you leave.")

    def _ways_on(self) -> tuple[str, ...]:
        case, seed, id = self.session.scenario.meta.id, self.session.seed, self.session.id[:SHORT]
        again = f"Try it again: roleplay play {case}. With --seed {seed} the customer uses the same words."
        back = f"Go back one reply and try that moment again: roleplay resume {id} --undo"
        return (again, back) if self._kept else (again,)

    def _after_the_end(self) -> None:
        """What can still be done: go back, or save."""
        while self.session.ended is not None and not self._leaving:
            line = self._lines.next("Type /undo to go back one reply, or press Enter to leave: ")
            text = clean(line or "").strip()
            command = COMMANDS.get(text[1:].partition(" ")[0].lower()) if text.startswith("/") else None
            if not text:
                self._leaving = True
            elif command is None or not command.after_the_end:
                self.note("The conversation is over. /undo takes your last reply back.")
            else:
                self._typed(text)


COMMANDS: dict[str, Command] = {
    "brief": Command("shows the briefing again.", Linear._brief),
    "facts": Command("shows what you know so far.", Linear._facts),
    "desk": Command("shows what you can look up or do; with a number, does it.", Linear._desk, argument=" [number]"),
    "hint": Command("helps a little; again, and it helps more.", Linear._hint),
    "undo": Command("takes your last reply back.", Linear._undo, after_the_end=True),
    "notwhatimeant": Command("takes it back because it was misread.", Linear._misread, after_the_end=True),
    "pause": Command("stops for a while.", Linear._pause),
    "end": Command("ends the conversation and shows how it went.", Linear._end),
    "quit": Command("leaves; you can go on another time.", Linear._quit, after_the_end=True),
    "export": Command("writes the conversation to a file.", Linear._export, after_the_end=True, argument=" FILE"),
    "help": Command("shows this list.", Linear._help, after_the_end=True),
}
"""What can be typed instead of a reply; a new command is one row."""
