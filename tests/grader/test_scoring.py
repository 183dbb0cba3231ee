"""From observations to levels, from levels to scores, and the rules that put a level to 0."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import made_replies as R
import pytest
from made_readings import ALL, case, customer, finding, found, graded, level, read, says, state, talk

from roleplay.domain.rubric import Criterion, Rubric
from roleplay.domain.scorecard import Critical, Evidence, RubricScore
from roleplay.grader import GRADER_VERSION, MEASURES, grade, rubric_hash, total
from roleplay.grader import scoring as scoring_module
from roleplay.grader.observed import Observed
from roleplay.grader.record import view
from roleplay.grader.scoring import finding as find
from roleplay.grader.scoring import round_half_up, scored

QUOTE = Evidence(1, 0, 4, "word")
EMPTY = view(talk(), None)
IN_CASE = view(talk(), case())


def score(one: Rubric, conversation=IN_CASE, critical=()) -> RubricScore:
    """One rubric by itself."""
    return scored([one], conversation, critical)[0]


def criterion(aggregate="best", measure="made", weight=50.0, id="AL1", **more) -> Criterion:
    return Criterion(
        id=id,
        title="t",
        weight=weight,
        aggregate=aggregate,
        levels=("0", "1", "2", "3", "4"),
        measure=measure,
        opportunity="o",
        why="w",
        advice=("do", 'more than "{quote}"'),
        praise='"{quote}"',
        **more,
    )


def rubric(*criteria: Criterion, **more) -> Rubric:
    return Rubric(id=more.pop("id", "made"), title="t", summary="s", criteria=criteria, **more)


def observed(*levels: int, stale=()) -> list[Observed]:
    return [
        Observed(turn, one, f"level {one}", (replace(QUOTE, turn=turn),), fresh=turn not in stale)
        for turn, one in enumerate(levels)
    ]


@pytest.fixture
def made(monkeypatch):
    """A measure whose observations the test gives."""

    def give(seen: list[Observed], name: str = "made") -> None:
        monkeypatch.setitem(MEASURES, name, lambda conversation, criterion: seen)

    return give


@pytest.mark.parametrize(
    ("aggregate", "levels", "expected"),
    [
        ("first", (3, 1, 4), 3),
        ("best", (1, 3, 2), 3),
        ("worst", (4, 3, 4), 3),
        ("close", (4, 1, 2), 2),
        ("mean", (2, 3), 3),
        ("mean", (1, 1, 2), 1),
        ("best", (4, 0), 2),
        ("first", (4, 0), 2),
        ("mean", (4, 4, 4, 0), 2),
        ("worst", (4, 0), 0),
    ],
)
def test_opportunities_are_put_together_as_the_criterion_says(made, aggregate, levels, expected):
    made(observed(*levels))
    assert find(criterion(aggregate), EMPTY).level == expected


@pytest.mark.parametrize("aggregate", ["best", "mean"])
def test_a_copy_of_an_earlier_reply_lowers_or_leaves(made, aggregate):
    made(observed(1, 4, stale=(1,)))
    assert find(criterion(aggregate), EMPTY).level == 1


def test_a_level_above_one_needs_a_quote(made):
    made([Observed(1, 4, "no words")])
    assert find(criterion(), EMPTY).level == 1


def test_a_fair_level_quotes_what_was_good_and_a_poor_one_what_went_wrong(made):
    made(observed(4, 1, 4))
    assert [one.turn for one in find(criterion("mean"), EMPTY).evidence] == [0, 2]
    made(observed(0, 1, 2))
    assert [one.turn for one in find(criterion("mean"), EMPTY).evidence] == [0, 1]


def test_confidence_is_that_of_the_weakest_words(made):
    made([replace(observed(3)[0], confidence=0.5)])
    assert find(criterion(), EMPTY).confidence == "low"
    made(observed(3))
    assert find(criterion(), EMPTY).confidence == "high"


def test_advice_is_for_what_is_missing_or_partly_there(made):
    for given, text in ((1, "You wrote “word”. do"), (2, 'more than "word"'), (3, None)):
        made(observed(given))
        assert find(criterion(), EMPTY).advice == text
    made([Observed(1, 1, "nothing to quote")])
    assert find(criterion(), EMPTY).advice == "do"


def test_where_a_poor_and_a_good_reply_make_a_fair_one_the_poor_one_is_what_to_change(made):
    good, poor = (Evidence(turn, 0, 9, words) for turn, words in ((1, "well said"), (3, "badly said")))
    made([Observed(1, 3, "", (good,)), Observed(3, 1, "", (poor,))])
    found = find(criterion("mean"), EMPTY)
    assert (found.level, found.evidence) == (2, (good,))
    assert found.advice == "You wrote “badly said”. do"


def test_what_only_this_conversation_can_tell_stands_before_the_rubrics_advice(made):
    made([Observed(1, 1, "", (QUOTE,), remark="It came late.")])
    assert find(criterion(), EMPTY).advice == "It came late. do"


def test_braces_in_what_was_said_are_only_words(made):
    made([Observed(1, 2, "", (Evidence(1, 0, 9, "{0} {quote}"),))])
    assert find(criterion(), EMPTY).advice == 'more than "{0} {quote}"'


def test_the_three_empty_states_are_no_numbers_and_their_weight_goes_to_the_rest(made):
    made(observed(3))
    made([], "nothing")
    rows = rubric(
        criterion(weight=10),
        criterion(weight=40, measure="nothing", id="AL2"),
        criterion(weight=25, measure="only-a-judge", id="AL3"),
        criterion(weight=25, kinds=("conflict",), id="AL4"),
    )
    graded_by = score(rows, view(talk(kind="angry"), None))
    assert [one.status for one in graded_by.findings] == ["scored", "no_opportunity", "grader_failed", "not_applicable"]
    assert [one.level for one in graded_by.findings] == [3, None, None, None]
    assert (graded_by.score, graded_by.level) == (75.0, 3)


def test_nothing_scored_has_no_score():
    assert graded(customer("open")).rubrics[0].score is None


@pytest.mark.parametrize(
    ("weights", "levels", "expected"),
    [
        ((50, 50), (4, 3), (87.5, 4)),
        ((70, 30), (2, 3), (57.5, 2)),
        ((33, 67), (1, 2), (41.75, 2)),
        ((50, 50), (3, 2), (62.5, 3)),
    ],
)
def test_the_score_is_the_weighted_mean_and_its_level_is_rounded_half_up(made, weights, levels, expected):
    for name, one in zip(("a", "b"), levels, strict=True):
        made(observed(one), name)
    rows = rubric(
        *(criterion(weight=w, measure=m, id=i) for w, m, i in zip(weights, "ab", ("AL1", "AL2"), strict=True))
    )
    reached = score(rows)
    assert (reached.score, reached.level) == expected


def test_halves_go_up():
    assert [round_half_up(Fraction(n, 2), 0) for n in (1, 3, 5, 7)] == [1, 2, 3, 4]


def test_a_critical_error_of_the_rubric_puts_its_level_to_0_and_leaves_the_rest(made):
    made(observed(4))
    rows = rubric(criterion(), zero=("X2",))
    voided = score(rows, critical=[Critical("X2", 1, 0, 4, "word")])
    assert (voided.level, voided.score, voided.findings[0].level) == (0, 100.0, 4)
    assert score(rows, critical=[Critical("X4", 1, 0, 4, "word")]).level == 4


def resolution(card):
    return next(one for one in card.rubrics if one.id == "resolution")


def test_resolution_is_0_when_help_was_asked_for_and_none_offered(scenario):
    told = state(told=["date"], pressed=["safe"])
    kind_words = read(R.FACTS, R.OURS, R.WORRY, R.NEED)
    assert resolution(graded(customer(), (kind_words, told), scenario=scenario)).level == 0
    vague = read(R.OURS, says("It should be blocked.", found("commit_next_step", action="block", stage="vague")))
    assert resolution(graded(customer(), (vague, told), scenario=scenario)).level == 0
    forbidden = read(says("It's there tomorrow.", found("offer_solution", outcome="courier", policy="no-day")))
    assert resolution(graded(customer(), (forbidden, told), scenario=scenario)).level == 0
    assert resolution(graded(customer(), (R.GOOD, told), scenario=scenario)).level > 0
    assert resolution(graded(kind_words)).level == 0


def test_an_unclear_reply_costs_nothing_and_the_second_in_a_row_counts(scenario):
    told = state(told=["date", "old-flat", "stranger"])
    unclear = (read(says("hgfd"), unclear=True), told)
    assert all(one.score is None for one in graded(customer(), unclear, scenario=scenario).rubrics)
    then_good = graded(customer(), unclear, customer("ask_back"), (R.GOOD, told), scenario=scenario)
    assert level(then_good, "EM1") == 3
    twice = graded(customer(), unclear, customer("ask_back"), unclear, scenario=scenario)
    assert level(twice, "EM1") == 1
    assert finding(twice, "EM1").confidence == "low"


def test_a_move_whose_words_do_not_stand_there_does_not_count(scenario):
    text, reading = R.GOOD
    shifted = graded(customer(), ((f"x{text}", reading), state(told=["date"])), scenario=scenario)
    assert level(shifted, "AL1") == 1


def test_the_whole_is_weighted_as_the_scenario_says():
    scores = [RubricScore("a", 80.0, 3, ()), RubricScore("b", 50.0, 2, ()), RubricScore("c", None, None, ())]
    assert total(scores, {"a": 2, "b": 1, "c": 7}) == 70.0
    assert total(scores, {}) == 65.0
    assert total(scores[2:], {}) is None


def test_a_grade_has_a_passport():
    passport = grade(ALL, talk(R.GOOD)).grader
    assert (passport.kind, passport.version, passport.model) == ("rules", GRADER_VERSION, None)
    assert passport.rubric_hash == rubric_hash(tuple(reversed(ALL)))
    changed = (ALL[0].model_copy(update={"version": 2}), *ALL[1:])
    assert rubric_hash(changed) != rubric_hash(ALL)


def test_the_shipped_rubrics_name_measures_that_exist():
    assert {one.measure for rubric in ALL for one in rubric.criteria} == set(MEASURES) - {"moves"}
    assert scoring_module.HELP_RUBRIC in {rubric.id for rubric in ALL}
    assert all("{quote}" in one.praise and "{quote}" not in one.advice[0] for rubric in ALL for one in rubric.criteria)


def test_a_case_of_another_kind_leaves_out_what_is_not_part_of_it(made):
    made(observed(3))
    rows = rubric(criterion(kinds=("product-question",)))
    assert score(rows).findings[0].status == "not_applicable"
