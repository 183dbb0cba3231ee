"""The library at the command line: quick, plain, and with the contract's keys."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from roleplay.library import find_scenario

from .conftest import LIBRARY, environment

KEYS = ["id", "title", "kind", "industry", "difficulty", "minutes", "skills", "source", "overrides"]


def test_the_list_names_every_scenario_and_how_to_start_one(run, library: Path):
    done = run("list", "--library", library)
    assert done.code == 0
    assert "late-parcel: Where is my parcel? An angry customer, fairly easy, 5 minutes." in done.out
    assert "roleplay play" in done.out


def test_the_list_as_json_has_the_contract_s_keys(run, library: Path):
    rows = json.loads(run("--library", library, "list", "--json").out)
    assert all(list(row) == KEYS for row in rows)
    assert {row["id"]: row["source"] for row in rows}["late-parcel"] == str(library)


def test_what_takes_the_place_of_a_shipped_one_says_so_wherever_it_is_met(run, library: Path, home: Path):
    folder = home / "ours" / "scenarios"
    folder.mkdir(parents=True)
    text = (library / "scenarios" / "late-parcel.toml").read_text()
    (folder / "wrong-colour.toml").write_text(text.replace('id = "late-parcel"', 'id = "wrong-colour"'))
    told = f"from {folder.parent}, in place of the shipped one."
    here = ("--library", folder.parent)
    assert f"F{told[1:]}" in run("list", *here).out
    rows = {row["id"]: row["overrides"] for row in json.loads(run("list", "--json", *here).out)}
    assert rows["wrong-colour"] == ["shipped"]
    assert not any(hidden for id, hidden in rows.items() if id != "wrong-colour")
    for command in (("show", "wrong-colour"), ("play", "wrong-colour", "--private", "--json")):
        assert f"This case is {told}" in run(*command, *here).err
        assert "in place of" not in run(*command).err


def test_what_is_one_s_own_is_told_in_words(run, library: Path, home: Path):
    mine, theirs = home / "mine" / "scenarios", home / "theirs"
    text = (library / "scenarios" / "late-parcel.toml").read_text()
    for folder in (mine, theirs):
        folder.mkdir(parents=True)
        (folder / "wrong-colour.toml").write_text(text.replace('id = "late-parcel"', 'id = "wrong-colour"'))
    out = run("list", "--data", mine.parent).out
    assert "From your own folder, in place of the shipped one." in out
    out = run("list", "--data", mine.parent, "--library", theirs).out
    assert f"From {theirs}, in place of the shipped one and the one from your own folder." in out


def test_folders_can_be_named_before_and_after_the_command(run, library: Path, home: Path):
    own = home / "mine" / "scenarios"
    own.mkdir(parents=True)
    text = (library / "scenarios" / "late-parcel.toml").read_text()
    (own / "mine.toml").write_text(text.replace('id = "late-parcel"', 'id = "mine"'))
    for arguments in (
        ("--data", own.parent, "--library", library, "list"),
        ("list", "--data", own.parent, "--library", library),
        ("--data", own.parent, "list", "--library", library),
    ):
        out = run(*arguments).out
        assert "mine:" in out
        assert "late-parcel:" in out


def test_a_file_that_cannot_be_used_is_told_beside_the_list(run, home: Path):
    folder = home / "library" / "scenarios"
    folder.mkdir(parents=True)
    (folder / "torn.toml").write_text("meta = 3\x1b")
    done = run("list", "--json", "--library", folder.parent)
    assert done.code == 0
    json.loads(done.out)
    assert "torn.toml" in done.err
    assert "\x1b" not in done.err


def test_the_trainee_s_page_keeps_the_secrets(run, library: Path):
    out = run("show", "late-parcel", "--library", library).out
    assert "At your desk" in out
    assert "birthday" not in out.lower()


def test_what_the_screen_shows_stands_before_the_sheet_one_entry_a_line(run):
    out = run("show", "wrong-colour").out
    log = find_scenario("wrong-colour").scenario.brief.log
    places = [out.index(part) for part in ("What your screen shows of them:", *(f"\n- {one}\n" for one in log))]
    assert places == sorted(places)
    assert places[-1] < out.index("Beside you:")


def test_a_case_without_a_log_has_no_heading_for_it(run, library: Path):
    assert "screen" not in run("show", "late-parcel", "--library", library).out


def test_the_trainer_s_page_tells_them_and_what_good_looks_like(run, library: Path):
    out = run("show", "late-parcel", "--trainer", "--library", library).out
    assert "a birthday on Friday. Comes out when asked about it." in out
    assert "Who should have written first?" in out
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("page", [(), ("--trainer",)])
def test_no_id_reaches_a_page_of_a_shipped_scenario(run, page: tuple[str, ...]):
    out = run("show", "wrong-colour", *page).out
    assert "_" not in out
    assert "None" not in out


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys\nfrom roleplay.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", env=environment(), check=False
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("list",), ("--help",), ()])
def test_a_look_around_loads_nothing_of_a_conversation(arguments: tuple[str, ...]):
    loaded = loaded_by(*arguments, "--library", str(LIBRARY))
    heavy = (
        "asyncio",
        "sqlite3",
        "textual",
        "aiohttp",
        "openai",
        "roleplay.session",
        "roleplay.reader",
        "roleplay.director",
    )
    assert "roleplay.cli" in loaded
    assert not loaded.intersection(heavy)


def test_a_conversation_needs_neither_interface_nor_model():
    loaded = loaded_by("play", "late-parcel", "--private", "--library", str(LIBRARY))
    assert "roleplay.session" in loaded
    assert not loaded.intersection({"textual", "openai"})


def test_help_shows_first_what_a_trainee_needs(run):
    out = run("--help").out
    places = [
        out.index(word) for word in ("Practise:", "  play", "  list", "  show", "  history", "  delete", "doctor")
    ]
    assert places == sorted(places)
    assert out.index("Your own record:") < out.index("For authors and developers:")


def test_alone_it_says_what_to_do_and_starts_nothing_in_a_pipe(run):
    done = run()
    assert done.code == 0
    for word in ("roleplay list", "roleplay play wrong-colour", "roleplay --help"):
        assert word in done.out
    assert "Press Enter" not in done.out


@pytest.mark.parametrize(
    "arguments", [("dance",), ("play",), ("play", "x", "--seed", "many"), ("list", "--colour"), ("--data",)]
)
def test_what_cannot_be_understood_is_bad_input_in_plain_words(run, arguments: tuple[str, ...]):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "--help` says what there is" in done.err


def test_a_name_with_escapes_in_it_is_shown_without_them(run):
    for arguments in (("\x1b[2Jplay",), ("play", "\x1b]0;x\x07"), ("list", "--\x1b[31m"), ("resume", "\x1b[1m")):
        done = run(*arguments)
        assert done.code == 2
        assert "\x1b" not in done.err
