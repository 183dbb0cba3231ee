"""The interface in a real browser: Chromium presses the keys, and what is drawn is read on its way to the page."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, WebSocket, sync_playwright

from tests.cli.conftest import command, environment

CHROMIUM = shutil.which("chromium")
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07)")
SECONDS = 30
REPLY = "Sorry, that's our mistake. When do you need the green ones?"
OPENS = """
address => new Promise(done => {
    const socket = new WebSocket(address);
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


@pytest.fixture
def address() -> Iterator[str]:
    """Where a trainer is open, of its own and with a record of its own."""
    quiet = environment(ROLEPLAY_NO_BROWSER="1", TERM="dumb")
    with subprocess.Popen(command("--browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=quiet) as running:
        assert running.stdout
        running.stdout.readline()
        yield running.stdout.readline().decode().strip()
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=SECONDS) == (b"", b"\nStopped.\n")
        assert running.returncode == 0


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A page of somebody else, on this computer too, so that it shares the cookies."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>elsewhere</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM)
        yield browser.new_page(viewport={"width": 1000, "height": 640})
        browser.close()


class Watched:
    """A page, and all that went on on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drawn = b""
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("websocket", self._connected)
        page.on("request", lambda one: self.hosts.add(one.url.split("/")[2]))
        page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.complaints.append(str(one)))

    def _connected(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)

    def _received(self, payload: str | bytes) -> None:
        self.drawn += payload if isinstance(payload, bytes) else b""

    def wait_for(self, text: str) -> None:
        """Until this is drawn; what was drawn before counts no more."""
        until = time.monotonic() + SECONDS
        while text not in (read := ESCAPES.sub(b"", self.drawn).decode("utf-8", "replace")):
            assert time.monotonic() < until, f"waiting for {text!r}, there was:\n{read}"
            self.page.wait_for_timeout(100)
        self.drawn = b""

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


def transcript() -> list[dict[str, str]]:
    """What the record has of the conversation."""
    asked = command("export", "last", "--json")
    return json.loads(subprocess.run(asked, capture_output=True, env=environment(), check=True).stdout)["transcript"]


def test_a_conversation_in_the_browser_as_in_the_terminal(address: str, page: Page) -> None:
    watched = Watched(page)
    page.goto(address)
    assert "token" not in page.url
    # No click before: the keys arrive at once.
    watched.wait_for("Green trainers, blue box")
    watched.press("Enter")
    watched.wait_for("start")
    watched.press("Enter")
    watched.wait_for("What do you say to Sam?")
    page.keyboard.type(REPLY)
    watched.press("Enter")
    watched.wait_for("1 reply")
    said = transcript()
    assert [turn["role"] for turn in said] == ["customer", "agent", "customer"]
    assert said[1]["content"] == REPLY
    assert "race" in said[2]["content"]
    assert page.locator("canvas").first.bounding_box()
    assert watched.hosts == {address.split("/")[2]}
    assert not watched.complaints

    # Leaving says so, and one key opens it again.
    watched.press("Control+q")
    page.get_by_text("The trainer is closed here.").wait_for()
    watched.press("Enter")
    watched.wait_for("not finished: F2 goes on")


def test_a_page_from_elsewhere_gets_no_terminal(address: str, elsewhere: str, page: Page) -> None:
    page.goto(address)
    socket = page.url.replace("http:", "ws:") + "ws"
    assert page.evaluate(OPENS, socket) == "open"
    page.goto(elsewhere)
    assert page.title() == "elsewhere"
    assert page.evaluate(OPENS, socket) == "refused"
    page.goto(elsewhere.replace("127.0.0.1", "localhost"))
    assert page.evaluate(OPENS, socket) == "refused"


def test_another_window_cannot_use_the_address_again(address: str, page: Page) -> None:
    page.goto(address)
    assert page.context.browser
    with page.context.browser.new_context() as other:
        answer = other.new_page().goto(address)
        assert answer
        assert answer.status == 403
        assert "roleplay --browser" in answer.text()
