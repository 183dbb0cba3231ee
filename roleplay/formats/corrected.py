"""A replay file with other expectations: its author's comments, order, layout and quotes stay as they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roleplay.domain.expectation import Expect
from roleplay.domain.replay import Replay
from roleplay.formats.layout import ScatteredError, cut, document_of, relist, reset, shorten

TURNS = "turns"
EXPECT = "expect"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is expected otherwise."""

    turn: int | None
    """Its number from 0; None: the end."""
    key: str
    """The key of the expectation, or `turns` where the whole turn goes."""
    name: str = ""
    """Of a table, the one entry."""
    old: object = None
    new: object = None
    """None: taken out."""


def changes(old: Replay, new: Replay) -> tuple[Change, ...]:
    """What is expected otherwise in the new replay, turn by turn; its turns are the first of the old."""
    found: list[Change] = []
    for number, turn in enumerate(old.turns):
        if number < len(new.turns):
            found += _changes(number, turn.expect or Expect(), new.turns[number].expect or Expect())
        else:
            found.append(Change(number, TURNS))
    return (*found, *_changes(None, old.expect, new.expect))


def _changes(turn: int | None, old: Expect, new: Expect) -> Iterator[Change]:
    for key in Expect.model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if isinstance(before, Mapping):
            for name, value in before.items():
                if value != after.get(name):
                    yield Change(turn, key, name, value, after.get(name))
        elif before != after:
            # That there were no critical errors is expected by an empty list; of the others, nothing is.
            yield Change(turn, key, "", before, after if after or key == "critical" else None)


def line(change: Change, replay: Replay) -> str:
    """The change as a person is told of it, as in "reply 2: levels AL1 3 -> 2"."""
    what = f"{change.key} {change.name}".strip()
    if change.key == TURNS:
        return f"{_where(change, replay)}: taken out, the conversation is over by then"
    if change.new is None:
        given = "" if change.name else f" {_words(change.old)}"
        return f"{_where(change, replay)}: {what}{given} taken out"
    return f"{_where(change, replay)}: {what} {_words(change.old)} -> {_words(change.new)}"


def _where(change: Change, replay: Replay) -> str:
    if change.turn is None:
        return "at the end"
    number = sum(turn.desk is None for turn in replay.turns[: change.turn + 1])
    return f"desk after reply {number}" if replay.turns[change.turn].desk else f"reply {number}"


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def corrected_text(text: str, wanted: tuple[Change, ...]) -> str | None:
    """The document with these changes and otherwise as it was, or None where it cannot be kept so."""
    document = document_of(text)
    if document is None:
        return None
    try:
        _apply_all(document, wanted)
    except ScatteredError:
        return None
    return document.as_string()


def _apply_all(document: Any, wanted: tuple[Change, ...]) -> None:
    turns = document[TURNS]
    for change in wanted:
        if change.key != TURNS:
            _apply(document if change.turn is None else turns[change.turn], change)
    gone = [change.turn for change in wanted if change.key == TURNS and change.turn is not None]
    if gone:
        shorten(turns, min(gone))


def _apply(parent: Any, change: Change) -> None:
    expect = parent[EXPECT]
    held = expect[change.key]
    if change.new is None:
        if change.name:
            cut(held, change.name)
        if not change.name or not held:
            cut(expect, change.key)
        if not expect:
            cut(parent, EXPECT)
    elif change.name:
        reset(held, change.name, change.new)
    elif isinstance(change.new, tuple):
        relist(held, change.new)
