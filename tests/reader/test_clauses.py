"""Clauses: every word in exactly one of them, cut where a new thought begins and nowhere else."""

# ruff: noqa: E501  (a reply stays on one line)

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.reader.clauses import LONGEST_CLAUSE, clauses
from roleplay.reader.words import tokens


def cut(text: str) -> list[str]:
    return [text[clause.tokens[0].start : clause.end] for clause in clauses(tokens(text))]


WORDS = st.sampled_from(
    [
        "I",
        "am",
        "sorry",
        ",",
        ".",
        "?",
        "!",
        "and",
        "but",
        "so",
        "because",
        "you",
        "changed",
        "it",
        "on",
        "3",
        "March",
        "by",
        "17:00",
        "what",
        "do",
        "need",
        "the",
        "card",
        "for",
        ";",
        ":",
        "-",
        "“",
        "”",
        '"',
        "(",
        ")",
        "can",
        "we",
    ]
)
TEXT = st.lists(st.one_of(WORDS, st.sampled_from(["\n", "...", "5 p.m.", "€20", "😀"])), max_size=80).map(" ".join)


@settings(deadline=None)
@given(TEXT)
def test_every_word_is_in_exactly_one_clause(text: str) -> None:
    words = [token for token in tokens(text) if not token.mark]
    assert [token for clause in clauses(tokens(text)) for token in clause.tokens] == words


@settings(deadline=None)
@given(TEXT)
def test_no_clause_is_empty_or_endless_and_sentences_count_up(text: str) -> None:
    found = clauses(tokens(text))
    assert all(0 < len(clause.tokens) <= LONGEST_CLAUSE for clause in found)
    numbers = [clause.sentence for clause in found]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("I'm sorry. I blocked it.", ["I'm sorry", "I blocked it"]),
        ("I'm sorry, I blocked it", ["I'm sorry", "I blocked it"]),
        ("I blocked it and I will call you", ["I blocked it", "and I will call you"]),
        ("We can't do that, but I can swap them", ["We can't do that", "but I can swap them"]),
        ("Sorry! What do you need?", ["Sorry", "What do you need"]),
        ("Sorry...what do you need", ["Sorry", "what do you need"]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("- block the card\r\n- send a new one", ["block the card", "send a new one"]),
        ("* block the card\n* send a new one", ["block the card", "send a new one"]),
        ("It leaves today; it arrives on Thursday", ["It leaves today", "it arrives on Thursday"]),
        ("It's free – you pay nothing", ["It's free", "you pay nothing"]),
    ],
)
def test_a_new_thought_is_a_new_clause(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "It arrives by 5 p.m. today",
        "It costs 1,000.50 euros",
        "It costs 20.00 euros",
        "We send it on 3.3.2026 by post",
        "Call 0800-1234",
        "a two-day courier",
        "We swap the green, blue and grey ones",
        "You chose size 42, green",
        "Ask for Mr. Hill at the desk",
        "You can bring e.g. a passport",
        "You wrote on March 3, 2026 to us",
        "the No. 5 bus stops there",
        "I know that you have waited",
        "Tell me what you need it for",
        "I think we can do that",
    ],
)
def test_nothing_is_cut_in_the_middle_of_one_thing(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "im sorry about that i will block the card now what do you need it for",
            ["im sorry about that", "i will block the card now", "what do you need it for"],
        ),
        (
            "you changed your address on 3 march and we still posted the card to your old flat that is our mistake",
            [
                "you changed your address on 3 march",
                "and we still posted the card to your old flat",
                "that is our mistake",
            ],
        ),
        ("ok got it when do you need them", ["ok got it", "when do you need them"]),
        (
            "we sent blue thats on us can you tell me when you need them",
            ["we sent blue", "thats on us", "can you tell me when you need them"],
        ),
        ("thank you for telling me i am checking the stock", ["thank you for telling me", "i am checking the stock"]),
    ],
)
def test_dictated_text_without_marks_is_cut_at_its_thoughts(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    "text", ["You wrote 'you idiots', I hear it", 'You wrote "you idiots", I hear it', "You wrote “you idiots”, I hear it", "You wrote «you idiots», I hear it", "You wrote „you idiots“, I hear it", "You wrote ‘you idiots’, I hear it"]
)  # fmt: skip
def test_what_stands_between_quotation_marks_is_marked(text: str) -> None:
    assert [clause.words for clause in clauses(tokens(text)) if clause.quoted] == [("you", "idiots")]


@pytest.mark.parametrize(
    "text", ['It said "all saved". That is ours.', 'It said "all saved." That is ours.', "It said “all saved.” That is ours.", 'It said "all saved"! That is ours.']
)  # fmt: skip
def test_a_quotation_that_ends_its_sentence_is_closed(text: str) -> None:
    found = clauses(tokens(text))
    assert [(clause.words, clause.quoted) for clause in found][1:] == [(("all", "saved"), True), (("that", "is", "ours"), False)]  # fmt: skip
    assert found[-1].sentence == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Tap on "Text size".', "tap on text size"),
        ('Press “Skip” at the bottom.', "press skip at the bottom"),
        ('Do you see the line "Text size"?', "do you see the line text size"),
    ],
)  # fmt: skip
def test_the_name_of_a_thing_to_press_is_part_of_what_is_said(text: str, words: str) -> None:
    assert [(" ".join(clause.words), clause.quoted) for clause in clauses(tokens(text))] == [(words, False)]


@pytest.mark.parametrize("text", ['Please do not call me "idiot".', 'The form told you "not possible".', 'Read "I want my money back and I want it now" again.'])  # fmt: skip
def test_words_of_somebody_stay_quoted(text: str) -> None:
    assert any(clause.quoted for clause in clauses(tokens(text)))


@pytest.mark.parametrize(
    "text", ['The box is 5" wide. I am sorry.', "It's the customers' choice, it isn't ours", "rock 'n' roll is fine"]
)
def test_a_lone_mark_quotes_nothing(text: str) -> None:
    assert not any(clause.quoted for clause in clauses(tokens(text)))


def test_a_question_mark_belongs_to_its_own_clause() -> None:
    asked = {
        text: clause.asks
        for clause in clauses(tokens("I'm sorry, when do you need them? Thanks."))
        for text in [clause.words[0]]
    }
    assert asked == {"i": False, "when": True, "thanks": False}
