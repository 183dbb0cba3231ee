"""Transcripts from elsewhere are read as they are, and one bad one never loses its neighbours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.formats.problem import FileProblems
from roleplay.formats.transcript import Entry, load_transcripts, parse_transcripts

MESSAGES = [{"role": "customer", "content": "My card is gone."}, {"role": "agent", "content": "I'm sorry."}]


def one(data: object, name: str = "t.json") -> Entry:
    (entry,) = parse_transcripts(data if isinstance(data, bytes) else json.dumps(data, indent=1).encode(), name)
    return entry


def told(data: object, name: str = "t.json") -> list[str]:
    entry = one(data, name)
    assert entry.transcript is None
    return [str(problem) for problem in entry.problems]


def test_json_is_read_with_all_it_can_say():
    entry = one({"id": 12, "scenario": "lost-card", "kind": "angry", "situation": "No.", "messages": MESSAGES})
    assert entry.transcript is not None
    transcript = entry.transcript
    assert (transcript.id, transcript.scenario, transcript.kind) == ("12", "lost-card", "angry")
    assert transcript.situation == "No."
    assert [(turn.number, turn.role, turn.content) for turn in transcript.turns] == [
        (0, "customer", "My card is gone."),
        (1, "agent", "I'm sorry."),
    ]


def test_plain_text_is_read_with_its_continued_lines():
    text = (
        b"\xef\xbb\xbf\n CUSTOMER: My card\r\nis gone.\r\n\r\nIt is!\r\nagent:I'm sorry: truly.\r\nNote: all of it.\r\n"
    )
    entry = one(text, "t.txt")
    assert entry.transcript is not None
    assert [(turn.role, turn.content) for turn in entry.transcript.turns] == [
        ("customer", "My card\nis gone.\n\nIt is!"),
        ("agent", "I'm sorry: truly.\nNote: all of it."),
    ]


def test_one_bad_line_does_not_lose_the_others(tmp_path: Path):
    good = json.dumps({"messages": MESSAGES}).encode()
    path = tmp_path / "many.jsonl"
    path.write_bytes(
        b"\n".join(
            [good, b"{oops", b"", good, b'{"messages": "\xff"}', b'{"messages": [{"role": "agent"}]}', good, b""]
        )
    )
    entries = list(load_transcripts(path))
    assert [(entry.line, entry.transcript is not None) for entry in entries] == [
        (1, True),
        (2, False),
        (4, True),
        (5, False),
        (6, False),
        (7, True),
    ]
    bad = [str(problem) for entry in entries for problem in entry.problems]
    assert [problem.removeprefix(str(path)) for problem in bad] == [
        ":2:2: this is not JSON: expecting property name enclosed in double quotes",
        ":5:15: this is not UTF-8: byte 0xFF (save the file as UTF-8)",
        ":6:15: messages[1].content: missing key",
    ]


def test_one_transcript_per_line_is_known_by_its_look_where_the_name_does_not_say():
    good = json.dumps({"messages": MESSAGES}).encode()
    assert len(list(parse_transcripts(good + b"\n" + good, "t.json"))) == 2
    assert len(list(parse_transcripts(good, "t"))) == 1


def test_every_problem_of_a_transcript_is_told_on_its_line():
    assert told(
        b'{\n"messages": [\n {"role": "assistant", "content": "x"},\n {"role": "agnet", "content": 3},\n'
        b' {"role": "agent", "content": "x", "time": 1}\n],\n"kind": "furious",\n"titel": 1\n}'
    ) == [
        't.json:3:3: messages[1].role: must be one of: customer, agent (write "agent")',
        't.json:4:3: messages[2].role: must be one of: customer, agent (did you mean "agent"?)',
        "t.json:4:20: messages[2].content: must be text",
        "t.json:5:36: messages[3].time: unknown key",
        "t.json:7:1: kind: must be one of: angry, product-question, conflict",
        "t.json:8:1: titel: unknown key",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([{"messages": MESSAGES}], "one transcript is an object, this is a list (write one object per line)"),
        ({"messages": []}, "messages: must have at least 1 entry"),
        ({"messages": MESSAGES * 201}, "messages: must have at most 400 entries (it has 402)"),
        ({"messages": ["x"]}, "messages[1]: must be an object"),
        ({"turns": MESSAGES}, "messages: missing key"),
        (b'{"messages": [], "messages": []}', 'the key "messages" is here twice'),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"messages": NaN}', "messages: must be a list"),
        (b"", "this is not JSON"),
        (b"{}\x00", "NUL"),
    ],
)
def test_what_is_no_transcript_is_said_in_a_sentence(data: object, words: str):
    assert any(words in problem for problem in told(data)), told(data)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"Customer: a\nUser: b", 't.txt:2:1: "user" is nobody here (write Customer:)'),
        (b"Customer: a\nAssistant: b", 't.txt:2:1: "assistant" is nobody here (write Agent:)'),
        (b"\nMaya: a\nAgent: b", "t.txt:2:1: every message begins with Customer: or Agent:"),
        (b"", "t.txt:1:1: there is no message in it"),
        (b"Agent: x\n" * 401, "at most 400 messages"),
        (b"Agent: " + b"x" * 1_000_000, "too large"),
    ],
)
def test_plain_text_is_never_guessed_at(text: bytes, problem: str):
    assert any(problem in line for line in told(text, "t.txt")), told(text, "t.txt")


def test_what_people_wrote_is_cleaned():
    entry = one({"messages": [{"role": "agent", "content": "a\u001b[2Jb\u202e\ud800\r\nc"}]})
    assert entry.transcript is not None
    assert entry.transcript.turns[0].content == "ab\nc"


def test_a_file_that_cannot_be_read_is_the_only_thing_that_stops(tmp_path: Path):
    with pytest.raises(FileProblems, match="folder"):
        load_transcripts(tmp_path)
    with pytest.raises(FileProblems, match="no such file"):
        load_transcripts(tmp_path / "x.jsonl")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["agent", "customer"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["messages", "role", "content", "id", "kind", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON | st.lists(JSON).map(lambda some: {"messages": some}))
def test_any_json_gives_a_transcript_or_its_problems(data: object):
    entry = one(data)
    assert (entry.transcript is None) == bool(entry.problems)
    assert all(problem.line >= 1 for problem in entry.problems)


@given(st.binary(max_size=100), st.sampled_from(["t", "t.json", "t.jsonl", "t.txt"]))
def test_any_bytes_give_transcripts_or_their_problems(data: bytes, name: str):
    for entry in parse_transcripts(data, name):
        assert (entry.transcript is None) == bool(entry.problems)


@given(st.text(alphabet='{}[]",:1 \n', max_size=40))
def test_any_marks_give_transcripts_or_their_problems(text: str):
    for entry in parse_transcripts(text.encode(), "t.json"):
        assert (entry.transcript is None) == bool(entry.problems)
