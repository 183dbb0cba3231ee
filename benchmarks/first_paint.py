"""How long until the interface can be read, beside a minimal Textual app in the same run.

`benchmarks/first_paint.py`: starts each in a terminal of its own, several times in turn, and prints the least time
until its words stand there, and the ratio. The bar is 1.5.
"""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from tempfile import TemporaryDirectory

MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Small(App):
    def compose(self):
        yield Static("Who do you want to talk with?")
Small().run()
"""
RUNS = 7
BAR = 1.5
SHOWN, LISTED = b"Who do you want to talk with?", b"Green trainers"
"""The first screen; and the first screen with the cases in it."""


def until_shown(command: list[str], home: Path, words: bytes = SHOWN) -> float:
    """Seconds from the start to the words, in a terminal of 80 columns and 24 rows."""
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    told = {"TERM": "xterm-256color", "ROLEPLAY_DATA": str(home), "ROLEPLAY_CACHE": str(home)}
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **told})
    seen = b""
    while words not in seen:
        seen += os.read(mine, 65536)
    took = time.perf_counter() - began
    process.kill()
    process.wait()
    os.close(mine)
    os.close(theirs)
    return took


def main() -> None:
    """Measure both in turn, print, and fail above the bar."""
    small, ours, listed = [], [], []
    with TemporaryDirectory() as folder:
        for _ in range(RUNS):
            small.append(until_shown([sys.executable, "-c", MINIMAL], Path(folder)))
            ours.append(until_shown([sys.executable, "-m", "roleplay"], Path(folder)))
            listed.append(until_shown([sys.executable, "-m", "roleplay"], Path(folder), LISTED))
    ratio = min(ours) / min(small)
    load = os.getloadavg()[0]
    print(f"minimal app {min(small):.2f} s, interface {min(ours):.2f} s: {ratio:.2f} times (load average {load:.1f})")
    print(f"with the cases listed {min(listed):.2f} s")
    raise SystemExit(int(ratio > BAR))


if __name__ == "__main__":
    main()
