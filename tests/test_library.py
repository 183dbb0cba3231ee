"""Scenarios and rubrics are found by id in several places, and no file outside them is reached by a name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roleplay.errors import BadInput
from roleplay.formats.problem import FileProblems
from roleplay.library import find_scenario, list_rubrics, list_scenarios, rubric


def scenario(id: str, title: str = "x") -> str:
    return f"""
meta = {{ id = "{id}", title = "{title}", kind = "angry", industry = "x", difficulty = 1, minutes = 5 }}
brief = {{ role = "x", company = "x", situation = "x", objective = "x" }}
customer = {{ name = "x" }}
need = {{ presenting = "x", underlying = "x" }}
lines = [{{ act = "open", text = ["x"] }}]
"""


def a_rubric(id: str) -> str:
    return f"""
id = "{id}"
title = "x"
summary = "x"
[[criteria]]
id = "AL1"
title = "x"
weight = 100
aggregate = "best"
levels = ["0", "1", "2", "3", "4"]
measure = "x"
opportunity = "x"
why = "x"
advice = ["x", "x"]
praise = "x"
"""


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The user's own data folder, so that no test sees the real one."""
    return tmp_path / "data"


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    folder = tmp_path / "extra"
    folder.mkdir()
    return folder


def test_a_later_place_overrides_an_earlier_one_and_says_so(data: Path, extra: Path):
    put(data / "scenarios", "twin.toml", scenario("twin", "mine"))
    assert find_scenario("twin", [extra], data).source == "yours"
    put(extra, "twin.toml", scenario("twin", "theirs"))
    found = find_scenario("twin", [extra], data)
    assert (found.scenario.meta.title, found.source) == ("theirs", str(extra))
    listed, broken = list_scenarios([extra], data)
    assert [one.source for one in listed if one.meta.id == "twin"] == [str(extra)]
    assert not [problem for problem in broken if str(extra) in str(problem)]


def test_what_takes_the_place_of_others_names_them_in_the_list_and_when_it_is_found(data: Path, extra: Path):
    put(data / "scenarios", "wrong-colour.toml", scenario("wrong-colour", "mine"))
    put(extra, "wrong-colour.toml", scenario("wrong-colour", "theirs"))
    put(extra, "new.toml", scenario("new"))
    put(extra, "empathy.toml", a_rubric("empathy"))
    overrides = {one.meta.id: one.overrides for one in list_scenarios([extra], data)[0]}
    assert (overrides["wrong-colour"], overrides["new"]) == (("shipped", "yours"), ())
    for id, hidden in overrides.items():
        assert find_scenario(id, [extra], data).overrides == hidden
    assert find_scenario(extra / "wrong-colour.toml", [extra], data).overrides == ()
    assert {one.rubric.id: one.overrides for one in list_rubrics([extra], data)[0]}["empathy"] == ("shipped",)
    assert rubric("empathy", [extra], data).overrides == ("shipped",)


def test_a_torn_file_that_is_hidden_is_named_and_a_file_of_another_kind_is_not(data: Path, extra: Path):
    put(data / "scenarios", "twin.toml", "oops")
    put(extra, "twin.toml", a_rubric("twin"))
    last = extra.parent / "last"
    put(last, "twin.toml", scenario("twin"))
    listed, _ = list_scenarios([extra, last], data)
    assert [one.overrides for one in listed if one.meta.id == "twin"] == [("yours",)]
    assert find_scenario("twin", [extra, last], data).overrides == ("yours",)


def test_a_library_folder_may_be_split_or_flat(data: Path, extra: Path, tmp_path: Path):
    put(extra / "scenarios", "one.toml", scenario("one"))
    put(extra / "rubrics", "skill.toml", a_rubric("skill"))
    put(extra, "ignored.toml", "not read")
    flat = tmp_path / "flat"
    put(flat, "two.toml", scenario("two"))
    put(flat, "craft.toml", a_rubric("craft"))
    put(flat, "two.replay.toml", "scenario = 'two'")
    for name in ("one", "two"):
        assert find_scenario(name, [extra, flat], data).scenario.meta.id == name
    for name in ("skill", "craft"):
        assert rubric(name, [extra, flat], data).rubric.id == name
    scenarios, broken = list_scenarios([extra, flat], data)
    assert {"one", "two"} <= {found.meta.id for found in scenarios}
    assert not [problem for problem in broken if str(tmp_path) in str(problem)]
    rubrics, broken = list_rubrics([extra, flat], data)
    assert {"skill", "craft"} <= {found.rubric.id for found in rubrics}
    assert not [problem for problem in broken if str(tmp_path) in str(problem)]


