"""Files and folders somebody names, as the transcripts in them: one after the other, in an order that stays."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from roleplay.formats.problem import FileProblems, Problem, printable_path
from roleplay.formats.source import unread
from roleplay.formats.transcript import ENDINGS, Piece, pieces, pieces_of

STDIN, STDIN_NAME = "-", "standard input"


def collected(names: Sequence[str], stdin: BinaryIO) -> Iterator[Piece]:
    """Every transcript in these files and folders; what cannot be read is a piece with its problems."""
    seen: set[str] = set()
    for name in dict.fromkeys(names):
        if name == STDIN:
            yield from _told(partial(pieces_of, stdin, STDIN_NAME))
            continue
        nothing = True
        for path in _files(name):
            nothing = False
            if isinstance(path, Piece):
                yield path
                continue
            real = _real(path)
            if real not in seen:
                seen.add(real)
                yield from _told(partial(pieces, path))
        if nothing:
            hint = f"their names end in {', '.join(ENDINGS)}"
            yield _bad(name, "there are no transcripts in this folder", hint)


def _real(path: Path) -> str:
    """The file itself, by whatever name it is called."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _told(read: Callable[[], Iterator[Piece]]) -> Iterator[Piece]:
    """The pieces, and why there are no more of them where a file breaks off."""
    try:
        yield from read()
    except FileProblems as found:
        yield Piece(found.problems[0].file, 0, problems=found.problems)


def _files(name: str) -> Iterator[Path | Piece]:
    """The file itself, or the transcripts of a folder with its folders; hidden ones are nobody's business here."""
    try:
        is_folder = os.path.isdir(name)
    except ValueError:
        is_folder = False
    if not is_folder:
        yield Path(name)
        return
    broken: list[OSError] = []
    for folder, folders, files in os.walk(name, onerror=broken.append):
        yield from (_unreadable(one) for one in broken)
        broken.clear()
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            path = Path(folder, file)
            if not file.startswith(".") and path.suffix.lower() in ENDINGS and not _is_special(path):
                yield path
    yield from (_unreadable(one) for one in broken)


def _is_special(path: Path) -> bool:
    """A pipe, a socket or a device among the files is no transcript; a link to nowhere is told as one."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def _unreadable(error: OSError) -> Piece:
    (problem,) = unread(printable_path(error.filename), error).problems
    return Piece(problem.file, 0, problems=(problem,))


def _bad(name: str, message: str, hint: str) -> Piece:
    shown = printable_path(name)
    return Piece(shown, 0, problems=(Problem(shown, message=message, hint=hint),))
