"""The fixtures of the domain guide, part 5, as far as they are a matter of grading and not of reading."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, found, graded, level, levels, read, says, state

TOLD = ["date", "old-flat", "stranger"]
HELPED = state(
    told=[*TOLD, "trip"],
    elicited=["trip"],
    done=["block"],
    offered=["block", "safe"],
    accepted=["safe"],
    pressed=["safe"],
)
UNHELPED = state(told=TOLD, pressed=["safe"])
SCENARIOS = pytest.mark.parametrize("scenario", [case(), None], ids=["scenario", "none"])


def card(reply, scenario, after=HELPED):
    if scenario is None:
        return graded(reply, kind="angry")
    return graded(customer(), (reply, after), scenario=scenario)


@SCENARIOS
def test_a_good_and_a_short_reply_reach_what_they_must(scenario):
    good, short = levels(card(R.GOOD, scenario)), levels(card(R.SHORT, scenario))
    assert min(good["AL1"], good["EM1"], good["RE4"]) >= 3
    assert min(short["AL1"], short["RE4"], short["EM4"]) >= 3
    assert good["AL1"] == short["AL1"]
    assert all(abs(good[name] - short[name]) <= 1 for name in good if None not in (good[name], short[name]))


@SCENARIOS
def test_boilerplate_and_a_bad_reply_stay_down(scenario):
    boil, bad = levels(card(R.BOIL, scenario, UNHELPED)), levels(card(R.BAD, scenario, UNHELPED))
    assert boil["AL1"] == 1
    assert boil["EM1"] <= 2
    assert boil["EM4"] <= 1
    assert boil["RE3"] == 1
    assert bad["EM2"] == 0


@SCENARIOS
def test_the_four_are_ranked_by_every_rubric_total(scenario):
    order = [(R.BAD, UNHELPED), (R.BOIL, UNHELPED), (R.SHORT, HELPED), (R.GOOD, HELPED)]
    totals = [sum(one.score or 0 for one in card(reply, scenario, after).rubrics) for reply, after in order]
    assert totals[0] < totals[1] < totals[2] <= totals[3]


@SCENARIOS
@pytest.mark.parametrize("words", ["", "ok"])
def test_next_to_nothing_earns_nothing_and_breaks_nothing(scenario, words):
    result = card(read(*([says(words)] if words else []), flags=("empty",)), scenario, UNHELPED)
    assert all((one or 0) <= 1 for one in levels(result).values())
    assert result.critical == ()


@SCENARIOS
def test_without_the_facts_saying_back_falls(scenario):
    assert level(card(read(R.OURS, R.WORRY, R.BLOCKING, R.NEED), scenario), "AL1") <= 2


@SCENARIOS
def test_boilerplate_at_the_end_raises_nothing(scenario):
    good = levels(card(R.GOOD, scenario))
    more = read(R.FACTS, R.OURS, R.WORRY, R.BLOCKING, R.NEED, R.SYMPATHY, R.INCONVENIENCE, R.PRIORITY, relational=0.5)
    after = levels(card(more, scenario))
    assert all((after[name] or 0) <= (good[name] or 0) for name in good)


@SCENARIOS
def test_a_keyword_salad_is_worth_no_more_than_boilerplate(scenario):
    kinds = ("acknowledge", "take_ownership", "offer_solution", "check_satisfaction", "thank", "restate", "apologise")
    salad = read(*(says(f"{kind} ", kind) for kind in kinds), flags=("salad",))
    boil, found_ = levels(card(R.BOIL, scenario, UNHELPED)), levels(card(salad, scenario, UNHELPED))
    assert all((found_[name] or 0) <= (boil[name] or 0) for name in boil)


@SCENARIOS
def test_an_instruction_to_the_grader_changes_nothing(scenario):
    told = read(R.FACTS, R.OURS, R.WORRY, R.BLOCKING, R.NEED, flags=("injection",), relational=0.3)
    assert levels(card(told, scenario)) == levels(card(R.GOOD, scenario))


@SCENARIOS
def test_acknowledging_after_the_solution_changes_the_timing_and_nothing_else(scenario):
    before, after = (levels(card(read(*both), scenario)) for both in ([R.WORRY, R.BLOCKED], [R.BLOCKED, R.WORRY]))
    assert after["EM3"] <= 2 < before["EM3"]
    assert {k: v for k, v in before.items() if k != "EM3"} == {k: v for k, v in after.items() if k != "EM3"}


@SCENARIOS
def test_three_more_sorries_lower_the_apology(scenario):
    sorry = says("I'm sorry.", found("apologise", 0.3))
    more = read(R.FACTS, R.OURS, R.WORRY, R.BLOCKING, R.NEED, sorry, sorry, sorry)
    assert level(card(more, scenario), "EM4") < level(card(R.GOOD, scenario), "EM4")


@SCENARIOS
def test_a_condition_in_place_of_the_mistake(scenario):
    result = card(read(R.FACTS, says("Sorry if you feel that.", "conditional_apology"), R.WORRY, R.BLOCKING), scenario)
    assert level(result, "EM4") == 0
    assert level(result, "EM2") <= 2


@SCENARIOS
def test_somebody_will_is_less_than_i_do(scenario):
    vague = says("Someone will block it.", found("commit_next_step", 0.6, action="block", stage="vague", parts="what"))
    result = card(read(R.FACTS, R.OURS, R.WORRY, vague, R.NEED), scenario)
    assert level(result, "RE4") < level(card(R.GOOD, scenario), "RE4")


@SCENARIOS
def test_questions_get_better_from_general_to_reasoned(scenario):
    asked = [
        found("open_question", 0.3, general=True),
        found("open_question", 0.8, facts=["trip"]),
        found("open_question", 1.0, facts=["trip"]),
    ]
    reached = [level(card(read(R.FACTS, says("What for?", one)), scenario), "AL2") for one in asked]
    assert reached == sorted(set(reached))


@SCENARIOS
def test_asking_what_is_known_lowers_questions_and_memory(scenario):
    again = says("When did you change it?", found("closed_question", facts=["date"], known=True))
    result = card(read(R.FACTS, R.OURS, R.WORRY, R.BLOCKING, again), scenario)
    good = card(R.GOOD, scenario)
    assert level(result, "AL2") < level(good, "AL2")
    assert level(result, "AL5") < level(good, "AL5")


@SCENARIOS
def test_five_questions_in_one_message_are_too_many(scenario):
    assert level(card(read(R.FACTS, R.NEED, questions=5), scenario), "AL2") <= 2