def test_a_broken_file_is_told_and_loses_nobody_else(data: Path, extra: Path):
    put(extra, "good.toml", scenario("good"))
    put(extra, "bad.toml", "oops")
    put(extra, "other.toml", scenario("another"))
    found, broken = list_scenarios([extra], data)
    assert "good" in {one.meta.id for one in found}
    told = [str(problem) for problem in broken if str(extra) in str(problem)]
    assert len(told) == 2
    assert f"{extra / 'other.toml'}:2:10: meta.id: must be the same as the file's name" in told[1]
    with pytest.raises(FileProblems, match=r"bad\.toml:1"):
        find_scenario("bad", [extra], data)


def test_a_file_is_named_by_its_path_whatever_its_id(data: Path, extra: Path):
    path = put(extra, "draft.toml", scenario("not-draft"))
    found = find_scenario(str(path), [], data)
    assert (found.scenario.meta.id, found.source) == ("not-draft", str(extra))


def test_the_same_text_has_one_hash_whatever_its_line_ends(data: Path, extra: Path):
    path = put(extra, "a.toml", scenario("a"))
    first = find_scenario(path, [], data).text_hash
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert find_scenario(path, [], data).text_hash == first
    path.write_text(scenario("a", "y"), encoding="utf-8")
    assert find_scenario(path, [], data).text_hash != first


def test_an_unknown_name_is_told_the_nearest(data: Path, extra: Path):
    put(extra, "lost-card.toml", scenario("lost-card"))
    with pytest.raises(BadInput, match='did you mean "lost-card"'):
        find_scenario("lots-card", [extra], data)
    with pytest.raises(BadInput, match='say "lost-card" for the one in the library'):
        find_scenario("lost-card.toml", [extra], data)
    with pytest.raises(BadInput, match="roleplay list"):
        find_scenario("zzzzzzzz", [extra], data)


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "a/../../secret", "", ".", "A", "x\0", "\x1b[2J", "a\n", "é"]
)
def test_a_name_never_leads_out_of_its_folder(name: str, data: Path, extra: Path):
    put(extra.parent, "secret.toml", scenario("secret"))
    with pytest.raises(BadInput, match="there is no scenario") as caught:
        find_scenario(name, [extra], data)
    assert "\x1b" not in str(caught.value)


def test_a_link_out_of_the_folder_is_refused_by_name_and_in_the_list(data: Path, extra: Path):
    outside = put(extra.parent, "secret.toml", scenario("secret"))
    (extra / "secret.toml").symlink_to(outside)
    (extra / "loop.toml").symlink_to(extra / "loop.toml")
    put(extra, "real.toml", scenario("real"))
    with pytest.raises(FileProblems, match="leads out of its folder"):
        find_scenario("secret", [extra], data)
    with pytest.raises(FileProblems, match="circle"):
        find_scenario("loop", [extra], data)
    found, broken = list_scenarios([extra], data)
    assert "secret" not in {one.meta.id for one in found}
    assert len([problem for problem in broken if str(extra) in str(problem)]) == 2


def test_everything_that_is_shipped_is_sound(data: Path):
    for _, broken in (list_scenarios([], data), list_rubrics([], data)):
        assert not broken, "\n".join(map(str, broken))


def test_a_file_name_that_is_no_text_is_told_all_the_same(data: Path, extra: Path):
    odd = os.fsdecode(os.path.join(os.fsencode(extra), b"\xff.toml"))
    try:
        Path(odd).write_text(scenario("odd"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    _, broken = list_scenarios([extra], data)
    assert "\n".join(map(str, broken)).encode("utf-8")


def test_a_library_that_is_no_folder_is_told(data: Path, extra: Path):
    with pytest.raises(BadInput, match="not a folder"):
        list_scenarios([extra / "missing"], data)


def test_finding_files_loads_nothing_slow():
    slow = {"textual", "openai", "click", "platformdirs", "sqlite3", "asyncio", "difflib", "httpx2"}
    code = f"import sys, roleplay.library; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
