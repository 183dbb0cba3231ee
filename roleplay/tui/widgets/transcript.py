"""What was said so far, growing upwards; the customer's words arrive at a pace at which they can be read."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace

from textual.containers import VerticalScroll

from roleplay.tui.view import Spoken
from roleplay.tui.widgets.spoken import shown, told

WORDS_A_SECOND = 12
"""About three times as fast as people read, so that reading begins at once and nobody waits long."""


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

    async def speak(self, one: Spoken) -> None:
        """Show it word by word; `hurry` shows the rest."""
        self._hurried.clear()
        widget = shown(replace(one, text=""))
        await self.mount(widget)
        words, lines = re.findall(r"\S+\s*", one.text), 0
        for count in range(1, len(words)):
            so_far = told(replace(one, text="".join(words[:count])))
            before, lines = lines, so_far.get_height({}, max(1, widget.content_size.width))
            # To lay a long transcript out anew for every word would make whoever types wait.
            widget.update(so_far, layout=lines != before)
            if await self._is_hurried():
                break
        widget.update(told(one))

    async def _is_hurried(self) -> bool:
        try:
            await asyncio.wait_for(self._hurried.wait(), 1 / WORDS_A_SECOND)
        except TimeoutError:
            return False
        return True

    def hurry(self) -> None:
        """Nobody wants to wait any longer."""
        self._hurried.set()
