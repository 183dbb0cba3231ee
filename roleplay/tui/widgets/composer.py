"""Where a reply is written: enter sends, and what was sent before comes back with the arrow at the top."""

from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from roleplay.domain.text import clean

OVER = "It is over: \u21b5 shows how it went"


class Composer(TextArea):
    """Several lines of text; nothing typed is ever lost."""

    class Sent(Message):
        """The trainee has finished a reply."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, asks: str) -> None:
        super().__init__("", id="say", soft_wrap=True, tab_behavior="focus")
        self._asks = asks
        self.over = False
        self._earlier: list[str] = []
        self._at = 0

    async def _on_key(self, event: Key) -> None:
        done = {"enter": self.send, "ctrl+j": self.break_line, "ctrl+u": self.wipe}.get(event.key)
        if done:
            event.stop()
            event.prevent_default()
            done()
            return
        step = {"up": -1, "down": 1}.get(event.key)
        if step and self._earlier and self.document.line_count == 1 and not self._is_own(step):
            event.stop()
            event.prevent_default()
            self._at = min(max(self._at + step, 0), len(self._earlier))
            self.write(self._earlier[self._at] if self._at < len(self._earlier) else "")
            return
        await super()._on_key(event)

    async def _on_paste(self, event: Paste) -> None:
        event.text = clean(event.text)
        await super()._on_paste(event)

    def _is_own(self, step: int) -> bool:
        """Something newly written stands here: going back would lose it."""
        return self._at == len(self._earlier) and bool(self.text.strip()) and step < 0

    @property
    def over(self) -> bool:
        """The conversation has ended: enter goes on to how it went."""
        return self._over

    @over.setter
    def over(self, over: bool) -> None:
        self._over = over
        self.border_title = Content(OVER if over else self._asks)

    def add(self, letter: str | None) -> None:
        """A letter that was typed while something lay on top."""
        if letter:
            self.insert(letter)

    def send(self) -> None:
        """Pass the reply on; an empty box sends nothing."""
        if self.text.strip() or self.over:
            self.post_message(self.Sent(self.text))

    def break_line(self) -> None:
        """Go on in a new line of the same reply."""
        self.insert("\n")

    def wipe(self) -> None:
        """The box is empty; what stood there can be called back."""
        if self.text.strip():
            self.sent(self.text)

    def stands(self, mood: str) -> None:
        """How the customer stands, on the lower edge."""
        self.border_subtitle = Content(mood)

    def sent(self, text: str) -> None:
        """The reply is on its way: the box is empty again, and the reply can be called back."""
        self._earlier.append(text)
        self._at = len(self._earlier)
        self.write("")

    def write(self, text: str) -> None:
        """Put words into the box, the cursor behind them."""
        self.load_text(clean(text))
        self.move_cursor(self.document.end)
