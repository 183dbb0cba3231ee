"""The interface in a browser, without one: who gets in, what comes out, and what a page can break."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSServerHandshakeError

from roleplay.cli.saving import write_new
from roleplay.config import Given, settle
from roleplay.store import open_store
from roleplay.tui import Place, browser
from roleplay.tui.browser.heard import heard
from tests.cli.conftest import command, environment, run

__all__ = ["run"]

ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07)")
SECONDS = 30
REPLY = "When do you need the green ones?"


class Trainer:
    """A trainer that is being served, and somebody who calls it."""

    def __init__(self, address: str, client: ClientSession) -> None:
        self.address, self.client = address, client
        self.origin = address.partition("/?")[0]

    async def status(self, url: str, **headers: str) -> int:
        async with self.client.get(url, headers=headers) as answer:
            return answer.status

    async def come_in(self) -> None:
        assert await self.status(self.address) == 200

    async def connect(self, query: str = "width=80&height=24", **headers: str) -> ClientWebSocketResponse:
        given = {"Origin": self.origin} | headers
        return await self.client.ws_connect(f"{self.origin}/ws?{query}", headers=given)


async def screen(socket: ClientWebSocketResponse, *awaited: str) -> str:
    """What has been drawn until all of this was among it."""
    drawn = ""
    async with asyncio.timeout(SECONDS):
        while not all(one in drawn for one in awaited):
            drawn += ESCAPES.sub("", (await socket.receive_bytes()).decode())
    return drawn


async def press(socket: ClientWebSocketResponse, text: str) -> None:
    await socket.send_json(["stdin", text])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
async def trainer(data: Path) -> AsyncIterator[Trainer]:
    @contextmanager
    def place() -> Iterator[Place]:
        with open_store(data / "record.db") as store:
            settings = settle(Given(str(data)), {}, Given(), data)
            yield Place(settings, store, "", lambda: 7, "wrong-colour", write_new, lambda name, value: settings, data)

    async with browser.listening(place) as address, visitor() as client:
        yield Trainer(address, client)


@asynccontextmanager
async def visitor() -> AsyncIterator[ClientSession]:
    """A browser that has not been here before."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        yield client


# --- the door


async def test_the_address_opens_the_page_and_the_token_leaves_it(trainer: Trainer) -> None:
    async with trainer.client.get(trainer.address) as page:
        assert page.status == 200
        assert "textual-terminal" in await page.text()
        assert str(page.url) == f"{trainer.origin}/"
        [came_in] = page.history
    assert re.search(r"roleplay-\d+=.*HttpOnly.*SameSite=Strict", came_in.headers["Set-Cookie"])
    assert await trainer.status(trainer.address) == 200
    assert await trainer.status(f"{trainer.origin}/static/js/textual.js") == 200


async def test_the_token_is_good_for_one_browser(trainer: Trainer) -> None:
    await trainer.come_in()
    async with visitor() as other, other.get(trainer.address) as refused:
        assert refused.status == 403
        assert "roleplay --browser" in await refused.text()


@pytest.mark.parametrize(
    "path", ["/", "/?token=", "/?token=wrong", "/?token=%ff", "/?token=é", "/static/js/textual.js"]
)
async def test_nobody_gets_in_without_the_token(trainer: Trainer, path: str) -> None:
    assert await trainer.status(trainer.origin + path) == 403
    assert await trainer.status(trainer.origin + path, Cookie="roleplay-1=x; roleplay=é") == 403
    await trainer.come_in()


async def test_a_name_from_elsewhere_does_not_use_the_token_up(trainer: Trainer) -> None:
    assert await trainer.status(trainer.address, Host="evil.example") == 403
    assert await trainer.status(trainer.address, Origin="http://evil.example") == 403
    async with trainer.client.head(trainer.address) as asked:
        assert asked.status == 403
    await trainer.come_in()


async def test_the_terminal_is_closed_to_whoever_has_no_cookie(trainer: Trainer) -> None:
    with pytest.raises(WSServerHandshakeError, match="403"):
        await trainer.connect()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "127.0.0.1"},
    ],
    ids=str,
)
async def test_the_terminal_is_closed_to_pages_from_elsewhere(trainer: Trainer, headers: dict[str, str]) -> None:
    await trainer.come_in()
    with pytest.raises(WSServerHandshakeError, match="403"):
        await trainer.connect(**headers)


async def test_a_program_that_names_no_page_gets_no_terminal(trainer: Trainer) -> None:
    await trainer.come_in()
    with pytest.raises(WSServerHandshakeError, match="403"):
        await trainer.client.ws_connect(f"{trainer.origin}/ws")


async def test_the_page_loads_nothing_from_elsewhere(trainer: Trainer) -> None:
    await trainer.come_in()
    async with trainer.client.get(trainer.origin) as page:
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        named = re.findall(r'(?:src|href)="([^"]*)"', await page.text())
    files = [one for one in named if one.startswith(("/static", "/page"))]
    assert sorted({*named} - {*files}) == ["/", "data:,"]
    for one in files:
        assert await trainer.status(trainer.origin + one) == 200
    assert not [path for path in browser.PAGE.iterdir() if re.search(r"https?://", path.read_text("utf-8"))]


