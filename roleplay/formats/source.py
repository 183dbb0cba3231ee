"""Bytes of a file that somebody names: never hangs on a pipe, never swallows a disk, says plainly why not."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from roleplay.formats.problem import FileProblems, printable_path

LARGEST = 1_000_000
"""Bytes a file of ours may have; the largest scenario has a twentieth of it."""

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "this file may not be read: its permissions forbid it",
    errno.EPERM: "this file may not be read: its permissions forbid it",
    errno.ELOOP: "this link leads in a circle",
    errno.ENAMETOOLONG: "this name is too long for a file",
}


def read_bytes(path: Path | str, largest: int = LARGEST) -> bytes:
    """All bytes of a regular file of at most `largest` bytes; anything else is a `FileProblems`."""
    shown = printable_path(path)
    with open_file(path, largest) as file:
        try:
            data = file.read(largest + 1)
        except OSError as error:
            raise unread(shown, error) from None
    if len(data) > largest:
        raise _too_large(shown, largest)
    return data


def open_file(path: Path | str, largest: int | None = None) -> BinaryIO:
    """A regular file to read from, where it is said of at most `largest` bytes; anything else is a `FileProblems`."""
    shown = printable_path(path)
    try:
        _refuse_unless_file(os.stat(path), shown, largest)
        # A pipe put in the file's place between the two calls doesn't block either.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = os.fdopen(handle, "rb")
        try:
            _refuse_unless_file(os.fstat(file.fileno()), shown, largest)
        except FileProblems:
            file.close()
            raise
    except OSError as error:
        raise unread(shown, error) from None
    except ValueError:
        raise FileProblems.of(shown, "this is no name for a file") from None
    return file


def lines(file: BinaryIO, shown: str, largest: int = LARGEST) -> Iterator[tuple[int, bytes]]:
    """The lines that have something in them, with their numbers from 1; never more than one of them in memory.

    A line of more than `largest` bytes is cut after one byte too many, so that whoever reads it can say so.
    """
    number = 0
    try:
        while line := file.readline(largest + 1):
            number += 1
            rest = line
            while len(rest) > largest and not rest.endswith(b"\n"):
                rest = file.readline(largest + 1)
            if line.strip():
                yield number, line
    except OSError as error:
        raise unread(shown, error) from None


def unread(shown: str, error: OSError) -> FileProblems:
    """Why a file or stream could not be read, in plain words."""
    reason = _REASONS.get(error.errno or 0, f"this file cannot be read ({error.strerror or error})")
    return FileProblems.of(shown, reason)


def _refuse_unless_file(found: os.stat_result, shown: str, largest: int | None) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise FileProblems.of(shown, "this is a folder, not a file")
    if not stat.S_ISREG(found.st_mode):
        raise FileProblems.of(shown, "this is a device or a pipe, not a file")
    if largest is not None and found.st_size > largest:
        raise _too_large(shown, largest)


def _too_large(shown: str, largest: int) -> FileProblems:
    return FileProblems.of(shown, f"this file is too large: at most {largest / 1_000_000:g} MB are read")


def decode(data: bytes, shown: str) -> str:
    """The text of UTF-8 bytes, without a byte order mark and with plain line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblems.of(shown, "this file is UTF-16", "save it as UTF-8", 1, 1)
    if b"\x00" in data:
        line, column = _place(data, data.index(b"\x00"))
        raise FileProblems.of(shown, "this is not a text file: it holds a NUL byte", "", line, column)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from after a byte order mark.
        at = error.start + (len(data) - len(error.object))
        line, column = _place(data, at)
        message = f"this is not UTF-8: byte 0x{data[at]:02X}"
        raise FileProblems.of(shown, message, "save the file as UTF-8", line, column) from None
    return text.replace("\r\n", "\n")


def _place(data: bytes, at: int) -> tuple[int, int]:
    """Line and column of a byte, both from 1; the column counts characters, as editors do."""
    start = data.rfind(b"\n", 0, at) + 1
    return data.count(b"\n", 0, at) + 1, len(data[start:at].decode("utf-8-sig", "replace")) + 1
