"""The cue language: plain phrases that do what an author expects, and nothing a regular expression would add."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.reader.phrases import LONGEST_GAP, PhraseBook, expanded, parse
from roleplay.reader.situation import words_of

CLASSES = {"day": frozenset({"friday", "monday"}), "feel*": frozenset({"worr*"})}


def stands(cue: str, text: str) -> bool:
    words = words_of(text)
    book = PhraseBook([(parse(one, CLASSES), cue) for one in expanded(cue)])
    return any(book.find(words))


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("old flat", "to your old flat then"),
        ("block*", "I blocked it"),
        ("block*", "Block it"),
        ("send|post * card", "we post you a new card"),
        ("send * card", "send card"),
        ("send * card", "send you the new card"),
        ("3 march", "you wrote on 03/03"),
        ("by {day}", "by Friday"),
        ("{day}|soon", "soon"),
        ("can not", "I can't"),
        ("i|we will", "We'll do it"),
        ("give (me a minute|us time)", "please give us time"),
        ("(his|her|the neighbour) name", "the neighbour name"),
        ("OLD Flat", "the old flat"),
        ("don't", "I do not"),
        ("so what $", "you waited so what"),
        ("a * b $", "a b c b"),
        ("^ done $", "and now done"),
    ],
)
def test_a_cue_is_found(cue: str, text: str) -> None:
    assert stands(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("old flat", "flat old"),
        ("old flat", "old big flat"),
        ("block", "I blocked it"),
        ("send * card", "send you one very new card"),
        ("3 march", "13 March"),
        ("by {day}", "by Sunday"),
        ("car", "card"),
        ("give (me a minute|us time)", "give me time"),
        ("a.c", "abc"),
        ("old|new flat", "flat"),
        ("so what $", "so what is it"),
        ("a * b $", "a b c"),
    ],
)
def test_a_cue_is_not_found(cue: str, text: str) -> None:
    assert not stands(cue, text)


def test_a_gap_at_either_end_stands_for_nothing() -> None:
    assert parse("* old flat *").elements == parse("old flat").elements


def test_a_phrase_is_found_where_it_stands_first_and_one_without_words_nowhere() -> None:
    line = ("an", "old", "flat", "is", "an", "old", "flat")
    assert parse("old * flat").search(line) == (1, 3)
    assert parse("new flat").search(line) is None
    assert parse("*").search(line) is None
    assert parse("flat $").search(line) == (6, 7)


def test_words_that_mean_the_same_widen_a_cue() -> None:
    same = {"send": frozenset({"send", "post"})}
    assert parse("send it", same=same).match(("post", "it"), 0) == 2


WORD = st.sampled_from(["send", "sends", "card", "the", "old", "flat", "new", "i", "we", "now"])
PIECE = st.one_of(
    WORD, WORD.map(lambda word: word + "*"), st.lists(WORD, min_size=2, max_size=3).map("|".join), st.just("*")
)
CUE = st.lists(PIECE, min_size=1, max_size=5).map(" ".join).filter(lambda cue: cue.strip("* "))


def naive(cue: str) -> re.Pattern[str]:
    """The same cue as a regular expression over words with a space after each."""
    pieces = cue.split()
    while pieces[0] == "*":
        pieces.pop(0)
    while pieces[-1] == "*":
        pieces.pop()
    parts = []
    for piece in pieces:
        if piece == "*":
            parts.append(rf"(?:\S+ ){{0,{LONGEST_GAP}}}")
        else:
            options = "|".join(
                re.escape(one.rstrip("*")) + (r"\S*" if one.endswith("*") else "") for one in piece.split("|")
            )
            parts.append(f"(?:{options}) ")
    return re.compile("(?<!\\S)" + "".join(parts))


@settings(max_examples=300, deadline=None)
@given(CUE, st.lists(WORD, max_size=12))
def test_a_cue_agrees_with_its_plain_translation(cue: str, words: list[str]) -> None:
    text = "".join(word + " " for word in words)
    book = PhraseBook([(parse(cue), None)])
    assert any(book.find(tuple(words))) == bool(naive(cue).search(text))


@settings(deadline=None)
@given(st.lists(CUE, max_size=8), st.lists(WORD, max_size=12))
def test_a_book_finds_what_its_phrases_find_one_by_one(cues: list[str], words: list[str]) -> None:
    line = tuple(words)
    book = PhraseBook([(parse(cue), cue) for cue in cues])
    alone = sorted(cue for cue in cues if any(parse(cue).match(line, at) >= 0 for at in range(len(line))))
    assert sorted(payload for *_, payload in book.find(line)) == alone


@settings(deadline=None)
@given(CUE, st.lists(WORD, max_size=12))
def test_a_find_is_the_first_place_and_within_the_words(cue: str, words: list[str]) -> None:
    line = tuple(words)
    for start, end, phrase, _ in PhraseBook([(parse(cue), None)]).find(line):
        assert 0 <= start < end <= len(line)
        assert all(phrase.match(line, at) < 0 for at in range(start))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["No"]), max_size=40))
def test_any_text_can_be_a_cue(text: str) -> None:
    for one in expanded(text):
        parse(one).match(("old", "flat"), 0)
