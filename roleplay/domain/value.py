"""The shape of every value that is read from outside: frozen, and closed to unknown keys."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value checked once at the door; its validator is built with the first one made, so that listing is cheap."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
