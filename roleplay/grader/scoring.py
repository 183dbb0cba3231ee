"""From observations to levels, and from levels to a score (domain guide 1.1, design part 6)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from roleplay.domain.rubric import Aggregate, Criterion, Rubric
from roleplay.domain.scorecard import Critical, Evidence, Finding, RubricScore
from roleplay.grader.conversation import Conversation
from roleplay.grader.measures import MEASURES
from roleplay.grader.measures.reached import help_evidence
from roleplay.grader.observed import Observed
from roleplay.grader.pooling import Shown, pooled
from roleplay.grader.quotes import distinct, telling

CONFIDENT = 0.6
"""Confidence of the evidence from which a level is shown as a level and not as a range."""
HARM_CAP = 2
"""The most a criterion can reach when it was 0 once (domain guide 1.1)."""
HELP_RUBRIC = "resolution"
"""The rubric that is 0 when help was asked for and none was offered (design part 6)."""


def scored(
    rubrics: Sequence[Rubric], conversation: Conversation, critical: Sequence[Critical]
) -> tuple[RubricScore, ...]:
    """Each rubric's findings, score and level."""
    found = [tuple(finding(criterion, conversation) for criterion in rubric.criteria) for rubric in rubrics]
    return summed(rubrics, found, conversation, critical)


def summed(
    rubrics: Sequence[Rubric],
    found: Sequence[tuple[Finding, ...]],
    conversation: Conversation,
    critical: Sequence[Critical],
) -> tuple[RubricScore, ...]:
    """What the findings of each rubric come to, whoever found them; what has no number hands its weight to the rest."""
    own = [_shown(rubric, findings) for rubric, findings in zip(rubrics, found, strict=True)]
    alone = [None if one is None else one.points for one in own]
    points = alone if conversation.scenario else pooled(own, conversation.went_away)
    return tuple(
        _rubric_score(rubric, findings, one, _is_void(rubric, conversation, critical))
        for rubric, findings, one in zip(rubrics, found, points, strict=True)
    )


def _shown(rubric: Rubric, findings: Sequence[Finding]) -> Shown | None:
    weights = {criterion.id: criterion.weight for criterion in rubric.criteria}
    levels = {one.id: one.level for one in findings if one.level is not None}
    points = weighted((weights[id], level) for id, level in levels.items())
    return None if points is None else Shown(points, min(levels.values()), max(levels.values()))


def _rubric_score(rubric: Rubric, findings: tuple[Finding, ...], points: Fraction | None, is_void: bool) -> RubricScore:
    if points is None:
        return RubricScore(rubric.id, None, None, findings)
    level = 0 if is_void else int(round_half_up(points, 0))
    return RubricScore(rubric.id, round_half_up(points * 25, 2), level, findings)


def weighted(pairs: Iterable[tuple[float, float]]) -> Fraction | None:
    """The exact weighted mean, so that every machine rounds the same number; None of nothing."""
    known = [(Fraction(str(weight)), Fraction(str(value))) for weight, value in pairs]
    whole = sum(weight for weight, _ in known)
    return sum((weight * value for weight, value in known), Fraction(0)) / whole if whole else None


