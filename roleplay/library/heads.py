"""The heads of the scenarios in a folder; those of a large one are remembered, so that only what changed is read."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from time import time_ns

from roleplay.formats.front import parse_front
from roleplay.formats.problem import FileProblems
from roleplay.library.index import Answer, Head, Stamp, load_index, save_index
from roleplay.library.places import Place

WORTHWHILE = 50
"""Files a folder has before it is remembered: fewer are read as quickly as an index."""

SETTLED = 2_000_000_000
"""Nanoseconds a file has been left alone before it is remembered. The coarsest clock of a disk ticks every two
seconds, and a file that was written twice within a tick has the same stamp both times."""

MOST_PROBLEMS = 20
"""Of a file that is remembered; one with more is read each time, so that no index grows without end."""


def read_heads(place: Place, cache_dir: Path | None) -> Iterator[tuple[Path, Answer]]:
    """Each file, and what it has at its head; with a cache folder, that of a large folder may come from memory."""
    paths = list(place.files())
    if cache_dir is None or len(paths) < WORTHWHILE:
        for path in paths:
            yield path, _read(place, path, None)[0]
        return
    file = cache_dir / _name(place)
    before = load_index(file)
    now = {path.name: before[path.name] for path in paths if path.name in before}
    try:
        for path in paths:
            stamp, known = _stamp(path), now.pop(path.name, None)
            if known is not None and known.stamp == stamp:
                answer = known.answer(path)
            else:
                answer, known = _read(place, path, stamp)
            if known is not None:
                now[path.name] = known
            yield path, answer
    finally:
        # Also when somebody has waited long enough: what has been read need not be read again.
        if now != before:
            save_index(file, now)


def _name(place: Place) -> str:
    # Small folders need no hash, and need not pay for the import.
    from hashlib import sha256

    kind = b"flat" if place.flat else b"split"
    return f"{sha256(kind + os.fsencode(os.path.abspath(place.folder))).hexdigest()}.json"


def _stamp(path: Path) -> Stamp | None:
    """None for what isn't remembered: a link may lead somewhere else with no trace of it here."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns) if stat.S_ISREG(found.st_mode) else None


def _read(place: Place, path: Path, stamp: Stamp | None) -> tuple[Answer, Head | None]:
    """What the file says, and what of it may be remembered."""
    began = time_ns()
    try:
        data = place.read("scenario", path)
    except FileProblems as problems:
        # Not of the text: it may be gone next time, and the file the same.
        return problems, None
    answer: Answer = None
    if data is not None:
        try:
            answer = parse_front(data, str(path), path.stem)
        except FileProblems as problems:
            answer = problems
    return answer, Head.of(stamp, answer) if stamp and _lasting(path, stamp, answer, began) else None


def _lasting(path: Path, stamp: Stamp, answer: Answer, began: int) -> bool:
    few = not isinstance(answer, FileProblems) or len(answer.problems) <= MOST_PROBLEMS
    return few and max(stamp[1:]) + SETTLED <= began and path.name.isprintable()
