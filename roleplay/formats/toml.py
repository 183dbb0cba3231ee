"""A TOML file as a checked value, or all that is wrong in it at once.

tomli on every Python, because the standard library's parser refuses TOML 1.1 and tells no columns.
Every string goes through `clean` after parsing: TOML's escapes can write what a file's bytes cannot.
"""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

from roleplay.domain.text import clean
from roleplay.formats.problem import MOST_TOLD, FileProblems, Problem, printable_path
from roleplay.formats.source import LARGEST, decode, read_bytes
from roleplay.formats.wording import Complaint, complaints, shown

if TYPE_CHECKING:
    from roleplay.formats.positions import Path

__all__ = ["Document", "FileProblems", "Problem", "document", "load_toml", "parse_toml", "quoted"]

M = TypeVar("M", bound=BaseModel)
Table = Mapping[str, object]
Check = Callable[[Table], Iterable[Complaint]]
"""What a format knows beyond its model. It sees the file's own table, which may be wrong in any way."""

_DEEPEST = 20
_LARGEST_NUMBER = 2**63


def load_toml(model: type[M], path: FilePath | str, check: Check | None = None) -> M:
    """The file as a value of the model; `FileProblems` if it cannot be."""
    return parse_toml(model, read_bytes(path), printable_path(path), check)


def parse_toml(
    model: type[M], data: bytes | str, name: str, check: Check | None = None, only: Collection[str] = ()
) -> M:
    """The document as a value of the model; `FileProblems` (with `name` as the file) if it cannot be.

    With `only`, no other of its sections is looked at.
    """
    name, text, table, found = document(data, name, only)
    value: M | None = None
    try:
        # By way of JSON, pydantic can be strict about types and still take lists for tuples.
        value = model.model_validate_json(json.dumps(table, ensure_ascii=False), strict=True)
    except ValidationError as error:
        said = {complaint.path for complaint in found}
        found += (one for one in complaints(error.errors(include_url=False), table, model) if one.path not in said)
    if check:
        said = {complaint.path for complaint in found}
        # A file with thousands of dangling names would otherwise be compared for minutes.
        found += islice((one for one in check(table) if one.path not in said), MOST_TOLD + 1)
    if found or value is None:
        raise FileProblems(_placed(found, text, name, table))
    return value


class Document(NamedTuple):
    """A document that is TOML, whatever else it may be."""

    name: str
    text: str
    table: Table
    found: list[Complaint]
    """What no format of ours can hold; something harmless stands in the table instead."""


def document(data: bytes | str, name: str, only: Collection[str] = ()) -> Document:
    """The document's own table, with clean strings; `FileProblems` if it is no TOML at all."""
    name = printable_path(name)
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise FileProblems.of(name, f"this is too large: at most {LARGEST / 1_000_000:g} MB are read")
    text = decode(data, name)
    found: list[Complaint] = []
    parsed = _parse(text, name)
    table = _tidy({key: value for key, value in parsed.items() if not only or key in only}, (), found)
    assert isinstance(table, dict)
    return Document(name, text, table, found)


def quoted(text: str) -> str:
    """The text, cleaned, as a string of a TOML file."""
    # After `clean`, quotes, backslashes and line ends are all there is to escape, and JSON's escapes are TOML's.
    return json.dumps(clean(text), ensure_ascii=False)


def _placed(found: Iterable[Complaint], text: str, name: str, table: Table) -> Iterable[Problem]:
    # Only a file with a problem pays for the map of its lines.
    from roleplay.formats.positions import positions

    places = positions(text)
    for path, message, hint in found:
        line, column = places.where(path)
        yield Problem(name, line, column, shown(path, table), message, hint)


_KEY = re.compile(r"([A-Za-z0-9_-]{1,60})\s*=")


def _twice(text: str, end: int) -> tuple[str, int, int] | None:
    """The key whose second value ends in this line, and the lines it stands in; None where that is hard to say."""
    keys = [(found[1], at) for at, line in enumerate(text.split("\n")[:end], start=1) if (found := _KEY.match(line))]
    if not keys:
        return None
    key, second = keys[-1]
    first = next((at for name, at in reversed(keys[:-1]) if name == key), None)
    return (key, first, second) if first else None


def _parse(text: str, name: str) -> dict[str, object]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message, hint = _reworded(error.msg)
        twice = _twice(text, error.lineno) if error.msg == "Cannot overwrite a value" else None
        if twice:
            key, first, second = twice
            message, hint = f'"{key}" is here twice, first in line {first}', "keep one of the two"
            raise FileProblems.of(name, message, hint, second, 1) from None
        raise FileProblems.of(name, message, hint, error.lineno, error.colno) from None
    except RecursionError:
        raise FileProblems.of(name, "lists or tables are nested too deep") from None
    except ValueError:
        # Python refuses to read a decimal number of thousands of digits.
        digits = re.search(r"[0-9_]{1000,}", text)
        line = text.count("\n", 0, digits.start()) + 1 if digits else 0
        raise FileProblems.of(name, "this number is too long", "", line, 1) from None


def _tidy(value: object, path: Path, found: list[Complaint]) -> object:
    """The value with its strings cleaned, and with something harmless for what no format of ours can hold."""
    if isinstance(value, str):
        # What is printable needs no cleaning, and most of a scenario is: this halves its loading.
        return value if value.isprintable() else clean(value)
    if isinstance(value, dict | list):
        if len(path) >= _DEEPEST:
            found.append(Complaint(path[:3], "lists or tables are nested too deep"))
            return None
        if isinstance(value, list):
            return [_tidy(inner, (*path, index), found) for index, inner in enumerate(value)]
        found += (
            Complaint((*path, key), "this key holds characters that cannot be shown")
            for key in value
            if clean(key) != key
        )
        return {key: _tidy(inner, (*path, key), found) for key, inner in value.items()}
    if isinstance(value, datetime.date | datetime.time):
        found.append(Complaint(path, "must be text", "put the date or time in quotes"))
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        found.append(Complaint(path, "must be a number"))
        return 0
    if isinstance(value, int) and not -_LARGEST_NUMBER <= value < _LARGEST_NUMBER:
        found.append(Complaint(path, "this number is too large"))
        return 0
    return value


def _reworded(message: str) -> tuple[str, str]:
    """A parser's message for somebody who has never heard of parsers."""
    for start, plain in _REWORDED.items():
        if message.startswith(start):
            return plain
    return clean(message[:1].lower() + message[1:]), ""


_REWORDED = {
    "Invalid value": ("this is no value", 'text needs straight quotes: key = "text"'),
    "Invalid statement": (
        "this is neither a key nor a [table]",
        "lines of a long text need triple quotes; an entry of a list goes above its closing ]",
    ),
    "Illegal character '\\n'": ("the text has no closing quote on its line", 'longer texts go between """ and """'),
    "Expected '=' after a key": ("after a key there must be =", 'as in key = "text"'),
    "Expected newline or end of document": ("something is left over after the value", "one key on each line"),
    "Cannot overwrite a value": ("this key is here twice", "[[...]] begins one more entry of a list"),
    "Cannot mutate immutable namespace": (
        "this list is written in one piece above",
        "add the entry there, between its brackets",
    ),
    "Cannot declare": ("this table is here twice", "[[...]] begins one more entry of a list"),
    "Unescaped '\\' in a string": ("a backslash in a text must be doubled", "or use single quotes: 'C:\\dir'"),
    "Unclosed array": ("a list that began above has no closing bracket", "or a comma is missing between its entries"),
    "Unterminated string": ("a text that began above has no closing quotes", ""),
    "Expected \"'''\"": ("a text that began above has no closing '''", ""),
}
