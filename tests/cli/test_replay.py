"""Conversations played again from files: what differs is told, and a conversation of one's own becomes such a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay.formats.replay import load_replay

REPLAY = """\
scenario = "late-parcel"
seed = 7

[[turns]]
say = "I'm sorry, Kim: three days late is too long. When do you need it?"
[turns.expect]
told = ["birthday"]

[[turns]]
desk = "look-up"

[[turns]]
say = "Please calm down."
[turns.expect]
moves = ["calm_down"]
"""
WRONG = REPLAY.replace('moves = ["calm_down"]', 'moves = ["apologise"]\nat_most = { anger = 1 }')
HOSTILE = 'He wrote: "C:\\temp\\u0041" \\ \'\'\' """ é 你好 👩‍👩‍👧 #[[x]]'


@pytest.fixture
def replay(run, library: Path):
    return lambda *arguments: run("replay", "--library", library, *arguments)


@pytest.fixture
def folder(home: Path) -> Path:
    """Two replays that pass, one of them deeper down, and a file that is none."""
    made = home / "replays"
    (made / "more").mkdir(parents=True)
    (made / "more" / "a.replay.toml").write_text(REPLAY)
    (made / "b.replay.toml").write_text(REPLAY)
    (made / "notes.toml").write_text("no replay")
    return made


def last_id(run) -> str:
    return json.loads(run("history", "--json").out)[0]["id"]


def test_a_replay_that_comes_out_as_expected_is_ok(replay, folder: Path):
    done = replay(folder / "b.replay.toml")
    assert (done.code, done.out, done.err) == (0, f"{folder / 'b.replay.toml'}: ok\n", "")


def test_a_folder_is_run_whole_in_the_order_of_its_names(replay, folder: Path, home: Path, monkeypatch):
    monkeypatch.chdir(home)
    done = replay("replays")
    assert done.code == 0
    assert done.out.splitlines() == ["replays/b.replay.toml: ok", "replays/more/a.replay.toml: ok", "2 as expected."]


def test_a_difference_tells_reply_wanted_got_heard_state_and_words(replay, folder: Path):
    (folder / "b.replay.toml").write_text(WRONG)
    done = replay(folder)
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[:4] == [
        f"{folder / 'b.replay.toml'}: differs",
        "  Reply 2: “Please calm down.”",
        "    wanted: anger at most 1",
        f"    got: anger {lines[3].removeprefix('    got: anger ')}",
    ]
    assert lines[4] == "    wanted: heard: apologise (apology)"
    assert lines[5].startswith("    got: heard: calm_down (tells to calm down)")
    assert lines[6].startswith("    heard: calm_down (tells to calm down) “Please calm down”")
    for name in ("anger", "heard", "trust", "distributive", "procedural", "interactional", "effort", "patience"):
        assert f"{name} " in lines[7]
    assert lines[8].startswith("    Kim: ")
    assert lines[-1] == "1 as expected, 1 different."


def test_a_difference_at_the_end_tells_what_was_heard_in_every_reply(replay, folder: Path):
    file = folder / "b.replay.toml"
    file.write_text(REPLAY + '\n[expect]\nending = ["resolved"]\n')
    out = replay(file).out
    assert "At the end, after reply 2 (stopped)" in out
    assert "wanted: it ends as resolved" in out
    assert "heard in reply 1: apologise (apology)" in out
    assert "heard in reply 2: calm_down" in out


def test_json_is_a_line_for_each_replay_and_nothing_else(replay, folder: Path):
    (folder / "b.replay.toml").write_text(WRONG)
    (folder / "c.replay.toml").write_text("seed = 3")
    done = replay(folder, "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["status"] for row in rows] == ["differs", "unusable", "ok"]
    assert all(list(row) == ["file", "status", "scenario", "seed", "differences", "problems"] for row in rows)
    difference = rows[0]["differences"][0]
    assert list(difference) == ["at", "reply", "text", "key", "wanted", "got", "heard", "state", "customer"]
    assert list(difference["heard"][0]) == ["reply", "move", "start", "end", "quote", "confidence", "quality"]
    assert "scenario: missing key" in rows[1]["problems"][0]


def test_a_file_that_cannot_be_used_is_told_with_its_place_and_the_others_still_run(replay, folder: Path):
    (folder / "b.replay.toml").write_text(REPLAY.replace('"birthday"', '"birthdya"'))
    (folder / "c.replay.toml").write_text(WRONG)
    done = replay(folder)
    assert done.code == 2
    place = f"{folder / 'b.replay.toml'}:7:9: turns[1].expect.told[1]"
    assert done.err == f'{place}: there is no fact "birthdya" (did you mean "birthday"?)\n'
    assert done.out.splitlines()[-1] == "1 as expected, 1 different, 1 that cannot be used."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            REPLAY.replace("late-parcel", "late-parcle"),
            'there is no scenario "late-parcle" (did you mean "late-parcel"?)',
        ),
        (REPLAY + "[expect]\nlevels = { AL1 = 3 }\n", 'there is no skill or part of a skill "AL1"'),
        (REPLAY.replace('desk = "look-up"', 'desk = "dig"'), 'there is no action at the desk "dig"'),
        ("scenario = ", "b.replay.toml:1:12"),
    ],
)
def test_what_a_replay_names_must_be_there(replay, folder: Path, content: str, told: str):
    (folder / "b.replay.toml").write_text(content)
    done = replay(folder / "b.replay.toml")
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_path_without_replays_is_bad_input(replay, folder: Path, home: Path):
    (home / "empty").mkdir()
    for path, told in (
        (home / "empty", "no replay is in this folder"),
        (folder / "notes.toml", "the name of a replay ends in .replay.toml"),
        (home / "gone.replay.toml", "there is no such file"),
    ):
        done = replay(path)
        assert done.code == 2
        assert told in done.err
    assert replay().code == 2


