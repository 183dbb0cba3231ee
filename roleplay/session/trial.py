"""What a language model is worth here: it plays, reads and judges a few examples whose right answers are known.

Every trial stops as soon as its outcome is certain, so that a model that is of no use is found out quickly. The
numbers say whether a model is fit at all; which of two fit ones is the better they can't say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Literal, TypeVar

from roleplay.domain.text import clean
from roleplay.domain.value import Value
from roleplay.grader.judge import judged
from roleplay.library import rubric
from roleplay.llm import Ask, Message, Model, ModelFault, rung_of, structured
from roleplay.llm.ladder import Rung
from roleplay.reader import read
from roleplay.reader.llm import BY_HISTORY, proposals
from roleplay.review.foreign import assess
from roleplay.session.examples import ToJudge, ToPlay, ToRead, examples
from roleplay.session.hearing import SURE, Understood
from roleplay.session.measured import (
    LEAST_AGREEMENT,
    MARGIN,
    MOST_FAILED,
    MOST_FAULTS,
    MOST_OBJECTIONS,
    PATIENCE,
    Pace,
    Skill,
    Tried,
)
from roleplay.voice.llm import LEFT_OUT, voiced
from roleplay.voice.prompts import Style

E = TypeVar("E")

HELLO_TOKENS, SHAPE_TOKENS = 160, 400
"""Room for an answer; a model that thinks aloud first needs most of it."""
AT_ONCE = 0.05
"""Seconds in which no server says word after word: it has kept them back until it had all."""
RUBRIC = "empathy"
"""The skill that is judged: what it asks for shows in the words alone, so that no case is needed around them."""


class Room(Value):
    """A very small answer in a given shape."""

    yes: bool
    room: Literal["kitchen", "bathroom", "cellar"]


async def streamed(model: Model) -> Pace:
    """How fast words come; a ModelFault if none do."""
    began = perf_counter()
    first, text = None, ""
    try:
        async for word in model.words(Ask((Message("user", examples().hello),), HELLO_TOKENS)):
            first = first or perf_counter()
            text += word
    except ModelFault as fault:
        # A model that talks on and on has shown how fast it does.
        if fault.kind != "endless" or not fault.begun:
            raise
    ended = perf_counter()
    first = first or ended
    return Pace(first - began, len(text.split()) / (ended - first) if ended - first > AT_ONCE else None)


async def shaped(model: Model) -> Rung:
    """The way of asking for an answer in a given shape that works; a ModelFault if none does."""
    await structured(model, Ask((Message("user", examples().shape),), SHAPE_TOKENS, 0.0), Room)
    found = rung_of(model)
    assert found is not None
    return found


async def tried(model: Model, skill: Skill) -> Tried:
    """How the model does at this skill; never a fault, since failing is an outcome."""
    return await TRIALS[skill](model)


def untried(skill: Skill, why: str) -> Tried:
    """A skill that it is no use trying."""
    them = {"reader": examples().replies, "judge": examples().pairs}.get(skill, examples().moments)
    return Tried(skill, len(them), 0, 0, 0.0, False, (why,))


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one example; no `wrong` where all was well."""

    wrong: str = ""
    objected: bool = False
    """Guards had to stop it."""
    hits: int = 0
    """Of a reading: moves that are there."""
    extra: int = 0
    missed: int = 0


async def _all(
    model: Model,
    skill: Skill,
    them: Sequence[E],
    attempt: Callable[[Model, E], Awaitable[Attempt]],
    lost: Callable[[list[Attempt], int], bool],
) -> tuple[list[Attempt], Tried]:
    """One example after the other, until there are too many faults, it takes too long, or it is lost anyhow."""
    found: list[Attempt] = []
    faults: list[ModelFault] = []
    began, spent = perf_counter(), 0.0
    for one in them:
        try:
            found.append(await attempt(model, one))
        except ModelFault as fault:
            faults.append(fault)
        spent = perf_counter() - began
        given_up = len(faults) >= MOST_FAULTS or any(fault.lasts for fault in faults)
        if given_up or spent > PATIENCE[skill][1] * len(them) or lost(found, len(faults)):
            break
    done = len(found) + len(faults)
    wrong = Counter(one.wrong for one in found if one.wrong)
    good = sum(not one.wrong for one in found)
    fit = done == len(them) and not given_up and not lost(found, len(faults))
    told = tuple(why for why, _ in wrong.most_common())
    return found, Tried(skill, len(them), done, good, spent / done, fit, told, faults[-1] if faults else None)