def round_half_up(number: Fraction, digits: int) -> float:
    """Halves go up, as people expect of a grade; Python's own `round` takes them to even numbers."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def total(scores: Iterable[RubricScore], weights: Mapping[str, float]) -> float | None:
    """The whole conversation's score by the scenario's weights, equal where it names none; None of nothing."""
    known = [(weights.get(one.id, 0.0) if weights else 1.0, one.score) for one in scores if one.score is not None]
    mean = weighted(known)
    return round_half_up(mean, 2) if mean is not None else None


def finding(criterion: Criterion, conversation: Conversation) -> Finding:
    """One criterion, scored or with the reason why it has no number."""
    if criterion.kinds and conversation.kind is not None and conversation.kind not in criterion.kinds:
        return Finding(criterion.id, "not_applicable", reason="not part of this kind of case")
    measure = MEASURES.get(criterion.measure)
    if measure is None:
        return Finding(criterion.id, "grader_failed", reason="only a judging model can tell")
    seen = measure(conversation, criterion)
    if not seen:
        return Finding(criterion.id, "no_opportunity", reason="nothing called for it")
    return _scored(criterion, seen)


def _scored(criterion: Criterion, seen: list[Observed]) -> Finding:
    level, chosen = _AGGREGATES[criterion.aggregate](seen)
    if any(one.level == 0 for one in seen):
        level = min(level, HARM_CAP)
    quotes = _evidence(chosen, level)
    if not quotes:
        level = min(level, 1)
    sure = min(one.confidence for one in chosen)
    return Finding(
        criterion.id,
        "scored",
        level,
        "high" if sure >= CONFIDENT else "low",
        quotes,
        advice(criterion, level, chosen, seen),
        reason=min(chosen, key=lambda one: abs(one.level - level)).reason,
    )


def _evidence(chosen: list[Observed], level: int) -> tuple[Evidence, ...]:
    """What the level rests on: what was best of a good level, what is most like a fair one, the worst of a poor one."""
    kept = [one for one in chosen if (one.level > 1) == (level > 1)]
    if level == 2:
        kept.sort(key=lambda one: abs(one.level - 2))
    else:
        kept.sort(key=lambda one: -one.level if level > 2 else one.level)
    return distinct(quote for one in kept for quote in one.evidence)


def advice(criterion: Criterion, level: int, chosen: Sequence[Observed], seen: Sequence[Observed]) -> str | None:
    """What to change: what this conversation shows, and then the rubric's words; nothing where it was done well.

    The mean of a good and a poor reply is fair, but no reply was: then the poor one is what to change.
    """
    if level > 2:
        return None
    fair = [one for one in chosen if one.level == 2 and one.evidence] if level == 2 else []
    spot = fair[0] if fair else min(seen if level == 2 else chosen, key=lambda one: one.level)
    text = criterion.advice[1 if fair or spot.level > 1 else 0]
    quote = next((one.quote for one in telling(spot.evidence)), None)
    if quote is None:
        return None if "{quote}" in text else f"{spot.remark} {text}".lstrip()
    lead = spot.remark or ("" if "{quote}" in text else f"You wrote \u201c{quote}\u201d.")
    return f"{lead} {text.replace('{quote}', quote)}".lstrip()


_Aggregated = tuple[int, list[Observed]]


def _first(seen: list[Observed]) -> _Aggregated:
    return seen[0].level, seen[:1]


def _best(seen: list[Observed]) -> _Aggregated:
    """The best of what was new; a copy of an earlier reply is no second chance."""
    pool = [one for one in seen if one.fresh] or seen
    top = max(pool, key=lambda one: one.level)
    return top.level, [top]


def _worst(seen: list[Observed]) -> _Aggregated:
    low = min(seen, key=lambda one: one.level)
    return low.level, [low]


def _mean(seen: list[Observed]) -> _Aggregated:
    """Rounded half up; a copy of an earlier reply may lower the mean, never raise it."""
    pools = [seen, [one for one in seen if one.fresh] or seen]
    means = [Fraction(sum(one.level for one in pool), len(pool)) for pool in pools]
    return int(round_half_up(min(means), 0)), seen


def _close(seen: list[Observed]) -> _Aggregated:
    return seen[-1].level, seen[-1:]


def _is_void(rubric: Rubric, conversation: Conversation, critical: Sequence[Critical]) -> bool:
    """Something that must never happen did, or help was asked for and none was offered."""
    if any(one.id in rubric.zero for one in critical):
        return True
    return rubric.id == HELP_RUBRIC and _nothing_offered(conversation)


def _nothing_offered(conversation: Conversation) -> bool:
    """A no is help only where the customer took it."""
    if conversation.scenario and not conversation.scenario.requests:
        return False
    taken = bool(conversation.final and conversation.final.declined)
    return not any(move.kind != "set_limit" or taken for _, move in help_evidence(conversation))


_AGGREGATES: dict[Aggregate, Callable[[list[Observed]], _Aggregated]] = {
    "first": _first,
    "best": _best,
    "mean": _mean,
    "worst": _worst,
    "close": _close,
}
