"""`roleplay check`: one standing for each file, for people, programs and GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROKEN = ROOT / "tests" / "proving" / "twenty-mistakes.toml"
SMALL = ROOT / "tests" / "library" / "scenarios" / "late-parcel.toml"


def test_the_shipped_library_and_its_replays_are_clean(run):
    done = run("check", ROOT / "scenarios", ROOT / "rubrics", ROOT / "tests" / "replays")
    assert done.code == 0
    lines = done.out.splitlines()
    assert all(line.endswith((": stable", ": in order")) for line in lines[:-1])
    assert lines[-1].startswith(f"{len(lines) - 1} files: ")


def test_a_file_with_mistakes_leaves_with_2_and_tells_them_in_the_order_of_their_lines(run):
    done = run("check", BROKEN)
    places = [int(line.split(":")[1]) for line in done.out.splitlines() if line.startswith(f"  {BROKEN}:")]
    assert done.code == 2
    assert len(places) == 20
    assert places == sorted(places)


def test_a_file_that_only_lacks_something_leaves_with_0_and_tells_the_next_step_only(run):
    done = run("check", SMALL)
    assert done.code == 0
    assert f"{SMALL}: plays" in done.out
    assert "To be called tested it lacks:" in done.out
    assert "To be called stable" not in done.out
    assert "--all tells them" in done.out
    assert "To be called stable it lacks:" in run("check", "--all", SMALL).out


def test_json_is_one_array_with_a_row_for_each_file(run):
    done = run("check", "--format", "json", BROKEN, SMALL, ROOT / "rubrics" / "empathy.toml")
    broken, small, rubric = json.loads(done.out)
    assert (broken["standing"], small["standing"], rubric["kind"]) == ("unusable", "plays", "rubric")
    first = broken["findings"][0]
    assert set(first) == {"line", "column", "key", "message", "hint", "rule", "rung", "why"}
    assert {one["rung"] for one in small["findings"]} == {"tested", "stable"}


def test_github_gets_annotations_that_nothing_in_a_file_can_end(run, tmp_path: Path):
    text = SMALL.read_text("utf-8").replace('preset = "hot"', 'preset = "hot\\n::error::100%"')
    file = tmp_path / "a,b.toml"
    file.write_text(text, "utf-8")
    done = run("check", "--format", "github", file)
    lines = done.out.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert "a%2Cb.toml" in lines[0]
    assert sum(line.startswith("::error") for line in lines) == 1


def test_a_replay_that_names_nothing_real_is_told_at_its_line(run, tmp_path: Path):
    file = tmp_path / "x.replay.toml"
    file.write_text('scenario = "wrong-colour"\n\n[[turns]]\nsay = "Hi"\n\n[expect]\ntold = ["nothing"]\n', "utf-8")
    done = run("check", file)
    assert done.code == 2
    assert f'{file}:7:9: expect.told[1]: there is no fact "nothing"' in done.out


def test_a_skill_that_does_not_exist_is_a_mistake(run, tmp_path: Path):
    file = tmp_path / "x.toml"
    file.write_text(SMALL.read_text("utf-8") + "\n[rubrics]\nempathie = 100\n", "utf-8")
    done = run("check", file)
    assert done.code == 2
    assert 'there is no skill "empathie"' in done.out


@pytest.mark.parametrize("name", ["nowhere.toml", "nowhere"])
def test_a_file_that_is_not_there_is_told(run, tmp_path: Path, name: str):
    done = run("check", tmp_path / name)
    assert done.code == 2
    assert name in done.out + done.err


def test_a_folder_with_nothing_in_it_is_told(run, tmp_path: Path):
    done = run("check", tmp_path)
    assert done.code == 2
    assert "nothing in this folder can be checked" in done.err
