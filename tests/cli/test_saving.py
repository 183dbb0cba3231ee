"""A file that a person asks for is whole or not there, and never in the place of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay.cli.saving import refuse_taken, write_new
from roleplay.errors import BadInput


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_written_from_a_text_or_its_parts(tmp_path: Path):
    write_new(tmp_path / "a", "one\ntwo")
    write_new(tmp_path / "b", iter(["one\n", "two", "\n"]))
    assert (tmp_path / "a").read_text() == (tmp_path / "b").read_text() == "one\ntwo\n"
    assert names(tmp_path) == ["a", "b"]


def test_what_breaks_off_leaves_nothing_behind(tmp_path: Path):
    def parts() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_new(tmp_path / "a", parts())
    assert names(tmp_path) == []


def test_a_file_that_is_there_stays_unless_asked_otherwise(tmp_path: Path):
    target = tmp_path / "a"
    target.write_text("mine")
    with pytest.raises(BadInput, match="already"):
        write_new(target, "other")
    assert target.read_text() == "mine"
    write_new(target, "other", force=True)
    assert target.read_text() == "other\n"


def test_a_file_that_comes_in_between_stays(tmp_path: Path):
    def parts() -> Iterator[str]:
        (tmp_path / "a").write_text("mine")
        yield "other"

    with pytest.raises(BadInput, match="already"):
        write_new(tmp_path / "a", parts())
    assert (tmp_path / "a").read_text() == "mine"
    assert names(tmp_path) == ["a"]


def test_a_disk_without_links_gets_its_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    write_new(tmp_path / "a", "text")
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("name", ["", "none/a", "a\x00b", "x" * 300])
def test_a_name_for_no_file_is_told(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput):
        write_new(Path(name), "text")
    assert names(tmp_path) == []


def test_what_cannot_be_is_said_before_the_work(tmp_path: Path):
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "lost", tmp_path, tmp_path / "none" / "a"):
        with pytest.raises(BadInput):
            refuse_taken(path)
