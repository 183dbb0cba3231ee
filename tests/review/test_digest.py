"""What one conversation adds to the overview: counted once, without names, from its own words."""

from __future__ import annotations

import pytest

from roleplay.domain.overview import Digest
from roleplay.domain.transcript import Role, Transcript, Turn
from roleplay.library import find_scenario, list_rubrics, rubrics_for
from roleplay.review.digest import MOST_QUOTED, digest
from roleplay.review.foreign import assess

RUBRICS = [one.rubric for one in list_rubrics()[0]]


def digested(*said: str, case: str | None = None, kind: str | None = "angry") -> Digest:
    """The customer speaks first, then each in turn."""
    roles: tuple[Role, Role] = ("customer", "agent")
    transcript = Transcript(tuple(Turn(n, roles[n % 2], text) for n, text in enumerate(said)), kind=kind)
    rubrics = rubrics_for(kind, RUBRICS)
    scenario = find_scenario(case).scenario if case else None
    return digest(assess(transcript, rubrics, scenario), rubrics, scenario)


REPEATED = (
    "You sent me blue trainers, and I ordered green ones.",
    "Hello, this is Tom. Which colour did you order?",
    "I told you already: I ordered the green ones. I want to speak to your manager.",
    "You have to call the warehouse for that. Regards, Tom",
)


def test_customers_who_repeat_themselves_and_are_passed_on_are_counted_once():
    kinds = [one.kind for one in digested(*REPEATED, *REPEATED).signs]
    assert len(kinds) == len(set(kinds))
    assert {"repeated", "supervisor"} <= set(kinds)


def test_their_own_words_count_also_where_a_case_has_its_own_idea():
    assert "repeated" in {one.kind for one in digested(*REPEATED, case="wrong-colour").signs}


def test_nobody_s_name_is_in_it():
    assert "Tom" not in repr(digested(*REPEATED))


def test_personal_data_is_not_in_it():
    assert "example.org" not in repr(digested("Where is it?", "I wrote to maya@example.org because it is late."))


def test_a_long_reply_is_shortened():
    long = digested("Where is my parcel? It is late.", "We are looking at it from every side. " * 500)
    assert all(len(one.quote.text) <= MOST_QUOTED for one in long.parts if one.quote)


@pytest.mark.parametrize("case", ["wrong-colour", "bank-card-old-address"])
def test_a_case_brings_its_question_about_the_service(case: str):
    debrief = find_scenario(case).scenario.debrief
    assert debrief
    assert digested("Hello.", "Hello.", case=case).question == debrief.service_question


def test_a_conversation_without_a_reply_adds_no_part():
    assert digested("Is anybody there?").parts == ()
