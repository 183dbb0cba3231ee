"""What is told beside the grade: what was never said, and the question that brings it out in its case."""

from __future__ import annotations

import pytest

from roleplay.formats.lessons import MATTERS
from roleplay.library import find_scenario
from roleplay.library.places import shipped
from roleplay.reader import read
from roleplay.turn import opening

CASES = [find_scenario(one.stem).scenario for one in sorted(shipped("scenarios").glob("*.toml"))]
HIDDEN = [
    pytest.param(case, fact, id=f"{case.meta.id}: {fact.id}")
    for case in CASES
    for fact in case.facts
    if fact.reveal and fact.status == "known" and fact.salience >= MATTERS
]


@pytest.mark.parametrize(("case", "fact"), HIDDEN)
def test_the_question_that_the_debrief_names_asks_for_this_very_fact(case, fact) -> None:
    plain = next((one for one in fact.reveal.asks if one.endswith("?")), None)
    question = fact.reveal.question or plain
    assert question
    heard = read(question, case, opening(case, 7)[0], ())
    assert fact.id in {id for move in heard.moves for id in move.about.facts}
