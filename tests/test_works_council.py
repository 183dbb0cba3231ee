"""What docs/works-council.md says to people who worry about being watched, sentence by sentence."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

import tests.cli.conftest
from roleplay.cli import ENTRIES
from roleplay.domain.customer import Mood
from roleplay.domain.moves import MOVES
from roleplay.domain.overview import LEAST_COUNTED
from roleplay.domain.reading import Features, Flag, Reading
from roleplay.formats.event import KINDS
from roleplay.formats.report import as_json, markdown, of_debrief
from roleplay.formats.settings import SettingsFile
from roleplay.library import find_scenario, rubric
from roleplay.session import Session
from roleplay.store import open_store
from tests.cli.conftest import Done, command, environment

ROOT = Path(__file__).resolve().parent.parent
PAGE = " ".join((ROOT / "docs" / "works-council.md").read_text(encoding="utf-8").split())
SAID = "Sorry Sam, you ordered green and we packed blue. When do you need them by?\nQuincunx, let me check the stock.\n"

WATCHED = """
import json, sys
seen = []
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        seen.append(event)
        raise PermissionError(event)
sys.addaudithook(watch)
from roleplay.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit as left:
        seen.append(left.code)
loaded = [name for name in ("openai", "httpx", "urllib.request") if name in sys.modules]
print("watched:", json.dumps([seen, loaded]), file=sys.stderr)
"""
"""The program with every use of the network refused and written down."""

run = tests.cli.conftest.run
"""The command in this process."""


@pytest.fixture
def played(run: Callable[..., Done]) -> str:
    """The id of a finished conversation in the record."""
    play(run)
    return session_of(run)


def play(run: Callable[..., Done], *arguments: object) -> Done:
    done = run("play", "wrong-colour", "--plain", "--seed", "7", *arguments, stdin=f"{SAID}/end\n")
    assert done.code == 0, done.err
    return done


def session_of(run: Callable[..., Done]) -> str:
    return json.loads(run("history", "--json").out)[0]["id"]


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_page_is_one_page():
    assert len((ROOT / "docs" / "works-council.md").read_text(encoding="utf-8").splitlines()) <= 70


# --- what is stored, and where


def test_everything_is_in_one_file_and_the_doctor_shows_where_and_by_whose_choice(run, played: str, home: Path):
    assert [path.name for path in (home / "data").iterdir()] == ["sessions.sqlite"]
    told = " ".join(run("doctor").out.split())
    assert f"Data folder: {home / 'data'} (from: environment)" in told
    assert f"{home / 'data' / 'sessions.sqlite'} can be written" in told


def test_the_places_are_those_of_the_page(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for place in (Unix("roleplay", False), MacOS("roleplay", False)):
        assert f"`{place.user_data_dir.replace(str(Path.home()), '~')}/`" in PAGE


def test_the_record_holds_what_the_page_lists_and_not_who_it_was(run, home: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "zebrafish")
    monkeypatch.setattr("socket.gethostname", lambda: "zebrafish")
    play(run)
    with closing(sqlite3.connect(home / "data" / "sessions.sqlite")) as db:
        tables = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
        columns = {name: [row[1] for row in db.execute(f"pragma table_info({name})")] for name in tables}
    assert columns == {
        "session": ["id", "scenario", "title", "started", "seed", "mode", "engine", "content"],
        "branch": ["session_id", "branch", "parent", "fork_seq"],
        "event": ["id", "session_id", "branch", "seq", "kind", "at", "body"],
    }
    # A new kind of event is a new thing that is stored: it has to be told on the page.
    assert set(KINDS) == {
        "opening",
        "turn",
        "sent",
        "desk",
        "undo",
        "misread",
        "end",
        "graded",
        "dispute",
        "aim",
        "guess",
        "idea",
    }
    for name in ("zebrafish", str(Path.home()), str(home)):
        assert name.encode() not in bytes_in(home / "data")


def test_a_fault_is_written_down_for_the_owner_only_and_goes_with_a_deletion(
    run, played: str, home: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> str:
        raise ValueError("Quincunx")

    monkeypatch.setattr("roleplay.session.export.exported_markdown", fail)
    run("export", "last")
    log = home / "data" / "error.log"
    assert "Quincunx" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    run("delete", "--all", "--yes")
    assert not log.exists()


# --- who can see it, and for how long


@pytest.mark.skipif(os.name == "nt", reason="rights are those of the user's folder there")
def test_only_its_owner_can_open_it(played: str, home: Path):
    assert stat.S_IMODE((home / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "data" / "sessions.sqlite").stat().st_mode) == 0o600


def test_nothing_is_deleted_by_age(run, played: str, home: Path):
    with closing(sqlite3.connect(home / "data" / "sessions.sqlite")) as db, db:
        db.execute("update session set started = '1999-01-01T00:00:00Z'")
    for arguments in (("history",), ("list",), ("doctor",)):
        run(*arguments)
    play(run)
    assert played in run("history", "--json").out
    assert not {"days", "retention", "keep", "expire"} & set(SettingsFile.model_fields)


@pytest.mark.parametrize("which", ["one", "all"])
def test_what_is_deleted_is_gone_from_the_file_and_not_only_hidden(run, played: str, home: Path, which: str):
    run("dispute", played, "empathy", "Sesquipedalian.")
    run("regrade", played)
    words = (b"Quincunx", b"Sesquipedalian", played.encode(), b"graded")
    assert all(word in bytes_in(home / "data") for word in words)
    assert run("delete", "--all" if which == "all" else played, "--yes").code == 0
    assert not [word for word in words if word in bytes_in(home / "data")]
    with closing(sqlite3.connect(home / "data" / "sessions.sqlite")) as db:
        counts = [db.execute(f"select count(*) from {name}").fetchone() for name in ("session", "branch", "event")]
    assert counts == [(0,)] * 3


def test_private_keeps_nothing_at_all(home: Path):
    before = sorted(home.rglob("*"))
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "TMPDIR"), str(home))
    done = subprocess.run(
        command("play", "wrong-colour", "--plain", "--private"),
        input=f"{SAID}/end\n".encode(),
        capture_output=True,
        env=environment(**places, PYTHONDONTWRITEBYTECODE="1"),
        check=True,
    )
    assert b"Quincunx" in done.stdout
    assert sorted(home.rglob("*")) == before


def test_an_export_gives_all_that_is_stored(run, played: str, home: Path):
    run("dispute", played, "empathy", "No.")
    found = json.loads(run("export", played, "--json").out)
    with closing(sqlite3.connect(home / "data" / "sessions.sqlite")) as db:
        bodies = [json.loads(row[0]) for row in db.execute("select body from event order by branch, seq")]
        content = json.loads(db.execute("select content from session").fetchone()[0])
    assert [event["body"] for one in found["branches"] for event in one["events"]] == bodies
    assert found["played"] == content


# --- what is masked


def test_cards_addresses_and_phone_numbers_become_dots_and_names_do_not(run, home: Path):
    typed = "It is 4111 1111 1111 1111, anna@home.example, +49 170 1234567. Anna Quincunx, 5 High Street.\n/end\n"
    run("play", "wrong-colour", "--plain", stdin=typed)
    kept = bytes_in(home / "data").decode("utf-8", "replace")
    assert not [secret for secret in ("4111", "anna@home", "1234567") if secret in kept]
    assert "Anna Quincunx, 5 High Street" in kept
    assert "Names, addresses and other numbers are **not** found" in PAGE


# --- what leaves the computer


def test_no_connection_is_opened_even_with_a_model_in_the_settings(run, played: str, home: Path):
    (home / "settings.toml").write_text('base_url = "http://127.0.0.1:9/v1"\nmodel = "small"\napi_key = "k"\n')
    (home / "settings.toml").chmod(0o600)
    calls = [
        ["play", "wrong-colour", "--plain"],
        ["play", "wrong-colour", "--plain", "--voice", "llm"],
        ["resume", played],
        ["history"],
        ["dispute", played, "empathy", "No."],
        ["regrade", played, "--read-again"],
        ["export", played],
        ["export", played, "--cases"],
        ["list"],
        ["show", "wrong-colour"],
        ["doctor", "--offline"],
        ["delete", "--all", "--yes"],
    ]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps(calls)],
        input=f"{SAID}/end\n".encode(),
        capture_output=True,
        env=environment(),
        check=True,
    )
    told = done.stderr.decode().rpartition("watched: ")[2]
    assert json.loads(told) == [[0] * len(calls), []]


def test_where_text_goes_is_said_before_the_first_reply(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ROLEPLAY_BASE_URL", "https://models.invalid/v1")
    monkeypatch.setenv("ROLEPLAY_MODEL", "some")
    done = run("play", "wrong-colour", "--plain", "--voice", "llm", stdin="/end\n")
    assert "go to models.invalid" in " ".join(done.err.split())
    assert "models.invalid" not in run("play", "wrong-colour", "--plain", stdin="/end\n").err


def test_cases_are_written_by_the_trainee_s_own_command_only(run, played: str, home: Path):
    for arguments in (("dispute", played, "empathy", "No."), ("export", played), ("regrade", played)):
        run(*arguments)
    assert {path.name for path in home.rglob("*") if path.is_file()} == {"sessions.sqlite"}
    assert run("export", played, "--cases").out.startswith('{"type": "dispute"')


# --- what it cannot do

SWITCHES = ("account", "login", "user", "upload", "sync", "send", "share", "rank", "leader", "team")
MEASURES = ("speed", "typing", "pace", "duration", "emotion", "sentiment", "telemetry")


def test_no_command_option_or_setting_is_for_accounts_uploads_rankings_or_watching():
    commands = {name: getattr(import_module(entry.module), entry.name) for name, entry in ENTRIES.items()}
    options = {one.name or "" for each in commands.values() for one in each.params}
    names = {*commands, *options, *SettingsFile.model_fields}
    assert not [name for name in names for word in (*SWITCHES, *MEASURES) if word in name.lower()]


@pytest.mark.parametrize("name", ["telemetry", "account", "upload"])
def test_a_setting_that_is_made_up_is_refused(run, home: Path, name: str):
    (home / "settings.toml").write_text(f"{name} = true\n")
    assert run("list").code == 2


async def test_how_long_somebody_takes_changes_no_grade_and_no_page():
    scenario = find_scenario("wrong-colour").scenario
    rubrics = tuple(rubric(id).rubric for id in scenario.rubrics)
    told = set()
    for minutes in (0, 1, 59):
        times = (f"2026-01-01T{at:02}:{minutes:02}:00Z" for at in range(24))
        names = map(str, range(24))
        with open_store(":memory:") as store:
            session = await Session.start(
                scenario, rubrics, 7, store, clock=partial(next, times), ids=partial(next, names)
            )
            for line in SAID.splitlines():
                await session.say(line)
            await session.end()
            found = await session.finish()
            await session.close()
        told.add((as_json(of_debrief(found)), markdown(found)))
    assert len(told) == 1


def test_the_time_of_a_reply_is_in_the_file_and_on_no_page(run, played: str):
    """The page owns up to it: whoever has the file can subtract."""
    found = json.loads(run("export", played, "--json").out)
    times = {event["at"][11:19] for one in found["branches"] for event in one["events"]}
    pages = [run("export", played).out, run("resume", played).out, run("export", played, "--cases").out]
    assert not [at for at in times for page in pages if at in page]
    assert "The time of each reply is in the file" in PAGE


def test_what_is_noted_of_a_reply_is_what_it_does_and_nothing_of_the_person():
    """Whoever adds a field or a flag has to ask first whether it says something about a person."""
    assert [one.name for one in fields(Reading)] == ["moves", "features", "flags", "unclear"]
    noted = {*MOVES, *get_args(Flag), *(one.name for one in fields(Features))}
    feelings = {"angry", "anger", "stress", "sad", "nervous", "tired", "mood", "sentiment", "emotion"}
    assert not [name for name in noted for feeling in feelings if feeling in name]
    assert {"anger", "heard", "trust"} <= {one.name for one in fields(Mood)}


# --- how a grade is made, and how to disagree


def test_every_debrief_says_what_it_is_not_for(run):
    assert "Not for hiring, pay or discipline." in " ".join(play(run).out.split())


def test_the_same_words_get_the_same_grade(run):
    assert play(run, "--json").out == play(run, "--json").out


def test_a_grade_above_a_start_shows_words_that_were_really_said(run):
    found = json.loads(play(run, "--json").out)
    said = {turn["turn"]: turn["content"] for turn in found["transcript"] if turn["role"] == "agent"}
    high = [one for skill in found["rubrics"] for one in skill["criteria"] if (one["level"] or 0) > 1]
    assert high
    for one in high:
        assert one["evidence"]
        assert all(said[each["turn"]][each["start"] : each["end"]] == each["quote"] for each in one["evidence"])


def test_a_second_grade_never_replaces_the_first_and_a_disagreement_stands_beside_it(run):
    before = play(run, "--json").out
    session = session_of(run)
    run("regrade", session)
    assert run("resume", session, "--json").out == before
    run("dispute", session, "empathy", stdin="Because of Sam.\n")
    for told in (run("resume", session).out, run("export", session).out):
        assert "You disagree: “Because of Sam.”" in told


def test_being_misread_costs_nothing(run):
    plain = json.loads(play(run, "--json").out)
    typed = f"{SAID.splitlines()[0]}\nCalm down.\n/notwhatimeant\n{SAID.splitlines()[1]}\n/end\n"
    found = json.loads(run("play", "wrong-colour", "--plain", "--seed", "7", "--json", stdin=typed).out)
    assert found == plain


def test_how_far_grades_agree_with_people_is_told_where_the_page_says():
    assert "(quality.md)" in PAGE
    assert "agree" in (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")


# --- when trainers grade conversations from elsewhere


def transcripts(folder: Path, number: int) -> Path:
    """Conversations of an agent who gives her name, in files called by number."""
    folder.mkdir()
    for at in range(number):
        said = [
            {"role": "customer", "content": "My parcel is late and I am angry. Where is it?"},
            {"role": "agent", "content": f"My name is Hildegard. Order {at}: it is late, please wait."},
        ]
        (folder / f"{at}.json").write_text(json.dumps({"messages": said}))
    return folder


def test_the_page_about_many_names_no_agent_and_ranks_nobody(run, tmp_path: Path):
    told = run("grade", transcripts(tmp_path / "many", LEAST_COUNTED)).out
    listed, _, page = told.partition(f"{LEAST_COUNTED} conversations together")
    assert page
    assert "Hildegard" not in told
    assert "who wrote the replies is not known here" in " ".join(page.split())
    # In the order of the files: whatever the grades are, the list is no ranking.
    assert [line.split(".json")[0][-1] for line in listed.splitlines() if ".json" in line] == list("01234")
    assert ".json" not in page


def test_totals_are_given_from_five_conversations_up(run, tmp_path: Path):
    assert LEAST_COUNTED == 5
    assert "How the skills came out" in run("grade", transcripts(tmp_path / "five", 5)).out
    few = run("grade", transcripts(tmp_path / "four", 4)).out
    assert "How the skills came out" not in few
    assert "There are totals from 5 conversations up" in " ".join(few.split())
