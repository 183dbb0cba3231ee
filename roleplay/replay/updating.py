"""A replay file that expects what comes of it now, and what had to be changed for that."""

from dataclasses import dataclass
from pathlib import Path

from roleplay.formats.corrected import changes, corrected_text, line
from roleplay.formats.problem import printable_path
from roleplay.formats.source import read_bytes
from roleplay.replay.cases import Cases
from roleplay.replay.telling import told

_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one file."""

    verdict: str
    lines: tuple[str, ...] = ()
    """What is changed, one thing a line; of a file that is left as it is, what there is to do in it."""
    data: bytes | None = None
    """What to write, if anything."""
    left: bool = False
    """It still comes out otherwise."""


def updated(cases: Cases, path: Path) -> Updated:
    """The file set right, tried before it is written; `FileProblems` if it cannot be used."""
    data = read_bytes(path)
    replay = cases.parse(data, printable_path(path))
    if not cases.play(replay).differences:
        return Updated("ok")
    wanted = cases.correct(replay)
    result = cases.play(wanted)
    if result.differences:
        why = "left as it is; other expectations alone cannot make it come out as it must"
        return Updated(why, tuple(told(result).split("\n")), left=True)
    changed = changes(replay, wanted)
    lines = tuple(line(one, replay) for one in changed)
    text = corrected_text(data.removeprefix(_MARK).decode("utf-8"), changed)
    if text is None or cases.parse(text, printable_path(path)) != wanted:
        return Updated("left as it is; it is written so that only a person can change this in it", lines, left=True)
    return Updated("updated", lines, _MARK * data.startswith(_MARK) + text.encode("utf-8"))
