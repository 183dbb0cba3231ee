"""A report names nobody: the names by which agents sign or introduce themselves are dotted out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.domain.names import nameless, names_given


def without(text: str) -> str:
    return nameless(text, names_given([text]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello, my name is Tom Baker. How can I help?", "Hello, my name is ••• •••••. How can I help?"),
        ("This is Tom speaking.", "This is ••• speaking."),
        ("this is tom speaking.", "this is ••• speaking."),
        ("This is Anne-Marie from Fennmere.", "This is •••••••••• from Fennmere."),
        ("I'm Priya, your adviser.", "I'm •••••, your adviser."),
        ("You’re chatting with Zoë.", "You’re chatting with •••."),
        ("Done. Regards, Tom", "Done. Regards, •••"),
        ("Done.\n\nKind regards,\nJ. Smith\nCustomer Care", "Done.\n\nKind regards,\nJ. •••••\nCustomer Care"),
        ("Best wishes,\nPriya Natarajan", "Best wishes,\n••••• •••••••••"),
        ("It is on its way.\n- Tom", "It is on its way.\n- •••"),
        ("Tom here. Let me look.", "••• here. Let me look."),
        ("Sincerely\nTOM", "Sincerely\n•••"),
    ],
)
def test_a_name_that_is_given_is_dotted_out(text: str, told: str):
    assert without(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "I'm Sorry. I am Not sure, and this is Important to me.",
        "This is what we do. It's from London.",
        "this is fine, i'm glad.",
        "My name is on it.",
        "This is Friday. Thanks for waiting, I am Going to check.",
        "- The card is blocked.\n- Yes",
        "Best we look at it first.",
    ],
)
def test_other_words_stay(text: str):
    assert without(text) == text


def test_a_name_given_once_is_gone_everywhere():
    names = names_given(["This is Tom.", "Tom will call you.", "Regards, Tom Baker"])
    assert nameless("Ask for Tom or for Baker, not for Tomas.", names) == "Ask for ••• or for •••••, not for Tomas."


@given(st.text(max_size=200))
def test_length_stays_so_that_places_hold(text: str):
    assert len(without(text)) == len(text)


def test_a_long_text_takes_no_longer_than_its_length():
    begun = time.process_time()
    names_given(["I am " * 40_000, "regards, " * 20_000, "A" * 200_000, "\n" * 200_000, "thanks\n\n  " * 20_000])
    assert time.process_time() - begun < 5
