"""`roleplay read`: a line in, a line out, whatever the line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import command, environment

REPLY = "I'm sorry you got the blue pair. When do you need them?"


def line(**keys: object) -> str:
    return json.dumps({"id": 1, "customer": "You sent me blue trainers.", "reply": REPLY} | keys)


def answers(out: str) -> list[dict]:
    return [json.loads(one) for one in out.splitlines()]


def test_each_line_is_answered_with_its_moves_and_their_very_words(run):
    done = run("read", stdin=f"{line(id='a')}\n\n{line(id=7)}\n{line(id=None)}\n")
    assert (done.code, done.err) == (0, "")
    found = answers(done.out)
    assert [one["id"] for one in found] == ["a", 7, None]
    for one in found:
        assert {"apologise", "closed_question"} <= {move["move"] for move in one["moves"]}
        for move in one["moves"]:
            assert list(move) == ["move", "start", "end", "quote", "confidence", "quality"]
            assert REPLY[move["start"] : move["end"]] == move["quote"]
            assert 0 <= move["confidence"] <= 1
            assert 0 <= move["quality"] <= 1


def test_places_are_counted_in_the_cleaned_reply(run):
    (found,) = answers(run("read", stdin=line(reply=f"\x1b[31m\u202e{REPLY}")).out)
    assert all(REPLY[move["start"] : move["end"]] == move["quote"] for move in found["moves"])


def test_a_scenario_grounds_the_reply_in_its_case(run, library: Path):
    text = line(customer="My parcel is three days late.", reply="I've looked it up: it is in Leeds.")
    with_case = run("read", "--scenario", "late-parcel", "--library", library, stdin=text)
    assert with_case.code == 0
    about = {key: value for move in answers(with_case.out)[0]["moves"] for key, value in move["about"].items()}
    assert about["action"] == "look-up"
    assert all("about" not in move for move in answers(run("read", stdin=text).out)[0]["moves"])


def test_what_the_customer_did_not_say_may_be_left_out(run):
    assert run("read", stdin=json.dumps({"reply": REPLY})).code == 0


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(run):
    bad = ["{nope", "[]", '{"id": 1}', line(replay="x"), line(reply=3), '{"reply": "\\u0000", "id": [1]}']
    done = run("read", stdin="\n".join([line(id="first"), *bad, line(id="last")]))
    assert done.code == 2
    assert [one["id"] for one in answers(done.out)] == ["first", "last"]
    for number, words in enumerate(["not JSON", "this is a list", "missing key", "unknown key", "text", "id"], 2):
        assert any(row.startswith(f"standard input:{number}:") and words in row for row in done.err.splitlines()), words


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe{}\n",
        b'{"reply": "\xff"}\n',
        b"\x00\n",
        b"[" * 100_000 + b"\n",
        b'{"reply": "' + b"x" * 1_200_000 + b'"}\n',
    ],
)
def test_bytes_that_are_no_line_cost_only_that_line(process, data: bytes):
    done = process("read", stdin=data + line(id="last").encode())
    assert done.code == 2
    assert [one["id"] for one in answers(done.out)] == ["last"]
    assert "Traceback" not in done.err
    assert "standard input:1:" in done.err


def test_a_byte_order_mark_and_other_line_ends_are_no_trouble(process):
    done = process("read", stdin=b"\xef\xbb\xbf" + line(id="a").encode() + b"\r\n" + line(id="b").encode())
    assert done.code == 0
    assert [one["id"] for one in answers(done.out)] == ["a", "b"]


def test_hostile_replies_are_read_like_any_other(run):
    texts = ["\x1b[2J\x1b]0;x\x07", "<script>", "%s {0} {want}", "[/x]", "\ud800", "", "?!" * 3000, "🙂" * 500]
    done = run("read", stdin="\n".join(line(reply=text) for text in texts))
    assert done.code == 0
    assert len(answers(done.out)) == len(texts)
    assert "\x1b" not in done.out


def test_a_file_can_be_named(run, tmp_path: Path):
    path = tmp_path / "asked.jsonl"
    path.write_text(line())
    assert len(answers(run("read", path).out)) == 1
    assert len(answers(run("read", "-", stdin=line()).out)) == 1
    done = run("read", tmp_path / "other.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "there is no such file" in done.err


def test_an_unknown_scenario_is_told_before_anything_is_read(run, library: Path):
    done = run("read", "--scenario", "late-parcle", "--library", library, stdin=line())
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "late-parcel"' in done.err


def test_every_line_is_answered_before_the_next_one_is_there():
    pipe = subprocess.PIPE
    with subprocess.Popen(command("read"), stdin=pipe, stdout=pipe, env=environment()) as running:
        assert running.stdin
        assert running.stdout
        for number in range(3):
            running.stdin.write(f"{line(id=number)}\n".encode())
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(timeout=30) == 0
