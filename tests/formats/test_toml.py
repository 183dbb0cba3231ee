"""A TOML file becomes a value, or every problem in it is told at once, in plain words and on the right line."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from roleplay.domain.scenario import Scenario
from roleplay.domain.value import Value
from roleplay.errors import BadInput
from roleplay.formats.positions import positions
from roleplay.formats.toml import FileProblems, load_toml, parse_toml


class Leg(Value):
    id: str
    cues: tuple[str, ...] = ()
    height: float = Field(default=0.5, ge=0, le=1)


class Table(Value):
    name: str
    seats: int = Field(ge=1, le=12)
    round: bool = False
    legs: tuple[Leg, ...] = ()
    yield_: Leg | None = Field(default=None, alias="yield")


GOOD = b"""name = "Kitchen"
seats = 4

[[legs]]
id = "left"
cues = ["one", "two"]

[[legs]]
id = "right"
"""


def problems(data: bytes | str, model: type[Value] = Table) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_toml(model, data, "t.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_becomes_its_value():
    table = parse_toml(Table, GOOD, "t.toml")
    assert (table.name, table.seats, [leg.id for leg in table.legs]) == ("Kitchen", 4, ["left", "right"])


def test_a_byte_order_mark_and_windows_line_ends_are_welcome():
    assert parse_toml(Table, b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"), "t.toml").legs[1].id == "right"


def test_positions_hold_with_windows_line_ends_and_a_byte_order_mark():
    data = b"\xef\xbb\xbf" + GOOD.replace(b"seats", b"saets").replace(b"\n", b"\r\n")
    assert problems(data) == [
        "t.toml:1:1: seats: missing key",
        't.toml:2:1: saets: unknown key (did you mean "seats"?)',
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"seats = 'x'", "t.toml:2:1: seats: must be a whole number"),
        (b"seats = 1.5", "t.toml:2:1: seats: must be a whole number"),
        (b"seats = true", "t.toml:2:1: seats: must be a whole number"),
        (b"seats = 0", "t.toml:2:1: seats: must be at least 1"),
        (b"seats = 13", "t.toml:2:1: seats: must be at most 12"),
        (b"seats = 0x" + b"f" * 900, "t.toml:2:1: seats: this number is too large"),
        (b"seats = 4\nround = 'yes'", "t.toml:3:1: round: must be true or false"),
        (b"seats = 4\nlegs = 3", "t.toml:3:1: legs: must be a list"),
        (b"seats = 4\nlegs = [3]", "t.toml:3:9: legs[1]: must be a table"),
        (b"seats = 4\nlegs = [{id = 2026-03-03}]", "t.toml:3:10: legs[1].id: must be text"),
        (b"seats = 4\nlegs = [{id = 'a', height = nan}]", 't.toml:3:20: legs "a".height: must be a number'),
        (b"seats = 4\nlegs = [{id = 'a', height = 2}]", 't.toml:3:20: legs "a".height: must be at most 1'),
        (b"seats = 4\nyield = {idd = 'a'}", "t.toml:3:1: yield.id: missing key"),
        (b"seats = 4\n'a\\u202e' = 1", "unknown key"),
    ],
)
def test_each_kind_of_mistake_is_said_in_plain_words(line: bytes, told: str):
    assert any(told in problem for problem in problems(b"name = 'x'\n" + line)), problems(b"name = 'x'\n" + line)


def test_no_message_speaks_of_programs():
    spoken = " ".join(
        problems(b"name = 3\nseats = 'x'\nround = 1\nlegs = [{id = 1, height = 'x', cues = 'a'}]\nyield = 3")
    )
    for word in ("Input should", "valid", "string", "integer", "tuple", "dict", "Extra inputs", "yield_", "literal"):
        assert word not in spoken, spoken


def test_an_entry_is_called_by_its_id_where_it_has_one_and_counted_from_one_where_not():
    told = problems(b"name='x'\nseats=1\n[[legs]]\nid='a'\nhigth=1\n[[legs]]\nhigth=1\n")
    assert told == [
        't.toml:5:1: legs "a".higth: unknown key (did you mean "height"?)',
        "t.toml:6:1: legs[2].id: missing key",
        't.toml:7:1: legs[2].higth: unknown key (did you mean "height"?)',
    ]


def test_a_top_level_key_that_slid_into_a_table_is_told_where_it_belongs():
    (told,) = problems(GOOD + b"round = true\n")
    assert 'legs "right".round: unknown key (it belongs at the top of the file, before the first [table])' in told


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b'name = "x\nseats = 4', "t.toml:1:10", "no closing quote"),
        (b"name = x", "t.toml:1:8", "text needs straight quotes"),
        (b"name = 'x'\nname = 'y'", "t.toml:2", '"name" is here twice, first in line 1'),
        (b"names = [\n  'x',\n]\n\nnames = [\n  'y',\n]\n", "t.toml:5", '"names" is here twice, first in line 1'),
        (b"just words\n", "t.toml:1", "there must be ="),
        (b"a = [1, 2\n", "t.toml:2", "that began above has no closing bracket"),
        (b'a = "\\q"', "t.toml:1", "backslash"),
        (b"a = 1 2", "t.toml:1:7", "left over"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_line(data: bytes, place: str, words: str):
    (told,) = problems(data)
    assert told.startswith(place), told
    assert words in told


def test_escapes_that_would_act_on_a_terminal_are_taken_out():
    table = parse_toml(Table, rb'name = "a\e[2Jb\u202Ec\u0000"' + b"\nseats = 1", "t.toml")
    assert table.name == "abc"


def test_names_in_messages_cannot_act_on_a_terminal_or_fill_it():
    told = problems(b'"a\\u001b[2J\\nb" = 1\n' + b"x" * 5000 + b" = 2\n")
    assert "\x1b" not in "".join(told)
    assert all(len(line) < 300 and "\n" not in line for line in told)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'name = "caf\xe9"', "t.toml:1:12: this is not UTF-8: byte 0xE9 (save the file as UTF-8)"),
        (b'a = 1\nname = "\xc3\xa9\xe9"', "t.toml:2:10: this is not UTF-8: byte 0xE9"),
        (b'\xef\xbb\xbfname = "\xe9"', "t.toml:1:9: this is not UTF-8: byte 0xE9"),
        ("name = 'x'".encode("utf-16"), "this file is UTF-16"),
        ("name = 'x'".encode("utf-16-le"), "NUL"),
        (b"\x7fELF\x00\x01", "t.toml:1:5: this is not a text file"),
        (b"a = " + b"[" * 5000, "nested too deep"),
        (b"a" + b".a" * 300_000 + b" = 1", "nested too deep"),
        (b"a" + b".a" * 100 + b" = 1", "nested too deep"),
        (b"a = " + b"{a = " * 300 + b"1" + b"}" * 300, "nested too deep"),
        (b"a = 1\nb = " + b"9" * 6000, "t.toml:2:1: this number is too long"),
        (b"#" * 1_000_001, "too large: at most 1 MB"),
    ],
)
def test_whatever_the_bytes_are_the_answer_is_a_plain_sentence(data: bytes, words: str):
    assert any(words in told for told in problems(data)), problems(data)


def test_a_file_of_nothing_but_mistakes_is_told_in_bounds():
    told = problems(b"".join(b"key%d = 1\n" % number for number in range(60_000)))
    assert len(told) == 201
    assert told[-1].endswith("and more problems besides")


def test_files_that_are_none_are_refused_without_waiting(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "large").write_bytes(b"#" * 10_000_000)
    for path, words in {
        tmp_path: "folder",
        tmp_path / "pipe": "pipe",
        tmp_path / "loop": "circle",
        tmp_path / "dangling": "no such file",
        tmp_path / "missing": "no such file",
        tmp_path / "large": "too large",
        tmp_path / "large" / "x": "no such file",
        tmp_path / ("x" * 5000): "too long",
        Path("/dev/zero"): "device",
        Path("a\0b"): "no name",
    }.items():
        with pytest.raises(FileProblems, match=words):
            load_toml(Table, path)


def test_a_file_that_may_not_be_read_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "t.toml"
    path.write_bytes(GOOD)

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileProblems, match="permissions"):
        load_toml(Table, path)


@given(st.binary(max_size=200))
def test_random_bytes_never_raise_anything_else(data: bytes):
    never_surprises(data)


@given(st.text(alphabet="[]{}=.,\"'\\#\n ab1_-\t\r\x00é", max_size=80))
def test_random_marks_never_raise_anything_else(text: str):
    never_surprises(text)


@given(st.integers(0, len(GOOD)), st.integers(0, 8), st.binary(max_size=8))
def test_a_damaged_file_never_raises_anything_else(at: int, gone: int, put: bytes):
    never_surprises(GOOD[:at] + put + GOOD[at + gone :])


def never_surprises(data: bytes | str) -> None:
    for model in (Table, Scenario):
        with suppress(BadInput):
            parse_toml(model, data, "t.toml")


KEYS = st.sampled_from(["a", "b-1", '"c d"', "'e.f'", '"\\u00e9\\""', "g_h", "a . b", "9"])
SCALARS = st.sampled_from(
    [
        "1",
        "-2.5e3",
        "true",
        "1979-05-27 07:32:00Z",
        '"x # ]"',
        "'y'",
        '"""p\n"q\\"""\n"""',
        "'''[\n''r'''",
        '""',
        "0x1f",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ # c ]\n" + ",\n".join(items) + " ]"),
        st.lists(st.tuples(KEYS, inner), max_size=2).map(lambda kv: "{" + ", ".join(f"{k} = {v}" for k, v in kv) + "}"),
    ),
    max_leaves=5,
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(" = ".join),
    st.lists(KEYS, min_size=1, max_size=3).map(lambda keys: f"[{'.'.join(keys)}]"),
    st.lists(KEYS, min_size=1, max_size=3).map(lambda keys: f"  [[ {' . '.join(keys)} ]] # x"),
)


@given(st.lists(LINES, max_size=8))
def test_every_path_of_a_valid_document_has_its_place(lines: list[str]):
    kept: list[str] = []
    for line in lines:
        try:
            tomli.loads("\n".join([*kept, line]))
        except tomli.TOMLDecodeError:
            continue
        kept.append(line)
    text = "\n".join(kept)
    places = positions(text)
    rows = text.split("\n")
    for path in paths(tomli.loads(text)):
        assert path in places, (path, text)
        line, column = places.where(path)
        assert 1 <= line <= len(rows)
        assert column <= len(rows[line - 1])


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        found += paths(below, (*path, key))
    return found
