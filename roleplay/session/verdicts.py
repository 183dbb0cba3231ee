"""What a trial of a model comes to: for whoever set it in words, and for the conversations that follow as an entry."""

from collections.abc import Sequence
from datetime import date

from roleplay.config import Job
from roleplay.formats.fitness import Fit
from roleplay.formats.problem import printable
from roleplay.llm import Endpoint
from roleplay.llm.ladder import Rung
from roleplay.session.measured import PATIENCE, Pace, Skill, Tried

SKILLS: dict[Job, tuple[Skill, ...]] = {"voice": ("guided", "free"), "reader": ("reader",), "judge": ("judge",)}
"""What each job can be done with."""
NAMES: dict[Skill, str] = {
    "guided": "Customer, rewording the built-in lines (guided)",
    "free": "Customer, speaking freely (free)",
    "reader": "Reader",
    "judge": "Judge",
}
EACH: dict[Skill, str] = {"guided": "an answer", "free": "an answer", "reader": "a reply", "judge": "a conversation"}
SHAPES: dict[Rung, str] = {
    "schema": "by schema, the surest way",
    "object": "as JSON, with its shape told in words",
    "text": "as text, from which the JSON is taken",
}
MOST_NAMED = 8
"""Models of a server that are named; some have thousands."""


def listed(names: Sequence[str], model: str) -> str:
    """Which models there are at that address."""
    if not names:
        return "It answers, and lists no models."
    shown = ", ".join(printable(name) for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    there = "is among them" if model in names else "is not among them, which many servers don't mind"
    return f"It answers. Its models: {shown}{more}. {printable(model)} {there}."


def paced(pace: Pace) -> str:
    """How fast words came."""
    if pace.rate is None:
        return f"All words came at once, after {pace.first:.1f} s (measured once)."
    first = f"Words come as they are made: the first after {pace.first:.1f} s"
    return f"{first}, then {pace.rate:.0f} a second (measured once)."


def came_to(one: Tried) -> str:
    """What was measured of a skill."""
    of = f"{one.good} of {one.done}"
    if one.skill == "reader":
        found = (
            f"it agrees with the labels of {one.done} replies by {one.agreement or 0:.2f} of 1 (F1; the built-in "
            f"reader alone by {one.by_rules or 0:.2f})"
        )
    elif one.skill == "judge":
        found = f"{of} times it put a good agent clearly before a poor one"
    else:
        found = f"{of} moments in its own words"
    early = "" if one.done == one.examples else ", the rest left out"
    wrong = f" What was wrong: {'; '.join(one.wrong)}." if one.wrong else ""
    failed = f" It failed: {one.fault.what}." if one.fault else ""
    return f"{NAMES[one.skill]}: {found}{early}; {_seconds(one)}.{wrong}{failed}"


def verdict(one: Tried) -> str:
    """What it is fit for, in words."""
    name = NAMES[one.skill]
    if one.broke_off and one.fault:
        return f"{name}: not known, because {one.fault.what}."
    if one.verdict == "unfit":
        return f"{name}: not fit, because {_because(one)}."
    return f"{name}: fit." if one.verdict == "fit" else f"{name}: fit with patience (slow: {_seconds(one)})."


def _because(one: Tried) -> str:
    stood_in = one.done - one.good
    if one.done and (one.fit or one.seconds > PATIENCE[one.skill][1]):
        return f"nobody waits so long ({_seconds(one)})"
    if one.fault and not one.wrong:
        return f"{one.fault.what}. {one.fault.hint}".rstrip(".")
    if one.done and one.wrong and one.skill in ("guided", "free"):
        return f"the built-in customer had to stand in at {stood_in} of {one.done} moments ({one.wrong[0]})"
    return one.wrong[0] if one.wrong else f"it agrees too little with the labels ({one.agreement or 0:.2f})"


def _seconds(one: Tried) -> str:
    return f"{one.seconds:.1f} s for {EACH[one.skill]}"


def entry(at: Endpoint, found: Sequence[Tried], before: Fit | None, prompts: str, today: date) -> Fit:
    """What is remembered of this model: what was found now, and of earlier trials what was not tried now.

    A trial that a server has broken off says nothing about its model.
    """
    by_skill = {one.skill: one for one in found if not one.broke_off}
    known = before if before is not None and before.prompts == prompts else None
    fit, unfit = (set(known.fit), set(known.unfit)) if known else (set(), set())
    style = known.style if known else None
    for job, skills in SKILLS.items():
        good = [skill for skill in skills if skill in by_skill and by_skill[skill].verdict != "unfit"]
        if good or all(skill in by_skill for skill in skills):
            fit, unfit = (fit | {job}, unfit - {job}) if good else (fit - {job}, unfit | {job})
            style = (("free" if "free" in good else "guided") if good else None) if job == "voice" else style
    return Fit(
        base_url=at.base_url,
        model=at.model,
        style=style,
        fit=tuple(job for job in SKILLS if job in fit),
        unfit=tuple(job for job in SKILLS if job in unfit),
        tried=today,
        prompts=prompts,
    )
