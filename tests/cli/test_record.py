"""The trainee's own record: theirs to read, to take away and to destroy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def played(run, library: Path) -> list[str]:
    """Two conversations: one over, one not."""
    for end in ("/end", "/quit"):
        run("play", "late-parcel", "--seed", "7", "--library", library, stdin=f"Hello Kim.\nOne.\n/undo\nTwo.\n{end}\n")
    return [one["id"] for one in json.loads(run("history", "--json").out)]


def test_the_history_tells_every_conversation_in_plain_words(run, played: list[str]):
    out = run("history").out
    assert "Where is my parcel?" in out
    assert "2 replies, stopped before the end." in out
    assert "2 replies, not over yet." in out


def test_the_history_as_json_has_the_contract_s_keys(run, played: list[str]):
    rows = json.loads(run("history", "--json").out)
    assert [list(row) for row in rows] == [["id", "scenario", "started", "turns", "ending"]] * 2
    assert [row["ending"] for row in rows] == [None, "stopped"]
    assert [row["turns"] for row in rows] == [2, 2]


def test_an_empty_history_says_what_to_do(run):
    done = run("history")
    assert done.code == 0
    assert "roleplay list" in done.out


def test_an_export_holds_every_word_and_every_try(run, played: list[str]):
    for id in played:
        found = json.loads(run("export", id, "--json").out)
        assert [turn["content"] for turn in found["transcript"] if turn["role"] == "agent"] == ["Hello Kim.", "Two."]
        assert "One." in json.dumps(found["branches"])
        assert found["played"]["scenario"]["meta"]["id"] == "late-parcel"


def test_an_export_changes_nothing(run, played: list[str], home: Path):
    before = run("export", played[0], "--json").out
    run("export", played[0])
    assert run("export", played[0], "--json").out == before


def test_a_page_has_the_conversation_and_where_it_is_over_the_debrief(run, played: list[str]):
    unfinished, over = (run("export", id[:8]).out for id in played)
    assert "You: Hello Kim" in unfinished
    assert "How it went" not in unfinished
    assert "How it went" in over


def test_an_export_never_overwrites_a_file(run, played: list[str], home: Path):
    file = home / "kept.md"
    assert run("export", played[0], "--output", file).code == 0
    before = file.read_text()
    assert run("export", played[1], "--output", file).code == 2
    assert file.read_text() == before


def test_deleting_asks_and_without_anybody_to_ask_refuses(run, played: list[str]):
    assert run("delete", played[0]).code == 2
    assert run("delete", "--all").code == 2
    assert run("delete").code == 2
    assert len(json.loads(run("history", "--json").out)) == 2


def test_what_is_deleted_is_gone_from_the_disk(run, played: list[str], home: Path, library: Path):
    run("play", "late-parcel", "--library", library, stdin="A word that nobody else says: quincunx.\n")
    id = json.loads(run("history", "--json").out)[0]["id"]
    files = [path for path in (home / "data").iterdir() if path.is_file()]
    assert any(b"quincunx" in path.read_bytes() for path in files)
    assert run("delete", id, "--yes").code == 0
    assert not any(b"quincunx" in path.read_bytes() for path in (home / "data").iterdir() if path.is_file())
    assert [one["id"] for one in json.loads(run("history", "--json").out)] == played


def test_all_can_be_deleted_at_once(run, played: list[str]):
    assert "2 conversations" in run("delete", "--all", "--yes").out
    assert json.loads(run("history", "--json").out) == []
    assert run("delete", "--all", "--yes").code == 0


@pytest.mark.parametrize(
    "arguments", [("export", "zzz"), ("resume", "zzz"), ("delete", "zzz", "--yes"), ("export", "")]
)
def test_a_conversation_that_is_not_there_is_bad_input(run, played: list[str], arguments: tuple[str, ...]):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "roleplay history" in done.err


def test_a_record_that_is_none_is_refused_and_not_touched(run, home: Path):
    (home / "data").mkdir()
    file = home / "data" / "sessions.sqlite"
    file.write_bytes(b"not a database, but somebody's letter" * 100)
    done = run("history")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert file.read_bytes().startswith(b"not a database")


def test_the_doctor_tells_what_is_set_and_by_whom(run, home: Path, library: Path):
    (home / "settings.toml").write_text(f'library = ["{library}"]\nmodel = "small"\napi_key = "sk-secret"\n')
    done = run("doctor", "--data", home / "elsewhere")
    assert done.code == 0
    text = " ".join(done.out.split())
    assert f"Data folder: {home / 'elsewhere'} (from: flag)" in text
    assert f"Library folders: {library} (from: settings file)" in text
    assert "Model: small (from: settings file); a key is set. It was not called." in text
    assert "Looks: dark (from: default)" in text
    assert "The customer's words: at a readable pace (from: default)" in text
    assert "late-parcel" in text
    assert "sk-secret" not in done.out + done.err


def test_the_doctor_names_what_is_wrong(run, home: Path):
    (home / "data").write_text("no folder")
    done = run("doctor")
    assert done.code == 2
    assert "It cannot be used" in done.out


def test_a_mistake_in_the_settings_is_told_with_its_place(run, home: Path):
    (home / "settings.toml").write_text("sede = 3\n")
    done = run("list")
    assert done.code == 2
    assert "settings.toml:1:1" in done.err
    assert "seed" in done.err
