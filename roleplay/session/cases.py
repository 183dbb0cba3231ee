"""Labelled cases for whoever makes the grades better: only what the trainee says was graded or read wrongly.

Nothing tells whose they are or when they were made, and nobody but the trainee's own command makes them.
"""

import json
from dataclasses import asdict

from roleplay.domain.scorecard import RubricScore
from roleplay.formats.event import Dispute, Graded, TakenBack, turns_of
from roleplay.formats.report import Json
from roleplay.session.stored import Stored, stored
from roleplay.store import Store

MISREAD = "misread"
"""The kind of event that a reply taken back because it was misread leaves; `undo` is no case."""


def exported_cases(store: Store, id: str) -> str:
    """One JSON object per line, for every try of the session; empty if there is no case."""
    head, found = store.head(id), list[Json]()
    for branch in store.branches(id):
        events = store.events(id, branch.branch)
        one = stored(head, branch.branch, events)
        own = {at for at, event in enumerate(events) if event.branch == branch.branch}
        found += [_misread(one, at) for at in sorted(own) if events[at].kind == MISREAD]
        found += _disputes(one, own)
    return "".join(f"{json.dumps(case, ensure_ascii=False)}\n" for case in found)


def _misread(one: Stored, at: int) -> Json:
    body = one.line[at]
    assert isinstance(body, TakenBack)
    said = [turn.content for turn in turns_of(one.line[:at]) if turn.role == "customer"]
    return {
        "type": "misread",
        "scenario": one.head.scenario,
        "customer": said[-1] if said else "",
        "reply": body.text,
        "heard": [{"move": move.kind, "quote": move.span.quote} for move in body.reading.moves],
    }


def _disputes(one: Stored, own: set[int]) -> list[Json]:
    """What the trainee says now: of two disputes of one grade, the later."""
    card = one.card
    stands: dict[tuple[str, str | None], Dispute] = {}
    for at, body in enumerate(one.line):
        if isinstance(body, Dispute):
            stands.pop((body.rubric, body.criterion), None)
            if at in own:
                stands[body.rubric, body.criterion] = body
    return [_dispute(one, card, body) for body in stands.values()] if card else []


def _dispute(one: Stored, card: Graded, body: Dispute) -> Json:
    score = next(score for score in card.scorecard.rubrics if score.id == body.rubric)
    level, quotes = _graded(score, body.criterion)
    return {
        "type": "dispute",
        "scenario": one.head.scenario,
        "criterion": body.criterion or body.rubric,
        "level": level,
        "reason": body.reason,
        "evidence": quotes,
        "transcript": [{"role": turn.role, "content": turn.content} for turn in one.turns],
        "grader": asdict(card.scorecard.grader),
    }


def _graded(score: RubricScore, criterion: str | None) -> tuple[int | None, list[str]]:
    """The level that is disputed, and the words it rests on, each once."""
    about = [one for one in score.findings if criterion in (None, one.id)]
    quotes = dict.fromkeys(each.quote for one in about for each in one.evidence if each.quote)
    return (score.level if criterion is None else about[0].level), list(quotes)
