"""Whatever a person pastes, the reader reads it, quotes it exactly and takes no longer than its length allows."""

# ruff: noqa: E501  (a reply stays on one line)

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from heard import CARD, heard, heard_in
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.reading import Reading
from roleplay.domain.text import LONGEST_REPLY_READ, clean

GOOD = "I'm sorry, you changed it on 3 March. I'm blocking the card now. What do you need it for? "
HOSTILE = {
    "a hundred thousand characters": (GOOD * 1200)[:100_000],
    "one endless word": "a" * 100_000,
    "ten thousand marks": "?!" * 5_000,
    "ten thousand quotation marks": '"' * 10_000,
    "ten thousand apostrophes": "'" * 10_000,
    "many contractions in one word": "n't" * 3_000,
    "control characters": "sorry \x00\x01\x02\x07\x08 about \x7f\x85 that",
    "terminal escapes": "\x1b[2J\x1b]0;title\x07sorry\x1b[31m about that\x9b0m",
    "right to left": "\u202eI'm sorry\u202c \u2067about\u2069 that \u061c",
    "lone surrogates": "sorry \ud800 about \udfff that",
    "only emoji": "😀😀👩\u200d👩\u200d👧🏽",
    "empty": "",
    "blank": " \n\t\r\n ",
    "one cue word again and again": "sorry " * 3_000,
    "one cue again and again": "i will send you the card now " * 60,
    "words that begin many cues": "i we you that this it is not can will " * 100,
    "a gap that never closes": "send * " * 2_000,
    "digits": "1" * 50_000,
    "a long sum": "1,000.50:30/" * 3_000,
    "other numbers": "٣ 三 Ⅷ 𝟛 in March",
    "markup": "[/x] <b>sorry</b> {{7*7}} ${HOME} %s %n",
    "line ends": "I'm sorry.\r\n\r\nI'm blocking it.\r\n",
    "combining marks": "so\u0301rry " * 500 + "\u0301" * 5_000,
}


def exact(text: str, reading: Reading) -> bool:
    return all(
        0 <= move.span.start < move.span.end <= len(text) and text[move.span.start : move.span.end] == move.span.quote
        for move in reading.moves
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_and_quoted_exactly(text: str) -> None:
    for content in (text, clean(text)):
        assert exact(content, heard_in(CARD, content))
        assert exact(content, heard(content, content))


@pytest.mark.parametrize("text", ["²", "about 20 m²", "½ an hour", "① block the card"])
def test_digits_that_are_no_numbers_raise_nothing(text: str) -> None:
    assert exact(text, heard_in(CARD, text))


def test_what_is_too_long_is_read_in_part_and_flagged() -> None:
    reading = heard_in(CARD, HOSTILE["a hundred thousand characters"])
    assert "truncated" in reading.flags
    assert all(move.span.end <= LONGEST_REPLY_READ for move in reading.moves)


PIECES = st.one_of(
    st.sampled_from(
        [
            "I'm sorry",
            "can’t",
            "\r\n",
            "“no”",
            "3 March",
            "your PIN",
            "?",
            "...",
            "idiot",
            " ",
            "😀",
            "because",
            "'s",
            "I'll",
        ]
    ),
    st.text(st.characters(exclude_categories=["No"]), max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_text_is_read_and_quoted_exactly(text: str) -> None:
    assert exact(text, heard(text, "Where is my card?"))


def test_the_same_text_is_read_the_same_twice() -> None:
    assert heard_in(CARD, GOOD) == heard_in(CARD, GOOD)


SCRIPT = """
from heard import CARD, SHOES, heard_in
for text in {texts!r}:
    for name in (CARD, SHOES):
        reading = heard_in(name, text)
        print(reading.features, sorted(reading.flags), reading.unclear)
        for move in reading.moves:
            print(move.kind, move.span, move.confidence, move.quality, sorted(move.about.parts), move.about.facts)
            print(move.about.wrong, move.about.action, move.about.outcome, move.about.fit, move.about.stage, move.about.policy)
"""


def test_the_reading_does_not_hang_on_the_hash_seed() -> None:
    texts = [
        GOOD,
        "You should have checked. I can't do that, but I can send a virtual card or cash.",
        "hi sam r u ok w that",
    ]
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT.format(texts=texts)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.path.dirname(__file__)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(said) == 1


SHAPES = {
    "prose": GOOD * 60,
    "one word": "a" * 4_000,
    "one cue again and again": "i will send you the card now " * 200,
    "words that begin many cues": "i we you that this it is not can will " * 200,
    "marks": "?!" * 2_000,
}


def spent(text: str) -> float:
    heard(text, "Where is it?")
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        heard(text, "Where is it?")
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_twice_as_long_takes_about_twice_as_long(shape: str) -> None:
    short, long = SHAPES[shape][: LONGEST_REPLY_READ // 2], SHAPES[shape][:LONGEST_REPLY_READ]
    assert spent(long) <= 2.6 * spent(short) + 0.002
