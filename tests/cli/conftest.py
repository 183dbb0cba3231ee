"""The command as people call it: in a process of its own, or quickly in this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from roleplay.cli import main

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "tests" / "library"


@dataclass(frozen=True)
class Done:
    """What came of a call."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | changes


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "roleplay", *map(str, arguments)]


@pytest.fixture
def process() -> Callable[..., Done]:
    """Calls the command in a process: for all that depends on streams, signals and locales."""

    def call(*arguments: object, stdin: bytes | str = b"", **changes: str) -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            command(*arguments), input=data, capture_output=True, env=environment(**changes), timeout=60, check=False
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Calls the command in this process."""

    def call(*arguments: object, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogatepass"))))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in arguments])
        shown = capsys.readouterr()
        return Done(int(left.value.code or 0), shown.out, shown.err)

    return call


@pytest.fixture
def library() -> Path:
    """A folder with the small case of the tests."""
    return LIBRARY
