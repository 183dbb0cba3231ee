"""A case that is played while it is written: with each change of its file, the same replies meet the new text."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.cli import streams
from roleplay.domain.scenario import Action, Scenario
from roleplay.errors import BadInput
from roleplay.formats.event import Aim
from roleplay.formats.problem import FileProblems
from roleplay.library import find_scenario

if TYPE_CHECKING:
    from roleplay.cli.linear import Linear
    from roleplay.session import Said, Session

INTERVAL = 0.5
"""Seconds between two looks at the file while nobody types."""

Stamp = tuple[int, int, int]


def refuse_unwatchable(scenario: str, as_json: bool) -> None:
    """BadInput for what has no file to watch, or nobody who watches."""
    if as_json:
        raise BadInput("--watch is for somebody who reads along, so it does not go with --json")
    if not scenario.endswith(".toml"):
        hint = f"Copy the case first: roleplay new scenario NAME --from {scenario}"
        raise BadInput("--watch is for a file of your own, whose name ends in .toml", hint=hint)


class WatchedLines(streams.Lines):
    """What is typed; the file is looked at while a person thinks, and before each line counts."""

    watch: Watch | None = None

    def next(self, prompt: str) -> str | None:
        """The next line, once the case is as its file says; empty if the conversation is over with that."""
        assert self.watch
        self.prompt(prompt)
        while self.interactive and not _typed():
            if self.watch.look("\n"):
                self.prompt(prompt)
        # Not by `input`: a line editor would take over the terminal, and it is half typed already.
        line = self.read()
        before = self.watch.over
        self.watch.look("")
        if not line or before or not self.watch.over:
            return line
        streams.tell("This was not said: the conversation is over before it now.")
        return ""


def _typed() -> bool:
    """Whether a line is waiting; looks for a moment. Where that cannot be told, somebody is waited for."""
    try:
        return bool(select.select([sys.stdin], [], [], INTERVAL)[0])
    except (OSError, ValueError):
        return True


class Watch:
    """A file and the conversation played on it. The conversation is always that of the last version that loads."""

    def __init__(self, path: Path, linear: Linear, start: Callable[[Scenario], Session]) -> None:
        self._path, self._linear, self._start = path, linear, start
        self._seen = _stamp(path)

    @property
    def over(self) -> bool:
        """Whether the conversation has ended."""
        return self._linear.session.ended is not None

    def look(self, first: str) -> bool:
        """Take up a change of the file, if there is one; `first` comes before what is said of it."""
        stamp = _stamp(self._path)
        # Between two versions some editors leave no file for a moment.
        if stamp is None or stamp == self._seen:
            return False
        self._seen = stamp
        try:
            scenario = find_scenario(self._path).scenario
        except FileProblems as problems:
            self._linear.note(f"{first}{problems}\nThe last version without a mistake stays in play.")
            return True
        changed = _changed(self._linear.session.scenario, scenario)
        if changed:
            self._replay(scenario, f"{first}Reloaded, with other {_listed(changed)}")
        else:
            self._linear.note(f"{first}Reloaded; nothing that is played has changed.")
        return True

    def _replay(self, scenario: Scenario, told: str) -> None:
        """The same replies and the same steps at the desk on the new text, as far as they go."""
        linear = self._linear
        old, linear.session = linear.session, self._start(scenario)
        linear.name = scenario.customer.name
        linear.run(old.close())
        lost = [one for one in old.history if not isinstance(one, Aim) and not self._again(one)]
        words = _last_words(linear.session)
        linear.show(f"{told}; {linear.name} {'still' if words == _last_words(old) else 'now'} says:")
        linear.speak(linear.name, words)
        for one in lost:
            linear.note(f"Left out, it no longer has a place: {_named(one)}")

    def _again(self, one: Said | Action) -> bool:
        linear = self._linear
        try:
            linear.run(linear.session.desk(one.id) if isinstance(one, Action) else linear.session.say(one.text))
        except BadInput:
            return False
        return True


def _last_words(session: Session) -> str:
    return next(turn.content for turn in reversed(session.turns) if turn.role == "customer")


def _stamp(path: Path) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _changed(old: Scenario, new: Scenario) -> list[str]:
    """The sections of the file that are others now, as the file calls them."""
    return [
        field.alias or name for name, field in Scenario.model_fields.items() if getattr(old, name) != getattr(new, name)
    ]


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _named(one: Said | Action) -> str:
    return f"{one.label}, at the desk" if isinstance(one, Action) else one.text
