"""A language model as a second judge beside the measures, which always grade first.

It only says yes or no to the questions of a rubric, and brings words for each yes. What came up at all, whether the
words stand there, what they come to and what must never happen is decided by code. Nothing else of the grader
imports this: grading by rules knows no model.
"""

from collections.abc import Sequence
from dataclasses import replace

from roleplay.domain.rubric import Criterion, Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Finding, Grader, RubricScore, Scorecard
from roleplay.domain.transcript import Transcript
from roleplay.grader import rubric_hash
from roleplay.grader.asked import FIXED, SAMPLES, Asked, asks
from roleplay.grader.measures import MEASURES
from roleplay.grader.record import view
from roleplay.grader.scoring import summed
from roleplay.grader.verdict import Answers, Sample, verdict
from roleplay.llm import Model, ModelFault, remembered

JUDGE_VERSION = "1"
"""Goes up whenever the same answers of a model could get another grade."""
LEAST_ANSWERED = 0.5
"""Share of the questions that must have an answer: one left out is a no, but who leaves out most has not judged."""


async def judged(
    model: Model, rubrics: Sequence[Rubric], transcript: Transcript, scenario: Scenario | None, card: Scorecard
) -> Scorecard:
    """The scorecard as this model sees it, made of the one by rules of the same rubrics; a ModelFault if it fails.

    Critical errors, notes and how the customer went away stay those of the rules. The model is asked one thing
    after the other, at most `SAMPLES` times for each rubric, and never twice for the same in one run of the program.
    """
    known = {score.id: score for score in card.rubrics}
    found = [await _findings(model, rubric, known[rubric.id], transcript, scenario) for rubric in rubrics]
    scores = summed(rubrics, found, view(transcript, scenario), card.critical)
    passport = Grader("llm", JUDGE_VERSION, rubric_hash(rubrics), f"{model.endpoint.model} \u00b7 {FIXED[:8]}")
    return replace(card, rubrics=scores, grader=passport)


async def _findings(
    model: Model, rubric: Rubric, by_rules: RubricScore, transcript: Transcript, scenario: Scenario | None
) -> tuple[Finding, ...]:
    criteria = {one.id: one for one in rubric.criteria}
    asked = [criteria[one.id] for one in by_rules.findings if _is_asked(criteria[one.id], one)]
    if not asked or not transcript.agent:
        return by_rules.findings
    samples: list[Sample] = []
    for number in range(SAMPLES):
        answers = [await _answers(model, one) for one in asks(asked, transcript, scenario, number)]
        # Of two answers to one question the first counts.
        samples.append({one.id: one for part in reversed(answers) for one in reversed(part.answers)})
    found = {one.id: verdict(one, transcript.agent, samples) for one in asked}
    return tuple(found.get(one.id, one) for one in by_rules.findings)


def _is_asked(criterion: Criterion, by_rules: Finding) -> bool:
    """What has a level by rules, or could have none because no measure looks at it."""
    only_judged = by_rules.status == "grader_failed" and criterion.measure not in MEASURES
    return bool(criterion.questions) and (by_rules.status == "scored" or only_judged)


async def _answers(model: Model, asked: Asked) -> Answers:
    """The model's answers, or those that it gave to these very words before."""
    found = await remembered(model, asked.ask, Answers)
    answered = len({one.id for one in found.answers} & set(asked.ids))
    if answered < LEAST_ANSWERED * len(asked.ids):
        raise ModelFault("unfit", f"{answered} of {len(asked.ids)} questions answered")
    return found
