"""Edits of a TOML document that leave its author's comments, order, blank lines and quotes as they are.

tomlkit keeps all of that, but gives the blank lines and comments before a header to the table above it: these
must stay when that table goes.
"""

from collections.abc import Collection
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Float, InlineTable, Null, Table, Whitespace


class ScatteredError(Exception):
    """A table whose keys stand in several places of its file, so that none of them can be taken out neatly."""


def document_of(text: str) -> TOMLDocument | None:
    """The document to edit, or None if it could not be written again exactly as it is."""
    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        return None
    return document if document.as_string() == text else None


def reset(table: Any, key: str, value: object) -> None:
    """Another value under a key that is there; a number stays of the kind it was written as."""
    plain = isinstance(value, float) and value.is_integer() and not isinstance(table[key], Float)
    table[key] = int(value) if plain and isinstance(value, float) else value


def relist(array: Array, wanted: Collection[str]) -> None:
    """The list with just these entries: what stays, stays in its place."""
    for number in reversed(range(len(array))):
        if array[number] not in wanted:
            del array[number]
    for one in wanted:
        if one not in array:
            array.append(one)


def cut(table: Any, key: str) -> None:
    """The table without this key, and with all that stands after it."""
    body = _body(table)
    at = next(number for number, (name, _) in enumerate(body) if name is not None and name.key == key)
    tail = _take_tail(body[at][1])
    table.remove(key)
    if isinstance(table, InlineTable):
        _close_up(body, at)
    else:
        body[at] = (None, Whitespace(tail))


def shorten(entries: Any, length: int) -> None:
    """A list of tables with no more than these; a comment right above the first that goes is about it, and goes too."""
    tail = _take_tail(entries[-1])
    above = _take_tail(entries[length - 1]).splitlines(keepends=True) if isinstance(entries, AoT) else []
    for number in reversed(range(length, len(entries))):
        del entries[number]
    while above and above[-1].lstrip().startswith("#"):
        above.pop()
    while above and not above[-1].strip():
        above.pop()
    if isinstance(entries, AoT):
        _body(entries[-1]).append((None, Whitespace("".join(above) + tail)))


def _close_up(body: list[tuple[Any, Any]], at: int) -> None:
    """Take out the comma and the space that went with an entry: those before it, or after it if it was the first."""
    first = not any(name is not None for name, _ in body[:at])
    step, nothing = (1 if first else -1), (None, Null())
    at += step
    while 0 <= at < len(body) and body[at][0] is None and any(name is not None for name, _ in body[at::step]):
        body[at] = nothing
        at += step


def _take_tail(item: Any) -> str:
    """The blank lines and comments at the end of a table, taken out of it: they lead to what comes next."""
    if not isinstance(item, Table):
        return ""
    body, text = _body(item), ""
    while body and body[-1][0] is None:
        text = body.pop()[1].as_string() + text
    return (_take_tail(body[-1][1]) if body else "") + text


def _body(table: Any) -> list[tuple[Any, Any]]:
    """Keys with their values, and blank lines and comments without a key, in the order of the file."""
    holder = table if isinstance(table, Container) else table.value
    if not isinstance(holder, Container):
        raise ScatteredError
    return holder.body
