"""Transcripts from elsewhere: JSON, one JSON object per line, or plain text with `Customer:` and `Agent:`.

One bad transcript never loses its neighbours: each comes back with its own problems, in the order of the file.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from roleplay.domain.meta import Kind
from roleplay.domain.text import clean
from roleplay.domain.transcript import Role, Transcript, Turn
from roleplay.domain.value import Value
from roleplay.formats.positions import json_positions
from roleplay.formats.problem import FileProblems, Problem, printable, printable_path
from roleplay.formats.source import LARGEST, decode, read_bytes
from roleplay.formats.wording import Complaint, complaints, shown, step

LARGEST_COLLECTION = 200_000_000
"""Bytes of a file with one transcript per line; each line may have `LARGEST`."""

MOST_MESSAGES = 400
"""Messages of one transcript."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One transcript of a file, or what is wrong with it."""

    file: str
    line: int
    """Where it begins, from 1."""
    transcript: Transcript | None = None
    problems: tuple[Problem, ...] = ()


class _Message(Value):
    role: Role
    content: str


class _Record(Value):
    id: str | int | None = None
    scenario: str | None = None
    kind: Kind | None = None
    situation: str | None = None
    messages: list[_Message] = Field(min_length=1, max_length=MOST_MESSAGES)


def load_transcripts(path: Path | str) -> list[Entry]:
    """The transcripts of a file in its order; `FileProblems` only where the file itself cannot be read."""
    largest = LARGEST_COLLECTION if _suffix(path) in _BY_LINE else LARGEST
    return list(parse_transcripts(read_bytes(path, largest), printable_path(path)))


def parse_transcripts(data: bytes, name: str) -> Iterator[Entry]:
    """The transcripts of a document called `name`, whose ending says how it is written where its text does not."""
    shape = _shape(data, _suffix(name))
    if shape == "lines":
        for number, line in enumerate(BytesIO(data), 1):
            if line.strip():
                yield _entry(line, name, number, "json")
    else:
        yield _entry(data, name, 1, shape)


Shape = Literal["json", "lines", "plain"]
_BY_LINE = (".jsonl", ".ndjson")


def _suffix(name: Path | str) -> str:
    return Path(str(name)).suffix.lower()


def _shape(data: bytes, suffix: str) -> Shape:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _BY_LINE:
        return "lines"
    if suffix == ".json" or start.startswith(b"{"):
        first, _, rest = start.partition(b"\n")
        return "lines" if rest.strip() and _is_whole(first) else "json"
    return "plain"


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _entry(data: bytes, name: str, line: int, shape: Shape) -> Entry:
    """One transcript, with places counted from the file's first line."""
    try:
        if len(data) > LARGEST:
            raise FileProblems.of(name, f"this transcript is too large: at most {LARGEST / 1_000_000:g} MB", line=1)
        text = decode(data, name)
        return Entry(name, line, _read_plain(text, name) if shape == "plain" else _read_json(text, name))
    except FileProblems as found:
        moved = tuple(replace(one, line=max(one.line, 1) + line - 1) for one in found.problems)
        return Entry(name, line, None, moved)


def _read_json(text: str, name: str) -> Transcript:
    data = _parse_json(text, name)
    try:
        record = _Record.model_validate(data, strict=True)
    except ValidationError as error:
        found = complaints(error.errors(include_url=False), data, _Record)
        places = json_positions(text)
        raise FileProblems(
            Problem(name, *places.where(path), shown(path, data), message, hint)
            for path, message, hint in (_in_json(one, data) for one in found)
        ) from None
    turns = tuple(Turn(number, message.role, clean(message.content)) for number, message in enumerate(record.messages))
    return Transcript(
        turns,
        scenario=None if record.scenario is None else clean(record.scenario),
        id=None if record.id is None else clean(str(record.id)),
        kind=record.kind,
        situation=clean(record.situation or ""),
    )


def _parse_json(text: str, name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise FileProblems.of(name, message, "", error.lineno, error.colno) from None
    except RecursionError:
        raise FileProblems.of(name, "this JSON is nested too deep", "", 1) from None
    except _Twice as error:
        raise FileProblems.of(name, f'the key "{printable(error)}" is here twice', "", 1) from None
    except ValueError:
        # Python refuses to read a number of thousands of digits.
        raise FileProblems.of(name, "a number in this JSON is too long", "", 1) from None


class _Twice(ValueError):
    pass


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found


def _in_json(complaint: Complaint, data: object) -> Complaint:
    """A complaint in the words of JSON rather than of TOML, and with the role somebody meant."""
    path, message, hint = complaint
    if path[-1:] == ("role",):
        role = _value(data, path)
        meant = _SYNONYMS.get(role.lower()) if isinstance(role, str) else None
        return Complaint(path, message, f'write "{meant}"' if meant else hint)
    if not path and isinstance(data, list):
        return Complaint(path, "one transcript is an object, this is a list", "write one object per line")
    return Complaint(path, message.replace("a table", "an object"), hint if hint.startswith("did you") else "")


def _value(data: object, path: tuple[str | int, ...]) -> object:
    for part in path:
        data = step(data, part)
    return data


_SPEAKER = re.compile(r"[ \t]*([A-Za-z][A-Za-z ]{0,24}):")


def _read_plain(text: str, name: str) -> Transcript:
    said: list[tuple[Role, list[str]]] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _SPEAKER.match(line)
        label = found.group(1).strip().lower() if found else ""
        role = _ROLES.get(label)
        if found and role:
            said.append((role, [line[found.end() :]]))
        elif meant := _SYNONYMS.get(label):
            message = f'"{printable(label)}" is nobody here'
            problems.append(Problem(name, number, 1, "", message, f"write {meant.capitalize()}:"))
            said.append((meant, []))
        elif said:
            said[-1][1].append(line)
        elif clean(line).strip():
            message = "every message begins with Customer: or Agent:"
            problems.append(Problem(name, number, 1, "", message, "Customer: My card is gone."))
            said.append(("customer", []))
    if not said:
        problems.append(Problem(name, 1, 1, "", "there is no message in it", "Customer: My card is gone."))
    if len(said) > MOST_MESSAGES:
        problems.append(Problem(name, 1, 1, "", f"a transcript has at most {MOST_MESSAGES} messages"))
    if problems:
        raise FileProblems(problems)
    return Transcript(
        tuple(Turn(number, role, clean("\n".join(lines)).strip()) for number, (role, lines) in enumerate(said))
    )


_ROLES: dict[str, Role] = {"customer": "customer", "agent": "agent"}
_SYNONYMS: dict[str, Role] = {
    **dict.fromkeys(("client", "user", "caller", "guest", "consumer"), "customer"),
    **dict.fromkeys(
        ("assistant", "rep", "representative", "operator", "advisor", "adviser", "support", "bot", "trainee", "staff"),
        "agent",
    ),
}
"""What other exports call the two; said in a hint, never guessed."""
