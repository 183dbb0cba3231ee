"""Sentences out of pieces: however an answer is cut up on its way, the same sentences come out of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.voice.sentences import Sentences, in_sentences

WORDS = (
    *(
        "I",
        "want",
        "it",
        "back",
        "No.",
        "no. 5",
        "Mr.",
        "Dr. Who",
        "e.g.",
        "3.50",
        "10,000",
        "5 p.m.",
        "Well...",
        "\u2026",
    ),
    *(
        '"Stop."',
        "(really!)",
        "What?!",
        "Hi.",
        "\n",
        "\n\n",
        "<think>",
        "</think>",
        "<",
        ">",
        "a < b",
        "</",
        "<thinking>",
    ),
)
SPOKEN = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
TEXT = st.one_of(SPOKEN, st.text(max_size=200), st.text(alphabet="ab .!?<>/think\n\"'0", max_size=120))
CUTS = st.lists(st.integers(min_value=1, max_value=12), min_size=1, max_size=20)


def through(text: str, sizes: list[int]) -> list[str]:
    """The sentences of a text that comes in pieces of these sizes, again and again."""
    sentences, found, at, number = Sentences(), [], 0, 0
    while at < len(text):
        size = sizes[number % len(sizes)]
        found += sentences.feed(text[at : at + size])
        at, number = at + size, number + 1
    return [*found, rest] if (rest := sentences.rest()) else found


@settings(max_examples=250)
@given(text=TEXT, sizes=CUTS)
def test_the_sentences_are_the_same_however_the_text_is_cut(text: str, sizes: list[int]):
    assert through(text, sizes) == in_sentences(text)


@settings(max_examples=100)
@given(text=TEXT, sizes=CUTS)
def test_no_sentence_is_empty_and_none_is_made_up(text: str, sizes: list[int]):
    for sentence in through(text, sizes):
        assert sentence == sentence.strip() != ""
        assert all(word in text for word in sentence.split())


@settings(max_examples=150)
@given(
    tag=st.sampled_from(["think", "THINK", "thinking", "thought", "reasoning", " think "]),
    before=SPOKEN.filter(lambda text: "<" not in text and ">" not in text),
    secret=st.integers(1000, 9999),
    sizes=CUTS,
)
def test_a_thought_is_in_no_sentence(tag: str, before: str, secret: int, sizes: list[int]):
    plan = f"plan{secret}. And more plan{secret}! <{tag}>plan{secret}</{tag}> plan{secret}?"
    for text in (f"{before} <{tag}>{plan}</{tag}> Give it back.", f"<{tag}>{plan}", f"{before} <{tag}>{plan}"):
        assert f"plan{secret}" not in " ".join(through(text, sizes))
    assert "Give it back." in through(f"{before}\n<{tag}>{plan}</{tag}>\nGive it back.", sizes)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hello. Where is it?", ["Hello.", "Where is it?"]),
        ("Mr. Marsh said 3.50, e.g. by post. Is that so?", ["Mr. Marsh said 3.50, e.g. by post.", "Is that so?"]),
        ("No. I want it.", ["No.", "I want it."]),
        ("It is no. 5 in the list.", ["It is no. 5 in the list."]),
        ("It leaves at 5 p.m. tomorrow. OK?", ["It leaves at 5 p.m. tomorrow.", "OK?"]),
        ('He said "Just wait." And I did.', ['He said "Just wait."', "And I did."]),
        ("Well\u2026 I don't know... Do you?!", ["Well\u2026", "I don't know...", "Do you?!"]),
        ("One line\nand another", ["One line", "and another"]),
        ("<think>Hm.</think>Good.", ["Good."]),
        ("Good. <think>Hm.", ["Good."]),
        ("A < b, and c.", ["A < b, and c."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_people_s_marks_are_understood(text: str, sentences: list[str]):
    assert in_sentences(text) == sentences


def test_a_sentence_is_there_as_soon_as_the_next_begins_and_not_before():
    sentences = Sentences()
    assert sentences.feed("I want it back.") == []
    assert sentences.feed(" N") == ["I want it back."]
    assert sentences.feed("o. ") == []
    assert sentences.feed("W") == ["No."]
    assert sentences.rest() == "W"
