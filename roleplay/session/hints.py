"""Help for somebody who is stuck: a nudge, then the beginning of a sentence, then an example, then no more.

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
from roleplay.reader import read

Step = Literal["nudge", "beginning", "example", "spent"]

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Hint:
    """One step of help; `spent` says that there is no more of it."""

    step: Step
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
        self._step, self._turn = 0, 0

    def next(self, state: State) -> Hint:
        """The next step of help with what is most needed now."""
        need = next(need for need in _NEEDS if need.is_due(self._scenario, state))
        spent = self._step >= len(_STEPS) and state.turn != self._turn
        self._step = 0 if need is not self._need or spent else self._step
        self._need, self._turn = need, state.turn
        self._step += 1
        if self._step > len(_STEPS):
            return Hint("spent", NO_MORE)
        step, words = _STEPS[self._step - 1]
        return Hint(step, words(self, need, state))

    def _nudge(self, need: _Need, state: State) -> str:
        return self._filled(need.nudge, state)

    def _beginning(self, need: _Need, state: State) -> str:
        return f"You could begin like this: \u201c{self._filled(need.beginning, state)} ...\u201d"

    def _example(self, need: _Need, state: State) -> str:
        own = self._own(need, state)
        if own is None:
            other = MOVES[need.move].example
            return f"This is from another case, so only the way of saying it helps: \u201c{other}\u201d"
        return f"For example: \u201c{own}\u201d"

    def _filled(self, words: str, state: State) -> str:
        wants = open_requests(self._scenario, state)
        want = wants[0].text if wants else self._scenario.need.presenting
        return words.replace("{name}", self._scenario.customer.name).replace("{want}", want)

    def _own(self, need: _Need, state: State) -> str | None:
        """Words of the case itself that tell nothing hidden: best those that do what is needed now."""
        debrief = self._scenario.debrief
        if debrief is None:
            return None
        strong = [one.strong for one in debrief.contrasts if not self._spoils(one.strong, state)]
        models = [one.reply for one in debrief.model_replies if not self._spoils(one.reply, state)]
        heard = {one: read(one, self._scenario, state, ()) for one in (*strong, *models)}
        # Words that were right in their moment may break a rule in this one: no day before the check.
        fair = [one for one, found in heard.items() if not any(move.about.policy for move in found.moves)]
        fitting = (one for one in fair if heard[one].has(need.move))
        return next(fitting, next((one for one in strong if one in fair), None))

    def _spoils(self, text: str, state: State) -> bool:
        """Whether it names, in a word of some length that stands nowhere yet, something not told so far."""
        words = _words(text) - self._open(state)
        return any(
            not words.isdisjoint(_words(" ".join((fact.value, *fact.aliases))))
            for fact in self._scenario.facts
            if fact.reveal is not None and fact.id not in state.told
        )

    def _open(self, state: State) -> set[str]:
        """The words of all that the trainee has been shown."""
        case = self._scenario
        shown = [case.brief.situation, case.brief.objective, *case.brief.log, case.knowledge]
        shown += [one.text for one in case.policy] + [one.label for one in case.actions]
        shown += [one.result for one in case.actions if one.id in state.done]
        shown += [one.value for one in case.facts if one.reveal is None or one.id in state.told]
        return _words(" ".join(shown))


NO_MORE = (
    "That is all the help there is for this. Say it in your own words, as you would to a friend: "
    "nothing is lost, and /undo takes a reply back."
)
"""Said instead of giving the last hint again."""


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


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
        _asked,
        "{name} asked you something and is waiting for the answer.",
        "To your question:",
        "answer",
    ),
    _Need(
        _unasked,
        "There may be more behind this than {name} has said. Ask something that can't be answered with yes or no.",
        "So that I find what really helps: what",
        "open_question",
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

_STEPS: tuple[tuple[Step, Callable[[Hints, _Need, State], str]], ...] = (
    ("nudge", Hints._nudge),
    ("beginning", Hints._beginning),
    ("example", Hints._example),
)
"""The steps of help with one need, the lightest first."""
