"""The interface in a browser on this computer: `door.py` says who comes in, `tab.py` shows it, `driver.py` draws.

Only this computer can reach it, and the page loads nothing from elsewhere: the terminal in it is textual-serve's.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, redirect_stderr, redirect_stdout, suppress
from importlib.util import find_spec
from pathlib import Path

from aiohttp import web

from roleplay.tui.browser.door import SOCKET, Door
from roleplay.tui.browser.tab import Opening, Tabs

__all__ = ["listening", "serve"]

PAGE = Path(__file__).with_name("page")
PATIENCE = 5.0
"""Seconds that open tabs have to end when the program is stopped."""


def serve(opening: Opening, opened: Callable[[str], None]) -> None:
    """Serve until ^C; `opened` is told the address as soon as a browser can load it."""
    # Textual takes both streams while an interface runs, and tabs that overlap don't give them back in order.
    with redirect_stdout(sys.stdout), redirect_stderr(sys.stderr), suppress(KeyboardInterrupt):
        asyncio.run(_stay(opening, opened))


async def _stay(opening: Opening, opened: Callable[[str], None]) -> None:
    async with listening(opening) as address:
        opened(address)
        await asyncio.Event().wait()


@asynccontextmanager
async def listening(opening: Opening) -> AsyncIterator[str]:
    """The address, on a free port, as long as this is open."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        door = Door(listener.getsockname()[1])
        # The access log would hold the token.
        runner = web.AppRunner(_site(door, Tabs(opening)), access_log=None, shutdown_timeout=PATIENCE)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            yield door.address
        finally:
            await runner.cleanup()


def _site(door: Door, tabs: Tabs) -> web.Application:
    site = web.Application(middlewares=[door.watch])
    site.on_response_prepare.append(door.seal)
    site.on_shutdown.append(tabs.close)
    site.add_routes(
        [
            web.get("/", _page, allow_head=False),
            web.get(SOCKET, tabs.show, allow_head=False),
            web.static("/page", PAGE),
            web.static("/static", _terminal()),
        ]
    )
    return site


async def _page(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


def _terminal() -> Path:
    """What textual-serve brings for the browser; importing it for that would load its whole server."""
    found = find_spec("textual_serve")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("static")
