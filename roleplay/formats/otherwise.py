"""Where two judges of one conversation differ: told beside the grade, for whoever reads it to decide."""

from collections.abc import Iterator, Sequence

from roleplay.domain.rubric import Rubric
from roleplay.domain.scorecard import RubricScore, Scorecard
from roleplay.formats.graded import skill_level
from roleplay.formats.page import Section
from roleplay.formats.words import level_words, plain

HEADING = "Where the rules see it otherwise"
SAME = "Nowhere: the rules come to the same grades."
NOTES = "What worked, what to change and what must never happen is told by the rules."


def otherwise(judged: Scorecard, by_rules: Scorecard, rubrics: Sequence[Rubric]) -> Section:
    """Each skill, and each part of one, that a model and the rules grade differently; both by the same `rubrics`."""
    items = tuple(
        item
        for rubric, one, other in zip(rubrics, judged.rubrics, by_rules.rubrics, strict=True)
        for item in _differences(rubric, one, other)
    )
    return Section(HEADING, (NOTES,) if items else (SAME, NOTES), items)


def _differences(rubric: Rubric, judged: RubricScore, by_rules: RubricScore) -> Iterator[str]:
    title, level = skill_level(judged, (rubric,))
    _, other_level = skill_level(by_rules, (rubric,))
    if level != other_level:
        yield _told(title, level, other_level)
    titles = {one.id: one.title for one in rubric.criteria}
    for one, other in zip(judged.findings, by_rules.findings, strict=True):
        words, other_words = level_words(one), level_words(other)
        if words != other_words:
            yield _told(titles.get(one.id, plain(one.id)), words, other_words)


def _told(title: str, by_model: str, by_rules: str) -> str:
    return f"{title}: {by_model} by the model, {by_rules} by the rules."
