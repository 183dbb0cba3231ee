"""How a server that is none answers: well, oddly, or failing in every known way; the name of the model picks one."""

import asyncio
from collections.abc import Awaitable, Callable

from roleplay.llm.wire import PIECE, Broken, Wire

FOREVER = 3600.0


async def well(wire: Wire, text: str, times: int) -> None:
    """The text, as it should be."""
    await wire.begin()
    await wire.say(text)
    await wire.end()


async def _silent(wire: Wire, text: str, times: int) -> None:
    await asyncio.sleep(FOREVER)


async def _silent_midway(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await asyncio.sleep(FOREVER)


async def _slow(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    while True:
        await wire.piece("a ")
        await asyncio.sleep(0.1)


async def _endless(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    while True:
        await wire.piece("and so on " * 20)


async def _cut(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    wire.writer.transport.abort()
    raise Broken


async def _unfinished(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text)
    await wire.end(None)


async def _error_event(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await wire.event(b'{"error": {"message": "overloaded", "code": "overloaded"}}')
    await wire.end(None)


async def _broken_json(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.event(b'{"id": "fake", "choices": [oops')
    await wire.end()


async def _wrong_shape(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.event(b'{"hello": "world"}')
    await wire.end()


async def _empty(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.end()


async def _stale(wire: Wire, text: str, times: int) -> None:
    """Promises to keep the connection, and closes it with the next request."""
    if times % 2 == 0:
        wire.writer.transport.abort()
        raise Broken
    await well(wire, text, times)


async def _too_long(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await wire.end("length")


async def _filtered(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.say(text[: len(text) // 2])
    await wire.end("content_filter")


async def _no_text(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.piece([{"type": "text", "text": text}])
    await wire.end()


async def _only_thoughts(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    for _ in range(3):
        await wire.piece(None, reasoning_content="Let me think. ")
    await wire.end()


async def _thoughtful(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    for _ in range(3):
        await wire.piece(None, reasoning_content="Let me think. ", reasoning="Hm. ")
    await wire.say(text)
    await wire.end()


async def _counting(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    await wire.told(choices=[])
    await wire.say(text)
    await wire.end(usage=7)


async def _commenting(wire: Wire, text: str, times: int) -> None:
    await wire.begin()
    for at in range(0, len(text), PIECE):
        await wire.comment()
        await wire.say(text[at : at + PIECE])
    await wire.comment()
    await wire.end()


def _refusing(status: int, code: str, extra: str = "", until: int = 10**9) -> Callable[..., Awaitable[None]]:
    async def refuse(wire: Wire, text: str, times: int) -> None:
        if times > until:
            await well(wire, text, times)
        else:
            wire.error(status, code, extra)

    return refuse


def _page(kind: str, content: bytes) -> Callable[..., Awaitable[None]]:
    async def show(wire: Wire, text: str, times: int) -> None:
        wire.whole(200, content, kind)

    return show


BEHAVIOURS: dict[str, Callable[[Wire, str, int], Awaitable[None]]] = {
    "fault-401": _refusing(401, "invalid_api_key"),
    "fault-403": _refusing(403, "not_allowed"),
    "fault-404": _refusing(404, "model_not_found"),
    "fault-400": _refusing(400, "bad_request"),
    "fault-429": _refusing(429, "rate_limit_exceeded"),
    "fault-429-wait": _refusing(429, "rate_limit_exceeded", "retry-after: 30\r\n"),
    "fault-429-once": _refusing(429, "rate_limit_exceeded", "retry-after: 0.05\r\n", until=1),
    "fault-500": _refusing(500, "internal_error"),
    "fault-silent": _silent,
    "fault-silent-midway": _silent_midway,
    "fault-slow": _slow,
    "fault-endless": _endless,
    "fault-cut": _cut,
    "fault-unfinished": _unfinished,
    "fault-error-event": _error_event,
    "fault-broken-json": _broken_json,
    "fault-wrong-shape": _wrong_shape,
    "fault-empty": _empty,
    "fault-html": _page("text/html", b"<html><body>Log in to this network</body></html>"),
    "fault-whole": _page("application/json", b'{"choices": []}'),
    "fault-stale": _stale,
    "fault-length": _too_long,
    "fault-redirect": _refusing(307, "moved", "location: /v1/elsewhere\r\n"),
    "fault-filtered": _filtered,
    "fault-no-text": _no_text,
    "fault-thoughts": _only_thoughts,
    "odd-temperature": _refusing(400, "temperature_is_not_supported", until=1),
    "odd-thoughts": _thoughtful,
    "odd-usage": _counting,
    "odd-comments": _commenting,
}
"""What can be picked by the name of the model. A new way to fail is one row; so is an odd way to answer."""
