"""Rows of the library and of the record, as plain text: all that stands on the first screen, so it imports little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roleplay.formats.words import DIFFICULTY, ENDINGS, KINDS, plain

if TYPE_CHECKING:
    from roleplay.domain.meta import Meta
    from roleplay.store import Summary


def case_line(meta: Meta) -> str:
    """What kind of case it is, how hard and how long."""
    return " \u00b7 ".join((meta.industry, KINDS[meta.kind], DIFFICULTY[meta.difficulty - 1], f"{meta.minutes} min"))


def last_time(meta: Meta, record: Sequence[Summary]) -> str:
    """How this case went the last time, for somebody who has played it; the record has the newest first."""
    last = next((one for one in record if one.scenario == meta.id), None)
    if last is None:
        return ""
    if last.ending is None:
        return "not finished: F2 goes on"
    return f"last time: {ENDINGS.get(last.ending, 'played')}"


def came_out(one: Summary) -> str:
    """When a conversation was, how long, and how it came out."""
    ending = "not finished" if one.ending is None else ENDINGS.get(one.ending, plain(one.ending))
    replies = f"{one.turns} {'reply' if one.turns == 1 else 'replies'}"
    return " \u00b7 ".join((one.started[:16].replace("T", " "), replies, ending))


def matches(meta: Meta, query: str) -> bool:
    """Every word of the search stands somewhere in what the library says of the case, its skills included."""
    words = " ".join((meta.title, case_line(meta), *map(plain, meta.skills))).lower()
    return all(word in words for word in query.lower().split())
