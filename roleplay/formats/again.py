"""Two grades of one conversation beside each other, in words.

No numbers and no arrows: what two graders say of the same words tells something of the graders, and a
difference is never progress.
"""

from dataclasses import replace

from roleplay.domain.debrief import Debrief
from roleplay.domain.rubric import Rubric
from roleplay.domain.scorecard import Finding, RubricScore
from roleplay.formats.graded import stop, to_change
from roleplay.formats.page import Section
from roleplay.formats.words import LEVELS, level_words, plain

NOT_GRADED = "not graded"
"""Stands where only one of the two looked."""


def then_and_now(then: Debrief, now: Debrief, read_again: bool, whole: bool = False) -> tuple[Section, ...]:
    """Each skill as it was graded when the conversation ended, and as it is graded now."""
    names = {one.id: one for one in (*then.rubrics, *now.rubrics)}
    old = {one.id: one for one in then.scorecard.rubrics}
    new = {one.id: one for one in now.scorecard.rubrics}
    sections = (
        Section("Graded again", (_graders(then, now, read_again), _caution(then, now))),
        *(_skill(id, names.get(id), old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new))),
        *(_now(one) for one in (stop(now.scorecard, now.scenario), to_change(now.scorecard, whole))),
    )
    return tuple(section for section in sections if section.paragraphs or section.items)


def _now(section: Section) -> Section:
    return replace(section, heading=f"{section.heading} (as graded now)")


def _graders(then: Debrief, now: Debrief, read_again: bool) -> str:
    """Who graded, each time, and whose readings."""
    how = (
        f"your replies read again, by version {now.reader} of the reader"
        if read_again
        else "your replies as they were understood then"
    )
    return (
        f"Then: {_grader(then)}. Now: {_grader(now)}, {how}. "
        "The first grade stays as it is, and this one is kept beside it."
    )


def _grader(debrief: Debrief) -> str:
    grader = debrief.scorecard.grader
    how = "by rules" if grader.kind == "rules" else f"by a language model ({grader.model})"
    return f"{how} (version {grader.version})"


def _caution(then: Debrief, now: Debrief) -> str:
    old, new = then.scorecard.grader, now.scorecard.grader
    same = replace(old, rubric_hash=new.rubric_hash) == new and then.reader == now.reader
    if same and old == new:
        return "Both times it was the same grader with the same skills."
    what = "The skills, or their words, were others then" if same else "These are two different graders"
    return f"{what}: where the two differ, it is no progress and no step back."


def _skill(id: str, rubric: Rubric | None, then: RubricScore | None, now: RubricScore | None) -> Section:
    title = rubric.title if rubric else plain(id)
    titles = {one.id: one.title for one in rubric.criteria} if rubric else {}
    old = {one.id: one for one in then.findings} if then else {}
    new = {one.id: one for one in now.findings} if now else {}
    items = tuple(
        f"{titles.get(each, plain(each))}: {_both(_finding(old.get(each)), _finding(new.get(each)))}."
        for each in dict.fromkeys((*old, *new))
    )
    return Section(f"{title}: {_both(_level(then), _level(now))}", items=items)


def _both(then: str, now: str) -> str:
    return f"then {then}, now {now}"


def _level(score: RubricScore | None) -> str:
    if score is None:
        return NOT_GRADED
    return "could not be graded" if score.level is None else LEVELS[score.level]


def _finding(finding: Finding | None) -> str:
    return NOT_GRADED if finding is None else level_words(finding)
