"""A stored session to take away: every word and every try of it, and its report where it is over."""

import json

from roleplay.domain.debrief import Debrief
from roleplay.formats.again import then_and_now
from roleplay.formats.page import Section
from roleplay.formats.report import Json, conversation_page, markdown, of_debrief, unfinished
from roleplay.review import graded
from roleplay.session.stored import Stored, opened
from roleplay.store import Store


def exported_json(store: Store, id: str) -> str:
    """The report of the newest try, and beside it everything that is stored, so that it can be read elsewhere."""
    one = opened(store, id)
    head, found = one.head, _debrief(one)
    report = of_debrief(found) if found else unfinished(head.scenario, head.seed, one.turns)
    about: Json = {"id": head.id, "title": head.title, "started": head.started, "mode": head.mode}
    versions: Json = {"engine": head.engine, "reader": one.played.reader}
    beside: Json = {"graded_again": [_card(one.debrief(card)) for card in one.later_cards]}
    stored: Json = {"branches": _branches(store, id), "played": json.loads(head.content)}
    return json.dumps(about | versions | report | beside | stored, ensure_ascii=False, indent=1)


def exported_markdown(store: Store, id: str) -> str:
    """The newest try as a page, with its debrief if it is over."""
    one = opened(store, id)
    found = _debrief(one)
    return markdown(found, _later(one, found)) if found else conversation_page(one.played.scenario, one.turns)


def _debrief(one: Stored) -> Debrief | None:
    """The debrief as it was given; one that never was is made, and not stored: reading a record changes nothing."""
    if one.state is None or one.ending is None:
        return None
    return one.debrief(one.card or graded(one.played, one.head.seed, one.line, one.state, one.ending))


def _later(one: Stored, first: Debrief) -> tuple[Section, ...]:
    """Each grade since, beside the first."""
    return tuple(
        section
        for card in one.later_cards
        for section in then_and_now(first, one.debrief(card), card.reader is not None, whole=True)
    )


def _card(debrief: Debrief) -> Json:
    """A later grade with the version that read the replies for it; what was said stands in the report itself."""
    told = of_debrief(debrief)
    return {"reader": debrief.reader} | {key: told[key] for key in ("outcome", "rubrics", "critical", "grader")}


def _branches(store: Store, id: str) -> list[Json]:
    """Every try with the events of its own; before its first one, it shares those of its parent."""
    return [
        {
            "branch": one.branch,
            "parent": one.parent,
            "events": [
                {"seq": event.seq, "kind": event.kind, "at": event.at, "body": json.loads(event.body)}
                for event in store.events(id, one.branch)
                if event.branch == one.branch
            ],
        }
        for one in store.branches(id)
    ]
