"""The head of a scenario file, for listing thousands of them without looking at every line."""

from collections.abc import Iterator

from roleplay.domain.meta import Front, Meta
from roleplay.formats.problem import printable
from roleplay.formats.toml import Table, parse_toml
from roleplay.formats.wording import Complaint, step


def parse_front(data: bytes, name: str, stem: str | None = None) -> Meta:
    """The `[meta]` of this document, called `name` in problems; in a library its id must be the file's `stem`."""
    return parse_toml(Front, data, name, lambda table: misnamed(table, stem), ("meta",)).meta


def misnamed(table: Table, stem: str | None) -> Iterator[Complaint]:
    """An id that is not the file's name, so that it could not be found by it."""
    name = step(step(table, "meta"), "id")
    if stem is not None and isinstance(name, str) and name != stem:
        hint = f'"{printable(stem)}", or rename the file'
        yield Complaint(("meta", "id"), "must be the same as the file's name", hint)
