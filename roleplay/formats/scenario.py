"""Scenario files: one case, checked so far that the engine can trust every name in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from roleplay.domain.scenario import Scenario
from roleplay.formats.front import misnamed
from roleplay.formats.problem import printable
from roleplay.formats.references import (
    FIXED,
    SECTIONS,
    Names,
    Reference,
    dangling,
    doubled,
    entries,
    expectations,
    ids,
    unresolved,
)
from roleplay.formats.toml import Table, load_toml, parse_toml
from roleplay.formats.wording import Complaint


def load_scenario(path: Path | str) -> Scenario:
    """The scenario in this file; `FileProblems` with all that is wrong in it if it cannot be played."""
    return load_toml(Scenario, path, _check)


def parse_scenario(data: bytes | str, name: str, *, stem: str | None = None) -> Scenario:
    """The scenario in this document, called `name` in problems; in a library its id must be the file's `stem`."""
    return parse_toml(Scenario, data, name, lambda table: _check(table, stem))


def _check(table: Table, stem: str | None = None) -> Iterator[Complaint]:
    names = FIXED | {section: ids(table, section) for section in SECTIONS}
    for section in (*SECTIONS, "probes"):
        yield from doubled(table, section)
    yield from unresolved(table, _REFERENCES, names)
    yield from _abouts(table, names)
    yield from _opening_and_tones(table)
    yield from _unknown_facts(table)
    yield from _weights(table)
    yield from misnamed(table, stem)


def _abouts(table: Table, names: Names) -> Iterator[Complaint]:
    known = {
        what: frozenset(name for kind in (*kinds, "beats") for name in names[kind])
        for kinds, what in (*_ABOUT.values(), _ANYTHING)
    }
    for section in ("lines", "beats"):
        for path, entry in entries(table, section):
            act, about = entry.get("act"), entry.get("about")
            if isinstance(act, str) and isinstance(about, str):
                _, what = _ABOUT.get(act, _ANYTHING)
                for place, message, hint in dangling((*path, "about"), about, known[what], what):
                    yield Complaint(place, f"{message} (for the act {printable(act)})", hint)


def _opening_and_tones(table: Table) -> Iterator[Complaint]:
    lines = list(entries(table, "lines"))
    if not any(line.get("act") == "open" for _, line in lines):
        yield Complaint(("lines",), 'there is no line with act = "open"', "the customer must begin somehow")
    for path, line in lines:
        if "tone" in line and line.get("act") != "react_offer":
            yield Complaint((*path, "tone"), "only a line with the act react_offer has a tone")


def _unknown_facts(table: Table) -> Iterator[Complaint]:
    why = "the customer does not know this fact, so it cannot come out"
    unknown: set[str] = set()
    for path, fact in entries(table, "facts"):
        if fact.get("status") == "unknown":
            if isinstance(name := fact.get("id"), str):
                unknown.add(name)
            if "reveal" in fact:
                yield Complaint((*path, "reveal"), why, 'leave out the rule, or the status = "unknown"')
    for section in ("lines", "beats"):
        for path, entry in entries(table, section):
            about = entry.get("about")
            if entry.get("act") == "reveal" and isinstance(about, str) and about in unknown:
                yield Complaint((*path, "about"), why, 'use act = "unknown"')


def _weights(table: Table) -> Iterator[Complaint]:
    rubrics = table.get("rubrics")
    if isinstance(rubrics, Mapping) and rubrics:
        weights = [weight for weight in rubrics.values() if isinstance(weight, int | float)]
        if len(weights) == len(rubrics) and abs(sum(weights) - 100) > 0.01:
            yield Complaint(("rubrics",), f"the weights must add up to 100 (they add up to {sum(weights):g})")


Known = tuple[tuple[str, ...], str]
_MOVE: Known = (("moves",), "move")
_FACT: Known = (("facts",), "fact")
_ACTION: Known = (("actions",), "action")
_OUTCOME: Known = (("outcomes",), "outcome")
_OFFER: Known = (("outcomes", "actions"), "outcome or action")
_REQUEST: Known = (("requests",), "request")
_POLICY: Known = (("policy",), "policy")
_FELT: Known = (("moves", "policy"), "move or policy")
_KNOWLEDGE: Known = (("facts", "identity", "requests"), "fact or request")
_ANYTHING: Known = (
    ("facts", "requests", "outcomes", "actions", "policy", "moves", "endings", "kinds"),
    "fact, request, outcome, action, policy, move, beat or ending",
)
_ABOUT: dict[str, Known] = {
    "reveal": _KNOWLEDGE,
    "answer": _KNOWLEDGE,
    "correct_you": _KNOWLEDGE,
    "unknown": _KNOWLEDGE,
    "ask": _REQUEST,
    "press": _REQUEST,
    "repeat": _REQUEST,
    "confirm": _REQUEST,
    "react_offer": _OFFER,
    "thank": _OFFER,
    "vent": _FELT,
    "soften": _MOVE,
    "leave": (("endings", "kinds"), "ending"),
}
"""What an act of the customer can be about, besides a beat; the acts not named here, anything."""

_WHEN: dict[str, Known] = {
    "all_moves": _MOVE,
    "any_move": _MOVE,
    "any_fact": _FACT,
    "all_facts": _FACT,
    "actions": _ACTION,
    "any_outcome": _OUTCOME,
    "requests": _REQUEST,
    "open_requests": _REQUEST,
}
_REFERENCES: tuple[Reference, ...] = (
    Reference(("customer", "preset"), ("presets",), "preset"),
    Reference(("policy", "*", "until"), *_ACTION),
    Reference(("actions", "*", "policy"), *_POLICY),
    Reference(("actions", "*", "needs", "*"), *_ACTION),
    Reference(("outcomes", "*", "policy"), *_POLICY),
    Reference(("facts", "*", "policy"), *_POLICY),
    Reference(("outcomes", "*", "actions", "*"), *_ACTION),
    Reference(("outcomes", "*", "unless", "keys"), *_FACT),
    Reference(("need", "would_accept", "*"), *_OUTCOME),
    Reference(("requests", "*", "served_by", "*"), *_OFFER),
    Reference(("requests", "*", "after", "*"), ("facts", "requests"), "fact or request"),
    Reference(("lines", "*", "asks", "*"), *_REQUEST),
    *(
        Reference((*where, key, "*"), *known)
        for where in (("yield",), ("beats", "*", "when"), ("endings", "*", "when"))
        for key, known in _WHEN.items()
    ),
    *expectations("probes", "*", "expect"),
)
"""Every place in a scenario where a name points at something."""
