"""Playing line by line: what a person or a screen reader gets, and what a script can rely on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

REPLIES = "Hello Kim.\nWhen do you need it?\n"
KEYS = ["scenario", "seed", "transcript", "outcome", "rubrics", "critical", "grader"]

Call = Callable[..., object]


@pytest.fixture
def play(run, library: Path):
    def call(*arguments: object, stdin: str = REPLIES):
        return run("play", "late-parcel", "--plain", "--seed", "7", "--library", library, *arguments, stdin=stdin)

    return call


def replies_of(found: dict) -> list[str]:
    return [turn["content"] for turn in found["transcript"] if turn["role"] == "agent"]


def test_the_briefing_comes_before_the_first_word(play):
    out = play().out
    told = [
        "You are:",
        "They write because:",
        "You must keep to this:",
        "At your desk:",
        "What is good enough:",
        "Kim: ",
    ]
    places = [out.index(part) for part in told]
    assert places == sorted(places)
    assert "Somebody is impatient." in out
    assert "The seed is 7" in out


def test_what_the_screen_shows_can_be_read_again_during_the_conversation(run):
    out = run("play", "wrong-colour", "--plain", "--private", stdin="/brief\n/quit\n").out
    assert out.count("- Last Tue 12:31  Web order L-20417") == 2


def test_the_conversation_and_its_debrief_follow(play):
    done = play()
    assert done.code == 0
    told = ["Kim: My parcel", "You: Hello Kim.", "How it went", "Why the mood moved", "Who should have written first?"]
    places = [done.out.index(part) for part in [*told, "How this was graded", "Consequences, not the grade"]]
    assert places == sorted(places)


def test_a_briefing_and_a_debrief_fit_eighty_columns(play):
    said = re.compile(r"^(Kim|You): ")
    assert not [line for line in play().out.splitlines() if len(line) > 80 and not said.match(line)]


def test_no_id_and_no_empty_value_reaches_the_screen(play):
    out = play(stdin=REPLIES + "/facts\n/desk 1\n/help\n/hint\n").out
    for word in ("_", "None", "null", "no-day-before-looking", "look-up", "turn_cap", "Exchange("):
        assert word not in out, word


def test_the_desk_lists_and_does(play):
    out = play(stdin="/desk\n/desk 1\n/desk 9\n/desk ²\n/facts\n").out
    assert "1. Look the parcel up" in out
    assert out.count("Desk: Look the parcel up. It is in Leeds and arrives on Friday.") == 1
    assert "What the desk has shown you" in out


def test_the_desk_names_what_comes_first(play):
    assert "this has to come first: Look the parcel up" in play(stdin="/desk 2\n").err


def test_the_desk_marks_what_is_done_and_does_nothing_twice(play):
    done = play(stdin="/desk 1\n/desk 1\n/desk\n")
    assert "This is done already; nothing is done twice." in done.out
    assert "1. Look the parcel up (done)" in done.out


def test_taking_back_says_what_the_desk_loses(play):
    out = play(stdin="Hello.\n/desk 1\n/undo\n/desk\n").out
    assert "Also taken back, at the desk: Look the parcel up." in out
    assert "(done)" not in out


def test_words_that_the_desk_cannot_follow_are_told_to_the_trainee(play):
    out = " ".join(play(stdin="I'm sending again now.\n").out.split())
    assert "Desk: not done: Send it again. This has to come first: Look the parcel up." in out


def test_the_briefing_says_that_words_do_it_too(play):
    assert "in a reply does it here, too" in play().out


def test_nothing_said_is_nothing_to_grade(play):
    done = play(stdin="/end\n")
    assert "there is nothing to grade" in done.out
    for word in ("did not come up", "CSAT", "Consequences", "--undo", "What worked"):
        assert word not in done.out
    assert json.loads(play("--json", stdin="/end\n").out)["outcome"]["csat"] > 0


def test_resuming_shows_again_what_the_desk_and_the_customer_told(play, run):
    play(stdin="When do you need it?\n/desk 1\n/quit\n")
    out = run("resume", stdin="/quit\n").out
    told = ["You: When do you need it?", "You learned: a birthday on Friday.", "Desk: Look the parcel up."]
    places = [out.index(part) for part in told]
    assert places == sorted(places)


def test_an_empty_line_is_no_reply_and_the_end_of_input_ends(play):
    found = json.loads(play("--json", stdin="\n   \n\nHello.\n\n").out)
    assert replies_of(found) == ["Hello."]
    assert found["outcome"]["ending"] == "stopped"


def test_a_doubled_slash_says_a_single_one(play):
    found = json.loads(play("--json", stdin="//end is what I typed\n /end\nnever said\n").out)
    assert replies_of(found) == ["/end is what I typed"]


def test_what_is_typed_after_the_end_is_not_used_and_that_is_said(play):
    done = play("--json", stdin="Hello.\n/end\nMore.\n")
    assert replies_of(json.loads(done.out)) == ["Hello."]
    assert "has not been used" in done.err


def test_a_command_that_is_none_is_no_reply(play):
    done = play("--json", stdin="/dance\n/end\n")
    assert replies_of(json.loads(done.out)) == []
    assert "/dance is nothing that can be typed here" in done.err


def test_taking_back_goes_on_from_before(play):
    found = json.loads(play("--json", stdin="One.\n/undo\nTwo.\n/notwhatimeant\nThree.\n/undo\n/undo\n").out)
    assert replies_of(found) == []


def test_pausing_costs_nothing(play):
    assert "No clock is running" in play(stdin="/pause\n").out


def test_practising_alone_has_no_hints(play):
    assert "There are no hints" in play("--mode", "alone", stdin="/hint\n").out


def test_leaving_keeps_the_conversation_and_says_how_to_go_on(play, run):
    out = play(stdin="Hello Kim.\n/quit\nnever\n").out
    (id,) = re.findall(r"roleplay resume (\w+)", out)
    assert "How it went" not in out
    again = run("resume", id, stdin="Bye.\n")
    assert "You: Hello Kim." in again.out
    assert "How it went" in again.out


def test_without_an_id_the_last_unfinished_conversation_goes_on(play, run):
    play(stdin="Hello Kim.\n/quit\n")
    assert "Hello Kim." in run("resume", stdin="/end\n").out
    done = run("resume")
    assert (done.code, done.out) == (2, "")
    assert "no conversation is waiting" in done.err


def test_after_the_end_one_can_resume_with_the_last_reply_taken_back(play, run):
    play(stdin="One.\nTwo.\n")
    found = json.loads(run("resume", "--json", run_id(run), "--undo", stdin="Three.\n").out)
    assert replies_of(found) == ["One.", "Three."]


def run_id(run) -> str:
    return json.loads(run("history", "--json").out)[0]["id"]


def test_json_is_the_only_thing_on_standard_output(play):
    done = play("--json")
    found = json.loads(done.out)
    assert list(found) == KEYS
    assert "My parcel is three days late" in done.err
    assert "How it went" in done.err


def test_json_keeps_the_contract_s_keys_in_their_order(play):
    found = json.loads(play("--json").out)
    assert list(found["transcript"][0]) == ["turn", "role", "content", "voice", "state"]
    assert list(found["outcome"]) == ["ending", "ending_id", "felt", "got", "effort_text", "csat", "nps", "effort"]
    assert list(found["grader"]) == ["kind", "version", "rubric_hash", "model"]
    state = ["anger", "heard", "trust", "distributive", "procedural", "interactional", "effort", "patience"]
    for number, turn in enumerate(found["transcript"]):
        assert turn["turn"] == number
        assert list(turn["state"]) == state
        assert (turn["voice"] is None) == (turn["role"] == "agent")
        assert all(type(turn["state"][name]) is float for name in state[:-1])
        assert all(round(value, 2) == value for value in turn["state"].values())
        assert type(turn["state"]["patience"]) is int
    assert (found["scenario"], found["seed"]) == ("late-parcel", 7)


def test_leaving_prints_json_with_nothing_to_grade(play):
    found = json.loads(play("--json", stdin="Hello.\n/quit\n").out)
    assert list(found) == KEYS
    assert replies_of(found) == ["Hello."]
    assert (found["outcome"], found["rubrics"], found["critical"]) == (None, [], [])


def test_a_seed_that_is_drawn_is_shown_and_kept(run, library: Path):
    done = run("play", "late-parcel", "--library", library, "--json")
    seed = json.loads(done.out)["seed"]
    assert f"The seed is {seed}:" in " ".join(done.err.split())
    again = run("play", "late-parcel", "--library", library, "--json", "--seed", seed)
    assert again.out == done.out


def test_private_keeps_nothing(play, run, home: Path):
    assert "Nothing of this conversation is kept" in play("--private").err
    assert json.loads(run("history", "--json").out) == []
    play("--private", "--data", home / "other")
    assert not (home / "other").exists()


def test_a_record_that_cannot_be_written_stops_nobody(play, home: Path):
    (home / "data").write_text("this is no folder")
    done = play("--json")
    assert done.code == 0
    assert "cannot be recorded" in done.err
    assert len(replies_of(json.loads(done.out))) == 2


def test_a_conversation_can_be_saved_to_a_new_file_at_any_time(play, home: Path):
    page, data = home / "page.md", home / "page.json"
    play(stdin=f"Hello *Kim*.\n/export {page}\n/export {data}\n/export {page}\n")
    assert "You: Hello \\*Kim\\*." in page.read_text()
    assert replies_of(json.loads(data.read_text())) == ["Hello *Kim*."]


def test_an_unknown_scenario_is_bad_input_and_the_nearest_one_is_named(run, library: Path):
    done = run("play", "late-parcle", "--library", library)
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "late-parcel"' in done.err


def test_a_skill_without_a_rubric_is_said_to_go_ungraded(run, home: Path, library: Path):
    case = home / "case.toml"
    text = (library / "scenarios" / "late-parcel.toml").read_text()
    case.write_text(text + "\n[rubrics]\nmind-reading = 100\n")
    done = run("play", case, "--json")
    assert done.code == 0
    assert "One skill will not be graded" in done.err
