"""Everything that can be pressed or typed, once: key, footer, palette, help and what stands behind a slash.

A new command is one row here and one method `action_...` of its screen.
"""

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Where = Literal[
    "library",
    "settings",
    "history",
    "briefing",
    "talk",
    "coach",
    "debrief",
    "compare",
    "sheet",
    "choice",
    "line",
]

SETTINGS = "Choose how it looks and how you practise."


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a trainee can do on a screen."""

    where: Where
    key: str
    shown: str
    """The key as the footer and the help write it."""
    action: str
    label: str
    """Its word in the footer; empty where it is only in the palette and the help."""
    help: str
    typed: str = ""
    """What can be typed after a slash instead, in a conversation."""
    always: bool = False
    """It works whatever has the focus."""


COMMANDS = (
    Command("library", "enter", "\u21b5", "open", "open", "Open the briefing of this case.", always=True),
    Command("library", "escape", "esc", "clear", "clear", "Clear the search."),
    Command("library", "f2", "F2", "history", "your conversations", "Show your conversations so far.", always=True),
    Command("library", "f3", "F3", "app.settings", "settings", SETTINGS, always=True),
    Command("library", "f1", "F1", "help", "help", "Show what can be done here.", always=True),
    Command("library", "ctrl+q", "^q", "app.quit", "leave", "Leave."),
    Command("history", "enter", "\u21b5", "open", "open", "Go on with it, or see how it went.", always=True),
    Command("history", "delete", "del", "delete", "delete", "Delete it for good; asks first."),
    Command("history", "w", "w", "ways", "other ways", "See the other ways that it went, tried again or left."),
    Command("history", "escape", "esc", "back", "back", "Back to the cases."),
    Command("history", "f1", "F1", "help", "help", "Show what can be done here.", always=True),
    Command("briefing", "enter", "\u21b5", "start", "start", "Start the conversation.", always=True),
    Command("briefing", "f2", "F2", "sheet", "all of it", "Show the whole briefing and the sheet beside you."),
    Command("briefing", "escape", "esc", "back", "another customer", "Choose another customer; nothing is recorded."),
    Command("briefing", "f1", "F1", "help", "help", "Show what can be done here.", always=True),
    Command("talk", "enter", "\u21b5", "send", "send", "Send your reply."),
    Command("talk", "ctrl+j", "^j", "newline", "", "Begin a new line in your reply."),
    Command("talk", "ctrl+u", "^u", "wipe", "", "Empty the box; the arrow up brings the words back."),
    Command("talk", "f2", "F2", "brief", "brief", "Show the briefing and what you know.", "brief", always=True),
    Command("talk", "f3", "F3", "coach", "coach", "See what was heard, and get a hint.", "hint", always=True),
    Command("talk", "f4", "F4", "desk", "desk", "Look something up or do it at your desk.", "desk", always=True),
    Command(
        "talk", "f5", "F5", "back", "go back", "Go back one reply and try again; more for more.", "undo", always=True
    ),
    Command("talk", "escape", "esc", "stay", "", "Do not go back after all; or do not wait for the AI.", always=True),
    Command(
        "talk", "f7", "F7", "voice", "", "Change between the AI customer and the built-in one.", "voice", always=True
    ),
    Command("talk", "f8", "F8", "misread", "", "Take it back because it was misread.", "notwhatimeant", always=True),
    Command(
        "talk",
        "f9",
        "F9",
        "end",
        "end",
        "End the conversation, pressed twice, and see how it went.",
        "end",
        always=True,
    ),
    Command("talk", "f10", "F10", "pause", "", "Pause: no clock is running.", "pause", always=True),
    Command("talk", "f1", "F1", "help", "help", "Show what can be done here.", "help", always=True),
    Command("talk", "ctrl+l", "^l", "leave", "", "Leave; you can go on another time.", "quit", always=True),
    Command("talk", "ctrl+q", "^q", "quit", "", "Leave the program; what was said is kept.", always=True),
    Command("coach", "f3", "F3", "more", "more", "Get more help."),
    Command("coach", "escape", "esc", "close", "close", "Close this."),
    Command("debrief", "r", "r", "again", "try again", "Go back to the chosen reply, and try again."),
    Command("debrief", "tab", "tab", "app.focus_next", "", "Choose the next thing to change."),
    Command("debrief", "d", "d", "disagree", "disagree", "Say that you disagree with a grade."),
    Command("debrief", "s", "s", "service", "", "Say what the service should change."),
    Command("debrief", "e", "e", "export", "", "Write it all to a file."),
    Command("debrief", "n", "n", "library", "next", "Choose another customer."),
    Command("debrief", "w", "w", "ways", "", "See the other ways that this conversation went."),
    Command("debrief", "escape", "esc", "library", "", "Leave this page."),
    Command("debrief", "f2", "F2", "whole", "grades", "Show all grades with all their words."),
    Command("debrief", "f3", "F3", "reread", "reread", "Read the conversation again, with the words that count lit."),
    Command("debrief", "f1", "F1", "help", "help", "Show what can be done here.", always=True),
    Command("compare", "escape", "esc", "close", "go on", "Go on with the conversation."),
    Command("compare", "enter", "\u21b5", "close", "", "Go on with the conversation."),
    Command("sheet", "escape", "esc", "close", "close", "Close this."),
    Command("choice", "escape", "esc", "close", "close", "Choose nothing."),
    *(Command("choice", str(n), str(n), f"number({n})", "", f"Choose number {n}.") for n in range(1, 10)),
    Command("line", "escape", "esc", "close", "close", "Keep nothing."),
    Command("settings", "enter", "\u21b5", "choose", "choose", "Choose this; it is saved at once.", always=True),
    Command("settings", "escape", "esc", "back", "back", "Back to where you were."),
    Command("settings", "f1", "F1", "help", "help", "Show what can be done here.", always=True),
)


def bindings(where: Where) -> list[BindingType]:
    """The keys of a screen, in the order of the footer."""
    return [
        Binding(one.key, one.action, one.label, key_display=one.shown, show=bool(one.label), priority=one.always)
        for one in on(where)
    ]


def on(where: Where) -> tuple[Command, ...]:
    """The commands of a screen."""
    return tuple(one for one in COMMANDS if one.where == where)


def typed(word: str) -> Command | None:
    """The command that a trainee types as `/word`."""
    return next((one for one in COMMANDS if one.typed and one.typed == word.lower()), None)
