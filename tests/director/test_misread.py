"""Being misread must never cost a person: a good trainee, half understood, keeps the customer.

One move in five is lost and one reply in twenty is heard with a fault that is not in it. A reply of
which nothing is left is unclear. A trainee whose words were not taken in says once more what is
still missing, for up to four replies, as a person would.
"""

from __future__ import annotations

import random
from collections import Counter
from statistics import mean

import pytest

from roleplay.director import begin, direct
from roleplay.director.endings import kind_of
from roleplay.director.outcome import indices
from roleplay.domain.moves import MOVES

LOST, FAULT = 0.20, 0.05
RUNS_EACH = 700
ENDS_AT_ONCE = {"insult", "data_leak"}
FAULTS = [id for id, kind in MOVES.items() if kind.polarity == "harms" and id not in ENDS_AT_ONCE]
AGAIN = 4

REQUESTS = [
    {"id": "card", "text": "get a card I can use", "served_by": ["express"]},
    {"id": "sent", "text": "see it sent off", "served_by": ["send-express"]},
]
OUTCOMES = [{"id": "express", "label": "an express card", "fit": 0.9, "actions": ["send-express"]}]
ACTIONS = [{"id": "send-express", "label": "send an express card", "result": "Sent.", "cues": ["express"]}]
MAYA = {
    "patience": 0.4,
    "reactivity": 0.6,
    "assertiveness": 0.6,
    "loyalty": 0.6,
    "blame": 0.9,
    "prior": 1,
    "expect": 75,
    "perform": 20,
}
HOT_AND_LOYAL = {"patience": 0.2, "reactivity": 0.9, "assertiveness": 0.8, "loyalty": 0.9, "prior": 2, "expect": 80}
CUSTOMERS = {
    "average": ("average", {}),
    "hot": ("hot", {}),
    "hot and loyal": ("average", HOT_AND_LOYAL),
    "Maya": ("average", MAYA),
}


@pytest.fixture(scope="module")
def script(move):
    """The reference's best way of answering, reply by reply."""
    step = move("commit_next_step", stage="will", parts=frozenset({"who", "what", "when"}))
    done = move("commit_next_step", action="send-express", stage="done")
    return [
        ["acknowledge", move("restate", facts=("changed-on", "old-flat")), "take_ownership", "open_question"],
        ["answer", move("offer_solution", outcome="express", fit=0.9, stage="offer"), "offer_option"],
        [step, move("explain", 0.8)],
        [done, "check_satisfaction", "thank"],
    ]


@pytest.fixture(scope="module")
def heard_as(reply, script):
    """How a conversation goes when each reply's moves reach the customer through this ear."""

    def run(scenario, ear):
        state, _ = begin(scenario)
        to_come, reached = list(script), []
        for _ in range(len(script) + AGAIN):
            heard = ear(to_come.pop(0) if to_come else not_yet_heard(script, reached))
            reached += heard
            state, _ = direct(scenario, state, reply(*heard, unclear=not heard))
            if state.ending:
                break
        return state

    return run


def not_yet_heard(script, reached):
    """What a person says once more: the step if it was lost, and that it is done and whether that helps."""
    step, done, check = script[2][0], script[3][0], script[3][1]
    return [done, check] if step in reached else [step, done, check]


def half_understood(seed):
    chance = random.Random(seed)

    def ear(moves):
        heard = [one for one in moves if chance.random() >= LOST]
        return [*heard, chance.choice(FAULTS)] if chance.random() < FAULT else heard

    return ear


def satisfaction(scenario, state):
    left = bool(state.ending) and kind_of(scenario, state.ending) == "walked_away"
    return indices(state.mood, scenario.customer.dispositions(), left).csat


@pytest.mark.parametrize("customer", CUSTOMERS)
def test_a_good_trainee_who_is_half_understood_loses_no_customer_and_less_than_a_point(
    case, heard_as, customer, record_property
):
    preset, persona = CUSTOMERS[customer]
    scenario = case(preset, persona, requests=REQUESTS, outcomes=OUTCOMES, actions=ACTIONS)
    undisturbed = satisfaction(scenario, heard_as(scenario, list))
    ends = [heard_as(scenario, half_understood(f"{customer} {seed}")) for seed in range(RUNS_EACH)]
    fall = undisturbed - mean(satisfaction(scenario, state) for state in ends)
    how = Counter(state.ending for state in ends)
    record_property("endings", dict(how))
    record_property("csat", f"{undisturbed} - {fall:.2f}")
    assert how["walked_away"] == 0, how
    assert fall < 1, how
