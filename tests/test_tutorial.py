"""The tutorial for authors, done as a reader does it: every block put into the file, every command tried in order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tests.cli.conftest
from roleplay.cli import streams
from roleplay.formats.scenario import load_scenario
from tests.cli.conftest import Done
from tests.playing import play

DOCS = Path(__file__).resolve().parent.parent / "docs"
TUTORIAL, GOES_ON = (
    (DOCS / page).read_text(encoding="utf-8").partition(f"\n## {heading}")[2].partition("\n## ")[0]
    for page, heading in (("authoring.md", "Your first case"), ("cases.md", "A conversation as a test"))
)
FILE = Path("late-bike.toml")
LEFT_OUT, END = "...", "]\n"
WORDS, BLOCK, COMMAND, TYPED = 1 / 200, 1, 0.5, 0.3
"""Minutes: for a word that is read, a block to put into the file, an output to compare, and a line to type."""
OFFERS = {
    "I'll lend you one of ours till yours is ready": "a-bike-on-loan",
    "you can take a loaner home tonight": "a-bike-on-loan",
    "Would you like to borrow a spare bike?": "a-bike-on-loan",
    "we put your brakes at the front of the queue": "the-repair-done-first",
    "I'm bumping yours to the top of the list": "the-repair-done-first",
    "We can repair yours before all the others.": "the-repair-done-first",
}
"""Ordinary ways out of the finished case, none of them in the words of its labels."""

run = tests.cli.conftest.run
"""The command in this process."""


def blocks(page: str) -> Iterator[tuple[str, str, str]]:
    """The paragraph before each block of a page, how the block is marked, and its text."""
    parts = re.split(r"^```(\w*)\n(.*?)^```$", page, flags=re.M | re.S)
    for before, mark, text in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield " ".join(before.rstrip().rpartition("\n\n")[2].split()), mark, text


def edited(file: str, sentence: str, text: str) -> str:
    """The file after its reader has done what the sentence says."""
    if "at the end of the file" in sentence:
        return f"{file}\n{text}"
    _, where, lists = re.split("(in place of|at the end of) the lists?", sentence)
    whole = "".join(rf"{name} = \[.*?^\]\n" for name in re.findall(r"`(\w+)`", lists))
    [found] = re.findall(f"^{whole}", file, flags=re.M | re.S)
    return file.replace(found, text if where == "in place of" else f"{found.removesuffix(END)}{text}{END}")


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


def ended(piece: str) -> str:
    """What Ben says is shown whole: what is left out after it begins with somebody's turn or another part."""
    last = piece.rstrip().rpartition("\n")[2]
    return r"(?=$|\w+:|[A-Z][\w ]+:|How it went|You left)" if last.startswith("Ben:") else ""


def holds(shown: list[str], out: str) -> bool:
    """Whether what the tutorial shows is what came out, but for what it leaves out."""
    # What is typed at a prompt is on the screen; of that, only replies are in what came out.
    lines = [">" if line.startswith("> ") else line for line in shown if not line.startswith("You: /")]
    pieces = "\n".join(lines).split(LEFT_OUT)
    pattern = ".*".join(re.escape(plain(one)) + r"\s*" + ended(one) for one in pieces)
    return bool(re.fullmatch(pattern, plain(out), flags=re.S))


@pytest.fixture
def follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run) -> Callable[[str], Done]:
    """Does what a page says in an empty folder, and gives what came of its last command."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLEPLAY_DATA", str(tmp_path / "data"))

    def through(page: str) -> Done:
        done = Done(0, "", "")
        for sentence, mark, text in blocks(page):
            if mark == "toml":
                FILE.write_text(edited(FILE.read_text(), sentence, text))
            for command, shown in typed(text) if mark == "console" else ():
                with monkeypatch.context() as at:
                    # The questions are asked at a terminal only.
                    asks = command.startswith("roleplay new")
                    at.setattr(streams, "is_terminal", lambda stream, asks=asks: asks)
                    done = run(*shlex.split(command)[1:], stdin=answers(shown))
                assert any(holds(shown, said) for said in (done.out, done.out + done.err)), (
                    f"{command}\n{done.out}{done.err}"
                )
        return done

    return through


def test_whoever_follows_the_tutorial_sees_what_it_shows_and_has_a_stable_case(follow):
    assert follow(TUTORIAL).out == "late-bike.toml: stable\n"
    for reply, outcome in OFFERS.items():
        asked = "Ready on Monday, and nobody called you. I'm sorry, Ben. How do you get to work?"
        played = play(load_scenario(FILE), (asked, reply))
        assert outcome in played.state.offered, reply
        assert played.state.accepted, reply
    follow(GOES_ON)


def test_the_tutorial_takes_an_ordinary_reader_less_than_25_minutes():
    shown = "".join(text for _, mark, text in blocks(TUTORIAL) if mark == "console").splitlines()
    words = len(re.sub(r"^```.*?^```$", "", TUTORIAL, flags=re.M | re.S).split())
    pasted = sum(mark == "toml" for _, mark, _ in blocks(TUTORIAL))
    commands = sum(line.startswith("$ ") for line in shown)
    lines = sum(line.startswith(("$ ", "> ", "You: ")) for line in shown)
    assert words * WORDS + pasted * BLOCK + commands * COMMAND + lines * TYPED < 25
