"""A language model as a second judge, asked for by flag or setting, and what happens when it doesn't answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from roleplay.grader.judge import JUDGE_VERSION
from roleplay.llm import forget
from roleplay.llm.fake import FakeServer
from tests.judging import Say, data_in, prompt_of, saying, served

from .test_grade import KEYS, SAID, Outline, rows, transcript

HEADING = "Where the rules see it otherwise"
NEXT = "write to you by 17:00"
YES: dict[str, Say] = {"EM1.1": (2, "I'll send the green pair today"), "RE3.1": (2, NEXT), "RE3.2": (2, NEXT)}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setattr("roleplay.llm.wire.PIECE", 400)


@pytest.fixture
def server():
    with served(saying(YES)) as found:
        yield found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, home: Path):
    """Tells the settings where the model is, and what else there is to set."""

    def tell(server: FakeServer | str, model: str = "judge", **more: str) -> None:
        address = server if isinstance(server, str) else server.base_url
        kept = {"base_url": address, "model": model} | more
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in kept.items()]
        (home / "settings.toml").write_text("".join([*lines, "first_word = 0.6\nbetween_words = 0.4\n"]))

    return tell


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Three conversations; the customer of each says which it is."""
    path = tmp_path / "calls.jsonl"
    messages = [{"role": role, "content": text} for role, text in SAID]
    lines = [
        json.dumps({"id": f"c-{n}", "messages": [messages[0] | {"content": f"Case {n}."}, *messages[1:]]})
        for n in range(3)
    ]
    path.write_text("\n".join(lines))
    return path


def failing_for(number: int):
    """A model that answers with nonsense about one of the conversations."""

    def reply(body: dict[str, Any]) -> str:
        first = data_in(prompt_of(body))["conversation"][0]["customer"]
        return "I'd rather not." if first == f"Case {number}." else saying(YES)(body)

    return reply


def test_as_json_the_model_s_grade_is_the_result_and_that_of_the_rules_stands_beside_it(run, server, told):
    plain = rows(run("grade", "-", "--json", stdin=transcript(id="t")).out)[0]
    assert server.requests == []
    told(server)
    done = run("grade", "-", "--json", "--judge", "llm", stdin=transcript(id="t"))
    assert done.code == 0
    (found,) = rows(done.out)
    assert list(found) == [*KEYS, "by_rules"]
    assert found["by_rules"] == plain["rubrics"]
    assert (found["grader"]["kind"], found["grader"]["version"]) == ("llm", JUDGE_VERSION)
    assert found["grader"]["model"].startswith("judge · ")
    assert found["grader"]["rubric_hash"] == plain["grader"]["rubric_hash"]
    step = next(one for skill in found["rubrics"] for one in skill["criteria"] if one["id"] == "RE3")
    assert (step["level"], [one["quote"] for one in step["evidence"]]) == (3, [NEXT])
    assert {key: found[key] for key in ("transcript", "critical")} == {
        key: plain[key] for key in ("transcript", "critical")
    }


def test_where_the_text_goes_is_told_once_before_it_goes(run, server, told, calls: Path):
    told(server)
    done = run("grade", calls, "--json", "--judge", "llm")
    assert done.code == 0
    port = server.base_url.rpartition(":")[2].partition("/")[0]
    assert done.err.count(f"is sent to a program on this computer (port {port})") == 1
    assert done.err.startswith("What is graded is sent to")


def test_a_page_ends_its_skills_with_what_the_rules_see_otherwise(run, server, told, tmp_path: Path):
    told(server)
    out = run("grade", "-", "--judge", "llm", stdin=transcript()).out
    page = " ".join(out.split())
    assert HEADING in page
    assert " by the model, " in page.partition(HEADING)[2]
    assert "by a language model (judge · " in page
    assert page.index("Empathy:") < page.index(HEADING) < page.index("How this was graded")
    for word in ("_", "None", "null", "EM1", "llm"):
        assert word not in page, word
    assert HEADING not in run("grade", "-", stdin=transcript()).out
    target = tmp_path / "page.html"
    assert run("grade", "-", "--judge", "llm", "--html", target, stdin=transcript()).code == 0
    assert HEADING in Outline(target.read_text()).text


def test_many_are_judged_one_after_the_other_with_any_number_of_jobs(run, process, server, told, calls: Path):
    told(server)
    one = run("grade", calls, "--json", "--judge", "llm")
    two = process("grade", calls, "--json", "--judge", "llm", "--jobs", 2)
    assert (one.code, one.out) == (two.code, two.out)
    assert [row["id"] for row in rows(one.out)] == ["c-0", "c-1", "c-2"]
    assert {row["grader"]["kind"] for row in rows(one.out)} == {"llm"}
    page = run("grade", calls, "--judge", "llm").out
    assert "3 conversations together" in page


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("fault-401", "the key was not accepted"),
        ("fault-404", "there is no such model"),
        ("fault-silent", "no more words came in time"),
        ("fault-cut", "the answer broke off"),
        ("fault-html", "a web page came back"),
    ],
)
def test_a_judge_wanted_by_flag_that_fails_is_exit_code_3_and_no_grade(run, server, told, model: str, words: str):
    told(server, model)
    for form in (("--json",), ()):
        done = run("grade", "-", *form, "--judge", "llm", stdin=transcript())
        assert (done.code, done.out) == (3, "")
        assert f"standard input:1:1: the model did not judge: {words}" in done.err
        assert "1 of 1 could not be graded." in done.err
        assert "not asked any more" not in done.err


