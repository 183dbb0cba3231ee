"""A trainee disagrees with a grade: kept beside it, shown with it, and never changing it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import roleplay.formats.event
from roleplay.session import afterwards, new_id, now
from roleplay.store import open_store

DATA = Path(__file__).resolve().parents[1] / "data"
SAID = "Sorry Sam, you ordered green and we packed blue. When do you need them by?\nLet me check the stock.\n"


@pytest.fixture
def session(run) -> str:
    """A finished conversation; late replies and all, it has grades of three skills."""
    run("play", "wrong-colour", "--plain", "--seed", "7", stdin=f"{SAID}/end\n")
    return json.loads(run("history", "--json").out)[0]["id"]


def report(run, session: str) -> dict:
    return json.loads(run("resume", session, "--plain", "--json").out)


def criteria(found: dict) -> dict[str, dict]:
    return {one["id"]: one for skill in found["rubrics"] for one in skill["criteria"]}


def events(run, session: str, kind: str) -> list[dict]:
    tries = json.loads(run("export", session, "--json").out)["branches"]
    return [event["body"] for one in tries for event in one["events"] if event["kind"] == kind]


def test_a_disagreement_stands_beside_the_grade_and_changes_nothing_else(run, session: str):
    before = report(run, session)
    done = run("dispute", session[:8], "RE4", "I owned it at once.")
    assert done.code == 0
    assert "Takes it on" in done.out
    after = report(run, session)
    assert criteria(after)["RE4"].pop("disputed") == "I owned it at once."
    assert criteria(before)["RE4"].pop("disputed") is None
    assert after == before


def test_it_is_the_same_in_an_export_and_on_the_page(run, session: str):
    run("dispute", session, "RE4", "I owned it at once.")
    assert criteria(json.loads(run("export", session, "--json").out))["RE4"]["disputed"] == "I owned it at once."
    assert "Takes it on: " in run("export", session).out
    for told in (run("export", session).out, run("resume", session).out):
        lines = told.splitlines()
        at = next(at for at, line in enumerate(lines) if line.startswith("- Takes it on: "))
        assert lines[at + 1] == "- You disagree: “I owned it at once.”"


@pytest.mark.parametrize("name", ["RE4", "re4", "Takes it on", "  takes   it ON ", "takes it", "resolution/re4"])
def test_a_grade_is_found_by_its_id_its_title_or_the_beginning_of_it(run, session: str, name: str):
    assert run("dispute", session, name, "Why not?").code == 0
    assert criteria(report(run, session))["RE4"]["disputed"] == "Why not?"


@pytest.mark.parametrize("name", ["empathy", "Empathy"])
def test_a_whole_skill_can_be_disagreed_with_and_is_told_once(run, session: str, name: str):
    run("dispute", session, name, "You don't know Sam.")
    found = criteria(report(run, session))
    assert {id for id, one in found.items() if one["disputed"]} == {id for id in found if id.startswith("EM")}
    assert run("resume", session).out.count("You disagree: “You don't know Sam.”") == 1


def test_of_two_words_on_one_grade_the_later_stands_and_both_stay(run, session: str):
    run("dispute", session, "RE4", "First.")
    run("dispute", session, "RE4", "Second.")
    assert criteria(report(run, session))["RE4"]["disputed"] == "Second."
    assert [one["reason"] for one in events(run, session, "dispute")] == ["First.", "Second."]
    assert len(events(run, session, "graded")) == 1


def test_a_skill_and_one_grade_of_it_are_two_words(run, session: str):
    run("dispute", session, "empathy", "All of it.")
    run("dispute", session, "EM1", "This one most.")
    found = criteria(report(run, session))
    assert (found["EM1"]["disputed"], found["EM2"]["disputed"]) == ("This one most.", "All of it.")
    told = " ".join(run("resume", session).out.split())
    assert "- You disagree: “This one most.”" in told
    assert "- You disagree on “Takes them seriously, without judging”;" in told


def test_an_unknown_grade_is_refused_with_the_nearest_name(run, session: str):
    done = run("dispute", session, "RE9", "No.")
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "RE' in done.err
    assert 'did you mean "Takes it on"' in run("dispute", session, "Take it onn", "No.").err
    assert "The debrief names them: " in run("dispute", session, "zzzz", "No.").err
    assert events(run, session, "dispute") == []


def test_a_title_that_two_grades_begin_with_is_asked_about(run, session: str):
    done = run("dispute", session, "takes", "No.")
    assert done.code == 2
    assert "empathy/EM2, resolution/RE4" in done.err


@pytest.mark.parametrize("reason", ["", "   ", "\x1b[2J\u200b"])
def test_a_reason_with_nothing_in_it_is_refused(run, session: str, reason: str):
    done = run("dispute", session, "RE4", reason)
    assert done.code == 2
    assert "say why" in done.err
    assert events(run, session, "dispute") == []


def test_a_reason_can_be_typed_when_asked_and_stays_out_of_the_shell(run, session: str):
    assert run("dispute", session, "RE4", stdin="Because I did.\n").code == 0
    assert criteria(report(run, session))["RE4"]["disputed"] == "Because I did."
    assert run("dispute", session, "RE4", stdin="").code == 2


def test_a_conversation_that_is_not_over_has_no_grade_yet(run):
    run("play", "wrong-colour", "--plain", stdin=f"{SAID}/quit\n")
    done = run("dispute", "last", "RE4", "No.")
    assert (done.code, done.out) == (2, "")
    assert "not over yet" in done.err
    assert "roleplay resume" in done.err


def test_where_nothing_was_said_nothing_was_graded(run):
    run("play", "wrong-colour", "--plain", stdin="/end\n")
    assert "nothing in it was graded" in run("dispute", "last", "RE4", "No.").err


def test_one_that_was_stopped_before_it_was_graded_says_how_to_get_a_grade(run, session: str, home: Path):
    with closing(sqlite3.connect(home / "data" / "sessions.sqlite")) as db, db:
        db.execute("delete from event where kind = 'graded'")
    done = run("dispute", session, "RE4", "No.")
    assert done.code == 2
    assert "has not been graded yet" in done.err
    run("resume", session)
    assert run("dispute", session, "RE4", "No.").code == 0


def test_a_private_conversation_has_nothing_to_disagree_with_and_that_is_told(run, home: Path):
    told = run("play", "wrong-colour", "--private", stdin=f"{SAID}/end\n").out
    assert "roleplay dispute" not in told
    for id in ("last", "abc"):
        done = run("dispute", id, "RE4", "No.")
        assert done.code == 2
        assert "Of a private conversation nothing is kept" in done.err


def test_the_debrief_says_how_to_disagree_in_one_line(run):
    told = run("play", "wrong-colour", "--plain", stdin=f"{SAID}/end\n").out
    (line,) = [line for line in told.splitlines() if "roleplay dispute" in line]
    assert len(line) <= 80
    id = json.loads(run("history", "--json").out)[0]["id"]
    assert f"roleplay dispute {id[:8]} " in line


def test_it_goes_with_the_conversation_when_that_is_deleted(run, session: str, home: Path):
    run("dispute", session, "RE4", "quincunx")
    files = [path for path in (home / "data").iterdir() if path.is_file()]
    assert any(b"quincunx" in path.read_bytes() for path in files)
    assert run("delete", session, "--yes").code == 0
    assert not any(b"quincunx" in path.read_bytes() for path in (home / "data").iterdir() if path.is_file())


def test_personal_data_in_a_reason_is_dotted_out_before_it_is_kept(run, session: str, home: Path):
    done = run("dispute", session, "RE4", "Ask me@home.example or 0170 1234567.")
    assert "looked like personal data" in done.err
    assert "me@home" not in done.out
    assert criteria(report(run, session))["RE4"]["disputed"] == "Ask ••@••••.••••••• or •••• •••••••."
    run("delete", "--all", "--yes")
    assert not any(b"0170" in path.read_bytes() for path in (home / "data").iterdir() if path.is_file())


HOSTILE = "\x1b]52;c;aGk=\x07\x1b[31m# [b]red[/b] <script>x</script>\n# Heading '; drop table event; -- \u202e `$(rm)`"


def test_a_hostile_reason_is_only_text(run, session: str):
    assert run("dispute", session, "RE4", HOSTILE).code == 0
    kept = criteria(report(run, session))["RE4"]["disputed"]
    assert kept == "# [b]red[/b] <script>x</script>\n# Heading '; drop table event; --  `$(rm)`"
    page = run("export", session).out
    assert "\\[b\\]red\\[/b\\] \\<script\\>" in page
    assert "\n# Heading" not in page
    for told in (page, run("resume", session).out, run("export", session, "--cases").out):
        assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_a_long_reason_is_kept_whole_and_shortened_on_the_screen(run, session: str):
    reason = "I said so and I meant it. " * 400
    run("dispute", session, "RE4", reason)
    assert criteria(report(run, session))["RE4"]["disputed"] == reason.strip()
    told = run("resume", session).out
    assert "…" in told.partition("You disagree: ")[2][:160]
    assert told.count("meant it") < 10
    assert " ".join(reason.split()) in run("export", session).out


def test_another_try_has_a_grade_of_its_own_and_the_word_on_the_first_stays(run, session: str):
    run("dispute", session, "RE4", "First try.")
    run("resume", session, "--undo", stdin="I'm sending the green pair now.\n/end\n")
    assert criteria(report(run, session))["RE4"]["disputed"] is None
    assert len(events(run, session, "dispute")) == 1


def test_after_a_disagreement_the_last_reply_can_still_be_taken_back(run, session: str):
    run("dispute", session, "RE4", "No.")
    assert "You took this back" in run("resume", session, "--undo", stdin="/quit\n").out
    assert run("dispute", session, "RE4", "No.").code == 2


def test_a_record_of_the_first_release_takes_a_disagreement(run, home: Path):
    """Its tables are those of today, so a kind of event more asks for no new ones."""
    (home / "data").mkdir()
    shutil.copy(DATA / "released-1.sqlite", home / "data" / "sessions.sqlite")
    run("play", "wrong-colour", "--plain", "--seed", "7", stdin=f"{SAID}/end\n")
    assert run("dispute", "last", "RE4", "No.").code == 0
    assert criteria(report(run, newest(run)))["RE4"]["disputed"] == "No."
    assert len(json.loads(run("history", "--json").out)) == 3
    assert not list((home / "data").glob("*.v1"))
    old = run("dispute", "first", "RE4", "No.")
    assert old.code == 2
    assert "another version" in old.err


def newest(run) -> str:
    return json.loads(run("history", "--json").out)[0]["id"]


def test_a_program_that_does_not_know_of_it_refuses_that_one_conversation_and_leaves_it_whole(
    run, session: str, monkeypatch: pytest.MonkeyPatch
):
    run("dispute", session, "RE4", "No.")
    run("play", "wrong-colour", "--plain", "--seed", "7", stdin=f"{SAID}/end\n")
    before = run("export", session, "--json").out
    older = {kind: body for kind, body in roleplay.formats.event.KINDS.items() if kind != "dispute"}
    with monkeypatch.context() as older_program:
        older_program.setattr(roleplay.formats.event, "KINDS", older)
        for command in (("resume", session), ("export", session)):
            done = run(*command)
            assert done.code == 2
            assert "another version of the program" in done.err
        assert len(json.loads(run("history", "--json").out)) == 2
        assert run("export", newest(run)).code == 0
    assert run("export", session, "--json").out == before


def test_two_windows_that_disagree_at_once_are_both_kept_in_one_line(
    run, session: str, home: Path, monkeypatch: pytest.MonkeyPatch
):
    good = afterwards.mask

    def meanwhile(text: str, own: frozenset[str]) -> str:
        monkeypatch.setattr(afterwards, "mask", good)
        with open_store(home / "data" / "sessions.sqlite") as store:
            afterwards.disputed(store, session, "EM1", "From the other window.", now, new_id)
        return good(text, own)

    monkeypatch.setattr(afterwards, "mask", meanwhile)
    run("dispute", session, "RE4", "From this one.")
    found = criteria(report(run, session))
    assert (found["EM1"]["disputed"], found["RE4"]["disputed"]) == ("From the other window.", "From this one.")


def test_in_a_process_of_its_own_it_is_kept_for_the_next(process, home: Path):
    process("play", "wrong-colour", "--plain", "--seed", "7", stdin=f"{SAID}/end\n")
    done = process("dispute", "last", "RE4", "Größe: ja", LC_ALL="C")
    assert (done.code, done.err) == (0, "")
    assert "“Größe: ja”" in done.out
    found = json.loads(process("export", "last", "--json").out)
    assert criteria(found)["RE4"]["disputed"] == "Größe: ja"
