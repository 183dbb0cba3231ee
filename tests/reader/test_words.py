"""Words: one meaning, one folded form, however it is written; and a place in the text that is exact."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.text import clean
from roleplay.reader.words import tokens


def folded(text: str) -> str:
    return " ".join(token.word for token in tokens(text) if not token.mark)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("I'm sorry", "i am sorry"),
        ("I’m sorry", "i am sorry"),
        ("Im sorry", "i am sorry"),
        ("we'll call", "we will call"),
        ("Ill call you", "i will call you"),
        ("I'll call you", "i will call you"),
        ("I'd like to", "i would like to"),
        ("Id like to", "i would like to"),
        ("you've waited", "you have waited"),
        ("they're gone", "they are gone"),
        ("can't", "can not"),
        ("cannot", "can not"),
        ("cant", "can not"),
        ("won't", "will not"),
        ("don't", "do not"),
        ("doesnt", "does not"),
        ("shouldn't", "should not"),
        ("mustn’t", "must not"),
        ("let's see", "let us see"),
        ("that's ours", "that is ours"),
        ("Maya's card", "maya card"),
        ("the courier's late", "the courier is late"),
        ("it's", "it is"),
        ("gonna", "going to"),
        ("should've", "should have"),
        ("you'd've", "you would have"),
    ],
)
def test_contractions_are_opened(written: str, meant: str) -> None:
    assert folded(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ill person", "ill person"),
        ("he is ill", "he is ill"),
        ("your id card", "your id card"),
        ("the id is 5", "the id is 5"),
        ("well done", "well done"),
        ("we were there", "we were there"),
        ("hell no", "hell no"),
        ("the cant of it", "the can not of it"),
    ],
)
def test_words_that_only_look_like_contractions_are_left_alone_where_it_matters(written: str, meant: str) -> None:
    assert folded(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ye changed yer address", "you changed your address"),
        ("tae the auld flat", "to the old flat"),
        ("oor mistake", "our mistake"),
        ("ah cannae", "i can not"),
        ("dinnae worry", "do not worry"),
        ("aye", "yes"),
        ("ta for that", "thanks for that"),
        ("cheers", "thanks"),
        ("thx u", "thanks you"),
        ("pls wait 5 mins", "please wait 5 minutes"),
        ("kindly wait", "please wait"),
        ("y'all", "you"),
        ("soz", "sorry"),
        ("ur card", "your card"),
        ("u r right", "you are right"),
        ("n we sent it", "and we sent it"),
    ],
)
def test_dialects_and_thumbs_are_plain_english(written: str, meant: str) -> None:
    assert folded(written) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("apologise", "apologize"),
        ("apologised", "apologized"),
        ("organising", "organizing"),
        ("realise", "realize"),
        ("recognise", "recognize"),
        ("prioritise", "prioritize"),
        ("colour", "color"),
        ("neighbour", "neighbor"),
        ("cancelled", "canceled"),
        ("favourite", "favorite"),
        ("centre", "center"),
    ],
)
def test_british_and_american_spellings_are_one_word(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("word", ["size", "sizes", "prize", "prized", "seize", "quiz", "dozen", "amazed", "freeze"])
def test_words_that_have_a_z_everywhere_keep_it(word: str) -> None:
    assert folded(word) == word


DATES = [
    "3 March", "3 march", "March 3", "March 3rd", "3rd March", "3rd of March", "the 3rd of March", "third of March",
    "March the 3rd", "3 Mar", "Mar 3", "03/03", "3/3", "03/03/2026", "3.3.", "03.03.2026", "March third", "MARCH 3RD",
    "three March", "3 March 2026",
]  # fmt: skip
TIMES = ["5pm", "5 pm", "5PM", "5 p.m.", "17:00", "17h", "17 h", "5:00 pm", "5.00pm", "17:00 h"]
AMOUNTS = ["20 euros", "EUR 20", "€20", "20 €", "20€", "20 EUR", "twenty euros", "20.00 euros", "20,00 €", "€ 20"]
POUNDS = ["20 pounds", "£20", "20 quid", "GBP 20", "twenty pounds"]
DOLLARS = ["20 dollars", "$20", "20 bucks", "USD 20", "20 USD"]
SHARES = ["20 percent", "20%", "20 %", "twenty percent", "20 per cent"]
SPANS = ["2 working days", "two working days", "2 business days"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_the_same_in_every_spelling(date: str) -> None:
    assert "date:03-03" in folded(f"You wrote {date}, I see.").split()


@pytest.mark.parametrize("date", ["2026-03-03", "on the 3rd"])
def test_a_date_without_a_named_month_is_no_other_date(date: str) -> None:
    assert not any(word.startswith("date:") and word != "date:03-03" for word in folded(date).split())


@pytest.mark.parametrize("time", TIMES)
def test_a_time_is_the_same_in_every_spelling(time: str) -> None:
    assert "time:17:00" in folded(f"by {time} today").split()


@pytest.mark.parametrize(
    ("written", "meant"), [("12 am", "time:00:00"), ("12pm", "time:12:00"), ("9:05", "time:09:05")]
)
def test_noon_midnight_and_early_hours(written: str, meant: str) -> None:
    assert folded(written) == meant


@pytest.mark.parametrize(
    ("spellings", "words"),
    [(AMOUNTS, {"20", "euro"}), (POUNDS, {"20", "pound"}), (DOLLARS, {"20", "dollar"}), (SHARES, {"20", "percent"})],
)
def test_an_amount_is_the_same_in_every_spelling(spellings: list[str], words: set[str]) -> None:
    assert {one: set(folded(one).split()) for one in spellings} == dict.fromkeys(spellings, words)


def test_may_is_a_month_only_beside_a_day() -> None:
    assert folded("May I ask") == "may i ask"
    assert "date:05-04" in folded("on 4 May").split()


@pytest.mark.parametrize(("one", "other"), [("1,000", "1000"), ("1000.00", "1000")])
def test_a_number_is_the_same_in_every_spelling(one: str, other: str) -> None:
    assert folded(one) == folded(other)


# ---- Places ----

LETTERS = st.characters(exclude_categories=["No"])  # superscripts have a test of their own
TRICKY = st.lists(
    st.one_of(
        st.sampled_from(["I'm", "can’t", "\r\n", "3 March", "€20", "é", "e\u0301", "ß", "İ", "😀", "👩\u200d👧"]),
        st.sampled_from(
            ["“quoted”", "«so»", " ", "\n", "...", "5 p.m.", "n't", "'s", "'", "’", "Ⅷ", "٣", "一", "𝟛", "ill go"]
        ),
        st.text(LETTERS, max_size=6),
    ),
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(TRICKY)
def test_words_stand_in_order_at_exact_code_points(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    for one, other in itertools.pairwise(found):
        assert (one.start, one.end) == (other.start, other.end) or one.end <= other.start


@settings(deadline=None)
@given(TRICKY)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {at for token in tokens(text) for at in range(token.start, token.end)}
    plain = {at for at, mark in enumerate(text) if mark.isascii() and mark.isalnum()}
    assert plain <= covered | _possessive(text)


def _possessive(text: str) -> set[int]:
    """An s that only owns something ("Maya's") is no word."""
    return {at for at, mark in enumerate(text) if mark in "sS" and at and text[at - 1] in "'’ʼ`´"}


@settings(deadline=None)
@given(TRICKY)
def test_folding_needs_no_case(text: str) -> None:
    if text.isascii():
        assert folded(text.upper()) == folded(text.lower())


@pytest.mark.parametrize(
    ("text", "word", "quote"),
    [
        ("I’m sorry — you’re right", "are", "you’re"),
        ("On the 3rd of March,\r\nyou", "date:03-03", "3rd of March"),
        ("😀😀 sorry", "sorry", "sorry"),
        ("e\u0301t sorry", "sorry", "sorry"),
        ("by 5 p.m. then", "time:17:00", "5 p.m."),
        ("I have no one here", "nobody", "no one"),
    ],
)
def test_a_word_quotes_what_was_written(text: str, word: str, quote: str) -> None:
    token = next(token for token in tokens(text) if token.word == word)
    assert text[token.start : token.end] == quote


@pytest.mark.parametrize("text", ["²", "100 m²", "½ hour", "① first", "² March"])
def test_digits_that_are_no_numbers_are_read_all_the_same(text: str) -> None:
    assert tokens(text)


def test_a_word_written_with_combining_marks_stays_one_word() -> None:
    assert len(list(tokens("re\u0301sume\u0301"))) == 1


@settings(deadline=None)
@given(st.text(LETTERS))
def test_cleaning_first_changes_no_place_afterwards(text: str) -> None:
    cleaned = clean(text)
    assert all(cleaned[token.start : token.end] for token in tokens(cleaned))
