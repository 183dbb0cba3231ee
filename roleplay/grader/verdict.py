"""From a model's answers to a level: yes counts only with words of a reply, and most of the answers decide.

Whatever a model was talked into, a quote stands in a reply that can earn something or it does not. Pure: the
same answers about the same conversation give the same finding.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pydantic import Field

from roleplay.domain.reading import Flag
from roleplay.domain.rubric import Criterion
from roleplay.domain.scorecard import Evidence, Finding
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.domain.transcript import Turn
from roleplay.domain.value import Value
from roleplay.formats.words import LEVELS
from roleplay.grader.observed import Observed
from roleplay.grader.quotes import distinct, is_short
from roleplay.grader.record import STALE_SHARE
from roleplay.grader.scoring import advice, round_half_up

MOST_ASKED = 40
"""Questions in one request: more than any shipped rubric has, few enough to be answered in one go."""
MOST_QUOTED = 200
"""Characters of a quote."""
APART = 2
"""Levels between two samples from which nobody can say which of them is right."""

EARNS_NOTHING: frozenset[Flag] = frozenset(("injection", "salad", "pasted", "repeated", "filler", "empty"))
"""Replies in which no yes can rest, as with the measures; harm counts wherever it stands."""


class Answer(Value):
    """What a model says to one question; without a quote it says nothing."""

    id: str = Field(max_length=80)
    yes: bool
    reply: int = Field(ge=0, le=9999)
    """The number of the agent's reply, counted from 1; 0 with a no."""
    quote: str = Field(max_length=MOST_QUOTED)
    """The words of that reply that show it; empty with a no."""


class Answers(Value):
    """What a model says to all questions of one request."""

    answers: tuple[Answer, ...] = Field(max_length=MOST_ASKED)


Sample = Mapping[str, Answer]
"""One answer to each question, by the question's id."""


def question_id(criterion: Criterion, number: int) -> str:
    """What a question is called in a request: `EM1.2` for the second one of EM1."""
    return f"{criterion.id}.{number}"


def withheld(turn: Turn) -> bool:
    """Whether a reply speaks to its grader: a model is not shown it, and so can't be moved by it."""
    return turn.reading is not None and "injection" in turn.reading.flags


def verdict(criterion: Criterion, agent: Sequence[Turn], samples: Sequence[Sample]) -> Finding:
    """One criterion's level by most of the samples; `grader_failed` where no quote of any of them holds.

    The confidence is high where most samples come to that very level and none is two or more away from another.
    """
    found = [_standing(criterion, agent, sample) for sample in samples]
    ids = [question_id(criterion, number) for number in range(1, len(criterion.questions) + 1)]
    claimed = any(sample[id].yes for sample in samples for id in ids if id in sample)
    if claimed and not any(quote for quotes in found for quote in quotes):
        return Finding(criterion.id, "grader_failed", reason="a judge brought no valid quote")
    level, quotes, reason = _level(criterion, [_by_most(each) for each in zip(*found, strict=True)])
    levels = [_level(criterion, each)[0] for each in found]
    sure = 2 * levels.count(level) > len(levels) and max(levels) - min(levels) < APART
    if len(set(levels)) > 1:
        reason += f"; asked {len(levels)} times, between {LEVELS[min(levels)]} and {LEVELS[max(levels)]}"
    seen = [Observed(quotes[0].turn if quotes else 0, level, reason, quotes)]
    told = advice(criterion, level, seen, seen)
    return Finding(criterion.id, "scored", level, "high" if sure else "low", quotes, told, reason=reason)


def _standing(criterion: Criterion, agent: Sequence[Turn], sample: Sample) -> list[Evidence | None]:
    """For each question the words that a sample's yes rests on; None for a no, and for a yes without any."""
    found: list[Evidence | None] = []
    for number in range(1, len(criterion.questions) + 1):
        answer = sample.get(question_id(criterion, number))
        is_yes = answer is not None and answer.yes
        found.append(_evidence(answer, agent, number in criterion.harms) if answer and is_yes else None)
    return found


def _evidence(answer: Answer, agent: Sequence[Turn], is_harm: bool) -> Evidence | None:
    """The quote where it stands: in the reply that was named, or else in the first other one that has it."""
    quote = answer.quote.strip()
    for turn in (*agent[max(answer.reply - 1, 0) : answer.reply], *agent):
        if not withheld(turn) and (is_harm or _earns(turn)):
            start = _place(turn.content[:LONGEST_REPLY_READ], quote)
            if start is not None:
                return Evidence(turn.number, start, start + len(quote), quote)
    return None


def _earns(turn: Turn) -> bool:
    reading = turn.reading
    return reading is not None and not reading.flags & EARNS_NOTHING and reading.features.repeated < STALE_SHARE


def _place(text: str, quote: str) -> int | None:
    """Where the quote stands as whole words; one word says too little, unless it is all that was said."""
    if not quote or (is_short(quote) and quote != text.strip()):
        return None
    start = text.find(quote)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(quote) : start + len(quote) + 1]
        if not (before.isalnum() and quote[0].isalnum()) and not (after.isalnum() and quote[-1].isalnum()):
            return start
        start = text.find(quote, start + 1)
    return None


def _by_most(quotes: Sequence[Evidence | None]) -> Evidence | None:
    """The first quote for a question, where most samples have one."""
    valid = [quote for quote in quotes if quote is not None]
    return valid[0] if 2 * len(valid) > len(quotes) else None


def _level(criterion: Criterion, quotes: Sequence[Evidence | None]) -> tuple[int, tuple[Evidence, ...], str]:
    """Harm is 0; else 1, and the rest of the way by the share of the helpful questions that have their yes."""
    numbered = list(enumerate(quotes, 1))
    harm = [quote for number, quote in numbered if quote and number in criterion.harms]
    if harm:
        return 0, distinct(harm), "words that do harm"
    helpful = len(criterion.questions) - len(set(criterion.harms))
    yes = [quote for number, quote in numbered if quote and number not in criterion.harms]
    level = 1 + int(round_half_up(Fraction(3 * len(yes), max(helpful, 1)), 0))
    return level, distinct(yes), f"yes to {len(yes)} of {helpful} questions"