# --- a tab


async def test_whoever_is_inside_sees_the_first_screen(trainer: Trainer) -> None:
    await trainer.come_in()
    assert await screen(await trainer.connect(), "Who do you want to talk with?", "Green trainers, blue box")


async def test_what_was_said_outlives_its_tab(trainer: Trainer) -> None:
    await trainer.come_in()
    socket = await trainer.connect()
    await screen(socket, "Green trainers, blue box")
    await press(socket, "\r")
    await screen(socket, "start")
    await press(socket, "\r")
    await screen(socket, "What do you say to Sam?")
    await press(socket, f"\x1b[200~{REPLY}\x1b[201~")
    await press(socket, "\r")
    await screen(socket, "1 reply")
    await socket.close()
    again = await trainer.connect()
    assert "not finished: F2 goes on" in await screen(again, "not finished: F2 goes on")
    await press(again, "\x1bOQ")
    await screen(again, "Your conversations")
    await press(again, "\r")
    assert REPLY in await screen(again, REPLY)


async def test_an_escape_alone_is_a_key(trainer: Trainer) -> None:
    await trainer.come_in()
    socket = await trainer.connect()
    await screen(socket, "Green trainers, blue box")
    await press(socket, "bank")
    await screen(socket, "bank")
    await press(socket, "\x1b")
    await screen(socket, "Green trainers, blue box")


async def test_whoever_leaves_ends_only_their_own_tab(trainer: Trainer) -> None:
    await trainer.come_in()
    one, other = await trainer.connect(), await trainer.connect()
    await screen(one, "Green trainers, blue box")
    await press(one, "\x11")
    async with asyncio.timeout(SECONDS):
        while not (await one.receive()).type.name.startswith("CLOS"):
            pass
    await screen(other, "Green trainers, blue box")


BROKEN = [
    "",
    "{",
    "null",
    "[]",
    '["stdin"]',
    '["stdin", ""]',
    '["stdin", 7]',
    r'["stdin", "\ud800"]',
    '["stdin", "\\u001b[<%s;1;1M"]' % ("9" * 20),
    '["stdin", "\\u001b[48;99999;99999;9;9t"]',
    '["stdin", "\\u001b[9999999999u"]',
    '["resize", {}]',
    '["resize", {"width": "x", "height": null}]',
    '["resize", {"width": 1e999, "height": 5}]',
    '["resize", {"width": -5, "height": 1000000000}]',
    '["fly", 1]',
    '["ping", {}]',
    "[" * 100_000,
]


async def test_what_is_no_message_changes_nothing(trainer: Trainer) -> None:
    await trainer.come_in()
    socket = await trainer.connect("width=abc&height=99999999999999999999999")
    await screen(socket, "Green trainers, blue box")
    for one in BROKEN:
        await socket.send_str(one)
    await socket.send_bytes(b"\xff")
    await socket.send_json(["resize", {"width": 100, "height": 30}])
    await socket.send_json(["blur"])
    await socket.send_json(["focus"])
    await press(socket, "cello")
    await screen(socket, "A battery and a cello")


def test_a_page_is_as_large_as_can_be_drawn() -> None:
    said = heard(json.dumps(["resize", {"width": 1, "height": 10**9}]))
    assert said is not None
    assert said[0] == "resize"
    assert said[1].size == (20, 200)


async def test_tabs_that_come_and_go_at_once_leave_nothing_open(trainer: Trainer) -> None:
    await trainer.come_in()
    for _ in range(3):
        await (await trainer.connect()).close()
    await screen(await trainer.connect(), "Who do you want to talk with?")


# --- the command


def test_it_says_its_address_and_stops_without_complaint() -> None:
    quiet = environment(ROLEPLAY_NO_BROWSER="1", TERM="dumb")
    with subprocess.Popen(command("--browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=quiet) as running:
        assert running.stdout
        assert b"^C stops it" in running.stdout.readline()
        assert re.fullmatch(rb"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}\n", running.stdout.readline())
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=SECONDS)
    assert (running.returncode, out, err) == (0, b"", b"\nStopped.\n")


def test_without_its_part_it_says_what_to_install(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roleplay.tui.find_spec", lambda name: None)
    done = run("--browser")
    assert done.code == 2
    assert 'pip install "roleplay-trainer[browser]"' in done.err


def test_it_goes_with_no_command(run) -> None:
    done = run("--browser", "list")
    assert done.code == 2
    assert "no command goes with it" in done.err


def test_the_interface_in_a_terminal_loads_no_server() -> None:
    code = "import sys, roleplay.tui.app, roleplay.tui.screens.library; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert "textual.app" in done.stdout.split()
    assert not {"aiohttp", "textual_serve"} & {*done.stdout.split()}
