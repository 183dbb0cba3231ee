"""The grader: a transcript and its readings in, a scorecard with quotes out.

It reads no words: what a reply means is in its Reading, what it led to in the states beside it.
`grade` is pure, so the same transcript has the same grade on every machine and in any order.
"""

import hashlib
import json
from collections.abc import Sequence

from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Grader, Scorecard
from roleplay.domain.transcript import Transcript
from roleplay.grader.critical import errors
from roleplay.grader.feedback import notes
from roleplay.grader.measures import MEASURES
from roleplay.grader.record import view
from roleplay.grader.scoring import scored, total

__all__ = ["GRADER_VERSION", "MEASURES", "grade", "rubric_hash", "total"]

GRADER_VERSION = "6"
"""Goes up whenever the same readings could get another grade: grades of two versions are never compared."""


def grade(rubrics: Sequence[Rubric], transcript: Transcript, scenario: Scenario | None = None) -> Scorecard:
    """The scorecard of a conversation whose replies have been read."""
    conversation = view(transcript, scenario)
    critical = errors(conversation)
    scores = scored(rubrics, conversation, critical)
    passport = Grader("rules", GRADER_VERSION, rubric_hash(rubrics))
    remarks = notes(rubrics, scores, transcript, scenario)
    return Scorecard(scores, critical, passport, remarks, conversation.went_away)


def rubric_hash(rubrics: Sequence[Rubric]) -> str:
    """The content of the rubrics in 64 hex digits, whatever their order and layout."""
    content = sorted((rubric.model_dump(mode="json") for rubric in rubrics), key=lambda one: str(one["id"]))
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
