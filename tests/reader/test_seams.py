"""Sentences without marks between them: found where a run is long, and never inside a short one."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.reader.clauses import clauses
from roleplay.reader.seams import FILE, LONGEST_RUN, parse, seams
from roleplay.reader.words import tokens

PACKED = files("roleplay.reader").joinpath(FILE).read_bytes()
WORDS = st.lists(
    st.sampled_from(
        ["i", "will", "send", "it", "now", "thanks", "for", "the", "parcel", "what", "is", "your", "name", "ok"]
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "text",
    [
        "thanks for waiting the parcel is in our depot i have asked the driver to bring it tomorrow",
        "that should not have happened i am sending a new one today you do not have to send the old one back",
    ],
)
def test_sentences_are_found_without_any_mark(text: str) -> None:
    assert len({one.sentence for one in clauses(tokens(text))}) > 1


@given(WORDS)
def test_no_seam_lies_inside_a_short_run_or_inside_a_word(words: list[str]) -> None:
    found = tokens(" ".join(words))
    places = seams(found)
    assert len(found) > LONGEST_RUN or not places
    assert places <= {token.start for token in found}


@given(WORDS)
def test_every_word_is_in_one_clause(words: list[str]) -> None:
    found = tokens(" ".join(words))
    assert [token for one in clauses(found) for token in one.tokens] == [token for token in found if not token.mark]


def test_a_contraction_is_never_cut() -> None:
    text = (
        "thanks for telling me about the lamp I'm looking into it now and you'll hear from me before the end of the day"
    )
    assert not any(one.words[0] in ("am", "will") for one in clauses(tokens(text)))


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(ValueError, match="damaged"):
        parse(PACKED.replace(b'"sha256": "', b'"sha256": "0', 1))
