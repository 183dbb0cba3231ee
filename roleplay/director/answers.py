"""What the customer tells: answers to questions, and hidden facts whose time has come."""

from roleplay.director.needs import open_requests
from roleplay.director.parts import about_fact, about_request
from roleplay.domain.customer import Part, State
from roleplay.domain.reading import Move, Reading
from roleplay.domain.scenario import Fact, Scenario

QUESTIONS = ("open_question", "closed_question", "repeat_question", "verify_identity", "teach_back")
LATE = 2
"""From so few replies left, a fact unlocked by tact may slip out unasked (domain guide 2.3)."""
SHORT_WHEN_ANGRY = 70
"""Above this anger, answers shrink to one."""


def unlocked(fact: Fact, state: State) -> bool:
    """A hidden fact that the customer would tell if asked: enough trust, and heard enough."""
    gate = fact.reveal
    return (
        gate is not None
        and fact.id not in state.told
        and fact.status != "unknown"
        and state.mood.trust >= gate.trust
        and state.mood.heard >= gate.heard
    )


def answers(scenario: Scenario, state: State, reading: Reading) -> list[Part]:
    """A part for each question of the reply, each thing told once, and nothing old beside news; fewer when angry."""
    parts: list[Part] = []
    for move in reading.of(*QUESTIONS):
        for part in _answer(scenario, state, move):
            if all((part.act, part.about) != (other.act, other.about) for other in parts):
                parts.append(part)
    news = [part for part in parts if part.act == "reveal"]
    known = news + [part for part in parts if part.act == "answer" and not (news and part.about in state.told)]
    parts = known or [part for part in parts if part != Part("unknown")] or parts
    return parts[: 1 if state.mood.anger > SHORT_WHEN_ANGRY else 2]


def leaks(scenario: Scenario, state: State) -> list[Part]:
    """The fact that slips out late, so that a run stays solvable."""
    if state.mood.patience > LATE or state.settled:
        return []
    late = [one for one in scenario.facts if unlocked(one, state) and one.reveal and one.reveal.leaks]
    return [about_fact(scenario, "reveal", one.id) for one in _salient(late)[:1]]


def _salient(facts: list[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: -fact.salience)


def _answer(scenario: Scenario, state: State, move: Move) -> list[Part]:
    if move.about.facts:
        return [_about(scenario, state, id) for id in move.about.facts]
    if move.about.general:
        ready = _salient([one for one in scenario.facts if unlocked(one, state)])
        return [about_fact(scenario, "reveal", one.id) for one in ready[:1]] or _wish(scenario, state)
    if move.about.requests:
        return _wish(scenario, state)
    if move.kind == "verify_identity":
        return [Part("answer", "verify_identity")]
    if move.kind == "teach_back":
        return [Part("confirm")]
    if move.about.confirms:
        return [Part("soften", "restate")]
    return _strange(scenario, state, move)


def _strange(scenario: Scenario, state: State, move: Move) -> list[Part]:
    """Asked what the case knows nothing of: a favour is done, a wish told, and about oneself one asks what for."""
    match move.about.seeks:
        case "deed":
            return [Part("answer", "deed")]
        case "wish":
            return _wish(scenario, state)
        case "own":
            return [Part("unknown", "own")]
        case "nothing":
            return []
        case None:
            return [Part("unknown")]


def _about(scenario: Scenario, state: State, id: str) -> Part:
    fact = scenario.fact(id)
    if fact.status == "unknown":
        return Part("unknown", id)
    if id in state.told:
        return about_fact(scenario, "answer", id)
    if unlocked(fact, state):
        return about_fact(scenario, "reveal", id)
    return Part("unknown", "guarded")


def _wish(scenario: Scenario, state: State) -> list[Part]:
    """Asked what they want, or anything at all with nothing left to tell: the first thing still open."""
    wants = open_requests(scenario, state)
    return [about_request(scenario, "press", wants[0].id)] if wants else [Part("confirm")]
