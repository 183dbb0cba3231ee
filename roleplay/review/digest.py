"""What one graded conversation adds to the overview of many: without names, and small whatever its length."""

import re
from collections.abc import Iterable, Iterator, Sequence

from roleplay.domain.names import nameless, names_given
from roleplay.domain.overview import Digest, Part, Quoted, Sign, SignKind, Topic
from roleplay.domain.rubric import Criterion, Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Finding
from roleplay.domain.transcript import Transcript, Turn
from roleplay.formats.page import shortened
from roleplay.reader import overhear
from roleplay.review.foreign import Assessed

MOST_QUOTED = 160
"""Characters of a quote in an overview."""
LEAST_WORDS = 3
"""Words of a quote that can stand alone."""

_CAUSE = re.compile(r"\b(?:because|due to|caused by|the reason|that's why|which is why|the cause)\b", re.I)

_BY_CUSTOMER: dict[str, SignKind] = {
    "repeat": "repeated",
    "correct_you": "repeated",
    "demand_supervisor": "supervisor",
    "threaten": "threatened",
    "ultimatum": "threatened",
}
_BY_REPLY: dict[str, SignKind] = {
    "cold_transfer": "passed_on",
    "false_promise": "promised",
    "repeat_question": "asked_again",
    "blame_others": "blamed",
}


def digest(assessed: Assessed, rubrics: Sequence[Rubric], scenario: Scenario | None = None) -> Digest:
    """What is worth counting in a conversation, with the words it rests on. Pure."""
    transcript, scorecard = assessed.transcript, assessed.scorecard
    names = names_given(turn.content for turn in transcript.agent)
    titles = {one.id: one.title for one in rubrics}
    signs = (Sign(kind, _quoted(words, names)) for kind, words in _signs(transcript, scenario))
    return Digest(
        tuple((titles[one.id], one.level) for one in scorecard.rubrics),
        tuple(_parts(assessed, rubrics, names)),
        _one_of_each(signs),
        _one_of_each(Sign(one.id, _quoted(one.quote, names)) for one in scorecard.critical),
        scenario.debrief.service_question if scenario and scenario.debrief else None,
    )


def _quoted(words: str, names: frozenset[str]) -> str:
    return shortened(nameless(words, names), MOST_QUOTED)


def _one_of_each(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """The first of each kind: a conversation counts once, however often a thing happens in it."""
    found: dict[str, Sign] = {}
    for sign in signs:
        found.setdefault(sign.kind, sign)
    return tuple(found.values())


def _parts(assessed: Assessed, rubrics: Sequence[Rubric], names: frozenset[str]) -> Iterator[Part]:
    """The criteria that have a level; one that is hard to tell counts in no total."""
    for rubric, score in zip(rubrics, assessed.scorecard.rubrics, strict=True):
        criteria = {one.id: one for one in rubric.criteria}
        for found in score.findings:
            if found.level is not None and found.confidence == "high":
                one = criteria[found.id]
                quote = _evidence(found, one, assessed.transcript.agent, names)
                topic = Topic(rubric.id, one.id, rubric.title, one.title, one.why, _advice(one))
                yield Part(topic, found.level, quote)


def _advice(criterion: Criterion) -> str:
    """What to do in general: the advice that is about nobody's words."""
    return next((one for one in criterion.advice if "{quote}" not in one), criterion.levels[3])


def _evidence(found: Finding, criterion: Criterion, agent: Sequence[Turn], names: frozenset[str]) -> Quoted | None:
    """The words of the level; where something was missing, the reply in which it should have stood."""
    words = next((one.quote for one in found.evidence if len(one.quote.split()) >= LEAST_WORDS), "")
    if words:
        return Quoted(_quoted(words, names))
    if not agent:
        return None
    if criterion.aggregate == "close":
        return Quoted(_quoted(agent[-1].content, names), "last")
    return Quoted(_quoted(agent[0].content, names), "first")


def _signs(transcript: Transcript, scenario: Scenario | None) -> Iterator[tuple[SignKind, str]]:
    """What shows the service behind the conversation, in its order."""
    asked = ""
    for turn in transcript.turns:
        if turn.role == "customer":
            yield from _of_customer(turn, transcript, scenario)
            asked = turn.content
        elif turn.reading is not None:
            if turn.reading.features.missed and asked:
                yield "left_open", asked
            for move in turn.reading.counted():
                if move.kind in _BY_REPLY:
                    yield _BY_REPLY[move.kind], move.span.quote
                if _CAUSE.search(move.span.quote):
                    yield "cause", move.span.quote


def _of_customer(turn: Turn, transcript: Transcript, scenario: Scenario | None) -> Iterator[tuple[SignKind, str]]:
    """From their own words, also where a case has its own idea of what the customer would do now."""
    before = tuple(one for one in transcript.turns if one.number < turn.number)
    shown = overhear(turn.content, before) if scenario else turn.directive
    for part in shown.parts if shown else ():
        if part.act in _BY_CUSTOMER:
            yield _BY_CUSTOMER[part.act], turn.content
