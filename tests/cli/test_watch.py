"""A case played while it is written: the conversation goes on with each version of its file that loads."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import LIBRARY, command, environment

OPENING = "My parcel is three days late. Where is it?"
SECRET = "It's for a birthday on Friday."


class Pipe:
    """The command with a line in and lines out."""

    def __init__(self, *arguments: object) -> None:
        self.process = subprocess.Popen(
            command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(),
            text=True,
            encoding="utf-8",
        )

    def wait_for(self, text: str) -> str:
        assert self.process.stdout
        seen = ""
        for line in self.process.stdout:
            seen += line
            if text in line:
                return seen
        raise AssertionError(f"{text!r} never came: {seen}")

    def type(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def rest(self) -> str:
        return self.process.communicate(timeout=60)[0]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "late-parcel.toml"
    path.write_text((LIBRARY / "scenarios" / "late-parcel.toml").read_text())
    return path


@pytest.fixture
def watched(case: Path) -> Iterator[Pipe]:
    pipe = Pipe("play", case, "--seed", "7", "--watch")
    pipe.wait_for(OPENING)
    yield pipe
    pipe.process.kill()
    pipe.process.communicate()


def change(case: Path, old: str, new: str) -> None:
    """As an editor saves: the whole file in the place of the old one."""
    beside = case.with_suffix(".new")
    text = case.read_text()
    assert old in text
    beside.write_text(text.replace(old, new))
    beside.replace(case)


def test_what_was_said_meets_the_new_words(watched: Pipe, case: Path):
    watched.type("When do you need it?")
    watched.wait_for(SECRET)
    change(case, SECRET, "My twins turn five on Friday.")
    watched.type("Hello.")
    seen = watched.wait_for("You: Hello.")
    assert "Reloaded, with other lines; Kim now says:" in seen
    assert "Kim: My twins turn five on Friday." in seen


def test_words_that_did_not_change_are_said_to_stand(watched: Pipe, case: Path):
    change(case, 'label = "a second parcel"', 'label = "one more parcel"')
    watched.type("Hello.")
    assert "Reloaded, with other outcomes; Kim still says:" in watched.wait_for("You: Hello.")


def test_a_mistake_is_told_with_its_place_and_the_last_good_version_stays(watched: Pipe, case: Path):
    change(case, 'act = "open"', 'act = "opens"')
    watched.type("When do you need it?")
    seen = watched.wait_for(SECRET)
    assert re.search(r"late-parcel\.toml:\d+:\d+:", seen)
    assert "must be one of" in seen
    assert "The last version without a mistake stays in play." in " ".join(seen.split())
    change(case, 'act = "opens"', 'act = "open"')
    watched.type("Hello.")
    assert "nothing that is played has changed" in " ".join(watched.wait_for("You: Hello.").split())


def test_what_was_done_at_the_desk_is_done_again_and_what_has_no_place_is_named(watched: Pipe, case: Path):
    watched.type("/desk 1")
    watched.wait_for("Desk: Look the parcel up")
    change(case, '"look-up"', '"look-it-up"')
    watched.type("/desk 1")
    seen = watched.wait_for("Desk: Look the parcel up")
    assert "Left out, it no longer has a place: Look the parcel up, at the desk" in " ".join(seen.split())


def test_a_file_that_is_gone_for_a_moment_changes_nothing(watched: Pipe, case: Path):
    case.rename(case.with_suffix(".away"))
    watched.type("Hello.")
    assert "no such file" not in watched.wait_for("You: Hello.")


def test_nothing_of_it_is_kept(watched: Pipe, run):
    watched.type("Hello.")
    watched.type("/end")
    assert "How it went" in watched.rest()
    assert "late-parcel" not in run("history", "--json").out


@pytest.mark.parametrize(
    "more", [("late-parcel", "--library", LIBRARY), (LIBRARY / "scenarios/late-parcel.toml", "--json")]
)
def test_only_a_file_that_somebody_reads_along_with_is_watched(run, more: tuple[object, ...]):
    done = run("play", *more, "--watch")
    assert done.code == 2
    assert "--watch is for" in done.err
    assert not done.out


def test_a_person_sees_a_change_while_they_think(case: Path):
    terminal = pytest.importorskip("tests.cli.test_terminal").Terminal("play", case, "--seed", "7", "--watch")
    terminal.wait_for("You: ")
    change(case, OPENING, "Three days late, and no word from you.")
    terminal.wait_for("Reloaded, with other lines; Kim now says:")
    terminal.wait_for("Three days late, and no word from you.")
    terminal.wait_for("You: ")
    terminal.type("Hello Kim.\n")
    terminal.wait_for("Kim: ")
    terminal.type("/quit\n")
    assert terminal.leave() == 0
