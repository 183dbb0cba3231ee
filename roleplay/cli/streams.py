"""The three streams, whatever they are connected to: UTF-8 in any locale, and there even when closed.

All that is printed passes `show` or `tell`, and nothing they print can act on a terminal.
"""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from roleplay.domain.text import clean


def open_all() -> None:
    """Make the streams usable: UTF-8 with replacement, and a closed one takes everything and gives nothing."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def show(text: str, stream: TextIO | None = None) -> None:
    """A line for the person, at once: a program that waits for it never waits for a buffer."""
    print(clean(text), file=stream or sys.stdout, flush=True)


def tell(text: str) -> None:
    """A note beside the output; one that cannot be given is no reason to stop."""
    with suppress(OSError, ValueError):
        show(text, sys.stderr)


def flush() -> None:
    """Write out what is left; only now some disks say that they are full."""
    sys.stdout.flush()


def abandon() -> None:
    """Stop writing to an output that is gone, also when Python closes it at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sits there."""
    try:
        return stream.isatty()
    except ValueError:
        return False


class Lines:
    """What is typed, a line at a time. The prompt is for people only: in a pipe it would be noise."""

    def __init__(self, prompt_on: TextIO) -> None:
        self._prompt_on = prompt_on
        self.interactive = is_terminal(sys.stdin) and is_terminal(prompt_on)
        if self.interactive:
            with suppress(ImportError):
                # Arrow keys and a history while typing, where the platform has them.
                import readline  # noqa: F401

    def next(self, prompt: str) -> str | None:
        """The next line without its end, or None when there are no more."""
        if self.interactive and self._prompt_on is sys.stdout:
            try:
                return input(prompt)
            except EOFError:
                return None
        self.prompt(prompt)
        return self.read()

    def prompt(self, text: str) -> None:
        """Show a person that it is their turn."""
        if self.interactive:
            print(text, end="", file=self._prompt_on, flush=True)

    def read(self) -> str | None:
        """The next line, without a prompt and as the terminal itself lets it be typed."""
        try:
            data = sys.stdin.buffer.readline()
        except (OSError, ValueError):
            return None
        return data.decode("utf-8", "replace").rstrip("\r\n") if data else None

    def any_left(self) -> bool:
        """Whether something was typed ahead. Never waits: whoever holds the other end may be waiting for us."""
        try:
            handle = sys.stdin.fileno()
        except (OSError, ValueError):
            return bool(sys.stdin.buffer.read().strip())
        try:
            os.set_blocking(handle, False)
            ahead = sys.stdin.buffer.read1(65536) if isinstance(sys.stdin.buffer, io.BufferedReader) else b""
            return bool((ahead or b"").strip())
        except (OSError, ValueError):
            return False
        finally:
            with suppress(OSError):
                os.set_blocking(handle, True)
