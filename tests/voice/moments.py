"""Moments of shipped cases, ready for a voice."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from good_lines import Good

from roleplay.domain.customer import Directive, Part
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn
from roleplay.library import find_scenario
from roleplay.session.hearing import Understood
from roleplay.turn import opening
from roleplay.voice.moment import Moment
from roleplay.voice.prompts import Style
from roleplay.voice.scene import Scene

SHIPPED = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "scenarios").glob("*.toml"))
REPLY = "I see. Let me have a look at that for you."


@cache
def shipped(id: str) -> Scenario:
    """A case of the library, read once for all tests."""
    return find_scenario(id).scenario


def scene_of(good: Good) -> Scene:
    """The moment in which the customer says this line, with what has to have been told for it."""
    scenario = shipped(good.case)
    state, _, words = opening(scenario, 7)
    part = Part(good.act, good.about, good.tone)  # type: ignore[arg-type]
    before = next((one.after for one in scenario.requests if one.id == good.about), ())
    out = {*state.told, *before, *Understood(scenario).facts(good.line), good.about or ""}
    facts = tuple(fact.id for fact in scenario.facts if fact.id in out)
    ends = good.about if good.act == "leave" else None
    turns = (Turn(0, "customer", words), Turn(1, "agent", REPLY))
    return Scene(scenario, Directive((part,), "irritated", facts, ends), ((part, good.line),), turns)


def moment_of(good: Good, style: Style) -> Moment:
    """The same, ready for guards."""
    scene = scene_of(good)
    return Moment(scene, Understood(scene.scenario), style == "guided")