def _played(style: Style) -> Callable[[Model], Awaitable[Tried]]:
    async def attempt(model: Model, moment: ToPlay) -> Attempt:
        scene = examples().scene(moment)
        try:
            found = await voiced(model, scene, Understood(scene.scenario), style, lambda _: None)
        except ModelFault as fault:
            if fault.kind != "unfit":
                raise
            return Attempt(fault.details, objected=True)
        return Attempt(found.why, objected=found.stood_in and found.why != LEFT_OUT)

    def lost(found: list[Attempt], faults: int) -> bool:
        objections = sum(one.objected for one in found)
        failed = faults + sum(bool(one.wrong) for one in found)
        return failed > MOST_FAILED or (style == "free" and objections > MOST_OBJECTIONS)

    async def played(model: Model) -> Tried:
        return (await _all(model, style, examples().moments, attempt, lost))[1]

    return played


async def _read(model: Model) -> Tried:
    them = examples().replies

    async def attempt(model: Model, one: ToRead) -> Attempt:
        # Read once and not three times, as in a conversation: more often could only be better.
        return _compared(one, {move.kind for move in await proposals(model, clean(one.reply), one.history, most=1)})

    found, told = await _all(model, "reader", them, attempt, lambda found, faults: False)
    agreement, by_rules = _f1(found), _f1([_by_rules(one) for one in them])
    fit = told.fit and agreement >= LEAST_AGREEMENT
    return replace(told, fit=fit, wrong=(), agreement=agreement, by_rules=by_rules)


def _by_rules(one: ToRead) -> Attempt:
    moves = read(one.reply, None, None, one.history).moves
    return _compared(one, {move.kind for move in moves if move.confidence >= SURE})


def _compared(one: ToRead, heard: set[str]) -> Attempt:
    heard, right = heard - BY_HISTORY, set(one.moves)
    wrong = "" if heard == right else "it heard something else"
    return Attempt(wrong, hits=len(heard & right), extra=len(heard - right), missed=len(right - heard))


def _f1(found: Sequence[Attempt]) -> float:
    hits = sum(one.hits for one in found)
    return 2 * hits / max(1, sum(2 * one.hits + one.extra + one.missed for one in found))


async def _judged(model: Model) -> Tried:
    skill = rubric(RUBRIC).rubric

    async def attempt(model: Model, pair: ToJudge) -> Attempt:
        points: list[float] = []
        for one in pair.both:
            known = assess(one, [skill], notes=False)
            card = await judged(model, [skill], known.transcript, None, known.scorecard)
            if any(finding.status == "grader_failed" for finding in card.rubrics[0].findings):
                return Attempt("it brought words that nobody had said")
            points.append(card.rubrics[0].score or 0.0)
        good, poor = points
        told = f"it gave a good agent {good:.0f} points and a poor one {poor:.0f}"
        return Attempt("" if good - poor >= MARGIN else told)

    def lost(found: list[Attempt], faults: int) -> bool:
        return faults > 0 or any(one.wrong for one in found)

    found = await _all(model, "judge", examples().pairs, attempt, lost)
    return found[1]


TRIALS: dict[Skill, Callable[[Model], Awaitable[Tried]]] = {
    "guided": _played("guided"),
    "free": _played("free"),
    "reader": _read,
    "judge": _judged,
}
"""How each skill is tried. A new one is one row."""
