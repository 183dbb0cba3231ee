"""Replay files (`*.replay.toml`): a trainee's words and what must come of them, read and written."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from roleplay.domain.expectation import Expect
from roleplay.domain.replay import Replay
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import clean
from roleplay.errors import BadInput
from roleplay.formats.references import FIXED, SECTIONS, Names, Reference, entries, expectations, unresolved
from roleplay.formats.toml import Table, load_toml, parse_toml
from roleplay.formats.wording import Complaint

SUFFIX = ".replay.toml"
"""How the name of a replay ends; nothing else is taken for one."""

_LARGEST_PLAIN = 1_000_000
"""Up to here a whole number is written as people write it: 40, not 40.0."""

ScenarioOf = Callable[[str], Scenario]
"""Finds the scenario a replay names, or raises BadInput; formats know no library."""

LevelsOf = Callable[[Scenario], Collection[str]]
"""The ids of what a scenario is graded by: its rubrics and their criteria."""


def load_replay(path: Path | str, scenario_of: ScenarioOf | None = None, levels_of: LevelsOf | None = None) -> Replay:
    """The replay in this file; with `scenario_of` and `levels_of`, what it names is looked up there too."""
    return load_toml(Replay, path, lambda table: _check(table, scenario_of, levels_of))


def parse_replay(
    data: bytes | str, name: str, scenario_of: ScenarioOf | None = None, levels_of: LevelsOf | None = None
) -> Replay:
    """The replay in this document, called `name` in problems."""
    return parse_toml(Replay, data, name, lambda table: _check(table, scenario_of, levels_of))


def replay_text(replay: Replay) -> str:
    """The replay as a file; read again, it is the same replay."""
    lines = [f"scenario = {_text(replay.scenario)}", f"seed = {replay.seed}"]
    if replay.voice != "scripted":
        lines.append(f"voice = {_text(replay.voice)}")
    for turn in replay.turns:
        lines += ["", "[[turns]]"]
        lines += [f"{key} = {_value(value)}" for key, value in _given(turn, exclude={"expect"}).items()]
        lines += _expect("turns.expect", turn.expect)
    lines += ["", *_expect("expect", replay.expect)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _given(value: BaseModel, exclude: set[str] | None = None) -> dict[str, object]:
    """What a file has to say of it: all that is not as it would be anyway."""
    return value.model_dump(exclude_defaults=True, exclude=exclude)


def _expect(header: str, expect: Expect | None) -> list[str]:
    """Only what something is expected of."""
    given = _given(expect) if expect else {}
    return [f"[{header}]", *(f"{key} = {_value(value)}" for key, value in given.items())] if given else []


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset):
        return _value(tuple(sorted(value)))
    if isinstance(value, tuple | list) and any(isinstance(inner, Mapping) for inner in value):
        return "\n".join(["[", *(f"    {_value(inner)}," for inner in value), "]"])
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST_PLAIN:
        return str(int(value))
    return _text(value) if isinstance(value, str) else repr(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _text(text: str) -> str:
    # After `clean`, quotes, backslashes and line ends are all there is to escape, and JSON's escapes are TOML's.
    return json.dumps(clean(text), ensure_ascii=False)


def _check(table: Table, scenario_of: ScenarioOf | None, levels_of: LevelsOf | None) -> Iterator[Complaint]:
    yield from _turns(table)
    names = FIXED
    wanted = table.get("scenario")
    if scenario_of and isinstance(wanted, str):
        try:
            names = FIXED | _names(scenario_of(wanted), levels_of)
        except BadInput as problem:
            yield Complaint(("scenario",), problem.what, problem.hint)
    known = [one for one in _REFERENCES if all(kind in names for kind in one.kinds)]
    yield from unresolved(table, known, names)


def _turns(table: Table) -> Iterator[Complaint]:
    """Complains of every turn that is not one thing said or one thing done."""
    for path, turn in entries(table, "turns"):
        found = [key for key in ("say", "heard", "desk") if key in turn]
        said = turn.get("say")
        if not found:
            yield Complaint((*path, "say"), "missing key", "a turn says something or has a desk action")
        elif len(found) > 1:
            yield Complaint((*path, found[-1]), f"a turn has {' or '.join(found)}, not both", "make two turns of it")
        elif isinstance(said, str) and said and not said.strip():
            yield Complaint((*path, "say"), "there is nothing to say in this reply")
        if "heard" not in turn:
            alone = [key for key in ("unclear", "flags", "missed") if key in turn]
            yield from (Complaint((*path, key), "this only goes with heard", "words are read anew") for key in alone)


def _names(scenario: Scenario, levels_of: LevelsOf | None) -> Names:
    names: Names = {section: tuple(entry.id for entry in getattr(scenario, section)) for section in SECTIONS}
    return names | {"levels": tuple(levels_of(scenario))} if levels_of else names


def _levels(*where: str) -> tuple[Reference, ...]:
    keys = ("levels", "levels_at_least", "levels_at_most")
    return tuple(Reference((*where, key, "keys"), ("levels",), "skill or part of a skill") for key in keys)


def _heard() -> tuple[Reference, ...]:
    where = ("turns", "*", "heard", "*")
    return (
        Reference((*where, "move"), ("moves",), "move"),
        Reference((*where, "facts", "*"), ("facts",), "fact"),
        Reference((*where, "wrong", "*", 0), ("facts",), "fact"),
        Reference((*where, "action"), ("actions",), "action at the desk"),
        Reference((*where, "outcome"), ("outcomes",), "outcome"),
        Reference((*where, "requests", "*"), ("requests",), "request"),
        # A move that is forbidden anywhere stands where a case names no policy for it.
        Reference((*where, "policy"), ("policy", "moves"), "policy"),
        Reference(("turns", "*", "missed", "*"), ("requests",), "request"),
    )


_REFERENCES = (
    Reference(("turns", "*", "desk"), ("actions",), "action at the desk"),
    *_heard(),
    *(one for where in (("expect",), ("turns", "*", "expect")) for one in (*expectations(*where), *_levels(*where))),
)
