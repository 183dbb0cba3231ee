"""One JSON document as a checked value, or all that is wrong in it at once, each with its place."""

import json
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from roleplay.formats.positions import json_positions
from roleplay.formats.problem import FileProblems, Problem, printable
from roleplay.formats.wording import Complaint, complaints, shown

M = TypeVar("M", bound=BaseModel)


def read_json(model: type[M], text: str, name: str, reworded: Callable[[Complaint, object], Complaint]) -> M:
    """The document called `name` in problems, as the model says; `reworded` has the last word on a complaint."""
    data = _parse(text, name)
    try:
        return model.model_validate(data, strict=True)
    except ValidationError as error:
        found = complaints(error.errors(include_url=False), data, model)
        places = json_positions(text)
        raise FileProblems(
            Problem(name, *places.where(path), shown(path, data), message, hint)
            for path, message, hint in (reworded(one, data) for one in found)
        ) from None


def in_json(complaint: Complaint, what: str, data: object) -> Complaint:
    """A complaint in the words of JSON rather than of TOML; `what` is what a document should be."""
    path, message, hint = complaint
    if not path and isinstance(data, list):
        return Complaint(path, f"one {what} is an object, this is a list", "write one object per line")
    return Complaint(path, message.replace("a table", "an object"), hint if hint.startswith("did you") else "")


def _parse(text: str, name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise FileProblems.of(name, message, "", error.lineno, error.colno) from None
    except RecursionError:
        raise FileProblems.of(name, "this JSON is nested too deep", "", 1, 1) from None
    except _Twice as error:
        raise FileProblems.of(name, f'the key "{printable(error)}" is here twice', "", 1, 1) from None
    except ValueError:
        # Python refuses to read a number of thousands of digits.
        raise FileProblems.of(name, "a number in this JSON is too long", "", 1, 1) from None


class _Twice(ValueError):
    pass


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found
