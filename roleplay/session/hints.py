"""Help for somebody who is stuck: a nudge, then the beginning of a sentence, then an example.

What is most needed is read off the state. Nothing here tells a hidden fact: whoever finds it out is meant
to be the trainee.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from roleplay.director.needs import open_requests
from roleplay.domain.customer import State
from roleplay.domain.moves import MOVES
from roleplay.domain.scenario import Scenario

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Hint:
    """One step of help."""

    step: Literal["nudge", "beginning", "example"]
    text: str


@dataclass(frozen=True, slots=True)
class _Need:
    """Something a reply could do next: when it is needed, and the three steps of help with it."""

    is_due: Callable[[Scenario, State], bool]
    nudge: str
    beginning: str
    move: str
    """A move of this kind does it; its codebook example serves where the case has none."""


class Hints:
    """Gives the next step each time; a new need starts from its nudge again."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._need: _Need | None = None
        self._step = 0

    def next(self, state: State) -> Hint:
        """The next step of help with what is most needed now."""
        need = next(need for need in _NEEDS if need.is_due(self._scenario, state))
        self._step = self._step + 1 if need is self._need else 0
        self._need = need
        if self._step == 0:
            return Hint("nudge", self._filled(need.nudge, state))
        if self._step == 1:
            beginning = self._filled(need.beginning, state)
            return Hint("beginning", f"You could begin like this: \u201c{beginning} ...\u201d")
        return Hint("example", self._example(need, state, self._step - 2))

    def _filled(self, words: str, state: State) -> str:
        wants = open_requests(self._scenario, state)
        want = wants[0].text if wants else self._scenario.need.presenting
        return words.replace("{name}", self._scenario.customer.name).replace("{want}", want)

    def _example(self, need: _Need, state: State, turn: int) -> str:
        debrief = self._scenario.debrief
        safe = [one for one in debrief.contrasts if not self._spoils(one.strong + one.why, state)] if debrief else []
        if safe:
            one = safe[turn % len(safe)]
            return f"Weak: \u201c{one.weak}\u201d Better: \u201c{one.strong}\u201d {one.why}"
        return f"An example from another case: \u201c{MOVES[need.move].example}\u201d"

    def _spoils(self, text: str, state: State) -> bool:
        """Whether it names, in any word of some length, something the customer has not told yet."""
        words = set(_WORD.findall(text.lower()))
        return any(
            not words.isdisjoint(_WORD.findall(" ".join((fact.value, *fact.aliases)).lower()))
            for fact in self._scenario.facts
            if fact.reveal is not None and fact.id not in state.told
        )


def _unheard(scenario: Scenario, state: State) -> bool:
    return state.mood.heard < 40 and state.mood.anger >= 25


def _asked(scenario: Scenario, state: State) -> bool:
    return state.turn > 0 and bool(state.pending)


def _unasked(scenario: Scenario, state: State) -> bool:
    hidden = [one for one in scenario.facts if one.reveal is not None and one.status == "known"]
    return any(one.salience >= 2 and one.id not in state.told for one in hidden)


def _unchecked(scenario: Scenario, state: State) -> bool:
    """A check is still to be made that a rule of the house asks for, or another action needs."""
    due = {one.until for one in scenario.policy} | {id for one in scenario.actions for id in one.needs}
    return any(one.checks and one.id in due and one.id not in state.done for one in scenario.actions)


def _unserved(scenario: Scenario, state: State) -> bool:
    return bool(open_requests(scenario, state))


def _always(scenario: Scenario, state: State) -> bool:
    return True


_NEEDS = (
    _Need(
        _unheard,
        "{name} doesn't feel heard yet. Before anything else, say in your own words what went wrong for them.",
        "So you",
        "restate",
    ),
    _Need(
        _unasked,
        "There may be more behind this than {name} has said. Ask something that can't be answered with yes or no.",
        "So that I find what really helps: what",
        "open_question",
    ),
    _Need(
        _asked,
        "{name} asked you something and is waiting for the answer.",
        "To your question:",
        "answer",
    ),
    _Need(
        _unchecked,
        "You can look something up before you promise anything. Type /desk to see what.",
        "Let me check",
        "commit_next_step",
    ),
    _Need(
        _unserved,
        "{name} still wants this: \u201c{want}\u201d. Say what you will do about it, and by when.",
        "I'll",
        "offer_solution",
    ),
    _Need(
        _always,
        "Everything {name} came for has been dealt with. Ask whether it really helps, and say goodbye.",
        "Does that",
        "check_satisfaction",
    ),
)
"""What a reply can be needed for, the most pressing first; the last is always due."""
