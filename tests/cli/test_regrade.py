"""Grading again: one more card beside the first, which is never replaced."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import roleplay.grader
import roleplay.review.again
from roleplay.domain.reading import Reading
from roleplay.review import graded
from roleplay.session.stored import opened
from roleplay.store import open_store

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"
SAID = "Sorry Sam, you ordered green and we packed blue. When do you need them by?\nLet me check the stock.\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A library in which empathy is worded by a trainer."""
    folder = tmp_path / "own" / "rubrics"
    folder.mkdir(parents=True)
    shutil.copy(RUBRICS / "empathy.toml", folder)
    return folder.parent


@pytest.fixture
def session(run, own: Path) -> str:
    run("play", "wrong-colour", "--plain", "--seed", "7", "--library", own, stdin=f"{SAID}/end\n")
    return json.loads(run("history", "--json").out)[0]["id"]


def report(run, session: str) -> dict:
    return json.loads(run("resume", session, "--plain", "--json").out)


def exported(run, session: str) -> dict:
    return json.loads(run("export", session, "--json").out)


def kinds(found: dict) -> list[str]:
    return [event["kind"] for one in found["branches"] for event in one["events"]]


def reword(own: Path, old: str, new: str) -> None:
    file = own / "rubrics" / "empathy.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_the_new_grade_stands_behind_the_first_and_the_first_stays_the_record(run, session: str):
    before = report(run, session)
    done = run("regrade", session)
    assert (done.code, done.err) == (0, "")
    assert report(run, session) == before
    assert kinds(exported(run, session)).count("graded") == 2


def test_the_first_grade_is_kept_in_the_shape_that_every_program_knows(run, session: str):
    run("regrade", session)
    bodies = [e["body"] for one in exported(run, session)["branches"] for e in one["events"] if e["kind"] == "graded"]
    assert [list(body) for body in bodies] == [["outcome", "scorecard"], ["outcome", "scorecard", "rubrics", "reader"]]


def test_both_are_told_in_words_with_who_graded(run, session: str, monkeypatch: pytest.MonkeyPatch):
    now = roleplay.grader.GRADER_VERSION
    monkeypatch.setattr(roleplay.grader, "GRADER_VERSION", "99")
    told = " ".join(run("regrade", session).out.split())
    assert f"Then: by rules (version {now}). Now: by rules (version 99)" in told
    assert "These are two different graders" in told
    assert "- Takes it on: then good, now good." in told
    assert "Solving the problem: then " in told


