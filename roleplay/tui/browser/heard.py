"""What a page says: keys, its size, and whether one looks at it. All of it comes from outside."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from textual.geometry import Size, clamp

LARGEST = 1024 * 1024
"""Bytes of one message: a paste is one, and more than any reply."""
WIDTHS, HEIGHTS = (20, 500), (10, 200)
"""Columns and rows: below nothing can be read, above drawing takes too long."""
USUAL = Size(80, 24)


class Window(BaseModel):
    """Columns and rows that fit the page, as it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    width: int
    height: int

    @property
    def size(self) -> Size:
        """As it can be drawn."""
        return Size(clamp(self.width, *WIDTHS), clamp(self.height, *HEIGHTS))


Heard = (
    # An empty text would mean to the parser of keys that there is nothing more to come.
    tuple[Literal["stdin"], Annotated[str, Field(min_length=1)]]
    | tuple[Literal["resize"], Window]
    | tuple[Literal["ping"], str]
    | tuple[Literal["focus", "blur"]]
)
_HEARD: TypeAdapter[Heard] = TypeAdapter(Heard)


def heard(text: str) -> Heard | None:
    """The message, or None for what is none."""
    try:
        return _HEARD.validate_json(text)
    except ValidationError:
        return None


def first_size(width: str, height: str) -> Size:
    """The size in the address that the page connects to, or the usual one."""
    try:
        return Window.model_validate({"width": width, "height": height}).size
    except ValidationError:
        return USUAL
