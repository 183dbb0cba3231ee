"""A tab: one websocket, one interface. Whoever closes it has left, and what was said is in the record already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

from aiohttp import WSCloseCode, WSMsgType, web

from roleplay.tui import Place
from roleplay.tui.browser.driver import Paged
from roleplay.tui.browser.heard import LARGEST, first_size, heard

Opening = Callable[[], AbstractContextManager[Place]]
"""Opens a place for one tab: a store serves one conversation at a time, so each tab has its own."""

HEARTBEAT = 20.0
"""Seconds between two looks whether the page is still there."""
PATIENCE = 3.0
"""Seconds for a reply that is being read, and for the interface to end."""


class Tabs:
    """All tabs that are open."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._open: set[web.WebSocketResponse] = set()

    async def show(self, request: web.Request) -> web.WebSocketResponse:
        """One tab, from its first screen until either side has left."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST)
        await socket.prepare(request)
        size = first_size(request.query.get("width", ""), request.query.get("height", ""))
        self._open.add(socket)
        try:
            with self._opening() as place:
                app = Paged(place)
                running = asyncio.create_task(app.run_async(size=size))
                await _converse(app, socket, running)
        finally:
            self._open.discard(socket)
            await socket.close()
        return socket

    async def close(self, site: web.Application) -> None:
        """Tell every page that the trainer is being stopped."""
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in self._open))


async def _converse(app: Paged, socket: web.WebSocketResponse, running: asyncio.Task[None]) -> None:
    sides = [asyncio.create_task(_listen(app, socket)), asyncio.create_task(_draw(app, socket))]
    try:
        await asyncio.wait([running, *sides], return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not running.done():
            await _leave(app, running)
        for side in sides:
            side.cancel()
        # That a page is gone is no failure; that the interface did not run is.
        ended, *_ = await asyncio.gather(running, *sides, return_exceptions=True)
        if isinstance(ended, Exception):
            raise ended


async def _leave(app: Paged, running: asyncio.Task[None]) -> None:
    """A reply that is just being read is still stored."""
    said = [asyncio.ensure_future(one.wait()) for one in app.workers if one.group == "say" and not one.is_finished]
    if said:
        await asyncio.wait(said, timeout=PATIENCE)
    app.exit()
    await asyncio.wait([running], timeout=PATIENCE)
    running.cancel()


async def _draw(app: Paged, socket: web.WebSocketResponse) -> None:
    while True:
        pieces = [await app.drawn.get()]
        while not app.drawn.empty():
            pieces.append(app.drawn.get_nowait())
        await socket.send_bytes("".join(pieces).encode("utf-8", "replace"))


async def _listen(app: Paged, socket: web.WebSocketResponse) -> None:
    async for message in socket:
        said = heard(message.data) if message.type == WSMsgType.TEXT else None
        if said is None or app.keyboard is None:
            continue
        if said[0] == "stdin":
            app.keyboard.press(said[1])
        elif said[0] == "resize":
            app.keyboard.resize(said[1].size)
        elif said[0] == "ping":
            await socket.send_json(["pong", said[1]])
        else:
            app.keyboard.look(said[0] == "focus")
