"""A process killed at any moment loses nothing that it has shown, and the conversation goes on the same."""

from __future__ import annotations

import json
import random
import subprocess
import time
from pathlib import Path

import pytest

from .conftest import LIBRARY, command, environment

pytestmark = pytest.mark.slow

MOMENTS = 50
REPLIES = [
    "Three days late is too long, Kim. I'm sorry.",
    "When do you need it?",
    "Let me look the parcel up.",
    "It is in Leeds and arrives on Friday.",
    "I've sent it again, does that help?",
]
PLAY = ("play", "late-parcel", "--plain", "--json", "--seed", "7", "--library", LIBRARY)


def played(data: Path, *arguments: object, replies: list[str]) -> str:
    typed = "".join(f"{reply}\n" for reply in replies)
    done = subprocess.run(
        command(*arguments, "--data", data), input=typed.encode(), capture_output=True, env=environment(), check=True
    )
    return done.stdout.decode()


def killed(data: Path, chance: random.Random) -> list[str]:
    """Play, get killed at some moment, and give the replies whose answers had been shown by then."""
    answered: list[str] = []
    stop = chance.randrange(len(REPLIES) + 1)
    with subprocess.Popen(
        command(*PLAY, "--data", data),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=environment(),
    ) as running:
        assert running.stdin
        assert running.stderr
        waiting = [*REPLIES]
        said: str | None = None
        for line in running.stderr:
            if not line.startswith(b"Kim:"):
                continue
            if said is not None:
                answered.append(said)
            if len(answered) == stop or not waiting:
                break
            said = waiting.pop(0)
            running.stdin.write(f"{said}\n".encode())
            running.stdin.flush()
        else:
            return answered
        if waiting:
            running.stdin.write(f"{waiting[0]}\n".encode())
            running.stdin.flush()
        time.sleep(chance.random() * 0.02)
        running.kill()
    return answered


def test_nothing_that_was_shown_is_lost_at_fifty_moments(tmp_path: Path):
    whole = played(tmp_path / "whole", *PLAY, replies=REPLIES)
    for moment in range(MOMENTS):
        data = tmp_path / str(moment)
        answered = killed(data, random.Random(moment))
        (session,) = json.loads(played(data, "history", "--json", replies=[]))
        assert session["turns"] in (len(answered), len(answered) + 1), moment
        rest = REPLIES[session["turns"] :]
        assert played(data, "resume", session["id"], "--json", replies=rest) == whole, moment


@pytest.mark.parametrize("number", range(len(REPLIES) + 1))
def test_a_conversation_killed_after_any_reply_ends_the_same(tmp_path: Path, number: int):
    whole = played(tmp_path / "whole", *PLAY, replies=REPLIES)
    data = tmp_path / "data"
    played(data, *PLAY, replies=[*REPLIES[:number], "/quit"])
    (session,) = json.loads(played(data, "history", "--json", replies=[]))
    if session["ending"] is None:
        rest = REPLIES[session["turns"] :]
        assert played(data, "resume", session["id"], "--json", replies=rest) == whole
