"""A stored session to take away: every word and every try of it, and its report where it is over."""

import json

from roleplay.domain.debrief import Debrief
from roleplay.formats.event import Body, End, Graded, Played, read_event, read_played, turns_of
from roleplay.formats.report import Json, conversation_page, markdown, of_debrief, unfinished
from roleplay.review import debrief, graded, state_of
from roleplay.store import Head, Store


def exported_json(store: Store, id: str) -> str:
    """The report of the newest try, and beside it everything that is stored, so that it can be read elsewhere."""
    head, played, line = _opened(store, id)
    found = _debrief(head, played, line)
    report = of_debrief(found) if found else unfinished(head.scenario, head.seed, turns_of(line))
    about: Json = {"id": head.id, "title": head.title, "started": head.started, "mode": head.mode}
    versions: Json = {"engine": head.engine, "reader": played.reader}
    whole = about | versions | report | {"branches": _branches(store, id), "played": json.loads(head.content)}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def exported_markdown(store: Store, id: str) -> str:
    """The newest try as a page, with its debrief if it is over."""
    head, played, line = _opened(store, id)
    found = _debrief(head, played, line)
    return markdown(found) if found else conversation_page(played.scenario, turns_of(line))


def _opened(store: Store, id: str) -> tuple[Head, Played, list[Body]]:
    head = store.head(id)
    line = [read_event(event.kind, event.body) for event in store.events(id)]
    return head, read_played(head.content), line


def _debrief(head: Head, played: Played, line: list[Body]) -> Debrief | None:
    """The debrief as it was given; one that never was is made, and not stored: reading a record changes nothing."""
    state = state_of(line)
    if state is None:
        return None
    ending = next((body.ending_id for body in line if isinstance(body, End)), state.ending)
    if ending is None:
        return None
    kept = [body for body in line if isinstance(body, Graded)]
    found = kept[0] if kept else graded(played, head.seed, line, state, ending)
    return debrief(played, head.seed, turns_of(line), state, found, head.id, head.engine)


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
