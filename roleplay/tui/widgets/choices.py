"""A list to choose from, with a mark before the chosen row: it shows also where there are no colours."""

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

MARK = "\u25b8 "
_PLAIN = Style(dim=False)


class Choices(OptionList):
    """As Textual's, with the mark; what stands in it is text, never markup."""

    def __init__(self, *options: Option, id: str | None = None) -> None:
        super().__init__(*options, id=id, markup=False, compact=True)

    def _get_left_gutter_width(self) -> int:
        return len(MARK)

    def render_line(self, y: int) -> Strip:
        """The line as it was, behind the mark or as much space."""
        strip = super().render_line(y)
        at = self.scroll_offset.y + y
        before, here = (self._lines[number][0] if 0 <= number < len(self._lines) else None for number in (at - 1, at))
        chosen = here is not None and here == self.highlighted
        is_first = chosen and before != here
        style = next(iter(strip)).style if strip else None
        # On the colour of the chosen row, dimmed text could hardly be read.
        shown = [Segment(one.text, one.style + _PLAIN if one.style else None) for one in strip] if chosen else strip
        return Strip([Segment(MARK if is_first else " " * len(MARK), style), *shown])


def row(text: str, id: str | None = None, *, disabled: bool = False) -> Option:
    """A row of plain text; without an id it cannot be chosen."""
    return Option(Content(text), id=id, disabled=disabled or id is None)
