"""Who comes in: whoever was given the address, once, and from then on only that browser.

Other programs and other people on this computer can call the port, and any page in the browser can try to.
"""

from __future__ import annotations

import secrets

from aiohttp import web
from aiohttp.typedefs import Handler

SOCKET = "/ws"
"""Where the page connects its terminal."""

START_AGAIN = (
    "This address is not valid, or it has been used: each is good for one browser. "
    "Stop the trainer with ^C where you started it, start it again with `roleplay --browser`, "
    "and open the new address.\n"
)
NOT_HERE = "This is not an address of the trainer. Open the one that `roleplay --browser` shows.\n"

POLICY = (
    # xterm.js writes its measures into style elements, so styles can't be held to files.
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Door:
    """One start of the server: its address, the token in it, and the key that a browser gets for the token."""

    def __init__(self, port: int) -> None:
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._token: str | None = secrets.token_urlsafe(32)
        self._key = secrets.token_urlsafe(32)
        # Browsers keep cookies by host, not by port: two trainers side by side must not share a name.
        self._cookie = f"roleplay-{port}"
        self.address = f"http://{self._hosts[0]}/?token={self._token}"

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Every request passes here; the token is taken off the address, so that no history keeps it."""
        if not self._is_ours(request):
            return web.Response(status=403, text=NOT_HERE)
        token = request.query.get("token") if request.method == "GET" and request.path == "/" else None
        fresh = token is not None and self._take(token)
        if not (fresh or _same(request.cookies.get(self._cookie, ""), self._key)):
            return web.Response(status=403, text=START_AGAIN)
        if token is None:
            return await handler(request)
        inside = web.Response(status=303, headers={"Location": "/"})
        if fresh:
            inside.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
        return inside

    def _is_ours(self, request: web.Request) -> bool:
        """Called by its own name, which a rebound DNS name isn't, and by no page from elsewhere."""
        host, origin = request.headers.get("Host", ""), request.headers.get("Origin")
        if host not in self._hosts:
            return False
        return origin == f"http://{host}" or (origin is None and request.path != SOCKET)

    def _take(self, token: str) -> bool:
        """Whether this is the token; it is none any more afterwards."""
        if self._token is None or not _same(token, self._token):
            return False
        self._token = None
        return True

    async def seal(self, request: web.Request, response: web.StreamResponse) -> None:
        """What the browser has to hold to, on every answer."""
        response.headers["Content-Security-Policy"] = POLICY.format(host=request.headers.get("Host", self._hosts[0]))
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"


def _same(given: str, secret: str) -> bool:
    # As bytes, because compare_digest refuses text that is not ASCII.
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
