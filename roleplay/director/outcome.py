"""What the conversation leaves behind: felt, got, effort, and the indices behind them (domain guide 2.4).

CSAT and NPS are consequences that follow from the state, never a grade.
"""

from dataclasses import dataclass

from roleplay.director.mood import clamp
from roleplay.domain.customer import Mood, Persona

CSAT_STEPS = (20, 40, 60, 80)


@dataclass(frozen=True, slots=True)
class Indices:
    """`satisfaction` 0 to 100, `csat` 1 to 5, `nps` 0 to 10, `effort` 1 (easy) to 7 (hard)."""

    satisfaction: float
    csat: int
    nps: int
    effort: int


def indices(mood: Mood, persona: Persona, left: bool, non_monetary: bool = False) -> Indices:
    """The figures at the end; `left` is whether the customer walked out. A false promise comes home here."""
    satisfied = satisfaction(mood, left, non_monetary)
    trust = mood.trust
    if mood.false_promise:
        satisfied = clamp(min(satisfied - 30, 25))
        trust = max(0.0, trust - 40)
    relation = max(0.0, _relation(persona) - (50 if mood.betrayed else 0))
    nps = (0.55 * satisfied + 0.30 * trust + 0.15 * relation) / 10
    if persona.failure:
        before = (0.55 * persona.expect + 0.30 * (50 + 20 * persona.loyalty) + 0.15 * _relation(persona)) / 10
        nps = min(nps, before + 1)
    if satisfied < 20:
        nps = min(nps, 3)
    csat = 1 + sum(satisfied >= step for step in CSAT_STEPS)
    return Indices(satisfied, csat, round(clamp(nps, 0, 10)), 1 + round(mood.effort / 100 * 6))


def satisfaction(mood: Mood, left: bool, non_monetary: bool = False) -> float:
    """Justice, effort and calm, weighted by the meta-analyses, and capped by what was reached."""
    distributive, interactional = (0.26, 0.34) if non_monetary else (0.34, 0.26)
    satisfied = (
        distributive * mood.distributive
        + interactional * mood.interactional
        + 0.14 * mood.procedural
        + 0.12 * (100 - mood.effort)
        + 0.14 * (100 - mood.anger)
    )
    cap = {"none": 45.0, "step": 84.0, "done": 100.0}[mood.resolved]
    if left and mood.resolved != "done":
        cap = min(cap, 19.0)
    return min(satisfied, cap)


def _relation(persona: Persona) -> float:
    return 100 * (0.4 + 0.6 * persona.loyalty)
