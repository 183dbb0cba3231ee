"""The shape of every value that is read from outside: frozen, and closed to unknown keys."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, WithJsonSchema


class Value(BaseModel):
    """A value checked once at the door; its validator is built with the first one made, so that listing is cheap.

    The docstrings of its fields are what an editor tells of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, use_attribute_docstrings=True)


def offered(names: Iterable[str]) -> WithJsonSchema:
    """Names that an editor offers for a text; the loader looks them up itself, and tells the nearest right one."""
    return WithJsonSchema({"type": "string", "enum": list(names)})
