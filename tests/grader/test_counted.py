"""A rubric of one's own: the thresholds of a shipped measure, and moves counted by number."""

from __future__ import annotations

import made_replies as R
import pytest
from made_readings import case, customer, found, read, says, state, talk

from roleplay.domain.rubric import Rubric
from roleplay.domain.scorecard import Finding
from roleplay.formats.problem import FileProblems
from roleplay.formats.rubric import parse_rubric
from roleplay.grader import grade, rubric_hash

OPEN = state(told=["date", "old-flat", "stranger"])
CRITERION = """
[[criteria]]
id = "{id}"
title = "In our house"
weight = {weight}
aggregate = "{aggregate}"
measure = "{measure}"
{more}
levels = ["harmful", "absent", "generic", "specific", "adapted"]
opportunity = "Every conversation."
why = "We promise it to our customers."
advice = ["Say it.", "“{{quote}}” can be said more often."]
praise = "“{{quote}}” was said."
"""


def criterion(measure: str, more: str = "", id: str = "own-1", weight: int = 100, aggregate: str = "best") -> str:
    return CRITERION.format(id=id, weight=weight, aggregate=aggregate, measure=measure, more=more)


def text(*criteria: str) -> str:
    return 'id = "house"\ntitle = "Our house"\nsummary = "What we want to hear."\n' + "".join(criteria)


def rubric(*criteria: str) -> Rubric:
    return parse_rubric(text(*criteria), "house.toml", stem="house")


def counting(moves: str, thresholds: str = "") -> Rubric:
    more = f"moves = {moves}" + (f"\nthresholds = {{ {thresholds} }}" if thresholds else "")
    return rubric(criterion("moves", more))


def judged(own: Rubric, *replies, scenario=None) -> Finding:
    """What the rubric's only criterion finds in these replies."""
    pieces = [piece for reply in replies for piece in (customer(), (reply, OPEN))]
    (found_here,) = grade([own], talk(*pieces, scenario=scenario or case()), scenario or case()).rubrics[0].findings
    return found_here


MESSAGE = read(R.BLOCKING, says("Does that work for you?", "check_satisfaction"), words=60, steps=4, numbered=True)


@pytest.mark.parametrize(
    ("thresholds", "expected"),
    [
        ("", 3),
        ("thresholds = { steps = 4 }", 4),
        ("thresholds = { steps = 4, words = 59 }", 2),
        ("thresholds = { steps = 4, wall = 59 }", 1),
        ("thresholds = { flood = 4 }", 1),
    ],
)
def test_a_house_sets_its_own_bounds_for_a_shipped_measure(thresholds, expected):
    assert judged(rubric(criterion("dose", thresholds)), MESSAGE).level == expected


def test_a_criterion_of_ones_own_is_graded_beside_others_by_its_weight():
    own = rubric(
        criterion("dose", "thresholds = { steps = 4 }", weight=75),
        criterion("moves", 'moves = ["thank"]', id="own-2", weight=25),
    )
    scored = grade([own], talk(customer(), (MESSAGE, OPEN), scenario=case()), case()).rubrics[0]
    assert [one.level for one in scored.findings] == [4, 1]
    assert (scored.id, scored.score) == ("house", 81.25)


def test_other_thresholds_are_another_rubric():
    assert rubric_hash([rubric(criterion("dose"))]) != rubric_hash(
        [rubric(criterion("dose", "thresholds = { words = 9 }"))]
    )


THANKS = says("Thanks for telling me.", "thank")
HELLO = says("Hello Maya.", "greet")
HANDED = says("Call another department.", "cold_transfer")
SHUT = says("We can't do that.", "bare_no")


@pytest.mark.parametrize(
    ("expected", "thresholds", "replies"),
    [
        (1, "", [read(R.FACTS)]),
        (2, "", [read(THANKS)]),
        (3, "", [read(THANKS, R.FACTS, THANKS)]),
        (3, "", [read(THANKS), read(R.FACTS, THANKS)]),
        (4, "", [read(THANKS), read(THANKS), read(THANKS)]),
        (4, "", [read(THANKS, HELLO, THANKS)]),
        (4, "very_good = 1, good = 1, fair = 1", [read(THANKS)]),
        (1, "fair = 2", [read(THANKS)]),
        (2, "fair = 2, good = 3, very_good = 4", [read(THANKS, THANKS)]),
        (3, "very_good = 9", [read(THANKS, THANKS, THANKS)]),
    ],
)
def test_helpful_and_neutral_moves_are_counted_over_the_conversation(expected, thresholds, replies):
    assert judged(counting('["thank", "greet"]', thresholds), *replies).level == expected


