"""A better wording is told only if it is one: put in the place of the reply, the same grader scores it higher."""

from collections.abc import Callable
from dataclasses import replace

from roleplay.domain.scorecard import Note, Scorecard

Regrade = Callable[[int, str], Scorecard]
"""The grade of the conversation with this wording as that turn, all else said as it was."""


def proved(found: Scorecard, first: int | None, regrade: Regrade) -> Scorecard:
    """The scorecard without wordings that fail; advice that quotes nothing is about turn `first`, the first reply."""
    return replace(found, notes=tuple(_proved(note, found, first, regrade) for note in found.notes))


def _proved(note: Note, found: Scorecard, first: int | None, regrade: Regrade) -> Note:
    turn = note.evidence.turn if note.evidence else first
    if note.try_instead is None or turn is None:
        return replace(note, try_instead=None)
    level, score = _worth(note, found)
    better, higher = _worth(note, regrade(turn, note.try_instead))
    is_better = better is not None and higher is not None and better > (level or 0) and higher > (score or 0)
    return note if is_better else replace(note, try_instead=None)


def _worth(note: Note, found: Scorecard) -> tuple[int | None, float | None]:
    """The level of the note's criterion and the score of its rubric."""
    rubric = next((one for one in found.rubrics if one.id == note.rubric), None)
    if rubric is None:
        return None, None
    return next((one.level for one in rubric.findings if one.id == note.criterion), None), rubric.score
