"""The page about many conversations: what to train and what to change, and nobody in it."""

from __future__ import annotations

from typing import get_args

from roleplay.domain.overview import Happened, Missing, Overview, Quoted, SignKind, Topic
from roleplay.domain.scorecard import CriticalId
from roleplay.formats.assessed import NOT_FOR_JUDGING
from roleplay.formats.html import as_html
from roleplay.formats.overview import SERVICE, STOP, overview_page
from roleplay.formats.page import as_text

TOPIC = Topic("empathy", "EM1", "Empathy", "Names the feeling", "They start to listen.", "Say it first.")
QUOTES = (Quoted("It is only a card."), Quoted("Hello. Wait.", "first"), Quoted("Bye.", "last"))


def overview(graded: int = 40, **changes: object) -> Overview:
    found = {
        "skills": (("Empathy", (1, 20, 10, 9, 0)),),
        "missing": (Missing(TOPIC, 30, 36, QUOTES),),
        "signs": (Happened("repeated", 12, (Quoted("I told you already."),)),),
        "critical": (Happened("X3", 2, (Quoted("It is there tomorrow, guaranteed."),)),),
        "questions": ("Who repairs the app?",),
    } | changes
    return Overview(graded, **found)  # type: ignore[arg-type]


def page(found: Overview, bad: int = 0) -> str:
    return " ".join(as_text(overview_page(found, bad)).split())


def test_what_was_missing_is_told_with_its_share_reason_advice_and_words():
    text = page(overview())
    assert "1. Empathy: Names the feeling (in 30 of 36) They start to listen. Say it first." in text
    assert "- “It is only a card.” - First reply: “Hello. Wait.” - Last reply: “Bye.”" in text


def test_what_must_never_happen_comes_before_what_to_train_and_that_before_the_service():
    text = page(overview())
    told = ["How the skills came out", "Must never happen", "What was most often missing", "service itself"]
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    assert "Something was promised or stated that the rules don't allow, in 2 of 40. “It is there tomorrow" in text


def test_the_service_gets_questions_and_the_words_of_customers():
    text = page(overview())
    assert "Customers had to say something again, in 12 of 40. Does whoever answers see" in text
    assert "“I told you already.”" in text
    assert "Who repairs the app?" in text


def test_it_says_what_it_is_for_and_what_is_not_known():
    text = page(overview(), bad=1)
    assert NOT_FOR_JUDGING in text
    assert "who wrote the replies is not known here" in text
    assert "1 more could not be graded and is left out" in text


def test_fewer_than_five_have_no_figures():
    text = page(overview(graded=4))
    for words in ("in 30 of", "of 4", "a start 20"):
        assert words not in text
    assert "Customers had to say something again. Does" in text


def test_where_nothing_was_missing_that_is_said():
    assert "Nothing fell short often enough" in page(overview(missing=(), signs=(), critical=(), questions=()))


def test_everything_that_can_be_counted_has_words():
    assert set(SERVICE) == set(get_args(SignKind))
    assert set(STOP) == set(get_args(CriticalId))


def test_as_html_everything_from_outside_is_text():
    quote = Quoted("</p><script>alert('x')</script><img src=x onerror=y> & \"")
    found = overview(signs=(Happened("repeated", 5, (quote,)),))
    html = "".join(as_html("<b>", [("<i>", overview_page(found))]))
    for mark in ("<script", "<img", "<b>", "<i>"):
        assert mark not in html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)" in html
