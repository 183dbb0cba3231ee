"""The trainee's own word against a grade, told right beside it."""

from collections.abc import Sequence

from roleplay.domain.rubric import Rubric
from roleplay.domain.scorecard import Finding, RubricScore
from roleplay.formats.page import shortened
from roleplay.formats.words import plain

MOST_SAID = 140
"""Characters of a reason on a screen; the page to keep has all of it."""


def beside(items: Sequence[str], score: RubricScore, rubric: Rubric | None, whole: bool) -> tuple[str, ...]:
    """A skill's grades, each with what is said against it; what is said against several is told once, at the end."""
    said = [one.disputed for one in score.findings]
    told: list[str] = []
    for item, reason in zip(items, said, strict=True):
        told.append(item)
        if reason and said.count(reason) == 1:
            told.append(_said("You disagree", reason, whole))
    for reason in dict.fromkeys(one for one in said if one and said.count(one) > 1):
        about = [one for one in score.findings if one.disputed == reason]
        every = len(about) == len(score.findings)
        told.append(_said("You disagree" if every else f"You disagree on {_named(about, rubric)}", reason, whole))
    return tuple(told)


def _said(start: str, reason: str, whole: bool) -> str:
    return f"{start}: \u201c{reason if whole else shortened(reason, MOST_SAID)}\u201d"


def _named(findings: Sequence[Finding], rubric: Rubric | None) -> str:
    titles = {one.id: one.title for one in rubric.criteria} if rubric else {}
    return "; ".join(f"\u201c{titles.get(one.id, plain(one.id))}\u201d" for one in findings)