def test_no_number_is_compared(run, session: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(roleplay.grader, "GRADER_VERSION", "99")
    told = run("regrade", session).out
    skills = [line for line in told.splitlines() if ": then " in line]
    assert skills
    assert not [line for line in skills if any(letter.isdigit() for letter in line) or "+" in line or "%" in line]
    for word in ("better", "worse", "improve", "trend", "_", "None", "null", "rubric"):
        assert word not in told.partition("One thing to change")[0], word


def test_the_same_grader_twice_is_said_to_be_the_same(run, session: str):
    assert "Both times it was the same grader" in run("regrade", session).out


def test_another_rubric_is_graded_beside_the_old_card(run, session: str):
    done = run("regrade", session, "--rubric", "conflict-resolution", "--rubric", "empathy")
    told = done.out
    assert done.code == 0
    assert "Active listening: then good, now not graded" in told
    assert "The skills, or their words, were others then" in told
    assert "then not graded, now" in told
    found = exported(run, session)
    assert [one["id"] for one in found["rubrics"]] == ["active-listening", "empathy", "resolution"]
    (again,) = found["graded_again"]
    assert [one["id"] for one in again["rubrics"]] == ["conflict-resolution", "empathy"]
    assert again["grader"] != found["grader"]


def test_an_unknown_rubric_is_bad_input_and_nothing_is_kept(run, session: str):
    done = run("regrade", session, "--rubric", "empaty")
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "empathy"' in done.err
    assert kinds(exported(run, session)).count("graded") == 1


def test_as_json_both_are_reports_and_nothing_else_is_printed(run, session: str):
    before = report(run, session)
    found = json.loads(run("regrade", session, "--rubric", "empathy", "--json").out)
    assert list(found) == ["then", "now"]
    assert found["then"] == before
    assert list(found["now"]) == list(before)
    assert found["now"]["transcript"] == before["transcript"]
    assert [one["id"] for one in found["now"]["rubrics"]] == ["empathy"]


def test_a_disagreement_belongs_to_the_card_it_was_said_of(run, session: str):
    run("dispute", session, "EM1", "I named it.")
    found = json.loads(run("regrade", session, "--json").out)
    said = {
        when: [one["disputed"] for skill in card["rubrics"] for one in skill["criteria"] if one["id"] == "EM1"]
        for when, card in found.items()
    }
    assert said == {"then": ["I named it."], "now": [None]}


def test_a_library_that_changed_leaves_the_old_card_as_it_was(run, session: str, own: Path):
    page, before = run("export", session).out, report(run, session)
    reword(own, "Names the feeling or the impact", "Says what hurts")
    assert run("export", session).out == page
    assert "Names the feeling or the impact: then" in run("regrade", session).out
    assert "Says what hurts: then" in run("regrade", session, "--rubric", "empathy", "--library", own).out
    assert report(run, session) == before
    after = run("export", session).out
    assert after.startswith(page.rstrip("\n"))
    # The new card is as whole as the old: it needs no library to be told.
    shutil.rmtree(own)
    assert run("export", session).out == after


def test_a_reply_is_read_again_only_when_asked_and_that_is_said(run, session: str, monkeypatch: pytest.MonkeyPatch):
    heard: list[str] = []

    def read(text: str, *_: object) -> Reading:
        heard.append(text)
        return Reading(unclear=True)

    monkeypatch.setattr(roleplay.review.again, "read", read)
    before = report(run, session)
    run("regrade", session)
    assert heard == []
    done = run("regrade", session, "--read-again")
    assert heard == SAID.splitlines()
    assert "read again" in done.err
    assert "your replies read again" in " ".join(done.out.split())
    assert "Takes it on: then good, now" in done.out
    assert "Takes it on: then good, now good" not in done.out
    assert report(run, session) == before
    assert [one["reader"] is not None for one in exported(run, session)["graded_again"]] == [True, True]


def test_today_s_reader_gives_the_same_grade_for_what_it_read_itself(run, session: str):
    found = json.loads(run("regrade", session, "--read-again", "--json").out)
    assert found["now"] == found["then"]


def test_a_better_wording_has_to_be_proved_again(run, session: str, monkeypatch: pytest.MonkeyPatch):
    """An author's wording is told where the grader of today scores it higher, and left out where it doesn't."""
    assert "Try: " in run("regrade", session).out
    monkeypatch.setattr("roleplay.review.proof._worth", lambda note, found: (2, 50.0))
    told = run("regrade", session).out
    assert "One thing to change in each skill" in told
    assert "Try: " not in told


def test_what_has_no_grade_cannot_be_graded_again(run):
    run("play", "wrong-colour", "--plain", stdin=f"{SAID}/quit\n")
    assert "not over yet" in run("regrade", "last").err
    run("play", "wrong-colour", "--plain", stdin="/end\n")
    assert run("regrade", "last").code == 2
    assert run("regrade", "zzz").code == 2


def test_a_conversation_graded_twice_can_be_gone_on_with_and_deleted(run, session: str, home: Path):
    run("regrade", session)
    assert "You took this back" in run("resume", session, "--undo", stdin="I'm sending it now.\n/end\n").out
    assert json.loads(run("history", "--json").out)[0]["ending"]
    assert exported(run, session)["graded_again"] == []
    assert run("delete", session, "--yes").code == 0
    assert json.loads(run("history", "--json").out) == []


def test_what_is_stored_comes_back_equal(run, session: str, home: Path):
    from roleplay.formats.event import GradedAgain, read_event, written

    run("regrade", session, "--read-again")
    with open_store(home / "data" / "sessions.sqlite") as store:
        for event in store.events(session):
            assert written(read_event(event.kind, event.body)) == event.body
        one = opened(store, session)
    assert type(one.card) is not GradedAgain
    assert isinstance(one.line[-1], GradedAgain)
    assert one.line[-1].rubrics == one.played.rubrics
    assert one.state is not None
    first = graded(one.played, one.head.seed, one.line, one.state, one.ending or "")
    assert first.scorecard == one.line[-1].scorecard


def test_in_a_process_of_its_own_it_works_too(process):
    process("play", "wrong-colour", "--plain", "--seed", "7", stdin=f"{SAID}/end\n")
    done = process("regrade", "last", "--rubric", "empathy")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Green trainers, blue box\n\nGraded again:")
    assert max(map(len, done.out.splitlines())) <= 80
