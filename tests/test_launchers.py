"""Starting without make: `roleplay.command`, which is tried here, and `roleplay.cmd`, which is only read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("sh", "dirname", "cat", "cksum", "tail", "cut", "mkdir", "rm")
NEEDED = ("roleplay", "scenarios", "rubrics", "schemas", "pyproject.toml", "README.md", "LICENSE", "roleplay.command")
MINUTES = 60

posix = pytest.mark.skipif(os.name != "posix", reason="roleplay.command is for shells")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A fresh copy of what is needed, in a folder with a blank in its name."""
    folder = tmp_path / "fresh copy"
    folder.mkdir()
    for name in NEEDED:
        one = ROOT / name
        if one.is_dir():
            shutil.copytree(one, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(one, folder / name)
    return folder


def start(copy: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [copy / "roleplay.command", *arguments],
        capture_output=True,
        text=True,
        cwd=copy.parent,
        env=environment | ({"PATH": path} if path else {}),
        timeout=10 * MINUTES,
        check=False,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs in which there is no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


@posix
def test_without_python_it_says_where_to_get_it(copy: Path, bare: Path) -> None:
    done = start(copy, path=str(bare))
    assert done.returncode == 1
    assert "needs Python, and there is none" in done.stderr
    assert "python.org" in done.stderr
    assert not (copy / ".venv").exists()


@posix
def test_with_an_old_python_it_says_what_it_needs(copy: Path, bare: Path) -> None:
    (bare / "python3").write_text("#!/bin/sh\nexit 1\n")
    (bare / "python3").chmod(0o755)
    done = start(copy, path=str(bare))
    assert done.returncode == 1
    assert "3.11 or newer" in done.stderr


@posix
def test_a_set_up_that_fails_says_why_and_leaves_nothing_half_done(copy: Path, bare: Path) -> None:
    (bare / "python3").write_text('#!/bin/sh\n[ "$1" = -c ] || { echo "no venv here"; exit 1; }\n')
    (bare / "python3").chmod(0o755)
    done = start(copy, path=str(bare))
    assert done.returncode == 1
    assert "no venv here" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (copy / ".venv").exists()


@posix
@pytest.mark.slow
def test_a_fresh_copy_sets_itself_up_once_and_passes_on_what_is_typed(copy: Path) -> None:
    first = start(copy, "list")
    assert first.returncode == 0, first.stderr
    assert "wrong-colour" in first.stdout
    assert "Setting up the trainer" in first.stderr
    again = start(copy, "show", "no-such-case")
    assert again.returncode == 2
    assert "Setting up" not in again.stderr
    has_browser = [copy / ".venv" / "bin" / "python", "-c", "import textual_serve, aiohttp"]
    assert subprocess.run(has_browser, check=False, env={}).returncode == 0


def test_the_one_for_windows_jumps_only_where_there_is_something() -> None:
    text = (ROOT / "roleplay.cmd").read_text(encoding="ascii")
    labels = set(re.findall(r"^:(\w+)$", text, flags=re.M))
    assert labels >= {*re.findall(r"goto :(\w+)", text)}
    assert "[browser]" in text
    assert "*.cmd text eol=crlf" in (ROOT / ".gitattributes").read_text(encoding="utf-8")