def test_running_replays_touches_no_record(replay, folder: Path, home: Path):
    replay(folder)
    assert not (home / "data").exists()


@pytest.fixture
def record(run, replay, library: Path, home: Path):
    """Plays these lines, writes the conversation as a replay, and gives the file."""

    def call(*lines: str, end: str = "/end") -> Path:
        run("play", "late-parcel", "--seed", "7", "--library", library, stdin="\n".join([*lines, end, ""]))
        file = home / f"{last_id(run)}.replay.toml"
        done = replay("--record", last_id(run)[:8], file)
        assert (done.code, done.out) == (0, "")
        assert done.err == f"Written: {file}\n"
        return file

    return call


def test_a_recorded_conversation_passes_at_once(record, replay):
    file = record(
        "I'm sorry, Kim: three days late is too long. When do you need it?", "I'll look it up and send it again."
    )
    assert replay(file).code == 0
    found = load_replay(file)
    assert (found.scenario, found.seed) == ("late-parcel", 7)
    first = found.turns[0].expect
    assert first
    assert first.told == ("birthday",)
    assert {"apologise", "restate"} <= set(first.moves)
    assert len(first.moves) <= 3
    assert found.expect.ending == ("stopped",)
    assert found.expect.told == ("birthday",)
    assert found.expect.critical == ()


def test_only_the_line_that_counts_is_recorded_with_what_was_done_at_the_desk(record, replay):
    file = record("One.", "Two.", "/undo", "/desk 1", "Three.", "/desk 2", "/notwhatimeant", "/desk 2")
    assert replay(file).code == 0
    turns = [turn.say or f"/{turn.desk}" for turn in load_replay(file).turns]
    assert turns == ["One.", "/look-up", "/send-again"]


def test_a_conversation_that_is_not_over_expects_no_ending(record, replay):
    file = record("Hello.", end="/quit")
    assert replay(file).code == 0
    assert load_replay(file).expect.ending == ()


def test_words_full_of_escapes_and_quotes_come_back_as_they_were_said(record, replay):
    file = record(HOSTILE, "Write to me@home.example.")
    assert replay(file).code == 0
    assert [turn.say for turn in load_replay(file).turns] == [HOSTILE, "Write to ••@••••.•••••••."]


def test_a_recorded_shipped_case_is_graded_and_passes(run, home: Path):
    said = "You ordered green and we packed blue, that's our mistake. When do you need them?\n/desk 1\n/end\n"
    run("play", "wrong-colour", "--seed", "3", stdin=said)
    file = home / "own.replay.toml"
    assert run("replay", "--record", last_id(run), file).code == 0
    assert load_replay(file).expect.levels["AL1"] >= 2
    assert run("replay", file).code == 0


def test_a_file_that_is_there_is_kept_unless_it_is_said_otherwise(run, record, replay):
    file = record("Hello.")
    before = file.read_text()
    file.write_text("mine")
    refused = replay("--record", last_id(run), file)
    assert (refused.code, file.read_text()) == (2, "mine")
    assert "there is a file of this name already" in refused.err
    assert replay("--record", last_id(run), file, "--force").code == 0
    assert file.read_text() == before
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_a_conversation_with_a_case_that_has_changed_since_says_so(run, record, replay, library: Path, home: Path):
    record("When do you need it?")
    changed = home / "changed" / "scenarios"
    changed.mkdir(parents=True)
    text = (library / "scenarios" / "late-parcel.toml").read_text()
    (changed / "late-parcel.toml").write_text(text.replace("It's for a birthday on Friday.", "A birthday. Friday."))
    file = home / "changed.replay.toml"
    done = run("replay", "--library", changed.parent, "--record", "last", file)
    assert done.code == 0
    assert "From reply 1 on, the customer no longer answers as they did then" in done.err
    assert run("replay", "--library", changed.parent, file).code == 0


def test_what_cannot_be_recorded_is_told(run, replay, library: Path, home: Path):
    run("play", "late-parcel", "--seed", "-3", "--library", library, stdin="Hello.\n")
    negative = last_id(run)
    run("play", "late-parcel", "--library", library, stdin="/end\n")
    file = home / "new.replay.toml"
    for arguments, told in (
        ((last_id(run), file), "nothing has been said in this conversation"),
        ((negative, file), "a replay cannot hold the seed -3"),
        ((negative, home / "new.toml"), "It has to end in .replay.toml"),
        (("zzz", file), "roleplay history"),
        ((negative, file, file), "--record writes one file"),
    ):
        done = replay("--record", *arguments)
        assert (done.code, done.out) == (2, "")
        assert told in done.err
    assert not file.exists()
    assert replay(file, "--force").code == 2
