"""Fixture A1 of the domain guide, part 5: four replies to the card at the old flat, and how they are graded.

Every grade here begins with text: reader, director and grader, on the case as it is shipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from roleplay.domain.reading import Reading
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Finding, Scorecard
from roleplay.domain.text import clean, mask
from roleplay.errors import BadInput
from roleplay.formats.scenario import load_scenario
from roleplay.grader import grade, total
from roleplay.library import rubric
from tests.playing import Played, play, shipped

CARD = "bank-card-old-address"
A1 = shipped(CARD)

FACTS = "You changed your address in the app on 3 March and we still posted the card to your old flat."
OURS = "That is our mistake, and a card in a stranger's hands is worrying."
BLOCKING = "I'm blocking it now."
NEED = "What do you need the card for in the next days?"
GOOD = f"{FACTS} {OURS} {BLOCKING} {NEED}"
SHORT = (
    "We posted it to your old flat although you changed the address on 3 March. Our error. "
    "I've blocked the card. What do you need to pay for this week?"
)
BOIL = "I understand your frustration and apologise for any inconvenience caused. Your satisfaction is our priority."
BAD = "Calm down. The system works, you must have forgotten to press save."

CORE = ("active-listening", "empathy", "resolution")
OPTIONAL = ("effective-communication", "conflict-resolution", "product-knowledge")
SCENARIOS = Path(__file__).parent.parent / "scenarios"

Levels = dict[str, Any]
"""Criterion -> 0 to 4, or None; to compare None with a number fails the test, as it should."""


@cache
def rubrics() -> tuple[Rubric, ...]:
    """All six rubrics, as far as they are there; a level of one that is missing is a KeyError of its test."""
    found = []
    for name in (*CORE, *OPTIONAL):
        try:
            found.append(rubric(name).rubric)
        except BadInput:
            continue
    return tuple(found)


@cache
def case(id: str) -> Scenario:
    """A small scenario of the tests."""
    return load_scenario(SCENARIOS / f"{id}.toml")


@dataclass(frozen=True)
class Graded:
    """A conversation and its grade by all rubrics."""

    played: Played
    card: Scorecard

    @property
    def findings(self) -> dict[str, Finding]:
        """Every criterion."""
        return {found.id: found for score in self.card.rubrics for found in score.findings}

    @property
    def levels(self) -> Levels:
        """Criterion -> level, None where it was not scored."""
        return {id: found.level for id, found in self.findings.items()}

    @property
    def critical(self) -> set[str]:
        """Ids of the critical errors."""
        return {error.id for error in self.card.critical}

    @property
    def readings(self) -> list[Reading]:
        """How each reply was heard."""
        return [turn.reading for turn in self.played.transcript.agent if turn.reading]

    @property
    def flags(self) -> set[str]:
        """What is odd about the last reply."""
        return set(self.readings[-1].flags)

    @property
    def anger(self) -> list[float]:
        """Anger at the start and after every reply."""
        states = [turn.state for turn in self.played.transcript.turns if turn.role == "customer"]
        return [state.mood.anger for state in states if state]

    @property
    def total(self) -> float:
        """The whole by the weights of the case, 0 to 100."""
        return total(self.card.rubrics, self.played.scenario.rubrics) or 0.0

    def written(self) -> str:
        """All of it in one text, which is the same on every machine."""
        turns = [asdict(turn) for turn in self.played.transcript.turns]
        return json.dumps([turns, asdict(self.card)], default=sorted)


def graded(*replies: str, scenario: Scenario = A1) -> Graded:
    """The conversation with these replies, each through the same door as what is typed."""
    own = scenario.own_strings
    said = tuple(mask(clean(reply), own) for reply in replies)
    key = (id(scenario), said)
    if key not in _KEPT:
        played = play(scenario, said)
        _KEPT[key] = scenario, Graded(played, grade(rubrics(), played.transcript, scenario))
    return _KEPT[key][1]


def levels(*replies: str, scenario: Scenario = A1) -> Levels:
    """The levels of the conversation with these replies."""
    return graded(*replies, scenario=scenario).levels


_KEPT: dict[tuple[int, tuple[str, ...]], tuple[Scenario, Graded]] = {}
"""What was graded already; the scenario is kept with it, so that its identity stays its own."""


def differences(one: Levels, other: Levels, but: Iterable[str] = ()) -> dict[str, tuple[Any, Any]]:
    """The criteria on which two grades differ, with both levels."""
    return {id: (one[id], other[id]) for id in one if one[id] != other[id] and id not in but}


def fell(before: int | None, after: int | None) -> bool:
    """A lower level; a criterion that was not scored falls to "absent", a scored one by losing its number too."""
    if before is None:
        return after is not None and after <= 1
    return after is None or after < before


def risen(before: Levels, after: Levels) -> dict[str, tuple[Any, Any]]:
    """The criteria that are better than before; what was not scored must not become an achievement."""
    return {
        id: (before[id], level)
        for id, level in after.items()
        if level is not None and level > (2 if before[id] is None else before[id] or 0)
    }
