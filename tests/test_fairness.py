"""The same good content in seven kinds of English: what is graded is the substance.

Bounds are what the rules reach today (docs/quality.md keeps the figures); they are only ever tightened.
"""

import json
from pathlib import Path

import pytest

from tests.playing import Played, play, shipped

REPLIES = json.loads((Path(__file__).parent / "data" / "seven_englishes.json").read_text("utf-8"))
CASES = [(id, english) for id, kinds in REPLIES.items() for english in kinds]
LARGEST_GAP = 13.0
"""Points of 100 between plain English and any other kind, in any skill."""


def played(id: str, english: str) -> Played:
    return play(shipped(id), tuple(REPLIES[id][english]))


@pytest.mark.parametrize(("id", "english"), CASES)
def test_the_customer_is_served_in_every_kind_of_english(id: str, english: str):
    assert "resolved" in played(id, english).ending
    assert played(id, english).figures.csat >= 4


@pytest.mark.parametrize(("id", "english"), CASES)
def test_no_kind_of_english_is_a_critical_error(id: str, english: str):
    assert played(id, english).card.critical == ()


@pytest.mark.parametrize(("id", "english"), CASES)
def test_no_kind_of_english_loses_a_skill(id: str, english: str):
    plain = {rubric.id: rubric.score for rubric in played(id, "plain").card.rubrics}
    for rubric in played(id, english).card.rubrics:
        assert rubric.score is not None
        assert rubric.score >= (plain[rubric.id] or 0) - LARGEST_GAP, rubric.id
