"""Where two judges of one conversation differ: told beside the grade, for whoever reads it to decide."""

from collections.abc import Iterator, Sequence

from roleplay.domain.debrief import Debrief
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Reading
from roleplay.domain.rubric import Rubric
from roleplay.domain.scorecard import RubricScore, Scorecard
from roleplay.formats.graded import skill_level
from roleplay.formats.page import Section, shortened
from roleplay.formats.words import level_words, plain

HEADING = "Where the rules see it otherwise"
SAME = "Nowhere: the rules come to the same grades."
SECOND_HEADING = "Where the AI judge sees it otherwise"
SECOND = "The grades above are those of the rules. A language model has looked at the same words."
SECOND_SAME = "Nowhere: it comes to the same grades as the rules."
HEARD_HEADING = "Where the AI heard something else in your replies than the rules"
MOST_QUOTED = 60
"""Characters of a reply, enough to know it again."""
NOTES = "What worked, what to change and what must never happen is told by the rules."


def otherwise(judged: Scorecard, by_rules: Scorecard, rubrics: Sequence[Rubric]) -> Section:
    """Each skill, and each part of one, that a model and the rules grade differently; both by the same `rubrics`."""
    items = tuple(
        item
        for rubric, one, other in zip(rubrics, judged.rubrics, by_rules.rubrics, strict=True)
        for item in _differences(rubric, one, other)
    )
    return Section(HEADING, (NOTES,) if items else (SAME, NOTES), items)


def second_opinion(debrief: Debrief) -> Section:
    """Where a model that was asked grades a conversation otherwise than the rules, and by which words; else nothing."""
    if debrief.second is None:
        return Section("")
    model = debrief.second.grader.model
    told = f"{SECOND} It is {model}." if model else SECOND
    items = tuple(
        item
        for rubric, one, other in zip(debrief.rubrics, debrief.second.rubrics, debrief.scorecard.rubrics, strict=True)
        for item in _differences(rubric, one, other, sure=True)
    )
    return Section(SECOND_HEADING, (told,) if items else (SECOND_SAME,), items)


def heard_otherwise(debrief: Debrief) -> Section:
    """What only the model or only the rules have heard in a reply, where both have read it."""
    items: list[str] = []
    for turn in debrief.transcript.agent:
        if turn.reading is not None and turn.offline is not None:
            both = (_heard(turn.reading), _heard(turn.offline))
            more, less = both[0] - both[1], both[1] - both[0]
            parts = (("only the AI heard", more), ("only the rules heard", less))
            told = "; ".join(f"{who} {', '.join(sorted(what))}" for who, what in parts if what)
            items += (f"\u201c{shortened(turn.content, MOST_QUOTED)}\u201d: {told}.",) if told else ()
    return Section(HEARD_HEADING, items=tuple(items))


def _heard(reading: Reading) -> frozenset[str]:
    return frozenset(MOVES[move.kind].name for move in reading.moves)


def _differences(rubric: Rubric, judged: RubricScore, by_rules: RubricScore, sure: bool = False) -> Iterator[str]:
    """`sure` leaves out the parts of which one of the two says that they are hard to tell."""
    title, level = skill_level(judged, (rubric,))
    _, other_level = skill_level(by_rules, (rubric,))
    if level != other_level:
        yield _told(title, level, other_level)
    titles = {one.id: one.title for one in rubric.criteria}
    for one, other in zip(judged.findings, by_rules.findings, strict=True):
        words, other_words = level_words(one), level_words(other)
        if words != other_words and not (sure and "low" in (one.confidence, other.confidence)):
            yield _told(titles.get(one.id, plain(one.id)), words, other_words)


def _told(title: str, by_model: str, by_rules: str) -> str:
    return f"{title}: {by_model} by the model, {by_rules} by the rules."