@pytest.mark.parametrize(
    ("expected", "thresholds", "replies"),
    [
        (1, "", [read(HANDED, R.FACTS)]),
        (0, "", [read(HANDED), read(SHUT)]),
        (0, "", [read(HANDED, R.FACTS, SHUT)]),
        (1, "worse = 3", [read(HANDED, SHUT)]),
        (0, "worse = 1", [read(HANDED)]),
    ],
)
def test_harmful_moves_are_counted_against_it(expected, thresholds, replies):
    assert judged(counting('["cold_transfer", "bare_no"]', thresholds), *replies).level == expected


def test_a_harmful_move_weighs_more_than_the_helpful_ones_of_the_same_criterion():
    own = counting('["thank", "cold_transfer"]')
    assert judged(own, read(THANKS, THANKS, THANKS)).level == 4
    assert judged(own, read(THANKS, THANKS, THANKS), read(HANDED)).level == 1


def test_harm_that_did_not_happen_is_nothing_to_grade():
    seen = judged(counting('["cold_transfer"]'), read(R.FACTS, THANKS))
    assert (seen.status, seen.level) == ("no_opportunity", None)


def test_no_reply_is_nothing_to_grade():
    assert judged(counting('["thank"]')).status == "no_opportunity"


def test_every_time_is_quoted_and_what_is_missing_has_advice():
    own = counting('["thank"]')
    seen = judged(own, read(THANKS), read(says("Thanks for waiting.", "thank")))
    assert {(one.turn, one.quote) for one in seen.evidence} == {(1, THANKS.words), (3, "Thanks for waiting.")}
    assert judged(own, read(THANKS)).advice == f"“{THANKS.words}” can be said more often."
    assert judged(own, read(R.FACTS)).advice == "Say it."


def test_copies_and_word_lists_are_not_counted_and_harm_in_them_is():
    again = read(THANKS, repeated=1.0, flags=("repeated",))
    salad = read(THANKS, THANKS, THANKS, flags=("salad",))
    assert judged(counting('["thank"]'), read(THANKS), again, again).level == 2
    assert judged(counting('["thank"]'), salad).level == 1
    assert judged(counting('["bare_no"]'), read(SHUT), read(SHUT, repeated=1.0, flags=("repeated",))).level == 0


def test_harm_of_which_the_reader_is_not_sure_is_not_counted():
    maybe = says("We can't do that, I think.", found("bare_no", confidence=0.4))
    assert judged(counting('["bare_no"]'), read(maybe), read(maybe)).status == "no_opportunity"


def problems(document: str) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_rubric(document, "house.toml", stem="house")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("apologize", "apologise"), ("coldtransfer", "cold_transfer"), ("Thank", "thank"), ("restates", "restate")],
)
def test_a_wrong_move_is_told_with_its_line_and_the_nearest_right_name(wrong, nearest):
    document = text(criterion("moves", f'moves = ["thank", "{wrong}"]'))
    line = document.splitlines().index(f'moves = ["thank", "{wrong}"]') + 1
    (told,) = problems(document)
    assert told.startswith(f"house.toml:{line}:19: ")
    assert f'there is no move "{wrong}" (did you mean "{nearest}"?)' in told


def test_a_move_that_is_like_none_is_told_without_a_guess():
    (told,) = problems(text(criterion("moves", 'moves = ["xyzzy"]')))
    assert 'there is no move "xyzzy"' in told
    assert "did you mean" not in told


def test_every_wrong_name_is_told_at_once():
    told = problems(text(criterion("moves", 'moves = ["helo", "thnak"]')))
    assert len(told) == 2


@pytest.mark.parametrize("thresholds", ['{ fair = "two" }', "{ fair = [1] }", "3"])
def test_a_threshold_is_a_number(thresholds):
    wrong = criterion("moves", f'moves = ["thank"]\nthresholds = {thresholds}', weight=50)
    (told,) = problems(text(wrong, criterion("moves", 'moves = ["thank"]', id="own-2", weight=50)))
    assert told.startswith("house.toml:12:")
    assert 'criteria "own-1".thresholds' in told


@pytest.mark.xfail(
    reason='the only criterion, wrong in one key, is also told as "criteria: must have at least 1 entry"'
)
def test_a_mistake_in_the_only_criterion_is_one_mistake():
    wrong = criterion("moves", 'moves = ["thank"]\nthresholds = { fair = "two" }')
    assert len(problems(text(wrong))) == 1
