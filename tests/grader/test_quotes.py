"""Which words a grade shows: few, each once, and enough of them to be understood."""

from __future__ import annotations

import pytest
from made_readings import ALL, case, customer, finding, found, graded, read, says, state

from roleplay.domain.reading import Span
from roleplay.domain.scorecard import Evidence
from roleplay.grader.quotes import MOST, telling, widened


def at(turn: int, start: int, quote: str) -> Evidence:
    return Evidence(turn, start, start + len(quote), quote)


def test_the_same_words_are_shown_once_and_so_are_words_inside_others():
    whole = at(1, 0, "I'm blocking the card now")
    assert telling([whole, whole, at(1, 4, "blocking the card"), at(3, 0, "well done")]) == (
        whole,
        at(3, 0, "well done"),
    )


def test_only_the_first_few_are_shown():
    many = [at(turn, 0, "two words") for turn in range(7)]
    assert telling(many) == tuple(many[:MOST])


def test_a_single_word_is_shown_only_where_there_is_nothing_else():
    assert telling([at(1, 0, "so"), at(3, 0, "two words")]) == (at(3, 0, "two words"),)
    assert telling([at(1, 0, "so")]) == (at(1, 0, "so"),)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Great, so: a card comes now. Bye.", "so", "Great, so: a card comes now"),
        ("Yes. Blocked. It is done.", "Blocked", "Blocked. It is done"),
        ("It is in stock. Sending?", "Sending?", "It is in stock. Sending?"),
        ("Sorry", "Sorry", "Sorry"),
        ("Sorry!", "Sorry", "Sorry!"),
    ],
)
def test_one_word_grows_to_its_sentence(text, word, expected):
    start = text.index(word)
    span = widened(text, Span(start, start + len(word), word))
    assert span.quote == expected
    assert text[span.start : span.end] == expected


def test_memory_shows_the_latest_use_first():
    first = read(says("You moved on 3 March.", found("restate", facts=["date", "old-flat"])))
    later = read(says("A trip on Saturday, got it.", found("restate", facts=["trip"])))
    told = state(told=["date", "old-flat", "trip"])
    second = customer("reveal", facts=["date", "old-flat", "trip"])
    card = graded(customer(), (first, told), second, (later, told), scenario=case())
    assert [one.turn for one in finding(card, "AL5").evidence] == [3, 1]


def test_an_answer_that_comes_later_is_an_answer():
    after = state(told=["date"], pressed=["safe"])
    soon = read(says("I don't know that yet.", found("answer", 0.8)))
    real = read(says("Nobody can use it now.", found("explain", 0.8, requests=["safe"])))
    card = graded(customer(), (soon, after), customer("soften"), (real, after), scenario=case())
    assert finding(card, "AL4").evidence[0].quote == "Nobody can use it now."


def test_words_about_something_else_do_not_answer_what_was_asked():
    after = state(told=["date"], pressed=["safe"])
    card = graded(customer(), (read(says("The sky is blue today.", found("answer", 0.9))), after), scenario=case())
    assert finding(card, "AL4").level == 2


def test_what_a_rubric_says_about_words_is_a_whole_sentence_in_curly_quotes():
    for criterion in (one for rubric in ALL for one in rubric.criteria):
        for text in (*criterion.advice, criterion.praise):
            assert '"' not in text
            assert "trip" not in text
            assert text[0].isupper() or text.startswith("\u201c{quote}\u201d ")
            assert text.endswith(".")
            assert text.count("{quote}") == text.count("\u201c{quote}\u201d")
