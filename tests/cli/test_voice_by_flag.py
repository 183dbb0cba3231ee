"""A customer whose words come from a model, asked for by flag: what is sent, and what happens when none answers."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay.llm.fake import canned
from tests.judging import served

from .conftest import command, environment

REPLIES = (
    "Hello Sam, a blue pair instead of green, that's annoying. I'm sorry.\nWhen do you need them?\nLet me check.\n"
)
PLAY = ("play", "wrong-colour", "--plain", "--seed", "7")

Call = Callable[..., object]


def nobody() -> str:
    """An address at which nothing answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets where the model is."""

    def tell(base_url: str, model: str = "echo") -> None:
        monkeypatch.setenv("ROLEPLAY_BASE_URL", base_url)
        monkeypatch.setenv("ROLEPLAY_MODEL", model)

    return tell


def voices(found: dict) -> list[str]:
    return [turn["voice"] for turn in found["transcript"] if turn["role"] == "customer"]


def words(found: dict) -> list[str]:
    return [turn["content"] for turn in found["transcript"]]


def test_an_address_where_nothing_answers_costs_no_word_and_no_exit_code(run, at):
    plain = json.loads(run(*PLAY, "--json", stdin=REPLIES).out)
    at(nobody())
    done = run(*PLAY, "--voice", "llm", "--json", stdin=REPLIES)
    found = json.loads(done.out)
    assert done.code == 0
    # It is asked twice, and then no more.
    assert voices(found) == ["scripted", "fallback", "fallback", "fallback"]
    assert words(found) == words(plain)
    assert found["outcome"] == plain["outcome"]
    assert found["rubrics"] == plain["rubrics"]
    assert "nothing answers at that address" in done.err
    assert "It is not asked any more" in " ".join(done.err.split())
    assert "How it went" in done.err


def test_a_page_to_log_in_to_is_told_once_and_the_whole_conversation_follows(run, at):
    with served(canned) as server:
        at(server.base_url, "fault-html")
        done = run(*PLAY, "--voice", "llm", "--json", stdin=REPLIES)
        assert len(server.requests) == 1
    found = json.loads(done.out)
    assert done.code == 0
    assert voices(found) == ["scripted", "fallback", "fallback", "fallback"]
    assert " ".join(done.err.split()).count("a web page came back instead of an answer") == 1
    assert "log in somewhere first?" in " ".join(done.err.split())


def test_with_json_nothing_of_a_model_s_words_reaches_standard_output_before_the_report(run, at):
    with served(canned) as server:
        at(server.base_url)
        done = run(*PLAY, "--voice", "llm", "--json", stdin=REPLIES)
    found = json.loads(done.out)
    assert voices(found) == ["scripted", "llm", "llm", "llm"]
    assert found["transcript"][2]["content"] in done.err
    assert "to a program on this computer" in " ".join(done.err.split())


def test_without_json_a_turn_is_one_line_that_names_a_built_in_answer(run, at):
    at(nobody())
    done = run(*PLAY, "--voice", "llm", stdin=REPLIES)
    lines = [line for line in done.out.splitlines() if line.startswith(("Sam: ", "Sam ("))]
    assert len(lines) == 4
    assert [line.partition(":")[0] == "Sam" for line in lines] == [True, False, False, False]


@pytest.mark.parametrize("flag", [(), ("--voice", "scripted")])
def test_settings_alone_send_nothing_and_load_no_library(flag: tuple[str, ...], home: Path):
    tells = f"""
import sys
from roleplay.cli import main
try:
    main({[*PLAY, *flag]!r})
finally:
    print("LOADED:", *sorted({{"openai", "httpx", "httpx2"}} & set(sys.modules)), file=sys.stderr)
"""
    with served(canned) as server:
        done = subprocess.run(
            [sys.executable, "-c", tells],
            input=REPLIES.encode(),
            capture_output=True,
            env=environment(ROLEPLAY_BASE_URL=server.base_url, ROLEPLAY_MODEL="echo", ROLEPLAY_API_KEY="sk-secret"),
            check=True,
            timeout=60,
        )
        assert server.requests == []
    assert done.stderr.decode().rstrip().endswith("LOADED:")
    assert b"How it went" in done.stdout
    assert b"sk-secret" not in done.stdout + done.stderr


def test_a_reply_is_in_the_record_when_the_program_is_killed_while_a_model_is_silent(run, home: Path):
    with served(canned) as server:
        changes = {"ROLEPLAY_BASE_URL": server.base_url, "ROLEPLAY_MODEL": "fault-silent"}
        with subprocess.Popen(
            command(*PLAY, "--voice", "llm"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(**changes),
        ) as running:
            assert running.stdin
            running.stdin.write(REPLIES.partition("\n")[0].encode() + b"\n")
            running.stdin.flush()
            end = time.monotonic() + 30
            while not server.requests and time.monotonic() < end:
                time.sleep(0.02)
            running.kill()
        assert len(server.requests) == 1
    plain = json.loads(run(*PLAY, "--private", "--json", stdin=REPLIES).out)
    done = run("resume", "--json", stdin="".join(REPLIES.splitlines(keepends=True)[1:]))
    found = json.loads(done.out)
    assert "had not been answered" in " ".join(done.err.split())
    assert words(found) == words(plain)
    assert found["outcome"] == plain["outcome"]


def test_voice_changes_between_the_two_and_says_which_it_is(run, at):
    with served(canned) as server:
        at(server.base_url)
        lines = f"/voice\n{REPLIES.splitlines()[0]}\n/voice\nWhen do you need them?\n/end\n"
        done = run(*PLAY, "--voice", "llm", stdin=lines)
        assert "The built-in customer answers from here on." in done.out
        assert "The AI customer answers from here on." in done.out
        assert len(server.requests) == 1


def test_without_an_ai_customer_voice_says_how_to_get_one(run):
    done = run(*PLAY, stdin="/voice\n/end\n")
    assert "there is no AI customer in this conversation" in done.err


def never(body: dict) -> str:
    """A judge who says no to everything it is asked."""
    ids = re.findall(r"^(\w+\.\d+): ", body["messages"][-1]["content"], re.MULTILINE)
    return json.dumps({"answers": [{"id": id, "yes": False, "reply": 0, "quote": ""} for id in ids]})


@pytest.mark.parametrize(
    ("model", "told"),
    [("no-sayer", "Where the AI judge sees it otherwise"), ("fault-401", "AI judge: the key was not accepted")],
)
def test_what_the_rules_say_stands_first_and_a_judge_set_in_the_file_beside_it(run, home: Path, model: str, told: str):
    with served(never) as server:
        (home / "settings.toml").write_text(f'base_url = "{server.base_url}"\nmodel = "{model}"\njudge = "llm"\n')
        done = run(*PLAY, stdin=f"{REPLIES}/end\n")
    both = " ".join(done.out.split()) + " ".join(done.err.split())
    assert done.code == 0
    assert both.index("How it went") < both.index(told)
    assert "When the conversation is over it goes to a program on this computer" in " ".join(done.err.split())
