"""How long until a key stands in the box, while the customer's words arrive under a transcript of 200 replies.

`benchmarks/keystroke.py`: starts the interface in a terminal of its own, presses digits while words without digits
arrive, and prints the time from each key to its sight, and the CPU time that the program spent in it. The bar is 50 ms,
for 19 of 20 keys.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = """
import asyncio, sys
from pathlib import Path
from roleplay.config import Given, settle
from roleplay.library import find_scenario, rubrics_of
from roleplay.session import Session
from roleplay.store import open_store
from roleplay.tui import Place
from roleplay.tui import app as interface
from roleplay.tui.app import Interface
from roleplay.tui.screens.talk import Talk
from roleplay.tui.view import Spoken

folder = Path(sys.argv[1])
settings = settle(Given(str(folder)), {}, Given(), folder)
nothing, same = lambda path, text: None, lambda name, value: settings
place = Place(settings, open_store(":memory:"), "", lambda: 7, "wrong-colour", nothing, same, folder)

class Long(Interface):
    CSS_PATH = Path(interface.__file__).with_name("app.tcss")

    async def on_ready(self):
        case = find_scenario("wrong-colour").scenario
        session = await Session.start(case, rubrics_of(case, (), folder, print), 7, place.store)
        talk = Talk(place, session)
        await self.push_screen(talk)
        said = [Spoken("You" if at % 2 else "Sam", "So many words have been said here. " * 4, mine=bool(at % 2))
                for at in range(400)]
        await talk.transcript.tell(*said)
        talk.run_worker(self.stream(talk))
        talk.composer.placeholder = "ready"

    async def stream(self, talk):
        while True:
            await talk.transcript.speak(Spoken("Sam", "And another word arrives. " * 60))

Long(place).run()
"""
KEYS = 40
BAR = 0.050
PAUSE = 0.25
"""Seconds between two keys, as somebody types who thinks."""


class Screen:
    """The program in a terminal of 80 columns and 24 rows."""

    def __init__(self, folder: str) -> None:
        self.keys, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        program = Path(folder, "program.py")
        program.write_text(PROGRAM, "utf-8")
        self.process = subprocess.Popen(
            [sys.executable, program, folder],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color"},
        )

    def read(self, seconds: float) -> bytes:
        """What is drawn within so many seconds."""
        until, seen = time.monotonic() + seconds, b""
        while (left := until - time.monotonic()) > 0:
            if select.select([self.keys], [], [], left)[0]:
                seen += os.read(self.keys, 65536)
        return seen

    def press(self, key: bytes) -> float:
        """Seconds until it stands there."""
        began = time.perf_counter()
        os.write(self.keys, key)
        seen = b""
        while key not in _words(seen):
            seen += os.read(self.keys, 65536)
        return time.perf_counter() - began

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the program has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _words(drawn: bytes) -> bytes:
    """What is drawn without the terminal's own sequences, which are full of digits."""
    return re.sub(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[^\[]", b"", drawn)


def main() -> None:
    """Press, measure, print, and fail above the bar."""
    with TemporaryDirectory() as folder:
        screen = Screen(folder)
        seen = b""
        while b"ready" not in seen:
            seen += screen.read(0.2)
        screen.read(2)
        took = []
        before = screen.cpu
        for number in range(KEYS):
            took.append(screen.press(str(number % 10).encode()))
            screen.read(PAUSE)
        spent = screen.cpu - before
        screen.process.kill()
    load = os.getloadavg()[0]
    print(
        f"{KEYS} keys: median {statistics.median(took) * 1000:.0f} ms, "
        f"slowest {max(took) * 1000:.0f} ms, {sum(one > BAR for one in took)} above the bar (load average {load:.1f}); "
        f"{spent / KEYS * 1000:.0f} ms CPU for a key and the words that arrive in {PAUSE} s"
    )
    raise SystemExit(int(statistics.quantiles(took, n=20)[-1] > BAR))


if __name__ == "__main__":
    main()
