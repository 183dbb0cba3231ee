"""A fault of the program's own: no traceback, nothing lost, and a way back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import roleplay.session.sitting
from roleplay.cli import mishap


@pytest.fixture
def play(run, library: Path, monkeypatch: pytest.MonkeyPatch):
    """A conversation in which the second reply meets a fault."""
    good, count = roleplay.session.sitting.reply, 0

    def faulty(*arguments: object):
        nonlocal count
        count += 1
        if count == 2:
            raise AttributeError("'list' object has no attribute 'split'")
        return good(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(roleplay.session.sitting, "reply", faulty)

    def call(*arguments: object):
        return run("play", "late-parcel", "--seed", "7", "--library", library, *arguments, stdin="One.\nTwo.\n")

    return call


def test_a_fault_shows_no_traceback_and_says_how_to_go_on(play, run, home: Path):
    done = play()
    assert done.code == 1
    for word in ("Traceback", "AttributeError", "split"):
        assert word not in done.out + done.err
    assert str(home / "data") in done.err
    (id,) = re.findall(r"roleplay resume (\w+)", done.err)
    assert "You: One." in run("resume", id, stdin="/quit\n").out


def test_the_details_are_in_a_file_for_its_owner_only(play, home: Path):
    log = home / "data" / mishap.LOG
    log.parent.mkdir()
    log.write_text("an older one")
    log.chmod(0o644)
    play()
    assert "AttributeError: 'list' object" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_asked_for_the_details_are_shown(play, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ROLEPLAY_DEBUG", "1")
    assert "Traceback" in play().err


def test_with_json_standard_output_stays_empty(play):
    assert play("--json").out == ""


def test_the_way_back_names_the_folder_where_one_was_named(play, home: Path):
    assert f"--data {home / 'mine'}" in play("--data", home / "mine").err


def test_where_nothing_is_kept_there_is_no_file(play, home: Path):
    done = play("--private")
    assert done.code == 1
    assert "Nothing of the conversation is kept." in done.err
    assert not (home / "data").exists()


def test_deleting_takes_the_file_along(play, run, home: Path):
    play()
    assert run("delete", "--all", "--yes").code == 0
    assert not (home / "data" / mishap.LOG).exists()


def test_a_fault_outside_a_conversation_is_told_as_well(run, home: Path, monkeypatch: pytest.MonkeyPatch):
    def faulty(*_: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr("roleplay.cli.record.record", faulty)
    done = run("history")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "RecursionError" in (home / "data" / mishap.LOG).read_text()
