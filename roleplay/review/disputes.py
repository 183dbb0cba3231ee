"""Grades a trainee disagrees with: which one is meant, and the card with what was said against it.

A grade is never changed by it. Both stand beside each other, and whoever reads the card sees both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roleplay.domain.rubric import Rubric
from roleplay.domain.scorecard import Finding, RubricScore, Scorecard
from roleplay.errors import BadInput
from roleplay.formats.event import Body, Dispute, Graded
from roleplay.formats.problem import nearest, printable
from roleplay.formats.words import plain

SHOWN = 4
"""Grades that are named where a name is near none of them."""
LEAST_TYPED = 4
"""Letters of a title's beginning that are taken for it; fewer are more likely a mistyped id."""


@dataclass(frozen=True, slots=True)
class Named:
    """A grade as somebody can call it: a skill, or one criterion of it."""

    rubric: str
    criterion: str | None
    """None: the whole skill."""
    title: str

    @property
    def id(self) -> str:
        """What files call it."""
        return self.criterion or self.rubric

    @property
    def path(self) -> str:
        """A name that no other grade has, also where two skills of a trainer's own share one."""
        return f"{self.rubric}/{self.criterion}" if self.criterion else self.rubric

    def answers_to(self, name: str) -> bool:
        """Whether the name is its id or its title."""
        return name in {one.casefold() for one in (self.id, self.path, self.title)}

    def begins_with(self, name: str) -> bool:
        """Whether the title begins so: nobody types a whole one."""
        return len(name) >= LEAST_TYPED and self.title.casefold().startswith(name)


def first_card(line: Sequence[Body]) -> Graded | None:
    """The grade that a conversation was given when it ended, with what the trainee says against it; None without."""
    card = next((body for body in line if isinstance(body, Graded)), None)
    if card is None:
        return None
    disputes = [body for body in line if isinstance(body, Dispute)]
    return replace(card, scorecard=_beside(card.scorecard, disputes))


def meant(card: Scorecard, rubrics: Sequence[Rubric], name: str) -> Named:
    """The grade with this id or title, in any case, or with the one title that begins so; BadInput if there is none."""
    wanted = " ".join(name.split()).casefold()
    grades = tuple(_grades(card, rubrics))
    found = [one for one in grades if one.answers_to(wanted)] or [one for one in grades if one.begins_with(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(
            f'several grades are called "{printable(name)}"', hint=f"Say one of: {', '.join(one.path for one in found)}"
        )
    hint = nearest(name, [word for one in grades for word in (one.id, one.title)])
    shown = "; ".join(one.title for one in grades[:SHOWN])
    raise BadInput(
        f'there is no grade "{printable(name)}" in this conversation',
        hint=hint or f"The debrief names them: {shown} ...",
    )


def _grades(card: Scorecard, rubrics: Sequence[Rubric]) -> Iterator[Named]:
    titles = {one.id: one.title for one in rubrics}
    criteria = {(one.id, each.id): each.title for one in rubrics for each in one.criteria}
    for score in card.rubrics:
        yield Named(score.id, None, titles.get(score.id, plain(score.id)))
        for finding in score.findings:
            yield Named(score.id, finding.id, criteria.get((score.id, finding.id), plain(finding.id)))


def _beside(card: Scorecard, disputes: Sequence[Dispute]) -> Scorecard:
    """The card with each disputed finding's reason; of two about one grade, the later stands."""
    return replace(card, rubrics=tuple(_skill(score, disputes) for score in card.rubrics))


def _skill(score: RubricScore, disputes: Sequence[Dispute]) -> RubricScore:
    return replace(score, findings=tuple(_finding(score.id, one, disputes) for one in score.findings))


def _finding(rubric: str, finding: Finding, disputes: Sequence[Dispute]) -> Finding:
    """Whoever disagrees with a whole skill disagrees with each grade in it."""
    about = (one for one in disputes if one.rubric == rubric and one.criterion in (None, finding.id))
    reasons = [one.reason for one in about]
    return replace(finding, disputed=reasons[-1]) if reasons else finding
