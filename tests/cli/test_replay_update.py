"""What a replay expects is set right in its file as a person would, and nothing else in it is touched."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from roleplay.domain.expectation import Expect
from roleplay.replay.correcting import _SETTLED

TEXT = """\
# Kim is told to calm down.
scenario = 'late-parcel'   # the small case
seed = 7

# A good beginning.
[[turns]]
say = "I'm sorry, Kim: three days late is too long. When do you need it?"
expect = { told = ["birthday"], moves = ["greet", "apologise"], at_least = { heard = 99, patience = 9 } } # sure

[[turns]]
desk = "look-up"

# And a bad word.
[[turns]]
say = "Please calm down."
[turns.expect]
moves = [
    "calm_down", # that is what it is
    "restate",
]
at_most = { anger = 1.0 }

# At the end, the customer is still there.

[expect]
# As somebody who read it said.
ending = ["resolved"]
critical = ["X2"]
"""
RIGHT = """\
# Kim is told to calm down.
scenario = 'late-parcel'   # the small case
seed = 7

# A good beginning.
[[turns]]
say = "I'm sorry, Kim: three days late is too long. When do you need it?"
expect = { told = ["birthday"], moves = ["apologise"], at_least = { heard = 35, patience = 6 } } # sure

[[turns]]
desk = "look-up"

# And a bad word.
[[turns]]
say = "Please calm down."
[turns.expect]
moves = [
    "calm_down", # that is what it is
]
at_most = { anger = 85.0 }

# At the end, the customer is still there.

