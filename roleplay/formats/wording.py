"""What pydantic found, in the words of somebody who writes a file and not a program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from roleplay.formats.problem import nearest, printable

if TYPE_CHECKING:
    from roleplay.formats.positions import Path

_CHOICE = re.compile(r"'([^']*)'")
_MOST_HINTS = 100


class Complaint(NamedTuple):
    """A problem before its place in the file is looked up."""

    path: Path
    message: str
    hint: str = ""


def step(data: object, part: str | int) -> object:
    """The value under one key or index, or None where there is nothing."""
    if isinstance(data, Mapping) and isinstance(part, str):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def shown(path: Path, data: object) -> str:
    """A path as its author thinks of it: `facts[2].id` for the second fact, `facts "old-flat"` for one with an id."""
    text = ""
    for at, part in enumerate(path):
        data = step(data, part)
        if isinstance(part, str):
            text += ("." if text else "") + printable(part)
            continue
        name = step(data, "id")
        named = isinstance(name, str) and name and path[at + 1 :] != ("id",)
        text += f' "{printable(name)}"' if named else f"[{part + 1}]"
    return text


def complaints(errors: Iterable[ErrorDetails], data: object, model: type[BaseModel]) -> list[Complaint]:
    """One complaint for each place in the file, whatever the number of pydantic's errors there."""
    places: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        places.setdefault(_place(error, data), []).append(error)
    return [
        _worded(path, found, data, model if number < _MOST_HINTS else None)
        for number, (path, found) in enumerate(places.items())
    ]


def _place(error: ErrorDetails, data: object) -> Path:
    """The part of pydantic's `loc` that the file has itself: union tags and `[key]` marks are left out."""
    path: Path = ()
    for part in error["loc"]:
        below = step(data, part)
        if below is None:
            missing = error["type"] == "missing" and isinstance(part, str) and part == error["loc"][-1]
            return (*path, part) if missing else path
        path, data = (*path, part), below
    return path


def _worded(path: Path, errors: list[ErrorDetails], data: object, model: type[BaseModel] | None) -> Complaint:
    kinds = {error["type"]: error for error in errors}
    last = path[-1] if path else ""
    if "extra_forbidden" in kinds:
        known = keys_at(model, path[:-1]) if model else ()
        hint = nearest(last, known)
        if not hint and model and len(path) > 1 and last in keys_at(model, ()):
            hint = "it belongs at the top of the file, before the first [table]"
        return Complaint(path, "unknown key", hint)
    if "missing" in kinds:
        short = [error["loc"][-1] for error in errors if error["type"] == "missing"]
        entries = [part + 1 for part in short if isinstance(part, int)]
        if entries:
            return Complaint(path, f"must have {max(entries)} entries")
        return Complaint(path, "missing key")
    if "literal_error" in kinds and len(kinds) == 1:
        choices = [choice for error in errors for choice in _CHOICE.findall(str(error["ctx"]["expected"]))]
        given = errors[0]["loc"][-2] if errors[0]["loc"][-1] == "[key]" else errors[0]["input"]
        hint = nearest(given, choices) if model else ""
        return Complaint(path, f"must be one of: {', '.join(dict.fromkeys(choices))}", hint)
    error = next(error for error in errors if error["type"] != "literal_error")
    return Complaint(path, *_plain(error))


def _plain(error: ErrorDetails) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    bounds: Mapping[str, Any] = error.get("ctx", {})
    if kind in _PLAIN:
        message, hint = _PLAIN[kind]
        return message.format_map({key: _number(value) for key, value in bounds.items()}), hint
    if kind == "string_too_short":
        return "must not be empty", ""
    if kind == "string_too_long":
        return f"must have at most {bounds['max_length']} characters (it has {len(given)})", ""
    if kind == "string_pattern_mismatch":
        message, hint = _PATTERNS.get(str(bounds["pattern"]), ("this is not written as it must be", ""))
        return message, hint
    if kind == "too_short":
        count = bounds["min_length"]
        return f"must have at least {count} {'entry' if count == 1 else 'entries'}", ""
    if kind in {"value_error", "assertion_error"}:
        return printable(bounds.get("error", error["msg"])), ""
    return printable(error["msg"]), ""


def _number(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) else value


_WHOLE = ("must be a whole number", "")
_NUMBER = ("must be a number", "")
_TRUTH = ("must be true or false", "")
_TABLE = ("must be a table", 'a header such as [meta], or { key = "value" }')
_LIST = ("must be a list", 'in square brackets, such as ["one", "two"]')
_PLAIN: dict[str, tuple[str, str]] = {
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": ("this number is too large", ""),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "string_type": ("must be text", "put it in quotes"),
    "string_unicode": ("must be text that can be shown", ""),
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "dict_type": _TABLE,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "greater_than": ("must be more than {gt}", ""),
    "greater_than_equal": ("must be at least {ge}", ""),
    "less_than": ("must be less than {lt}", ""),
    "less_than_equal": ("must be at most {le}", ""),
    "too_long": ("must have at most {max_length} entries (it has {actual_length})", ""),
}
_PATTERNS = {
    r"^[a-z0-9][a-z0-9-]{0,63}$": (
        "an id is made of small letters, digits and hyphens, at most 64",
        'such as "old-address"',
    ),
    r"^[A-Z]{2}[0-9]{1,2}$|^[a-z0-9-]{1,64}$": (
        "a criterion's id is two capitals and a number, or small letters, digits and hyphens",
        'such as "AL1" or "next-step"',
    ),
}


def keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys a table at this path may have, as the file writes them."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is None:
            return ()
        if isinstance(part, str):
            current = next((_model_in(field.annotation) for name, field in _fields(current) if name == part), None)
    return tuple(name for name, _ in _fields(current)) if current else ()


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
