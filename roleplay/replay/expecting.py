"""What was expected of a moment against what is so: one small check for each thing that can be expected."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from roleplay.domain.expectation import Expect
from roleplay.domain.moves import MOVES
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Finding, RubricScore, Scorecard
from roleplay.formats.words import STATUS
from roleplay.grader import grade
from roleplay.replay.moments import Moment
from roleplay.review import transcript


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came out otherwise than it must."""

    moment: Moment
    key: str
    """The key of the expectation, as the file writes it; `say`, `heard` or `desk` for a turn that could not be."""
    wanted: str
    got: str


Card = Callable[[], Scorecard]
"""Grades the conversation up to the moment, if anything asks for it."""

Pair = tuple[str, str]
"""What was wanted, and what came instead."""


def card_of(moment: Moment, scenario: Scenario, rubrics: Sequence[Rubric]) -> Card:
    """The card of the conversation up to this moment. Most turns expect nothing of it, and it costs more than they."""
    return cache(lambda: grade(rubrics, transcript(scenario, moment.turns, ""), scenario))


def levels_of(card: Scorecard) -> dict[str, RubricScore | Finding]:
    """All that gets a level, by its id."""
    scores: dict[str, RubricScore | Finding] = {}
    for rubric in card.rubrics:
        scores |= {rubric.id: rubric} | {one.id: one for one in rubric.findings}
    return scores


def differences(expect: Expect, moment: Moment, card: Card) -> Iterator[Difference]:
    """All that differs at this moment, key by key."""
    for key, check in _CHECKS.items():
        for wanted, got in check(expect, moment, card):
            yield Difference(moment, key, wanted, got)


def _ending(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    if expect.ending and not set(expect.ending) & set(moment.ending):
        yield f"it ends as {_either(expect.ending)}", _came_to(moment)


def _not_ending(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    if set(expect.not_ending) & set(moment.ending):
        yield f"it doesn't end as {_either(expect.not_ending)}", _came_to(moment)


def _told(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    missing = [id for id in expect.told if id not in moment.state.told]
    if missing:
        yield f"the customer has told {', '.join(missing)}", f"told so far: {_listed(moment.state.told)}"


def _critical(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    if expect.critical is None:
        return
    found = {one.id: f"{one.id} “{one.quote}”" for one in reversed(card().critical)}
    if set(found) != set(expect.critical):
        yield f"critical errors: {_listed(expect.critical)}", _listed(found[id] for id in sorted(found))


def _at_least(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    state = moment.state.mood.shown()
    for name, least in expect.at_least.items():
        if state[name] < least:
            yield f"{name} at least {least:g}", f"{name} {state[name]:g}"


def _at_most(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    state = moment.state.mood.shown()
    for name, most in expect.at_most.items():
        if state[name] > most:
            yield f"{name} at most {most:g}", f"{name} {state[name]:g}"


def _levels(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    return _graded(expect.levels, card, "", lambda level, wanted: level == wanted)


def _levels_at_least(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    return _graded(expect.levels_at_least, card, "at least ", lambda level, wanted: level >= wanted)


def _levels_at_most(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    return _graded(expect.levels_at_most, card, "at most ", lambda level, wanted: level <= wanted)


def _graded(wanted: dict[str, int], card: Card, how: str, holds: Callable[[int, int], bool]) -> Iterator[Pair]:
    """What was not scored has no level, so that no level can be right."""
    if not wanted:
        return
    scores = levels_of(card())
    for id, level in wanted.items():
        found = scores.get(id)
        if found is None or found.level is None or not holds(found.level, level):
            yield f"{id} at level {how}{level}", _level(id, found)


def _level(id: str, found: RubricScore | Finding | None) -> str:
    if found is None:
        return f"{id} is no part of this grade"
    if isinstance(found, RubricScore):
        return f"{id} was not graded" if found.level is None else f"{id} at level {found.level}"
    if found.level is None:
        return f"{id} has no level: {STATUS[found.status]}"
    quotes = "; ".join(f"“{one.quote}”" for one in found.evidence)
    return ", ".join(part for part in (f"{id} at level {found.level}", found.reason, quotes) if part)


def _moves(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    heard = dict.fromkeys(move.kind for _, move in moment.heard)
    missing = [kind for kind in expect.moves if kind not in heard]
    if missing:
        yield f"heard: {_named(missing)}", f"heard: {_named(heard)}"


def _not_moves(expect: Expect, moment: Moment, card: Card) -> Iterator[Pair]:
    for kind in expect.not_moves:
        quotes = [f"“{move.span.quote}”" for _, move in moment.heard if move.kind == kind]
        if quotes:
            yield f"not heard: {_named([kind])}", f"heard in {', '.join(quotes)}"


def _came_to(moment: Moment) -> str:
    return f"it ended as {_either(moment.ending)}" if moment.ending else "it goes on"


def _named(kinds: Iterable[str]) -> str:
    return _listed(f"{kind} ({MOVES[kind].name})" for kind in kinds)


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


_CHECKS: dict[str, Callable[[Expect, Moment, Card], Iterator[Pair]]] = {
    "ending": _ending,
    "not_ending": _not_ending,
    "told": _told,
    "critical": _critical,
    "at_least": _at_least,
    "at_most": _at_most,
    "levels": _levels,
    "levels_at_least": _levels_at_least,
    "levels_at_most": _levels_at_most,
    "moves": _moves,
    "not_moves": _not_moves,
}
"""What can be expected, by its key; a test holds that none is forgotten."""
