"""`roleplay test`: holds for what is shipped, and finds out what is too soft, too hard, or never reached."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay.library import find_scenario

EASY = "wrong-colour"


@pytest.fixture
def case(tmp_path: Path):
    """Writes a copy of the easy case with some words changed, each of which must be there."""

    def write(*pairs: tuple[str, str]) -> Path:
        text = find_scenario(EASY).path.read_text("utf-8")
        for before, after in pairs:
            assert before in text
            text = text.replace(before, after)
        file = tmp_path / "wrong-colour.toml"
        file.write_text(text, "utf-8")
        return file

    return write


def findings(done) -> list[dict[str, object]]:
    return json.loads(done.out)["findings"]


def test_a_shipped_case_holds_and_its_page_says_what_was_tried(run):
    done = run("test", EASY, "--runs", 1000, "--jobs", 1)
    assert done.code == 0
    assert done.out.startswith(f"{EASY}: holds\n")
    for words in ("Built-in trainees: good", "1,000 walks", "50 said aloud", "The shortest win takes", "How hard"):
        assert words in done.out


def test_any_number_of_processes_comes_to_the_same(process):
    one, two = (process("test", EASY, "--runs", 300, "--jobs", jobs, "--json") for jobs in (1, 2))
    assert one.code == two.code == 0
    assert one.out == two.out


def test_a_case_that_apologies_win_fails_and_leaves_a_replay_that_shows_it(run, case, tmp_path: Path):
    soft = case(('served_by = ["express-exchange", "standard-exchange"]', 'answered_by = ["sorry", "apolog*"]'))
    kept = tmp_path / "kept"
    done = run("test", soft, "--runs", 0, "--jobs", 1, "--out", kept, "--json")
    assert done.code == 1
    found = next(one for one in findings(done) if "apologies alone can win" in str(one["message"]))
    replayed = run("--library", tmp_path, "replay", found["replay"])
    assert replayed.code == 1
    assert "it doesn't end as resolved or partial" in replayed.out


def test_a_line_for_a_moment_that_never_comes_is_told_once_it_weighs(run, case):
    dead = "".join(
        f'\n[[lines]]\nact = "repeat"\nabout = "green-pair"\nband = ["hostile"]\ntext = ["Once more, number {n}."]\n'
        for n in range(8)
    )
    done = run(
        "test",
        case(("# Last words.\n", f"{dead}\n# Last words.\n")),
        "--runs",
        300,
        "--json",
    )
    told = [one for one in findings(done) if "this is never said" in str(one["message"])]
    assert done.code == 1
    assert sum("repeat green-pair hostile" in str(one["message"]) for one in told) == 8


def test_a_trainee_that_comes_out_otherwise_is_told_at_its_place_with_a_replay(run, case, tmp_path: Path):
    other = case(('id = "bad"', 'id = "good-too"'), ('id = "good"', 'id = "bad"'), ('id = "good-too"', 'id = "good"'))
    done = run("test", other, "--runs", 0, "--jobs", 1, "--out", tmp_path / "kept", "--json")
    messages = [str(one["message"]) for one in findings(done)]
    assert done.code == 1
    assert any("“good” does not win" in message for message in messages)
    assert any("“bad” wins" in message for message in messages)
    assert any("no less than" in message for message in messages)


def test_a_case_far_from_what_it_calls_itself_is_told(run, case):
    done = run("test", case(("difficulty = 1", "difficulty = 5")), "--runs", 100, "--jobs", 1, "--json")
    assert done.code == 1
    assert any("calls itself 5 of 5" in str(one["message"]) for one in findings(done))


@pytest.mark.parametrize("arguments", [(), (EASY, "--all")])
def test_cases_are_named_or_all_are_meant(run, arguments: tuple[str, ...]):
    done = run("test", *arguments)
    assert done.code == 2
    assert "name cases, or say --all" in done.err


def test_a_file_that_cannot_be_used_leaves_with_2(run, tmp_path: Path):
    file = tmp_path / "x.toml"
    file.write_text("[meta]\n", "utf-8")
    done = run("test", file)
    assert done.code == 2
    assert "missing key" in done.err
