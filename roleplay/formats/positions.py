"""Where each key of a TOML document stands.

No kept library gives positions, so this walks a document that tomli has already accepted, and only
when there is something to say about it: loading a good file never pays for it.
"""

import json
import re
from bisect import bisect_right
from contextlib import suppress

import tomli

Path = tuple[str | int, ...]
"""Keys and indices from the root, as in pydantic's `loc`."""

DEEPEST = 24
"""Levels whose positions are kept; no format of ours nests nearly as deep."""

_BLANK = re.compile(r"[ \t]*")
_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'',
    re.S,
)
"""A text value with its quotes, of all four kinds."""
BARE_VALUE = re.compile(r"[^,\]}#\n]+")
"""Any other value that is no list and no table, with the blanks after it."""


class Positions:
    """The lines and columns of one document; asked for a path, tells the nearest known one."""

    def __init__(self, text: str, offsets: dict[Path, int]) -> None:
        self._offsets = offsets
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def __contains__(self, path: object) -> bool:
        return path in self._offsets

    def at(self, path: Path) -> int | None:
        """How many characters stand before exactly this key; None if there is no such key."""
        return self._offsets.get(path)

    def where(self, path: Path) -> tuple[int, int]:
        """Line and column (from 1) of the path, or of the table that lacks it, or of the document's start."""
        for length in range(len(path), 0, -1):
            offset = self._offsets.get(path[:length])
            if offset is not None:
                line = bisect_right(self._starts, offset)
                return line, offset - self._starts[line - 1] + 1
        return 1, 1


def positions(text: str) -> Positions:
    """The positions of a valid document with plain line ends; of a document nested absurdly deep, its first part."""
    walk = _Walk(text)
    with suppress(RecursionError):
        walk.document()
    return Positions(text, walk.found)


_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def json_positions(text: str) -> Positions:
    """The same of a JSON document that `json` has accepted."""
    found: dict[Path, int] = {}
    # One part for each open bracket: the index in a list, the key in an object, None where a key comes next.
    parts: list[str | int | None] = []
    for token in _TOKEN.finditer(text):
        word, last = token.group(), parts[-1] if parts else ""
        if word == ",":
            parts[-1] = last + 1 if isinstance(last, int) else None
        elif word in ("}", "]"):
            parts.pop()
        elif last is None or (isinstance(last, int) and word != ":"):
            if last is None:
                parts[-1] = str(json.loads(word))
            if len(parts) <= DEEPEST:
                found.setdefault(tuple(part for part in parts if part is not None), token.start())
        if word in ("{", "["):
            parts.append(None if word == "{" else 0)
    return Positions(text, found)


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        # Arrays of tables: header path -> entries seen so far.
        self.entries: dict[Path, int] = {}

    def document(self) -> None:
        base: Path = ()
        self.skip()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                base = self.entry_header()
            elif self.text[self.at] == "[":
                base = self.table_header()
            else:
                self.pair(base)
            self.skip()

    def skip(self) -> None:
        self.move(_SKIP)

    def move(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        # Only a document that tomli refuses gets here; going on by one keeps the walk finite.
        self.at = match.end() if match else self.at + 1
        return match.group() if match else ""

    def entry_header(self) -> Path:
        start, self.at = self.at, self.at + 2
        parts = self.key()
        self.note_parents(parts[:-1], start)
        head = self.resolve(parts[:-1]) + parts[-1:]
        self.entries[head] = self.entries.get(head, 0) + 1
        self.found.setdefault(head, start)
        base = (*head, self.entries[head] - 1)
        self.found[base] = start
        self.at += 2
        return base

    def table_header(self) -> Path:
        start, self.at = self.at, self.at + 1
        parts = self.key()
        self.note_parents(parts, start)
        base = self.resolve(parts)
        # A table may be named first by a child; its own header is the better place.
        self.found[base] = start
        self.at += 1
        return base

    def note_parents(self, parts: Path, start: int) -> None:
        for length in range(1, len(parts) + 1):
            self.found.setdefault(self.resolve(parts[:length]), start)

    def resolve(self, parts: Path) -> Path:
        """The path with the current index of each array of tables on the way."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self.entries:
                path = (*path, self.entries[path] - 1)
        return path

    def key(self) -> Path:
        parts: list[str] = []
        while True:
            self.move(_BLANK)
            if self.text[self.at] in "\"'":
                part = str(tomli.loads(f"k={self.move(QUOTED)}")["k"])
            else:
                part = self.move(_BARE)
            if len(parts) < DEEPEST:
                parts.append(part)
            self.move(_BLANK)
            if self.text[self.at : self.at + 1] != ".":
                return tuple(parts)
            self.at += 1

    def pair(self, base: Path) -> None:
        start = self.at
        parts = self.key()
        for length in range(1, len(parts) + 1):
            self.found.setdefault(base + parts[:length], start)
        self.at += 1
        self.move(_BLANK)
        self.value((base + parts)[:DEEPEST])

    def value(self, path: Path) -> None:
        first = self.text[self.at]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            self.move(QUOTED if first in "\"'" else BARE_VALUE)

    def array(self, path: Path) -> None:
        self.at += 1
        self.skip()
        index = 0
        while self.text[self.at] != "]":
            self.found.setdefault((*path, index)[:DEEPEST], self.at)
            self.value((*path, index)[:DEEPEST])
            self.comma()
            index += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        self.skip()
        while self.text[self.at] != "}":
            self.pair(path)
            self.comma()
        self.at += 1

    def comma(self) -> None:
        self.skip()
        if self.text[self.at] == ",":
            self.at += 1
            self.skip()
