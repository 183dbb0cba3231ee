"""Streams, signals and locales: whatever the command is connected to, no traceback and no stray bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from .conftest import LIBRARY, command, environment

PLAY = ("play", "late-parcel", "--plain", "--seed", "7", "--library", LIBRARY)

HOSTILE = {
    "long": "x" * 100_000,
    "long words": "I am sorry. " * 8_000,
    "control": "".join(map(chr, range(1, 10))) + "".join(map(chr, range(11, 32))),
    "escapes": "\x1b[2J\x1b]0;title\x07\x1b]52;c;aGk=\x1b\\\x9b31m hello",
    "right to left": "\u202e\u2066abc\u2069\u200f\u061c ok",
    "nul": "a\x00b",
    "emoji": "🙂🙃👍🏽👩‍👩‍👧‍👦",
    "markup": "[/foo] [@click=app.quit]x[/] <script>alert(1)</script> {want} %s",
    "slashes": "/////",
}


def is_shown(text: str) -> bool:
    return not [letter for letter in text if (ord(letter) < 32 and letter != "\n") or 127 <= ord(letter) < 160]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_reply_neither_crashes_nor_reaches_the_terminal_unescaped(run, name: str):
    done = run(*PLAY, stdin=f"{HOSTILE[name]}\n/facts\n")
    assert done.code == 0
    assert "Traceback" not in done.err
    assert is_shown(done.out)
    assert is_shown(done.err)
    for mark in ("\u202e", "\u2066", "\u200f", "\u061c"):
        assert mark not in done.out


def test_bytes_that_are_no_text_are_replaced(process):
    done = process(*PLAY, "--json", stdin=b"\xff\xfe hello \xed\xa0\x80\n\xc3\n")
    assert done.code == 0
    assert "hello" in json.loads(done.out)["transcript"][1]["content"]


def test_hash_seed_and_locale_change_no_byte(process):
    stdin = "Hello, ça va? – 你好\nWhen do you need it?\n/desk 1\nI've sent it again – “free”.\n"
    changes = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "POSIX", "LANG": "", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "4", "PYTHONIOENCODING": "latin-1"},
    ]
    found = [process(*PLAY, "--json", stdin=stdin, **change) for change in changes]
    assert {one.code for one in found} == {0}
    assert len({one.out for one in found}) == 1
    assert "你好" in found[0].out


def started(*arguments: object) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command(*arguments), stdin=pipe, stdout=pipe, stderr=pipe, env=environment())


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, encoding="utf-8", env=environment(), timeout=60, check=False
    )


def roleplay(*arguments: object) -> str:
    return " ".join(f"'{part}'" for part in command(*arguments))


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_reason_to_crash(closed: str):
    done = shell(f"{roleplay(*PLAY)} {closed} </dev/null" if "<" not in closed else f"{roleplay(*PLAY)} {closed}")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_failure():
    done = shell(f"set -o pipefail; {roleplay('show', 'late-parcel', '--library', LIBRARY)} | head -n 1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk to write to")
def test_an_output_that_cannot_be_written_is_told():
    done = shell(f"{roleplay('list', '--library', LIBRARY)} > /dev/full")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_prompt_is_printed_into_a_pipe(process):
    assert "You: /" not in process(*PLAY, stdin="Hello.\n").out


def test_an_interruption_keeps_the_conversation():
    with started(*PLAY) as running:
        assert running.stdin
        assert running.stdout
        for line in running.stdout:
            if line.startswith(b"Kim:"):
                break
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"roleplay resume" in out
    assert b"Traceback" not in err


def test_a_caller_that_keeps_standard_input_open_is_not_waited_for():
    with started(*PLAY, "--json") as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(b"Hello.\n/end\n")
        running.stdin.flush()
        found = json.loads(running.stdout.readline())
        assert running.wait(timeout=30) == 0
    assert found["outcome"]["ending"] == "stopped"


def test_a_data_folder_is_closed_to_others(process, home: Path):
    process(*PLAY, stdin="Hello.\n")
    assert (home / "data").stat().st_mode & 0o777 == 0o700
    assert (home / "data" / "sessions.sqlite").stat().st_mode & 0o777 == 0o600


def test_the_module_and_the_command_are_one():
    done = shell(roleplay("--version"))
    assert (done.returncode, done.stdout.split()[0]) == (0, "roleplay,")
