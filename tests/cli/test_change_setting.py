"""The settings file on disk: made for its owner alone, replaced whole, and left alone where it cannot be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from roleplay.cli import Places
from roleplay.cli.places import change_setting
from roleplay.errors import BadInput


def test_the_first_change_makes_folder_and_file_for_their_owner_alone(home: Path, monkeypatch: pytest.MonkeyPatch):
    file = home / "deep" / "down" / "settings.toml"
    monkeypatch.setenv("ROLEPLAY_SETTINGS", str(file))
    after = change_setting(Places(), "theme", "light")
    assert (after.theme.value, after.theme.source) == ("light", "settings file")
    assert file.read_text() == 'theme = "light"\n'
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["settings.toml"]


def test_a_file_that_is_there_keeps_who_may_read_it_and_what_links_to_it(home: Path):
    real = home / "real.toml"
    real.write_text("seed = 3 # mine\n")
    real.chmod(0o640)
    (home / "settings.toml").symlink_to(real)
    assert change_setting(Places(), "words", "at once").seed.value == 3
    assert real.read_text() == 'seed = 3 # mine\nwords = "at once"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert (home / "settings.toml").is_symlink()


def test_a_broken_file_stays_byte_for_byte(home: Path):
    (home / "settings.toml").write_bytes(b"theme = [[\n")
    with pytest.raises(BadInput, match=r"settings\.toml:\d"):
        change_setting(Places(), "theme", "light")
    assert (home / "settings.toml").read_bytes() == b"theme = [[\n"


def test_what_cannot_be_written_says_why_and_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch):
    (home / "taken").write_text("no folder")
    monkeypatch.setenv("ROLEPLAY_SETTINGS", str(home / "taken" / "settings.toml"))
    with pytest.raises(BadInput, match="must be yours to write in"):
        change_setting(Places(), "theme", "light")
    monkeypatch.setenv("ROLEPLAY_SETTINGS", str(home / "settings.toml"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BadInput, match="No space left on device"):
        change_setting(Places(), "theme", "light")
    assert sorted(one.name for one in home.iterdir()) == ["taken"]


def test_a_file_that_was_locked_is_not_replaced(home: Path, monkeypatch: pytest.MonkeyPatch):
    (home / "settings.toml").write_text("seed = 3\n")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(BadInput, match="read only"):
        change_setting(Places(), "theme", "light")
    assert (home / "settings.toml").read_text() == "seed = 3\n"
