"""Transcripts from elsewhere: JSON, one JSON object per line, or plain text with `Customer:` and `Agent:`.

One bad transcript never loses its neighbours: each comes back with its own problems, in the order of the file.
A collection is cut into pieces first, one in memory at a time, so that it may be of any size.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import Field

from roleplay.domain.meta import Kind
from roleplay.domain.text import clean
from roleplay.domain.transcript import Role, Transcript, Turn
from roleplay.domain.value import Value
from roleplay.formats.problem import FileProblems, Problem, printable, printable_path
from roleplay.formats.source import LARGEST, decode, lines, open_file, unread
from roleplay.formats.strict_json import in_json, read_json
from roleplay.formats.wording import Complaint, step

BY_LINE = (".jsonl", ".ndjson")
"""Endings of files with one transcript per line."""
ENDINGS = (".json", *BY_LINE, ".txt")
"""Endings by which a transcript is known among other files."""

MOST_MESSAGES = 400
"""Messages of one transcript."""

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Piece:
    """One transcript of a file before it is read, or why there is none; small enough to be handed on."""

    file: str
    line: int
    """Where it begins, from 1; 0 means the file as a whole."""
    data: bytes = b""
    shape: Literal["json", "plain"] = "json"
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One transcript of a file, or what is wrong with it."""

    file: str
    line: int
    """Where it begins, from 1."""
    transcript: Transcript | None = None
    problems: tuple[Problem, ...] = ()


class Message(Value):
    """What one side said."""

    role: Role
    content: str


class TranscriptFile(Value):
    """A conversation from elsewhere."""

    id: str | int | None = None
    """How it is called in what comes out."""
    scenario: str | None = None
    """A case by its name: graded with the facts and rules of that case."""
    kind: Kind | None = None
    """Which skills fit, besides those for every conversation."""
    situation: str | None = None
    """What the agent saw and which rules held, in plain sentences."""
    messages: list[Message] = Field(min_length=1, max_length=MOST_MESSAGES)


def load_transcripts(path: Path | str) -> Iterator[Entry]:
    """The transcripts of a file in its order; `FileProblems` only where the file itself cannot be read."""
    return map(entry, pieces(path))


def parse_transcripts(data: bytes, name: str) -> Iterator[Entry]:
    """The transcripts of a document called `name`, whose ending says how it is written where its text does not."""
    return map(entry, _pieces(BytesIO(data), name, _suffix(name)))


def pieces(path: Path | str) -> Iterator[Piece]:
    """The transcripts of a file, unread; only a collection may be larger than one of them."""
    suffix = _suffix(path)
    file = open_file(path, None if suffix in BY_LINE else LARGEST)
    return _closing(file, printable_path(path), suffix)


def pieces_of(stream: BinaryIO, name: str) -> Iterator[Piece]:
    """The transcripts of a stream called `name` in problems, unread; its first line says how it is written."""
    return _pieces(stream, name, "")


def entry(piece: Piece) -> Entry:
    """One transcript, with places counted from the file's first line."""
    if piece.problems:
        return Entry(piece.file, piece.line, None, piece.problems)
    try:
        if len(piece.data) > LARGEST:
            too_large = f"this transcript is too large: at most {LARGEST / 1_000_000:g} MB"
            raise FileProblems.of(piece.file, too_large, line=1, column=1)
        text = decode(piece.data, piece.file)
        read = _read_plain if piece.shape == "plain" else _read_json
        return Entry(piece.file, piece.line, read(text, piece.file))
    except FileProblems as found:
        moved = tuple(replace(one, line=max(one.line, 1) + piece.line - 1) for one in found.problems)
        return Entry(piece.file, piece.line, None, moved)


def _suffix(name: Path | str) -> str:
    return Path(str(name)).suffix.lower()


def _closing(file: BinaryIO, name: str, suffix: str) -> Iterator[Piece]:
    with file:
        yield from _pieces(file, name, suffix)


def _pieces(file: BinaryIO, name: str, suffix: str) -> Iterator[Piece]:
    head = b"" if suffix in BY_LINE else _head(file, name)
    if suffix not in BY_LINE and not _is_whole(head.removeprefix(_MARK)):
        data = head + file.read(max(0, LARGEST + 1 - len(head)))
        is_json = suffix == ".json" or data.removeprefix(_MARK).lstrip().startswith(b"{")
        yield Piece(name, 1, data, "json" if is_json else "plain")
        return
    before = head.count(b"\n") + bool(head and not head.endswith(b"\n"))
    if head:
        yield Piece(name, before, head.removeprefix(_MARK).lstrip())
    number = before
    for number, line in lines(file, name):
        yield Piece(name, before + number, line)
    if not number:
        yield Piece(name, 0, problems=(Problem(name, message="there is no transcript in it"),))


def _head(file: BinaryIO, name: str) -> bytes:
    """The bytes up to the end of the first line that has something in it."""
    head = b""
    try:
        while len(head) <= LARGEST and not head.removeprefix(_MARK).strip():
            line = file.readline(LARGEST + 1 - len(head))
            if not line:
                break
            head += line
    except OSError as error:
        raise unread(name, error) from None
    return head


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_json(text: str, name: str) -> Transcript:
    record = read_json(TranscriptFile, text, name, _in_json)
    turns = tuple(Turn(number, message.role, clean(message.content)) for number, message in enumerate(record.messages))
    return Transcript(
        turns,
        scenario=None if record.scenario is None else clean(record.scenario),
        id=None if record.id is None else clean(str(record.id)),
        kind=record.kind,
        situation=clean(record.situation or ""),
    )


def _in_json(complaint: Complaint, data: object) -> Complaint:
    """A complaint in the words of JSON, and with the role somebody meant."""
    path, message, hint = complaint
    if path[-1:] == ("role",):
        role = _value(data, path)
        meant = _SYNONYMS.get(role.lower()) if isinstance(role, str) else None
        return Complaint(path, message, f'write "{meant}"' if meant else hint)
    return in_json(complaint, "transcript", data)


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
