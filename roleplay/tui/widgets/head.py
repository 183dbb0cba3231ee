"""The one row at the top: where one is, and whose turn it is."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class Head(Horizontal):
    """A title at the left, what changes at the right."""

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self._left, self._right = left, right

    def compose(self) -> ComposeResult:
        """Both as text, never as markup."""
        yield Static(Content(self._left), classes="left")
        yield Static(Content(self._right), classes="right")

    def tell(self, right: str) -> None:
        """Say what has changed."""
        self.query_one(".right", Static).update(Content(right))
