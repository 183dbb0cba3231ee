"""A large folder is listed from memory, and what is told is always what its files say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay.formats.front import parse_front
from roleplay.library import find_scenario, heads, list_scenarios
from roleplay.library.heads import WORTHWHILE

from .test_library import a_rubric, put, scenario

COUNT = WORTHWHILE + 3
LATER = 60_000_000_000
"""Nanoseconds after which every file here has settled."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    for number in range(COUNT):
        put(folder, f"case-{number}.toml", scenario(f"case-{number}", f"title {number}"))
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute has passed since the files were written."""
    monkeypatch.setattr(heads, "time_ns", lambda: time.time_ns() + LATER)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Callable[[], list[str]]:
    """The names of the files of the folder that were read since it was asked last."""
    names: list[str] = []

    def noted(data: bytes, name: str, stem: str | None = None) -> object:
        if Path(name).parent.name == folder.name:
            names.append(Path(name).name)
        return parse_front(data, name, stem)

    def since() -> list[str]:
        found = sorted(names)
        names.clear()
        return found

    monkeypatch.setattr(heads, "parse_front", noted)
    return since


def told(folder: Path, cache: Path | None) -> tuple[list[object], list[str]]:
    found, broken = list_scenarios([folder], folder.parent / "data", cache)
    return list(found), [str(problems) for problems in broken]


def the_index(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


@pytest.mark.usefixtures("later")
def test_what_is_remembered_is_told_as_if_it_had_been_read(folder: Path, cache: Path, read):
    put(folder, "torn.toml", 'meta = 3\noh = "\x1b[2J"')
    put(folder, "other.toml", scenario("another", '\\"C:\\\\users\\" — ünï'))
    put(folder, "quoted.toml", scenario("quoted", '\\"C:\\\\users\\" — ünï\\u001b[2J\\n'))
    put(folder, "skill.toml", a_rubric("skill"))
    plain = told(folder, None)
    assert len(plain[1]) == 2
    assert told(folder, cache) == plain
    assert read()
    assert told(folder, cache) == plain
    assert read() == []


@pytest.mark.usefixtures("later")
def test_only_what_changed_is_read_again(folder: Path, cache: Path, read):
    told(folder, cache)
    read()
    put(folder, "case-1.toml", scenario("case-1", "changed"))
    put(folder, "case-2.toml", "oops")
    (folder / "case-3.toml").unlink()
    (folder / "case-4.toml").rename(folder / "renamed.toml")
    put(folder, "new.toml", scenario("new"))
    seen = told(folder, cache)
    assert read() == ["case-1.toml", "case-2.toml", "new.toml", "renamed.toml"]
    assert seen == told(folder, None)
    put(folder, "case-2.toml", scenario("case-2", "mended"))
    put(folder, "renamed.toml", scenario("renamed"))
    read()
    seen = told(folder, cache)
    assert read() == ["case-2.toml", "renamed.toml"]
    assert seen == told(folder, None)
    assert "case-3.toml" not in the_index(cache).read_text(encoding="utf-8")


def rewrite(path: Path, old: str, new: str) -> None:
    """Other text of the same length, with the time of the first."""
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.mark.usefixtures("later")
@pytest.mark.skipif(os.name == "nt", reason="there a file does not tell when it was last touched")
def test_a_rewrite_of_the_same_size_is_seen_even_when_its_time_is_set_back(folder: Path, cache: Path):
    told(folder, cache)
    rewrite(folder / "case-1.toml", "title 1", "tight 1")
    assert "tight 1" in str(told(folder, cache))


def test_a_rewrite_within_a_tick_of_the_disk_s_clock_is_seen(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    path = folder / "case-1.toml"
    written = path.stat().st_mtime_ns
    monkeypatch.setattr(heads, "_stamp", lambda path: (path.stat().st_size, written, 0))
    monkeypatch.setattr(heads, "time_ns", lambda: written + heads.SETTLED - 1)
    told(folder, cache)
    rewrite(path, "title 1", "tight 1")
    assert "tight 1" in str(told(folder, cache))
    monkeypatch.setattr(heads, "time_ns", lambda: written + heads.SETTLED)
    told(folder, cache)
    assert "tight 1" in the_index(cache).read_text(encoding="utf-8")


def heads_changed(change: Callable[[dict], object]) -> Callable[[str], bytes]:
    def torn(text: str) -> bytes:
        index = json.loads(text)
        change(index)
        return json.dumps(index).encode()

    return torn


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: b"",
        lambda text: text[: len(text) // 2].encode(),
        lambda text: b"\x00\xff" * 1000,
        lambda text: b"[" * 100_000,
        lambda text: b'{"version": "x", "heads": {"a": 1' + b"0" * 5000 + b"}}",
        lambda text: text.replace("title 1", "title 1\x9b2J").encode(),
        lambda text: text.replace("title 1", "title 1\u202e").encode(),
        lambda text: text.replace("title 1", "title 1\\u001b[2J").encode(),
        lambda text: text.replace('"title 1"', "1").encode(),
        heads_changed(lambda index: index.update(version="0")),
        heads_changed(lambda index: index.update(more=1)),
        heads_changed(lambda index: index["heads"].update({"case-1.toml": index["heads"]["case-2.toml"]})),
        heads_changed(lambda index: index["heads"]["case-1.toml"]["meta"].update(difficulty=9)),
    ],
)
@pytest.mark.usefixtures("later")
def test_an_index_that_is_not_as_we_write_it_is_made_anew(
    spoil: Callable[[str], bytes], folder: Path, cache: Path, read
):
    plain = told(folder, cache)
    sound = the_index(cache).read_bytes()
    the_index(cache).write_bytes(spoil(sound.decode()))
    read()
    assert told(folder, cache) == plain
    assert len(read()) == COUNT
    assert the_index(cache).read_bytes() == sound


@pytest.mark.usefixtures("later")
@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_an_index_is_its_owner_s_alone_and_one_that_others_can_write_is_not_believed(folder: Path, cache: Path, read):
    told(folder, cache)
    assert (cache.stat().st_mode & 0o777, the_index(cache).stat().st_mode & 0o777) == (0o700, 0o600)
    the_index(cache).chmod(0o666)
    read()
    told(folder, cache)
    assert len(read()) == COUNT
    assert the_index(cache).stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("later")
def test_a_cache_that_cannot_be_used_costs_nothing(folder: Path, cache: Path):
    plain = told(folder, None)
    cache.write_text("a file, not a folder")
    for blocked in (cache, cache / "inside", Path("/proc/nowhere")):
        assert told(folder, blocked) == plain
    blocked = cache.with_name("blocked")
    told(folder, blocked)
    the_index(blocked).unlink()
    # Something that cannot be replaced lies where the index should be.
    told(folder, blocked)
    name = the_index(blocked).name
    the_index(blocked).unlink()
    (blocked / name).mkdir()
    assert told(folder, blocked) == plain
    assert [one.name for one in blocked.iterdir()] == [name]


@pytest.mark.usefixtures("later")
def test_a_link_that_comes_to_lead_out_of_its_folder_is_refused(folder: Path, cache: Path):
    inner, outside = folder / "inner", folder.parent / "outside"
    put(inner, "linked.toml", scenario("linked"))
    (folder / "linked.toml").symlink_to(inner / "linked.toml")
    assert told(folder, cache)[1] == []
    inner.rename(outside)
    inner.symlink_to(outside)
    seen = told(folder, cache)
    assert "this link leads out of its folder" in seen[1][0]
    assert seen == told(folder, None)


@pytest.mark.usefixtures("later")
def test_problems_name_the_file_as_its_folder_was_named(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch):
    put(folder, "torn.toml", "oops")
    told(folder, cache)
    monkeypatch.chdir(folder.parent)
    _, broken = list_scenarios([Path("library")], folder.parent / "data", cache)
    assert [str(problems).partition(":")[0] for problems in broken] == [os.path.join("library", "torn.toml")]


@pytest.mark.usefixtures("later")
def test_the_same_folder_means_something_else_when_it_is_half_of_a_library(tmp_path: Path, cache: Path):
    folder = tmp_path / "library" / "scenarios"
    for number in range(COUNT):
        put(folder, f"case-{number}.toml", scenario(f"case-{number}"))
    put(folder, "skill.toml", a_rubric("skill"))
    for _ in range(2):
        assert told(folder, cache)[1] == []
        assert "skill.toml" in told(folder.parent, cache)[1][0]


@pytest.mark.usefixtures("later")
def test_a_small_folder_and_a_case_that_is_found_leave_nothing_behind(folder: Path, cache: Path, home: Path):
    find_scenario("case-1", [folder], home / "data")
    for number in range(COUNT - WORTHWHILE + 1):
        (folder / f"case-{number}.toml").unlink()
    told(folder, cache)
    assert not cache.exists()


@pytest.mark.usefixtures("later")
def test_what_is_found_is_read_from_its_file_whatever_is_remembered(folder: Path, cache: Path):
    told(folder, cache)
    index = the_index(cache)
    index.write_text(index.read_text(encoding="utf-8").replace("title 1", "forged 1"), encoding="utf-8")
    assert "forged 1" in str(told(folder, cache))
    assert find_scenario("case-1", [folder], folder.parent / "data").scenario.meta.title == "title 1"


@pytest.mark.usefixtures("later")
def test_who_stops_a_list_need_not_wait_for_the_same_files_again(
    folder: Path, cache: Path, read, monkeypatch: pytest.MonkeyPatch
):
    noted = heads.parse_front

    def stopped(data: bytes, name: str, stem: str | None = None) -> object:
        if stem == "case-30":
            raise KeyboardInterrupt
        return noted(data, name, stem)

    with monkeypatch.context() as patched:
        patched.setattr(heads, "parse_front", stopped)
        with pytest.raises(KeyboardInterrupt):
            told(folder, cache)
    before = read()
    seen = told(folder, cache)
    assert before
    assert sorted([*before, *read()]) == sorted(path.name for path in folder.iterdir())
    assert seen == told(folder, None)


LIST = """
import sys, roleplay.library.heads
from roleplay.cli import main
roleplay.library.heads.SETTLED = 0
main(["list", "--json", "--library", sys.argv[1]])
"""


@pytest.mark.usefixtures("later")
def test_processes_that_list_at_once_are_all_right_and_leave_a_whole_index(folder: Path, cache: Path, read):
    command = [sys.executable, "-c", LIST, str(folder)]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"ROLEPLAY_CACHE": str(cache)})
        for _ in range(2)
    ]
    ids = {one.meta.id for one in list_scenarios([folder], folder.parent / "data")[0]}
    for process in both:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert {row["id"] for row in json.loads(out)} == ids
    the_index(cache)
    read()
    told(folder, cache)
    assert read() == []
