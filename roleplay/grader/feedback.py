"""What to say after the conversation: praise first, then at most one change for each skill.

Each note rests on words of the trainee, says why they matter to a customer, and describes what was
said, never who said it (domain guide 4.1). No praise without a quote.
"""

from collections.abc import Iterator, Sequence

from roleplay.domain.rubric import Criterion, Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Evidence, Finding, Note, RubricScore
from roleplay.domain.transcript import Transcript, Turn

WELL = 3
"""The level from which something is praised, and below which something can change."""


def notes(
    rubrics: Sequence[Rubric], scores: Sequence[RubricScore], transcript: Transcript, scenario: Scenario | None
) -> tuple[Note, ...]:
    """The strongest point of each skill, and then the one change that is worth most in each."""
    praise = [note for rubric, scored in zip(rubrics, scores, strict=True) for note in _praise(rubric, scored)]
    changes = [
        note
        for rubric, scored in zip(rubrics, scores, strict=True)
        for note in _change(rubric, scored, transcript, scenario)
    ]
    return (*praise, *changes)


def _pairs(rubric: Rubric, scored: RubricScore) -> Iterator[tuple[Criterion, Finding, int]]:
    criteria = {criterion.id: criterion for criterion in rubric.criteria}
    for found in scored.findings:
        if found.level is not None:
            yield criteria[found.id], found, found.level


def _praise(rubric: Rubric, scored: RubricScore) -> Iterator[Note]:
    good = [pair for pair in _pairs(rubric, scored) if pair[2] >= WELL and pair[1].evidence]
    if good:
        criterion, found, _ = max(good, key=lambda pair: (pair[1].confidence == "high", pair[2], pair[0].weight))
        quote = found.evidence[0]
        text = criterion.praise.replace("{quote}", quote.quote)
        yield Note("praise", rubric.id, criterion.id, text, criterion.why, quote)


def _change(rubric: Rubric, scored: RubricScore, transcript: Transcript, scenario: Scenario | None) -> Iterator[Note]:
    """The loss is what the level lacks, times its weight; what was read with confidence goes first."""
    poor = [pair for pair in _pairs(rubric, scored) if pair[2] < WELL and pair[1].advice]
    if poor:
        criterion, found, _ = max(poor, key=lambda pair: (pair[1].confidence == "high", (4 - pair[2]) * pair[0].weight))
        text = found.advice or ""
        quote = next((one for one in found.evidence if one.quote in text), None)
        better = _better(transcript, scenario, quote)
        yield Note("change", rubric.id, criterion.id, text, criterion.why, quote, better)


def _better(transcript: Transcript, scenario: Scenario | None, quote: Evidence | None) -> str | None:
    """An author's better wording for this very moment; whoever shows it has it graded in place of the reply first."""
    if scenario is None or scenario.debrief is None or not transcript.agent:
        return None
    turn = next((one for one in transcript.agent if quote and one.number == quote.turn), transcript.agent[0])
    for contrast in scenario.debrief.contrasts:
        if _same(contrast.weak, turn.content):
            return contrast.strong
    asked = _asked(transcript, turn)
    return next((one.reply for one in scenario.debrief.model_replies if asked and _same(one.to, asked)), None)


def _asked(transcript: Transcript, turn: Turn) -> str:
    """The customer's words that the reply answers."""
    earlier = [one.content for one in transcript.turns if one.role == "customer" and one.number < turn.number]
    return earlier[-1] if earlier else ""


def _same(authored: str, said: str) -> bool:
    """The authored words stand in what was said; a customer's turn may have more in it."""
    return " ".join(authored.split()).casefold() in " ".join(said.split()).casefold()
