"""The file in which the heads of a folder are remembered.

It is text from outside: one that is missing, torn, somebody else's, of another version or not as we write it is no
index, and no error. Each process puts a whole one in the place of the last.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from roleplay import __version__
from roleplay.domain.meta import Meta
from roleplay.domain.text import clean
from roleplay.domain.value import Value
from roleplay.formats.problem import FileProblems, Problem, printable_path
from roleplay.formats.source import open_file

VERSION = f"{__version__}-1"
"""Of program and index. The last number is raised when what a head means changes and the program's version doesn't."""

LARGEST = 100_000_000
"""Bytes of an index that are read; a head has about 300."""

_ESCAPES = re.compile(r"\\(.)", re.S)

Answer = Meta | FileProblems | None
"""A head, what is wrong with a file without one, or None for a file of another kind."""

Stamp = tuple[int, int, int]
"""Size in bytes, and when a file was last written and last moved or permitted otherwise, in nanoseconds."""


class Head(Value):
    """What is remembered of a file."""

    stamp: Stamp
    meta: Meta | None = None
    problems: tuple[Problem, ...] = ()
    """Without the file's name, which depends on how its folder was named."""

    @classmethod
    def of(cls, stamp: Stamp, answer: Answer) -> "Head":
        """What reading the file gave."""
        if isinstance(answer, FileProblems):
            return cls(stamp=stamp, problems=tuple(replace(one, file="") for one in answer.problems))
        return cls(stamp=stamp, meta=answer)

    def answer(self, path: Path) -> Answer:
        """The same again."""
        if not self.problems:
            return self.meta
        shown = printable_path(path)
        return FileProblems(replace(one, file=shown) for one in self.problems)


class Index(Value):
    """All that is remembered of a folder, by the names of its files."""

    version: str
    heads: dict[str, Head]


def load_index(file: Path) -> Mapping[str, Head]:
    """What this file remembers, by names; nothing if it is no index that this program wrote for this user."""
    try:
        with open_file(file, LARGEST) as opened:
            text = opened.read(LARGEST).decode("utf-8") if _is_ours(os.fstat(opened.fileno())) else ""
        if clean(text) != text or not set(_ESCAPES.findall(text)) <= set('"\\n'):
            return {}
        index = Index.model_validate_json(text, strict=True)
    except (FileProblems, OSError, UnicodeDecodeError, ValidationError):
        return {}
    misnamed = any(head.meta is not None and name != f"{head.meta.id}.toml" for name, head in index.heads.items())
    return {} if misnamed or index.version != VERSION else index.heads


def _is_ours(found: os.stat_result) -> bool:
    """Nobody else can have written it, where a system tells owners."""
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def save_index(file: Path, known: Mapping[str, Head]) -> None:
    """Remember this and nothing else. What cannot be written is done without."""
    # Only who has something to write pays for this import.
    from tempfile import mkstemp

    data = Index(version=VERSION, heads=dict(known)).model_dump_json(exclude_defaults=True).encode("utf-8")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = mkstemp(dir=file.parent, prefix=f"{file.stem[:8]}-")
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
            os.replace(beside, file)
        except BaseException:
            os.unlink(beside)
            raise
