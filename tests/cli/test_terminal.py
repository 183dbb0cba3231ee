"""At a real terminal: there is a prompt, lines are wrapped, and after the end one can go back."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time

import pytest

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

from .conftest import LIBRARY, command, environment  # noqa: E402


class Terminal:
    """The command at a terminal of its own."""

    def __init__(self, *arguments: object) -> None:
        self._mine, theirs = pty.openpty()
        self._process = subprocess.Popen(
            command(*arguments),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(TERM="dumb"),
            start_new_session=True,
            # Only on the terminal that it controls does a process get the signals typed there.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self.shown = ""

    def wait_for(self, text: str) -> str:
        """What is shown up to this text."""
        until = time.monotonic() + 30
        while text not in self.shown:
            ready, _, _ = select.select([self._mine], [], [], max(0.0, until - time.monotonic()))
            assert ready, f"waiting for {text!r}, there is: {self.shown}"
            try:
                self.shown += os.read(self._mine, 65536).decode()
            except OSError:
                break
        assert text in self.shown, self.shown
        seen, _, self.shown = self.shown.partition(text)
        return seen + text

    def interrupt(self, text: str) -> None:
        """Press Ctrl-C until this is shown: pressed just as a prompt appears, Python may not notice before the next."""
        until = time.monotonic() + 30
        while text not in self.shown and time.monotonic() < until:
            self.type("\x03")
            ready, _, _ = select.select([self._mine], [], [], 6.0)
            while ready and text not in self.shown:
                try:
                    self.shown += os.read(self._mine, 65536).decode()
                except OSError:
                    break
                ready, _, _ = select.select([self._mine], [], [], 6.0)
        self.wait_for(text)

    def type(self, text: str) -> None:
        os.write(self._mine, text.encode())

    def leave(self) -> int:
        """The exit code, once the command has gone."""
        until = time.monotonic() + 30
        while self._process.poll() is None and time.monotonic() < until:
            ready, _, _ = select.select([self._mine], [], [], 0.05)
            if ready:
                try:
                    self.shown += os.read(self._mine, 65536).decode()
                except OSError:
                    break
        try:
            return self._process.wait(timeout=60)
        finally:
            self._process.kill()


PLAY = ("play", "late-parcel", "--library", LIBRARY)


def test_a_person_is_prompted_and_can_go_back_after_the_end():
    terminal = Terminal(*PLAY)
    terminal.wait_for("You: ")
    terminal.type("Hello Kim.\n")
    terminal.wait_for("Kim: ")
    terminal.wait_for("You: ")
    terminal.type("/end\n")
    assert "How it went" in terminal.wait_for("or press Enter to leave: ")
    terminal.type("/undo\n")
    terminal.wait_for("You took this back: Hello Kim.")
    terminal.wait_for("You: ")
    terminal.type("Hello again.\n")
    terminal.wait_for("Kim: ")
    terminal.wait_for("You: ")
    terminal.type("\x04")
    assert "How it went" in terminal.wait_for("or press Enter to leave: ")
    terminal.type("\n")
    assert terminal.leave() == 0


def test_with_nothing_said_there_is_nothing_to_go_back_to():
    terminal = Terminal(*PLAY)
    terminal.wait_for("You: ")
    terminal.type("/end\n")
    terminal.wait_for("there is nothing to grade")
    assert terminal.leave() == 0
    assert "/undo" not in terminal.shown


def test_ctrl_c_leaves_at_once_and_keeps_the_conversation():
    terminal = Terminal(*PLAY)
    terminal.wait_for("You: ")
    terminal.interrupt("roleplay resume ")
    assert terminal.leave() == 130
    assert re.match(r"\w{8}", terminal.shown)
    assert "Traceback" not in terminal.shown


def test_alone_it_offers_the_first_conversation():
    terminal = Terminal()
    terminal.wait_for("Press Enter to start the first one, or type q to leave: ")
    terminal.type("q\n")
    assert terminal.leave() == 0


def test_one_key_starts_it():
    terminal = Terminal()
    terminal.wait_for("or type q to leave: ")
    terminal.type("\n")
    assert "Green trainers, blue box" in terminal.wait_for("You: ")
    terminal.type("/quit\n")
    assert terminal.leave() == 0


def test_deleting_asks_first():
    terminal = Terminal(*PLAY)
    terminal.wait_for("You: ")
    terminal.type("/quit\n")
    terminal.leave()
    for answer, code in (("no\n", 130), ("yes\n", 0)):
        asked = Terminal("delete", "--all")
        asked.wait_for("Type yes: ")
        asked.type(answer)
        assert asked.leave() == code
