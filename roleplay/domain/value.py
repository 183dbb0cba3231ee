"""The shape of every value that is read from outside: frozen, and closed to unknown keys."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value checked once at the door; docstrings under its fields become the file's schema."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
