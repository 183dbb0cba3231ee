"""The tutorial for authors, done as a reader does it: every block put into the file, every command tried in order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.cli.conftest
from roleplay.cli import streams

PAGE = (Path(__file__).resolve().parent.parent / "docs/authoring.md").read_text(encoding="utf-8")
TUTORIAL = PAGE.partition("## Your first case")[2].partition("\n## ")[0]
FILE = Path("late-bike.toml")
LEFT_OUT = "..."

run = tests.cli.conftest.run
"""The command in this process."""


def blocks() -> Iterator[tuple[str, str, str]]:
    """The sentence before each block of the tutorial, how the block is marked, and its text."""
    parts = re.split(r"^```(\w*)\n(.*?)^```$", TUTORIAL, flags=re.M | re.S)
    for before, mark, text in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield before.rstrip().rpartition("\n\n")[2], mark, text


def edited(file: str, sentence: str, text: str) -> str:
    """The file after its reader has done what the sentence says."""
    if "at the end of the file" in sentence:
        return f"{file}\n{text}"
    for words, pattern in (
        ("in place of the list", r"^{} = \[\n.*?^\]\n"),
        ("in place of the line that begins with", r"^ *{}[^\n]*\n"),
        ("at the end of the list", r"(?<=^{} = \[\n)(?P<kept>.*?)(?=^\]\n)"),
    ):
        if named := re.search(rf"{words} `(.+)`:", sentence):
            found = list(re.finditer(pattern.format(re.escape(named[1])), file, flags=re.M | re.S))
            assert len(found) == 1, sentence
            kept = found[0].groupdict().get("kept", "")
            return f"{file[: found[0].start()]}{kept}{text}{file[found[0].end() :]}"
    assert sentence.endswith("This stands in it:")
    assert text in file
    return file


def typed(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block, and the lines that are shown after it."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        yield command, shown


def answers(shown: list[str]) -> str:
    """What a reader types after a command."""
    return "".join(f"{line.partition(' ')[2]}\n" for line in shown if line.startswith(("> ", "You: ")))


def plain(text: str) -> str:
    """Words alone: where a line is broken depends on the terminal."""
    return " ".join(text.split())


def holds(shown: list[str], out: str) -> bool:
    """Whether what the tutorial shows is what came out, but for what it leaves out."""
    # What is typed at a prompt is on the screen and not in what came out.
    lines = [">" if line.startswith("> ") else line for line in shown]
    pieces = "\n".join(lines).split(LEFT_OUT)
    pattern = ".*".join(re.escape(plain(one)) + r"\s*" for one in pieces)
    return bool(re.fullmatch(pattern, plain(out), flags=re.S))


def test_whoever_follows_the_tutorial_sees_what_it_shows_and_has_a_stable_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLEPLAY_DATA", str(tmp_path / "data"))
    standing = ""
    for sentence, mark, text in blocks():
        if mark == "toml":
            FILE.write_text(edited(FILE.read_text(), sentence, text))
            continue
        for command, shown in typed(text):
            with monkeypatch.context() as at:
                # The questions are asked at a terminal only.
                at.setattr(streams, "is_terminal", lambda stream, command=command: command.startswith("roleplay new"))
                done = run(*shlex.split(command)[1:], stdin=answers(shown))
            assert any(holds(shown, said) for said in (done.out, done.out + done.err)), (
                f"{command}\n{done.out}{done.err}"
            )
            if "roleplay check" in command:
                standing = done.out.partition(": ")[2].strip()
    assert standing == "stable"