[expect]
# As somebody who read it said.
ending = ["stopped"]
critical = []
"""
LINES = [
    "reply 1: at_least heard 99 -> 35",
    "reply 1: at_least patience 9 -> 6",
    "reply 1: moves greet, apologise -> apologise",
    "reply 2: at_most anger 1 -> 85",
    "reply 2: moves calm_down, restate -> calm_down",
    "at the end: ending resolved -> stopped",
    "at the end: critical X2 -> none",
]


@pytest.fixture
def update(run, library: Path):
    return lambda *arguments: run("replay", "--update", "--library", library, *arguments)


@pytest.fixture
def file(home: Path) -> Path:
    made = home / "kim.replay.toml"
    made.write_text(TEXT, encoding="utf-8")
    return made


def after(file: Path, update, text: str, code: int = 0) -> str:
    file.write_text(text, encoding="utf-8", newline="")
    done = update(file)
    assert (done.code, done.err) == (code, ""), done
    return file.read_bytes().decode("utf-8")


def test_what_differs_is_set_right_and_told_line_by_line(run, update, file: Path, library: Path):
    done = update(file)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [f"{file}: updated", *(f"  {line}" for line in LINES)]
    assert file.read_text(encoding="utf-8") == RIGHT
    assert run("replay", "--library", library, file).out == f"{file}: ok\n"


def test_line_ends_a_byte_order_mark_and_a_last_line_without_an_end_stay(update, file: Path):
    odd = "\ufeff" + TEXT.replace("\n", "\r\n").rstrip()
    assert after(file, update, odd) == "\ufeff" + RIGHT.replace("\n", "\r\n").rstrip()


def test_a_file_that_is_right_is_not_written(update, file: Path):
    file.write_text(RIGHT, encoding="utf-8")
    before = file.stat()
    done = update(file)
    assert (done.code, done.out) == (0, f"{file}: ok\n")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_expectations_that_become_empty_go_and_what_stands_around_them_stays(update, file: Path):
    head = 'scenario = "late-parcel"\n\n[[turns]]\nsay = "Please calm down."\n'
    wrong = head + '[turns.expect]\nmoves = ["apologise"]\nnot_moves = ["calm_down"]\n\n# The end.\n'
    assert after(file, update, wrong + "[expect]\ncritical = []\n") == head + "\n# The end.\n[expect]\ncritical = []\n"
    inline = (
        head + 'expect = { moves = ["apologise"] } # hm\n# The end.\n[expect]\nnot_ending = ["stopped"]\n# really\n'
    )
    assert after(file, update, inline) == head + "# The end.\n# really\n"


def test_levels_become_what_came_and_what_has_no_level_is_taken_out(update, file: Path):
    said = "You ordered green and we packed blue, that's our mistake. When do you need them?"
    head = f'scenario = "wrong-colour"\nseed = 3\n\n[[turns]]\nsay = "{said}"\n'
    given = "[expect.levels]\nAL1 = 0  # says it back\nAL4 = 1\n[expect.levels_at_most]\nAL1 = 1\n"
    got = after(file, update, head + given)
    level = int(got.split("AL1 = ")[1][0])
    assert level >= 2
    assert got == head + f"[expect.levels]\nAL1 = {level}  # says it back\n[expect.levels_at_most]\nAL1 = {level}\n"


def test_turns_after_the_end_of_the_conversation_go(update, file: Path):
    head = 'scenario = "late-parcel"\n\n[[turns]]\nsay = "You idiot."\n'
    late = (
        '\n# Too late.\n[[turns]]\nsay = "Sorry!"\nexpect = { moves = ["apologise"] }\n\n[[turns]]\ndesk = "look-up"\n'
    )
    end = '\n# It is over.\n[expect]\nending = ["breach"]\n'
    assert after(file, update, head + late + end) == head + end
    assert after(file, update, head + late) == head
    listed = 'turns = [{ say = "You idiot." }, { say = "Sorry!" }]\nscenario = "late-parcel"\n'
    assert after(file, update, listed) == listed.replace(', { say = "Sorry!" }', "")


def test_what_other_expectations_cannot_mend_is_told_and_left(update, file: Path):
    text = 'scenario = "late-parcel"\n[[turns]]\ndesk = "send-again"\n[expect]\nending = ["resolved"]\n'
    file.write_text(text, encoding="utf-8")
    done = update(file)
    assert done.code == 1
    assert done.out.startswith(f"{file}: left as it is; other expectations alone cannot make it come out as it must\n")
    assert "this has to come first: Look the parcel up" in done.out
    assert file.read_text(encoding="utf-8") == text


def test_keys_scattered_over_a_file_are_left_to_a_person(update, file: Path):
    text = 'scenario = "late-parcel"\n[[turns]]\nexpect.moves = ["thank"]\nsay = "Sorry."\nexpect.told = ["birthday"]\n'
    file.write_text(text, encoding="utf-8")
    done = update(file)
    assert done.code == 1
    assert "only a person can change this in it\n  reply 1: told birthday taken out\n" in done.out
    assert file.read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_used_is_left_and_the_others_are_updated(update, file: Path):
    (file.parent / "broken.replay.toml").write_text("scenario = ")
    done = update(file.parent)
    assert done.code == 2
    assert "broken.replay.toml:1:12" in done.err
    assert file.read_text(encoding="utf-8") == RIGHT


def test_no_other_option_goes_with_it(update, file: Path):
    for option in ("--json", "--record=last", "--force"):
        done = update(option, file)
        assert (done.code, done.out) == (2, "")
        assert "--update goes with no other option" in done.err
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_who_may_read_a_file_and_what_links_to_it_stays(update, file: Path):
    file.chmod(0o640)
    link = file.parent / "link.replay.toml"
    link.symlink_to(file.name)
    assert update(link).code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_text(encoding="utf-8") == RIGHT
    assert not [path for path in file.parent.iterdir() if path.name.endswith(".part")]


def test_everything_that_can_be_expected_can_be_set_right():
    assert set(_SETTLED) == set(Expect.model_fields)


def test_our_own_replays_survive_a_broken_expectation_byte_for_byte(run, home: Path):
    """Every list of moves gets one too many; taking it out again must give the file as it was."""
    own = Path(__file__).parents[1] / "replays"
    folder = Path(shutil.copytree(own, home / "replays"))
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\nmoves = [", '\nmoves = ["jargon", '), encoding="utf-8")
    assert run("replay", "--update", folder).code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in own.iterdir()
    }
