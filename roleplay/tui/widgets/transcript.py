"""What was said so far, growing upwards; the customer's words arrive at a pace at which they can be read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace

from textual.containers import VerticalScroll

from roleplay.tui.view import Spoken
from roleplay.tui.widgets.spoken import shown, told

WORDS_A_SECOND = 12
"""About three times as fast as people read, so that reading begins at once and nobody waits long."""


class Incoming:
    """What somebody says, while it may still be coming: words in their order."""

    def __init__(self) -> None:
        self._sentences: asyncio.Queue[str | None] = asyncio.Queue()
        self.text = ""
        """All that has come so far."""
        self.who = ""
        """Whose words they were, where that is known only at the end."""
        self._begun, self._ended = asyncio.Event(), asyncio.Event()

    @property
    def is_open(self) -> bool:
        """More of it may come."""
        return not self._ended.is_set()

    async def first(self) -> None:
        """Wait until there is some of it."""
        await self._begun.wait()

    async def whole(self) -> None:
        """Wait until there is all of it."""
        await self._ended.wait()

    def add(self, sentence: str) -> None:
        """Some more of it."""
        if sentence:
            self.text = f"{self.text} {sentence}".strip()
            self._sentences.put_nowait(sentence)
            self._begun.set()

    def end(self, one: Spoken) -> None:
        """All of it is known: the rest comes now, and nothing after it."""
        self.add(one.text.removeprefix(self.text).strip())
        self.who = one.who
        self._sentences.put_nowait(None)
        self._begun.set()
        self._ended.set()

    async def __aiter__(self) -> AsyncIterator[str]:
        while (sentence := await self._sentences.get()) is not None:
            for word in sentence.split():
                yield f"{word} "


class Transcript(VerticalScroll):
    """The middle of a conversation."""

    def __init__(self) -> None:
        super().__init__(id="log")
        self._hurried = asyncio.Event()

    def on_mount(self) -> None:
        """The newest words stay in sight."""
        self.anchor()

    async def tell(self, *spoken: Spoken) -> None:
        """Show these at once."""
        await self.mount_all(map(shown, spoken))

    async def rewrite(self, spoken: Iterable[Spoken]) -> None:
        """Show these, and nothing of before."""
        await self.remove_children()
        await self.tell(*spoken)

    async def speak(self, one: Spoken, incoming: Incoming, begun: Callable[[], None]) -> None:
        """Show what comes in, word by word, as far as it has come; `hurry` shows words as soon as they are there.

        `begun` is told when there is the first of it.
        """
        await incoming.first()
        begun()
        self._hurried.clear()
        widget = shown(replace(one, text=""))
        await self.mount(widget)
        text, lines = "", 0
        async for word in incoming:
            text += word
            so_far = told(replace(one, text=text))
            before, lines = lines, so_far.get_height({}, max(1, widget.content_size.width))
            # To lay a long transcript out anew for every word would make whoever types wait.
            widget.update(so_far, layout=lines != before)
            if not self._hurried.is_set():
                await self._is_hurried()
        widget.update(told(replace(one, who=incoming.who or one.who, text=text.strip())))

    async def _is_hurried(self) -> bool:
        try:
            await asyncio.wait_for(self._hurried.wait(), 1 / WORDS_A_SECOND)
        except TimeoutError:
            return False
        return True

    def hurry(self) -> None:
        """Nobody wants to wait any longer."""
        self._hurried.set()
