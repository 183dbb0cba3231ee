"""What is said afterwards: praise first, one change for each skill, nothing without words to show."""

from __future__ import annotations

import re

import made_replies as R
import pytest
from made_readings import ALL, case, customer, found, graded, read, says, state, talk

from roleplay.grader import grade

TOLD = state(told=["date", "old-flat", "stranger"])
REPLIES = [R.GOOD, R.SHORT, R.BOIL, R.BAD, read(), read(R.FACTS)]


@pytest.fixture(params=range(len(REPLIES)), ids=["good", "short", "boilerplate", "bad", "empty", "facts"])
def reply(request):
    return REPLIES[request.param]


def test_praise_comes_first_and_each_skill_has_at_most_one_of_each(reply):
    notes = graded(customer(), (reply, TOLD), scenario=case()).notes
    kinds = [note.kind for note in notes]
    assert kinds == sorted(kinds, key=["praise", "change"].index)
    assert len({(note.kind, note.rubric) for note in notes}) == len(notes)
    assert all(note.why for note in notes)


def test_no_praise_without_words_and_the_words_stand_there(reply):
    card = graded(customer(), (reply, TOLD), scenario=case())
    text = reply[0]
    for note in card.notes:
        assert note.kind == "change" or note.evidence is not None
        if note.evidence:
            assert text[note.evidence.start : note.evidence.end] == note.evidence.quote
            assert "{quote}" not in note.text
    for rubric in card.rubrics:
        for one in rubric.findings:
            assert all(text[quote.start : quote.end] == quote.quote != "" for quote in one.evidence)


def test_the_change_is_the_one_that_is_worth_most():
    notes = graded(customer(), (R.BAD, TOLD), scenario=case()).notes
    assert [note.criterion for note in notes if note.rubric == "empathy"] == ["EM1"]


def test_nothing_is_to_be_changed_where_all_went_well():
    notes = graded(customer(), (R.GOOD, TOLD), scenario=case()).notes
    assert not [note for note in notes if note.kind == "change" and note.rubric == "active-listening"]


def test_an_authors_reply_to_the_same_words_is_the_better_wording():
    change = next(note for note in graded(customer(), (R.BOIL, TOLD), scenario=case()).notes)
    assert change.try_instead == "A better reply."
    later = graded(customer(), (R.GOOD, TOLD), customer("vent"), (R.BAD, TOLD), scenario=case()).notes
    assert [note.try_instead for note in later if note.criterion == "EM2"] == [None]


def test_a_contrast_fits_where_its_weak_side_was_said():
    debrief = {"contrasts": [{"weak": "calm  down", "strong": "That is hard.", "why": "w"}], "service_question": "q"}
    notes = graded(customer(), (R.BAD, TOLD), scenario=case(debrief=debrief)).notes
    assert {note.try_instead for note in notes if note.evidence} == {"That is hard."}


def test_notes_speak_of_what_was_said_and_not_of_the_person():
    texts = [text for rubric in ALL for one in rubric.criteria for text in (*one.advice, one.praise, one.why)]
    judging = re.compile(r"\byou(?:'re| are| were) (?:an?|not|too|very|so|good|bad|rude|cold|kind)\b", re.IGNORECASE)
    assert not [text for text in texts if judging.search(text)]


def test_a_conversation_without_a_reply_has_nothing_to_say():
    assert grade(ALL, talk(customer()), case()).notes == ()
    assert grade(ALL, talk(read(says("Hi.", found("greet"))), kind="product-question")).critical == ()
