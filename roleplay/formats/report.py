"""A conversation and its grade for other programs: the JSON of `play` and `grade`, key by key, and Markdown.

Keys and ids are a contract: they are added to, never renamed.
"""

import json
from dataclasses import asdict

from roleplay.domain.customer import State
from roleplay.domain.debrief import Debrief, Outcome
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Critical, Finding, RubricScore, Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.formats.debrief import told
from roleplay.formats.page import Section, as_markdown

Json = dict[str, object]


def report(
    conversation: Transcript,
    scorecard: Scorecard,
    seed: int | None = None,
    outcome: Outcome | None = None,
    by_rules: Scorecard | None = None,
) -> Json:
    """The report of one conversation; what a transcript from elsewhere doesn't have is null.

    Where a model judged, what the rules had graded before stands under one more key.
    """
    beside: Json = {"by_rules": [_rubric(one) for one in by_rules.rubrics]} if by_rules else {}
    return {
        "scenario": conversation.scenario,
        "seed": seed,
        "transcript": messages(conversation.turns),
        "outcome": asdict(outcome) if outcome else None,
        "rubrics": [_rubric(one) for one in scorecard.rubrics],
        "critical": [_critical(one) for one in scorecard.critical],
        "grader": {
            "kind": scorecard.grader.kind,
            "version": scorecard.grader.version,
            "rubric_hash": scorecard.grader.rubric_hash,
            "model": scorecard.grader.model,
        },
        **beside,
    }


def of_debrief(debrief: Debrief) -> Json:
    """The report of a session."""
    return report(debrief.transcript, debrief.scorecard, debrief.seed, debrief.outcome)


def unfinished(scenario: str, seed: int, turns: tuple[Turn, ...]) -> Json:
    """The same keys for a conversation that is still going on: there is nothing to grade yet."""
    return {
        "scenario": scenario,
        "seed": seed,
        "transcript": messages(turns),
        "outcome": None,
        "rubrics": [],
        "critical": [],
        "grader": None,
    }


def as_json(found: Json) -> str:
    """One line of JSON, the same bytes for the same report on every machine."""
    return json.dumps(found, ensure_ascii=False)


def messages(turns: tuple[Turn, ...]) -> list[Json]:
    """What was said, with the customer's state after each reply; their answer is spoken from that same state."""
    told: list[Json] = []
    state: State | None = None
    for turn in turns:
        state = turn.state or state
        told.append(
            {
                "turn": turn.number,
                "role": turn.role,
                "content": turn.content,
                "voice": turn.voice if turn.role == "customer" else None,
                "state": _numbers(state) if state else None,
            }
        )
    return told


def markdown(debrief: Debrief, after: tuple[Section, ...] = ()) -> str:
    """The conversation and its debrief as a page to keep or to send, and what came after them."""
    said = _said(debrief.scenario, debrief.transcript.turns)
    return as_markdown(debrief.scenario.meta.title, (said, *told(debrief, whole=True), *after))


def conversation_page(scenario: Scenario, turns: tuple[Turn, ...]) -> str:
    """A conversation that is still going on, as such a page."""
    return as_markdown(scenario.meta.title, (_said(scenario, turns),))


def _said(scenario: Scenario, turns: tuple[Turn, ...]) -> Section:
    names = {"customer": scenario.customer.name, "agent": "You"}
    return Section("The conversation", tuple(f"{names[one.role]}: {one.content}" for one in turns))


def _numbers(state: State) -> Json:
    """Always the same kind of number, also where a model's start value is a whole one."""
    return {name: value if name == "patience" else float(value) for name, value in state.mood.shown().items()}


def _rubric(score: RubricScore) -> Json:
    return {
        "id": score.id,
        "score": None if score.score is None else round(float(score.score), 2),
        "level": score.level,
        "criteria": [_criterion(one) for one in score.findings],
    }


def _criterion(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "status": finding.status,
        "level": finding.level,
        "confidence": finding.confidence,
        "disputed": finding.disputed,
        "evidence": [asdict(one) for one in finding.evidence],
        "advice": finding.advice,
    }


def _critical(found: Critical) -> Json:
    return asdict(found)
