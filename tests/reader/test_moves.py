"""Every move of the codebook is heard in many voices, and not where it is only mentioned."""

from __future__ import annotations

import pytest
from heard import heard, kinds
from hypothesis import given, settings
from hypothesis import strategies as st
from moves_in_between import NEUTRAL
from moves_never_allowed import GRAVE
from moves_that_harm import HARMFUL
from moves_that_help import CUSTOMER, HELPFUL

from roleplay.domain.moves import MOVES

TABLE = NEUTRAL | HELPFUL | HARMFUL | GRAVE
STATEMENT = CUSTOMER.partition(" Why")[0]
TELLING = {"explain"}
"""Moves that are an answer where the customer has asked something."""
ONLY_IN_CONVERSATION = {"answer", "repeat_question", "ignore_question", "ignore_safety"}
"""Moves that depend on what the customer said: in test_grounding and test_guards."""


def rows(which: int) -> list[object]:
    return [pytest.param(move, text, id=f"{move}: {text}") for move, both in TABLE.items() for text in both[which]]


@pytest.mark.parametrize(("move", "text"), rows(0))
def test_a_move_is_heard(move: str, text: str) -> None:
    assert move in kinds(heard(text, CUSTOMER if move not in TELLING else STATEMENT))


@pytest.mark.parametrize(("move", "text"), rows(1))
def test_what_only_looks_like_a_move_is_not_one(move: str, text: str) -> None:
    assert move not in kinds(heard(text, CUSTOMER))


def test_the_table_has_every_move() -> None:
    assert set(TABLE) == set(MOVES) - ONLY_IN_CONVERSATION
    assert all(len(positive) >= 6 and len(negative) >= 4 for positive, negative in TABLE.values())


SENTENCES = sorted({text for columns in TABLE.values() for column in columns for text in column})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.sampled_from([" ", "\n", "  ", " 😀 ", "\r\n", " — "]))
def test_every_move_quotes_the_trainees_own_words(sentences: list[str], joint: str) -> None:
    text = joint.join(sentences)
    for move in heard(text, CUSTOMER).moves:
        assert move.span.quote == text[move.span.start : move.span.end] != ""
        assert move.kind in MOVES
        assert 0 <= move.confidence <= 1
        assert 0 <= move.quality <= 1
