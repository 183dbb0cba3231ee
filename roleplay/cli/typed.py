"""What can be typed instead of a reply in the linear mode: one function each, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roleplay.cli.saving import save
from roleplay.errors import BadInput
from roleplay.formats.briefing import briefing
from roleplay.formats.page import Section

if TYPE_CHECKING:
    from roleplay.cli.linear import Linear

Notices = tuple[str, ...]

SHORT = 8
"""Characters of a session's id that are shown: enough to find it again."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Something to type instead of a reply."""

    help: str
    run: Callable[[Linear, str], None]
    after_the_end: bool = False
    argument: str = ""


def end(linear: Linear, rest: str) -> None:
    """End the conversation; the debrief follows by itself."""
    for notice in linear.run(linear.session.end()):
        linear.note(notice)


def leave(linear: Linear, rest: str) -> None:
    """Leave without an end, and say how to come back."""
    linear.leaving = True
    if linear.safe:
        linear.show(f"You left; the conversation is kept. Go on with: roleplay resume {linear.session.id[:SHORT]}")
    else:
        linear.show("You left. Nothing of the conversation is kept.")


def _pause(linear: Linear, rest: str) -> None:
    linear.show(
        f"Paused. No clock is running, and {linear.name} waits. Stand up, breathe, talk to somebody. "
        "Go on with your next reply whenever you like, or leave with /quit."
    )


def _brief(linear: Linear, rest: str) -> None:
    linear.tell(*briefing(linear.session.scenario))


def _facts(linear: Linear, rest: str) -> None:
    scenario, state = linear.session.scenario, linear.session.state
    known = tuple(one.value for one in scenario.facts if one.id in state.told)
    found = tuple(f"{one.label}. {one.result}" for one in scenario.actions if one.id in state.done)
    linear.tell(
        Section(f"What {linear.name} has told you", items=known or ("Nothing yet.",)),
        *((Section("What the desk has shown you", items=found),) if found else ()),
        *((Section("Beside you", (scenario.knowledge.strip(),)),) if scenario.knowledge.strip() else ()),
    )


def _desk(linear: Linear, rest: str) -> None:
    actions, done = linear.session.scenario.actions, linear.session.state.done
    if not rest:
        items = tuple(f"{n}. {one.label}{' (done)' if one.id in done else ''}" for n, one in enumerate(actions, 1))
        linear.tell(Section("At your desk", items=items or ("There is nothing to do at the desk in this case.",)))
        if actions:
            linear.show("Type /desk and a number to do it. The customer sees nothing of it.")
        return
    number = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 4 else 0
    if not 1 <= number <= len(actions):
        raise BadInput("there is no such number at the desk", hint="/desk lists what there is.")
    if actions[number - 1].id in done:
        linear.show("This is done already; nothing is done twice.")
    action, notices = linear.run(linear.session.desk(actions[number - 1].id))
    linear.desk(action)
    for notice in notices:
        linear.note(notice)


def _hint(linear: Linear, rest: str) -> None:
    hint = linear.session.hint()
    linear.show(f"Hint: {hint.text}" if hint else "There are no hints when you practise alone.")


def undo(linear: Linear, rest: str) -> None:
    """Take the last reply back, and show where that leaves the conversation."""
    _take_back(linear, linear.session.take_back)


def _misread(linear: Linear, rest: str) -> None:
    _take_back(
        linear,
        lambda: linear.session.take_back(misread=True),
        "That was misread, and it costs you nothing. Say it in other words.",
    )


def _take_back(linear: Linear, how: Callable[[], Coroutine[Any, Any, tuple[str, Notices]]], first: str = "") -> None:
    """What was done at the desk since then goes with the reply, and that is said."""
    session = linear.session
    done = session.state.done
    text, notices = linear.run(how())
    if first:
        linear.show(first)
    linear.show(f"You took this back: {text}")
    undone = [one.label for one in session.scenario.actions if one.id in done and one.id not in session.state.done]
    if undone:
        linear.show(f"Also taken back, at the desk: {'; '.join(undone)}.")
    for notice in notices:
        linear.note(notice)
    last = next((turn for turn in reversed(session.turns) if turn.role == "customer"), None)
    if last:
        linear.speak(linear.name, last.content)


def _voice(linear: Linear, rest: str) -> None:
    linear.show(linear.session.cast.switch())


def _help(linear: Linear, rest: str) -> None:
    items = tuple(f"/{word}{one.argument}: {one.help}" for word, one in TYPED.items())
    linear.tell(Section("You can type", items=(*items, "//x says /x to the customer.")))


def _export(linear: Linear, rest: str) -> None:
    if not rest:
        raise BadInput("say which file to write", hint="As in: /export conversation.md")
    save(linear.session, linear.runner, rest)
    linear.show(f"Saved in {rest}.")


TYPED: dict[str, Typed] = {
    "brief": Typed("shows the briefing again.", _brief),
    "facts": Typed("shows what you know so far.", _facts),
    "desk": Typed("shows what you can look up or do; with a number, does it.", _desk, argument=" [number]"),
    "hint": Typed("helps a little; again, and it helps more.", _hint),
    "undo": Typed("takes your last reply back.", undo, after_the_end=True),
    "notwhatimeant": Typed("takes it back because it was misread.", _misread, after_the_end=True),
    "voice": Typed("changes between the AI customer and the built-in one.", _voice),
    "pause": Typed("stops for a while.", _pause),
    "end": Typed("ends the conversation and shows how it went.", end),
    "quit": Typed("leaves; you can go on another time.", leave, after_the_end=True),
    "export": Typed("writes the conversation to a file.", _export, after_the_end=True, argument=" FILE"),
    "help": Typed("shows this list.", _help, after_the_end=True),
}
"""What can be typed instead of a reply; a new command is one row."""


def obey(linear: Linear, text: str) -> None:
    """Carry out a line that begins with a slash; BadInput if it is nothing that can be typed."""
    word, _, rest = text[1:].strip().partition(" ")
    command = TYPED.get(word.lower())
    if command is None:
        raise BadInput(f"/{word[:40]} is nothing that can be typed here", hint="/help lists what is. //x says /x.")
    command.run(linear, rest.strip())
