"""Evidence, replay and ranking over the worked conversations of all shipped cases: tests 53 to 56."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Transcript, Turn
from roleplay.grader import grade
from roleplay.library import list_scenarios
from roleplay.review.foreign import assess
from tests.playing import shipped
from tests.sixty.fixture_a1 import Graded, fell, graded, rubrics

IDS = [found.meta.id for found in list_scenarios()[0] if found.source == "shipped"]
WORKED = ("good", "short-good")
RANKED = ("bad", "boilerplate", "short-good", "good")


@cache
def replies(id: str, probe: str) -> tuple[str, ...]:
    """What a built-in trainee says."""
    return next(one.replies for one in shipped(id).probes if one.id == probe)


KNOWN = {
    "smartphone-setup-short-good-5": "what is left reads as an answer",
    "bank-card-old-address-good-3": "without the sentence between them a feeling leans on the fact before it",
    "battery-and-cello-good-4": "what was told back of the gate is also what the advice fits",
    "battery-and-cello-short-good-3": "the note in writing is also what makes the first reply undefensive",
    "billed-after-cancelling-short-good-3": "an apology is also wording that receives",
    "renewed-for-a-year-good-1": "a feeling named is also wording that receives",
    "renewed-for-a-year-good-2": "where to turn to is also a step and a choice",
    "renewed-for-a-year-short-good-1": "a feeling named is also wording that receives",
}
"""What a taken out sentence does to its neighbours."""


def gold(name: str, scenario: Scenario, reply: str) -> object:
    """One reply of a good trainee; a known limit of the rules is a strict expected failure."""
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN[name])] if name in KNOWN else ()
    return pytest.param(scenario, reply, id=name, marks=marks)


GOLD = [
    gold(f"{id}-{probe}-{number}", shipped(id), reply)
    for id in IDS
    for probe in WORKED
    for number, reply in enumerate(replies(id, probe), 1)
]


GOOD = 3
"""A level from here on rests on what was said; a lower one on what was missing as well."""


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these stretches of it taken out."""
    return "".join(letter for place, letter in enumerate(text) if not any(start <= place < end for start, end in spans))


@pytest.mark.parametrize(("scenario", "reply"), GOLD)
def test_53_a_level_rests_on_its_words(scenario: Scenario, reply: str):
    whole = graded(reply, scenario=scenario)
    text = whole.played.transcript.agent[0].content
    sentences = [match.span() for match in re.finditer(r"\S[^.?!]*(?:[.?!](?!\s)[^.?!]*)*[.?!]*", text)]
    stood, moved = {}, {}
    for id, found in whole.findings.items():
        if found.level is None or found.level < GOOD:
            continue
        cited = [(one.start, one.end) for one in found.evidence]
        spans = [span for span in sentences if any(start < span[1] and span[0] < end for start, end in cited)]
        left = graded(without(text, spans), scenario=scenario).levels[id]
        if not spans or not fell(found.level, left):
            stood[id, *(one.quote for one in found.evidence)] = (found.level, left)
        for span in sentences:
            if not any(start < span[1] and span[0] < end for start, end in spans):
                left = graded(without(text, [span]), scenario=scenario).levels[id]
                if left != found.level:
                    moved[id, text[slice(*span)]] = (found.level, left)
    assert stood == {}
    assert moved == {}


PLAYED = [(id, probe) for id in IDS for probe in ("good", "mediocre", "bad")]


@pytest.mark.parametrize(("id", "probe"), PLAYED)
def test_54_a_grade_is_the_same_again_and_elsewhere(id: str, probe: str):
    scenario = shipped(id)
    played = graded(*replies(id, probe), scenario=scenario)
    turns = played.played.transcript.turns
    bare = Transcript(tuple(Turn(turn.number, turn.role, turn.content) for turn in turns))
    elsewise = assess(bare, rubrics(), scenario).scorecard
    assert (elsewise.rubrics, elsewise.critical) == (played.card.rubrics, played.card.critical)
    for number in range(1, len(played.readings) + 1):
        start = graded(*replies(id, probe)[:number], scenario=scenario)
        assert start.readings == played.readings[:number]
        cut = Transcript(turns[: 2 * number + 1], scenario.meta.id, None, scenario.meta.kind)
        assert grade(rubrics(), cut, scenario) == start.card
    assert elsewhere(id, probe) == played.written()


def elsewhere(id: str, probe: str) -> str:
    """The same conversation in another process, where nothing is hashed as here."""
    program = (
        "from tests.sixty.test_whole_cases import graded, replies, shipped;"
        f"print(graded(*replies({id!r}, {probe!r}), scenario=shipped({id!r})).written())"
    )
    environment = os.environ | {"PYTHONHASHSEED": str(len(id) + len(probe)), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8").rstrip("\n")


SCORES = [(id, by) for id in IDS for by in ("total", *shipped(id).rubrics)]


@pytest.mark.parametrize(("id", "by"), SCORES)
def test_55_bad_stock_short_and_good_rank(id: str, by: str):
    found = [(probe, worth(graded(*replies(id, probe), scenario=shipped(id)), by)) for probe in RANKED]
    scored = [(probe, score) for probe, score in found if score is not None]
    assert by != "total" or scored == found
    for (lower, less), (higher, more) in pairwise(scored):
        assert less < more or ((lower, higher) == ("short-good", "good") and less == more), (lower, higher)


def worth(found: Graded, by: str) -> float | None:
    """The total, or the score of one rubric: None where nothing called for it."""
    return found.total if by == "total" else next(one.score for one in found.card.rubrics if one.id == by)


def test_56_the_grade_goes_with_the_customer():
    totals, states, soothed = [], [], []
    for id in IDS:
        for probe in shipped(id).probes:
            played = graded(*probe.replies, scenario=shipped(id))
            totals.append(played.total)
            states.append(played.played.figures.satisfaction)
            if probe.id == "bad":
                soothed += [(id, before, after) for before, after in pairwise(played.anger) if after < before]
    assert spearman(totals, states) >= 0.5
    assert soothed == []


def spearman(one: list[float], other: list[float]) -> float:
    """Correlation of the ranks; equal values share the mean of theirs."""
    first, second = ranks(one), ranks(other)
    mean = (len(one) + 1) / 2
    both = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    own = sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second)
    return both / math.sqrt(own)


def ranks(values: list[float]) -> list[float]:
    """The place of each value in their order, from 1."""
    order, times = sorted(values), Counter(values)
    return [order.index(value) + (times[value] + 1) / 2 for value in values]
