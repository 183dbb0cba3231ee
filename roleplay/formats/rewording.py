"""A shipped file as the beginning of an author's own."""

from collections.abc import Sequence

from roleplay.formats.positions import BARE_VALUE, QUOTED, positions
from roleplay.formats.toml import quoted


def reworded(text: str, within: Sequence[str], id: str, title: str, schema: str) -> str:
    """A file with an id and title of its own, version 1; all else of it stays, comments too.

    `text` is a scenario or rubric that loads, and `within` the table that has its id.
    """
    for key, value in (("id", quoted(id)), ("title", quoted(title)), ("version", "1")):
        text = _with(text, (*within, key), value)
    first, end, rest = text.partition("\n")
    return f"#:schema {schema}\n{rest if first.startswith('#:schema') else first + end + rest}"


def _with(text: str, path: tuple[str, ...], value: str) -> str:
    """The text with another value at a key, if it has the key."""
    start = positions(text).at(path)
    if start is None:
        return text
    at = text.index("=", start) + 1
    at += len(text[at:]) - len(text[at:].lstrip(" \t"))
    old = (QUOTED if text[at] in "\"'" else BARE_VALUE).match(text, at)
    assert old, "a file that loads has a value after its key"
    return text[:at] + value + text[at + len(old.group().rstrip()) :]
