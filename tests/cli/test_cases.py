"""Labelled cases: made by the trainee's own command only, with nothing in them that tells whose they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SAID = "Sorry Sam, you ordered green and we packed blue. When do you need them by?"
MISREAD = "Calm down, that is what my boss would tell me."


@pytest.fixture
def session(run) -> str:
    """A reply is taken back as misread, another only taken back, and there are two disagreements on one grade."""
    run(
        "play",
        "wrong-colour",
        "--plain",
        "--seed",
        "7",
        stdin=f"{SAID}\n{MISREAD}\n/notwhatimeant\nHm.\n/undo\n/quit\n",
    )
    run("resume", stdin="Let me check the stock.\n/end\n")
    session = json.loads(run("history", "--json").out)[0]["id"]
    run("dispute", session, "RE4", "First.")
    run("dispute", session, "RE4", "I owned it. Ask me@home.example.")
    run("dispute", session, "empathy", "All of it.")
    return session


def cases(run, session: str) -> list[dict]:
    done = run("export", session, "--cases")
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_case_has_these_keys_and_no_others(run, session: str):
    found = {case["type"]: case for case in cases(run, session)}
    assert list(found["misread"]) == ["type", "scenario", "customer", "reply", "heard"]
    assert list(found["dispute"]) == [
        "type",
        "scenario",
        "criterion",
        "level",
        "reason",
        "evidence",
        "transcript",
        "grader",
    ]
    assert all(list(move) == ["move", "quote"] for move in found["misread"]["heard"])
    assert all(list(turn) == ["role", "content"] for turn in found["dispute"]["transcript"])
    assert list(found["dispute"]["grader"]) == ["kind", "version", "rubric_hash", "model"]


def test_a_misread_reply_comes_with_the_words_it_answered_and_what_was_heard(run, session: str):
    (case,) = [case for case in cases(run, session) if case["type"] == "misread"]
    assert (case["scenario"], case["reply"]) == ("wrong-colour", MISREAD)
    transcript = json.loads(run("export", session, "--json").out)["transcript"]
    assert case["customer"] == transcript[2]["content"]
    assert {"move": "calm_down", "quote": "Calm down"} in [
        {"move": one["move"], "quote": one["quote"][:9]} for one in case["heard"]
    ]


def test_a_disagreement_comes_with_the_grade_its_words_and_the_conversation(run, session: str):
    one, skill = [case for case in cases(run, session) if case["type"] == "dispute"]
    report = json.loads(run("export", session, "--json").out)
    graded = {each["id"]: each for each in report["rubrics"][2]["criteria"]}["RE4"]
    assert (one["criterion"], one["level"]) == ("RE4", graded["level"])
    assert one["evidence"] == [each["quote"] for each in graded["evidence"]]
    assert one["grader"] == report["grader"]
    assert [turn["content"] for turn in one["transcript"]] == [turn["content"] for turn in report["transcript"]]
    assert (skill["criterion"], skill["level"]) == ("empathy", report["rubrics"][1]["level"])
    assert skill["evidence"]


def test_of_two_words_on_one_grade_the_one_that_stands_is_a_case_and_it_is_masked(run, session: str):
    reasons = [case["reason"] for case in cases(run, session) if case["type"] == "dispute"]
    assert reasons == ["I owned it. Ask ••@••••.•••••••.", "All of it."]


def test_nothing_tells_whose_they_are_or_when(run, session: str):
    whole = json.loads(run("export", session, "--json").out)
    text = run("export", session, "--cases").out
    events = [event for one in whole["branches"] for event in one["events"]]
    for word in (session, session[:8], whole["started"], whole["started"][:10], *{event["at"] for event in events}):
        assert word not in text
    for word in ("Hm.", "First.", '"seed"', '"state"', '"started"'):
        assert word not in text


def test_a_reply_that_was_only_taken_back_is_no_case(run):
    run("play", "wrong-colour", "--plain", stdin="Hello.\n/undo\nHello again.\n/end\n")
    done = run("export", "last", "--cases")
    assert (done.code, done.out) == (0, "")
    assert "There is nothing to write" in done.err


def test_with_nothing_to_write_no_file_is_made(run, home: Path):
    run("play", "wrong-colour", "--plain", stdin="Hello.\n/end\n")
    file = home / "cases.jsonl"
    assert run("export", "last", "--cases", "--output", file).code == 0
    assert not file.exists()


def test_they_are_written_to_a_new_file_when_asked(run, session: str, home: Path):
    file = home / "cases.jsonl"
    done = run("export", session, "--cases", "--output", file)
    assert (done.code, done.out) == (0, "")
    assert [json.loads(line)["type"] for line in file.read_text().splitlines()] == ["misread", "dispute", "dispute"]
    assert run("export", session, "--cases", "--output", file).code == 2


def test_a_conversation_that_still_goes_on_has_its_misread_replies(run):
    run("play", "wrong-colour", "--plain", stdin="Hello.\n/notwhatimeant\n/quit\n")
    (case,) = cases(run, "last")
    assert case["type"] == "misread"


def test_a_reply_misread_in_an_earlier_try_is_one_case_however_often_one_went_back(run):
    typed = "Hello.\nThanks.\n/notwhatimeant\nAgain.\n/undo\n/undo\nOnce more.\n/notwhatimeant\n/end\n"
    run("play", "wrong-colour", "--plain", stdin=typed)
    assert [case["reply"] for case in cases(run, "last")] == ["Thanks.", "Once more."]


def test_a_disagreement_with_an_earlier_try_is_a_case_of_that_try(run, session: str):
    run("resume", session, "--undo", stdin="I'm sending the green pair now.\n/end\n")
    found = [case for case in cases(run, session) if case["type"] == "dispute"]
    assert len(found) == 2
    assert all("sending" not in turn["content"] for case in found for turn in case["transcript"])


def test_cases_and_the_whole_record_are_not_asked_for_at_once(run, session: str):
    assert run("export", session, "--cases", "--json").code == 2


def test_they_are_made_by_this_command_only(run, session: str, home: Path):
    run("export", session)
    run("regrade", session)
    assert {path.name for path in (home / "data").iterdir()} == {"sessions.sqlite"}