def test_an_address_where_nobody_is_does_not_grade_either(run, told):
    told("http://127.0.0.1:9/v1")
    done = run("grade", "-", "--json", "--judge", "llm", stdin=transcript())
    assert (done.code, done.out) == (3, "")
    assert "nothing answers at that address" in done.err


def test_one_that_the_model_can_t_judge_does_not_cost_the_others(run, told, calls: Path, tmp_path: Path):
    target = tmp_path / "page.html"
    with served(failing_for(1)) as server:
        told(server)
        done = run("grade", calls, "--json", "--judge", "llm")
        page = run("grade", calls, "--html", target, "--judge", "llm")
    assert (done.code, page.code) == (3, 3)
    assert [row["id"] for row in rows(done.out)] == ["c-0", "c-2"]
    assert "calls.jsonl:2:1: the model did not judge: the answer was not of use" in done.err
    assert "1 of 3 could not be graded." in done.err
    assert "2 conversations together" in Outline(target.read_text()).text


def test_a_model_that_fails_for_good_is_not_asked_again(run, server, told, calls: Path, tmp_path: Path):
    told(server, "fault-401")
    target = tmp_path / "page.html"
    done = run("grade", calls, "--html", target, "--judge", "llm")
    assert (done.code, done.out) == (3, "")
    assert len(server.requests) == 1
    assert done.err.count("did not judge") == 1
    assert "all that comes after this is left out" in done.err
    assert not target.exists()


def test_one_that_the_settings_ask_for_is_stood_in_for_by_the_rules(run, server, told, calls: Path):
    by_rules = run("grade", calls, "--json")
    told(server, "fault-500", judge="llm")
    done = run("grade", calls, "--json")
    assert (done.code, done.out) == (0, by_rules.out)
    assert done.err.count("so the rules alone grade") == 1
    told(server, judge="llm")
    assert {row["grader"]["kind"] for row in rows(run("grade", calls, "--json").out)} == {"llm"}
    asked = len(server.requests)
    assert run("grade", calls, "--json", "--judge", "measures").out == by_rules.out
    assert len(server.requests) == asked


def test_a_judge_that_is_set_nowhere_is_told_with_what_to_set(run, home: Path):
    done = run("grade", "-", "--json", "--judge", "llm", stdin=transcript())
    assert (done.code, done.out) == (2, "")
    assert "ROLEPLAY_BASE_URL" in done.err
    (home / "settings.toml").write_text('base_url = "ollama"\n')
    assert "ROLEPLAY_MODEL" in run("grade", "-", "--judge", "llm", stdin=transcript()).err
    (home / "settings.toml").write_text('judge = "llm"\n')
    done = run("grade", "-", "--json", stdin=transcript())
    assert (done.code, rows(done.out)[0]["grader"]["kind"]) == (0, "rules")
    assert done.err.count("The rules alone grade") == 1


def test_what_is_particular_to_the_judge_goes_before_what_holds_for_all(run, server, home: Path):
    (home / "settings.toml").write_text(
        f'base_url = "http://127.0.0.1:9/v1"\nmodel = "a"\n[for_judge]\nbase_url = "{server.base_url}"\nmodel = "own"\n'
    )
    (found,) = rows(run("grade", "-", "--json", "--judge", "llm", stdin=transcript()).out)
    assert found["grader"]["model"].startswith("own · ")


# --- a conversation of one's own, graded again


@pytest.fixture
def session(run) -> str:
    said = "Sorry Sam, you ordered green and we packed blue.\nI'll send the green pair today and write to you by 17:00."
    run("play", "wrong-colour", "--plain", "--seed", "7", stdin=f"{said}\n/end\n")
    return json.loads(run("history", "--json").out)[0]["id"]


def kept(run, session: str) -> list[str]:
    found = json.loads(run("export", session, "--json").out)
    return [event["kind"] for one in found["branches"] for event in one["events"]]


def test_the_model_s_card_is_kept_beside_the_first_and_both_are_shown(run, server, told, session: str):
    told(server)
    done = run("regrade", session, "--judge", "llm")
    assert done.code == 0
    page = " ".join(done.out.split())
    assert "Then: by rules (version" in page
    assert "Now: by a language model (judge · " in page
    assert "These are two different graders" in page
    assert "A next step one can plan with: then" in page
    assert "is sent to a program on this computer" in done.err
    assert kept(run, session).count("graded") == 2
    assert "by a language model (judge" in run("export", session).out
    both = json.loads(run("regrade", session, "--judge", "llm", "--json").out)
    assert [both[when]["grader"]["kind"] for when in ("then", "now")] == ["rules", "llm"]
    assert both["then"] == json.loads(run("resume", session, "--plain", "--json").out)


def test_a_model_that_can_t_judge_it_again_is_exit_code_3_and_nothing_is_kept(run, server, told, session: str):
    told(server, "fault-500")
    done = run("regrade", session, "--judge", "llm")
    assert (done.code, done.out) == (3, "")
    assert "the model did not judge: the server has a problem of its own" in done.err
    assert kept(run, session).count("graded") == 1
    told(server, "fault-500", judge="llm")
    done = run("regrade", session)
    assert done.code == 0
    assert "so the rules alone grade" in done.err
    assert "Now: by rules" in " ".join(done.out.split())
    assert kept(run, session).count("graded") == 2
