"""A rubric file counts only when its weights add up and its names exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.formats.rubric import load_rubric, parse_rubric
from roleplay.formats.toml import FileProblems


def criterion(id: str, weight: float) -> str:
    return f"""
[[criteria]]
id = "{id}"
title = "Says it back"
weight = {weight}
aggregate = "best"
levels = ["harmful", "absent", "generic", "specific", "adapted"]
measure = "restate"
opportunity = "The customer states a fact."
why = "They feel heard."
advice = ["Say it back.", "Say all of it."]
praise = "You said it back."
"""


HEAD = 'id = "listening"\ntitle = "Listening"\nsummary = "Hearing the customer."\nzero = ["X2"]\n'
RUBRIC = HEAD + criterion("AL1", 60) + criterion("AL2", 40)


def problems(text: str, stem: str | None = None) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_rubric(text, "r.toml", stem=stem)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_rubric_is_read_whole(tmp_path: Path):
    path = tmp_path / "listening.toml"
    path.write_text(RUBRIC, encoding="utf-8")
    assert [one.id for one in load_rubric(path).criteria] == ["AL1", "AL2"]


def test_thirds_add_up_to_a_hundred():
    assert parse_rubric(HEAD + "".join(criterion(f"AL{n}", 33.333) for n in range(3)), "r.toml")


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("weight = 40", "weight = 30", "r.toml:6:1: criteria: the weights must add up to 100 (they add up to 90)"),
        ('id = "AL2"', 'id = "AL1"', 'r.toml:19:1: criteria[2].id: the id "AL1" is here twice'),
        ('"X2"', '"X12"', 'r.toml:4:9: zero[1]: there is no critical error "X12" (did you mean "X2"?)'),
        ('"specific", "adapted"]', '"specific"]', 'r.toml:11:1: criteria "AL1".levels: must have 5 entries'),
        ('"adapted"]', '"adapted", "more"]', 'criteria "AL1".levels: must have at most 5 entries (it has 6)'),
        ('"best"', '"bset"', 'criteria "AL1".aggregate: must be one of: first, best, mean, worst, close (did you mean'),
        ("weight = 60", "weight = 0", 'criteria "AL1".weight: must be more than 0'),
        ('id = "AL1"', 'id = "Al 1"', "criteria[1].id: a criterion's id is two capitals and a number"),
    ],
)
def test_each_mistake_is_told_on_its_line(right: str, wrong: str, message: str):
    assert right in RUBRIC
    told = problems(RUBRIC.replace(right, wrong, 1))
    assert any(message in one for one in told), told


ASKED = RUBRIC.replace(
    'measure = "restate"', 'measure = "restate"\nquestions = ["Is it so?", "Is it bad?"]\nharms = [2]', 1
)


def test_a_rubric_says_which_yes_is_harm():
    first, second = parse_rubric(ASKED, "r.toml").criteria
    assert (first.harms, second.harms) == ((2,), ())


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("harms = [3]", "harms[1]: there is no question 3 (they are counted from 1 to 2)"),
        ("harms = [2, 0]", "harms[2]: there is no question 0 (they are counted from 1 to 2)"),
        ('harms = ["2nd"]', "harms[1]: must be a whole number"),
    ],
)
def test_harm_is_the_number_of_a_question_that_there_is(wrong: str, message: str):
    told = problems(ASKED.replace("harms = [2]", wrong))
    assert any(f'criteria "AL1".{message}' in one for one in told), told


def test_without_questions_there_is_no_harm_to_say_yes_to():
    told = problems(RUBRIC.replace('measure = "restate"', 'measure = "restate"\nharms = [1]', 1))
    assert any("there is no question 1 (this criterion has none)" in one for one in told), told


def test_in_a_library_the_id_is_the_name_of_the_file():
    assert problems(RUBRIC, stem="hearing") == [
        'r.toml:1:1: id: must be the same as the file\'s name ("hearing", or rename the file)'
    ]
