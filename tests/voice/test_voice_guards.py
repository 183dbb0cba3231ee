"""Guards, whatever a model says: they always come to a judgement, to the same one, and soon."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import AsyncGenerator

import pytest
from good_lines import FREE, REWORDED, Good
from hypothesis import given, settings
from hypothesis import strategies as st
from moments import moment_of, scene_of

from roleplay.domain.text import clean
from roleplay.llm import Ask, Endpoint, ModelFault
from roleplay.session.hearing import Understood
from roleplay.voice.guards import objection
from roleplay.voice.llm import unwrapped, voiced
from roleplay.voice.prompts import Style

STYLES: tuple[Style, ...] = ("guided", "free")
MOMENTS = {style: moment_of(FREE[4], style) for style in STYLES}
ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=300)
WORDS = st.lists(st.sampled_from([word for good in (*REWORDED, *FREE) for word in good.said.split()]), max_size=30).map(
    " ".join
)
PIECES = st.lists(
    st.one_of(ANYTHING, WORDS, st.sampled_from(["<b>", "\x1b[2J", "**", "\u202e", "[/x]", "\x9b"])), max_size=6
)
MARKUP = set("<>{}[]*_#`|\\@")


class Says:
    """A model that says this, in one piece."""

    endpoint = Endpoint("http://127.0.0.1:9/v1", "says")

    def __init__(self, text: str) -> None:
        self._text = text

    async def words(self, ask: Ask) -> AsyncGenerator[str, None]:
        yield self._text

    async def names(self) -> tuple[str, ...]:
        return ()

    async def close(self) -> None:
        return None


@settings(max_examples=80, deadline=None)
@given(sentence=st.one_of(ANYTHING, WORDS), so_far=st.one_of(WORDS, ANYTHING))
@pytest.mark.parametrize("style", STYLES)
def test_every_sentence_gets_a_judgement_and_always_the_same(style: Style, sentence: str, so_far: str):
    first = objection(sentence, so_far, MOMENTS[style])
    assert first is None or first.strip()
    assert objection(sentence, so_far, moment_of(FREE[4], style)) == first


@settings(max_examples=80, deadline=None)
@given(pieces=PIECES)
@pytest.mark.parametrize("style", STYLES)
def test_nothing_that_is_shown_acts_on_a_terminal_or_is_markup(style: Style, pieces: list[str]):
    scene, shown = scene_of(FREE[4]), []
    text = " ".join(["I want the green pair.", *pieces])
    try:
        words = asyncio.run(voiced(Says(text), scene, Understood(scene.scenario), style, shown.append)).text  # type: ignore[arg-type]
    except ModelFault:
        words = scene.line
    for seen in (*shown, words):
        assert clean(seen) == seen
        assert not MARKUP & set(seen)
        assert not {letter for letter in seen if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")} - {"\n"}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "ab ",
        "I want it, ",
        "no ",
        "my green ",
        "(",
        "1.",
        "a.b",
        "\u0301",
        "don't ",
        "A: ",
        "-",
        "&amp",
        "//",
        "x@",
    ],
)
def test_a_long_sentence_takes_time_in_proportion(style: Style, unit: str):
    def spent(length: int) -> float:
        text = (unit * length)[:length]
        begun = time.process_time()
        objection(text, "", MOMENTS[style])
        return time.process_time() - begun

    spent(100)
    short, long = min(spent(2_500) for _ in range(3)), min(spent(10_000) for _ in range(3))
    # Four times the length; what is quadratic would take sixteen times as long.
    assert long < max(10 * short, 0.05)


@pytest.mark.parametrize("text", ["\ud800", "\udfff lone", "I want \ud83d it.", "\x00", "", " ", "\U0010ffff"])
@pytest.mark.parametrize("style", STYLES)
def test_halves_of_letters_and_nothing_at_all_are_refused(style: Style, text: str):
    assert objection(text, "", MOMENTS[style]) is not None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("I do not order green.", "it went astray"),
        ("You ordered green.", "it went astray"),
        ("Are you calm?", "it went astray"),
        ("My order number is 4711.", "it invented a number or a date"),
        ("My aunt wants the green pair.", "it invented something"),
        ("Thank you for contacting us.", "it spoke as the agent"),
        ("Sam wants the green pair.", "it spoke of its instructions"),
    ],
)
def test_a_model_is_told_what_was_wrong(said: str, why: str):
    good = Good("wrong-colour", "press", "Look, it's simple. I ordered green. Are you sending green or not?", said)
    assert objection(said, "", moment_of(good, "guided")) == why


@pytest.mark.parametrize(
    ("sentence", "so_far", "bare"),
    [
        ('"Where is it?"', "", "Where is it?"),
        ('"Where is it?', "", "Where is it?"),
        ('I want it now."', "Where is it?", "I want it now."),
        ('He said: "Just bring them back."', "", 'He said: "Just bring them back."'),
        ('Just bring them back."', 'He said: "Anything wrong?', 'Just bring them back."'),
    ],
)
def test_marks_around_all_that_is_said_go_and_those_of_a_quote_stay(sentence: str, so_far: str, bare: str):
    assert unwrapped(sentence, so_far) == bare
