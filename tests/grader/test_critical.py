"""Critical errors: they fire on explicit words that the reader is sure of, and on nothing else."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, found, graded, read, says, state

TOLD = state(told=["date", "old-flat", "stranger"])


def fired(*sentences, scenario=None, acts=(), before=None, kind=None, ends=None):
    pieces = [customer(*acts), (read(*sentences), TOLD)] if scenario else [customer(*acts), read(*sentences)]
    if before:
        pieces = [customer(), (read(R.FACTS), before), *pieces]
    return [(one.id, one.quote, one.policy) for one in graded(*pieces, scenario=scenario, kind=kind).critical]


WORDS = "Some words."
FIRES = [
    ("X1", found("data_leak", policy="no-data"), "no-data"),
    ("X2", found("insult"), None),
    ("X3", found("false_promise", policy="no-day"), "no-day"),
    ("X4", found("ask_secret"), None),
    ("X5", found("ignore_safety", policy="no-data"), "no-data"),
    ("X8", found("explain", invented=True), None),
]


@pytest.mark.parametrize(("id", "move", "policy"), FIRES)
def test_each_fires_with_its_words_and_its_policy(scenario, id, move, policy):
    assert fired(says(WORDS, move), scenario=scenario) == [(id, WORDS, policy)]


@pytest.mark.parametrize(("id", "move", "policy"), FIRES)
def test_none_fires_on_words_the_reader_is_not_sure_of(scenario, id, move, policy):
    unsure = found(move.kind, confidence=0.6, **{name: getattr(move.about, name) for name in ("policy", "invented")})
    assert fired(says(WORDS, unsure), scenario=scenario) == []


@pytest.mark.parametrize("kind", ["data_leak", "false_promise", "ignore_safety"])
def test_without_a_policy_only_the_flagrant_is_critical(scenario, kind):
    for case_ in (scenario, None):
        assert fired(says(WORDS, found(kind, confidence=0.85)), scenario=case_) == []
        assert len(fired(says(WORDS, found(kind, confidence=0.95)), scenario=case_)) == 1


def test_without_a_scenario_there_is_no_policy_and_nothing_to_be_invented():
    assert fired(says(WORDS, found("false_promise", confidence=0.95, policy="no-day"))) == [("X3", WORDS, None)]
    assert fired(says(WORDS, found("explain", invented=True))) == []


def test_the_same_words_count_once(scenario):
    assert len(fired(says(WORDS, found("insult"), found("insult")), scenario=scenario)) == 1
    assert len(fired(says("You fool.", "insult"), says("You fool.", "insult"), scenario=scenario)) == 2


BYE = says("Goodbye.", "close")


def test_hanging_up_on_somebody_who_waits(scenario):
    assert fired(R.FACTS, BYE, scenario=scenario, acts=["press"]) == [("X7", "Goodbye.", None)]
    assert fired(says("No.", "bare_no"), BYE) == [("X7", "Goodbye.", None)]
    assert fired(BYE, acts=["press"]) == [("X7", "Goodbye.", None)]


@pytest.mark.parametrize("more", [R.BLOCKING, R.NEED, R.BLOCKED, says("Ana calls at 3.", "warm_handover")])
def test_a_sign_off_under_a_reply_that_goes_on_is_no_hanging_up(scenario, more):
    assert fired(R.FACTS, more, BYE, scenario=scenario, acts=["press"]) == []


def test_a_goodbye_is_fair_to_somebody_who_agreed_or_is_served_or_abusive(scenario):
    assert fired(BYE, scenario=scenario, acts=["thank"]) == []
    served = state(told=["date"], accepted=["safe", "pay"])
    assert fired(BYE, scenario=scenario, acts=["ask"], before=served) == []
    abusive = state(told=["date"], abusive=True)
    assert fired(BYE, scenario=scenario, acts=["vent"], before=abusive) == []
    assert fired(BYE) == []


@pytest.mark.parametrize(("rubric", "kind"), [("resolution", "false_promise"), ("empathy", "insult")])
def test_a_critical_error_puts_its_rubric_to_0_however_good_the_rest(rubric, kind):
    bad = says(WORDS, found(kind, policy="no-day"))
    card = graded(customer(), (read(R.FACTS, R.OURS, R.WORRY, R.BLOCKING, R.NEED, bad), TOLD), scenario=case())
    assert {one.id: one.level for one in card.rubrics}[rubric] == 0
    assert {one.id: one.level for one in card.rubrics}["active-listening"] >= 3
