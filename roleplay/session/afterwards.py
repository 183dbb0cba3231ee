"""What can still be said about a conversation that is over: the trainee disagrees, or another grader looks at it.

Each is one more event behind the others. Nothing that stands before it changes.
"""

from dataclasses import dataclass

from roleplay.domain.debrief import Debrief
from roleplay.domain.rubric import Rubric
from roleplay.domain.text import clean, mask
from roleplay.errors import BadInput
from roleplay.formats.event import Body, Dispute, written
from roleplay.review.again import Judge, again
from roleplay.review.disputes import Named, meant
from roleplay.session.journal import Clock, Ids
from roleplay.session.stored import Stored, opened, over
from roleplay.store import Event, Store


@dataclass(frozen=True, slots=True)
class Disputed:
    """A disagreement as it is kept."""

    title: str
    """Of the conversation: a person sees that it was the right one."""
    grade: Named
    reason: str
    masked: bool
    """Something in the reason looked like personal data."""


def disputed(store: Store, id: str, name: str, reason: str, clock: Clock, ids: Ids) -> Disputed:
    """Keep that the trainee disagrees with the grade called `name`; it is stored when this returns."""
    one = opened(store, id)
    grade = meant(over(one).scorecard, one.played.rubrics, name)
    cleaned = clean(reason).strip()
    if not cleaned:
        raise BadInput("say why you disagree", hint='As in: roleplay dispute ID "name of the grade" "why"')
    kept = mask(cleaned, one.played.scenario.own_strings)
    _add(store, one, "dispute", Dispute(grade.rubric, grade.criterion, kept), clock, ids)
    return Disputed(one.head.title, grade, kept, kept != cleaned)


def graded_again(
    store: Store,
    id: str,
    rubrics: tuple[Rubric, ...],
    read_again: bool,
    clock: Clock,
    ids: Ids,
    judge: Judge | None = None,
) -> tuple[Debrief, Debrief]:
    """Grade it once more, by these rubrics or those it was played with; the debrief as it was given, and the new.

    Nothing is kept if a `judge` fails: what it raises is raised.
    """
    one = opened(store, id)
    first = over(one)
    state, ending = one.state, one.ending
    assert state is not None
    assert ending is not None
    played = one.played.model_copy(update={"rubrics": rubrics or one.played.rubrics})
    found = again(played, one.head.seed, one.line, state, ending, read_again, judge)
    _add(store, one, "graded", found, clock, ids)
    return one.debrief(first), one.debrief(found)


def _add(store: Store, one: Stored, kind: str, body: Body, clock: Clock, ids: Ids) -> None:
    """Behind the last event of that try, also when another window has said something since it was opened."""
    seq = len(store.events(one.head.id, one.branch))
    store.append(Event(ids(), one.head.id, one.branch, seq, kind, clock(), written(body)))
