"""The interface in a real terminal: tmux presses the keys and reads the screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


class Tmux:
    """A terminal of 80 columns and 24 rows with a shell in it."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._call("new-session", "-d", "-x", "80", "-y", "24")

    def _call(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *arguments], check=True, capture_output=True, text=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Keys by the names that tmux gives them."""
        self._call("send-keys", *keys)

    def write(self, text: str) -> None:
        """Text, letter by letter."""
        self._call("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What can be read."""
        return self._call("capture-pane", "-p")

    def wait_for(self, text: str) -> str:
        """The screen as soon as this stands on it."""
        until = time.monotonic() + 30
        while text not in self.screen:
            assert time.monotonic() < until, f"waiting for {text!r}, there is:\n{self.screen}"
            time.sleep(0.1)
        return self.screen

    def wait_for_no(self, text: str) -> None:
        """Until this stands there no more."""
        until = time.monotonic() + 30
        while text in self.screen:
            assert time.monotonic() < until, self.screen
            time.sleep(0.1)

    def close(self) -> None:
        """As if the window were shut."""
        self._call("kill-server")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    terminal = Tmux(tmp_path / "tmux")
    yield terminal
    terminal.close()


COMMAND = f"{sys.executable} -m roleplay"


def test_a_conversation_from_the_library_to_its_debrief(tmux: Tmux) -> None:
    tmux.write(COMMAND)
    tmux.press("Enter")
    tmux.wait_for("Green trainers, blue box")
    tmux.press("Enter")
    tmux.wait_for("start")
    tmux.press("Enter")
    tmux.wait_for("What do you say to Sam?")
    tmux.write("Sorry, our mistake. When do you need the green ones?")
    tmux.press("Enter")
    tmux.wait_for("1 reply")
    tmux.press("F9")
    tmux.wait_for("F9 once more")
    tmux.press("F9")
    assert "How it went" in tmux.wait_for("try again")
    tmux.press("C-q")
    tmux.wait_for_no("try again")


def test_what_was_said_outlives_the_terminal(tmp_path: Path) -> None:
    first = Tmux(tmp_path / "one")
    first.write(COMMAND)
    first.press("Enter")
    first.wait_for("Green trainers, blue box")
    first.press("Enter")
    first.wait_for("start")
    first.press("Enter")
    first.wait_for("What do you say to Sam?")
    first.write("When do you need them by?")
    first.press("Enter")
    first.wait_for("1 reply")
    first.close()

    again = Tmux(tmp_path / "two")
    again.write(f"{COMMAND} resume")
    again.press("Enter")
    again.wait_for("When do you need them by?")
    again.wait_for("1 reply")
    again.close()


def test_a_case_that_is_named_opens_at_its_briefing_and_plain_stays_line_by_line(tmux: Tmux) -> None:
    tmux.write(f"{COMMAND} play wrong-colour")
    tmux.press("Enter")
    tmux.wait_for("What do you want to try this time?")
    tmux.press("Enter")
    tmux.wait_for("What do you say to Sam?")
    tmux.press("C-q")
    tmux.wait_for_no("What do you say to Sam?")
    tmux.write(f"{COMMAND} play wrong-colour --plain")
    tmux.press("Enter")
    tmux.wait_for("You:")
