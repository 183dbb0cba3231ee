"""A scenario or rubric file looked at as a strict editor would: its problems, mistakes, and what it lacks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from roleplay.formats.positions import positions
from roleplay.formats.problem import FileProblems, Problem, printable, printable_path
from roleplay.formats.rubric import parse_rubric
from roleplay.formats.scenario import parse_scenario
from roleplay.formats.toml import Document, document
from roleplay.formats.wording import Complaint, shown
from roleplay.proving.finding import Examined, Finding, Rule, Written, texts
from roleplay.proving.missing import MISSING
from roleplay.proving.phrasing import PHRASING
from roleplay.proving.reach import REACH

Parse = Callable[[bytes, str], object]


def examine_scenario(data: bytes, name: str | Path, rubric_ids: Sequence[str] = ()) -> Examined:
    """A scenario file; `rubric_ids` are the skills that there are, if that is to be looked at."""
    rules = (*REACH, *PHRASING, *MISSING)
    known = Rule("unknown-skill", "mistake", lambda case: _skills(case, rubric_ids), "It will not be graded.")
    return _examined("scenario", data, name, parse_scenario, (*rules, known) if rubric_ids else rules)


def examine_rubric(data: bytes, name: str | Path) -> Examined:
    """A rubric file."""
    return _examined("rubric", data, name, parse_rubric, RUBRIC)


def _examined(kind: str, data: bytes, name: str | Path, parse: Parse, rules: Iterable[Rule]) -> Examined:
    file = printable_path(name)
    try:
        written = document(data, file)
    except FileProblems as broken:
        return Examined(file, kind, broken.problems)
    problems: tuple[Problem, ...] = ()
    try:
        parse(data, file)
    except FileProblems as broken:
        problems = broken.problems
    taken = {(one.line, one.column) for one in problems}
    # What does not even load has been told already, and better.
    found = (one for one in _found(written, rules) if (one.problem.line, one.problem.column) not in taken)
    return Examined(file, kind, problems, tuple(found))


def _found(written: Document, rules: Iterable[Rule]) -> list[Finding]:
    """In the order of the lines; a part that is not there yet comes last, as it is written last."""
    places = positions(written.text)
    case = Written(written.table)
    found: list[tuple[bool, Finding]] = []
    for rule in rules:
        for path, message, hint in rule.check(case):
            line, column = places.where(path)
            problem = Problem(written.name, line, column, shown(path, written.table), message, hint)
            found.append((path[0] not in written.table, Finding(rule.id, rule.rung, problem, rule.why)))
    found.sort(key=lambda one: (one[0], one[1].problem.line, one[1].problem.column))
    return [finding for _, finding in found]


def _skills(case: Written, known: Sequence[str]) -> Iterator[Complaint]:
    rubrics = case.part("rubrics")
    for id in rubrics if isinstance(rubrics, dict) else ():
        if id not in known:
            yield Complaint(("rubrics", id), f'there is no skill "{printable(id)}"', f"there are: {', '.join(known)}")


def _same_levels(case: Written) -> Iterator[Complaint]:
    for path, criterion in case.each("criteria"):
        seen: set[str] = set()
        for index, words in enumerate(texts(criterion, "levels")):
            if words in seen:
                yield Complaint((*path, "levels", index), "two levels have the same words", "say what tells them apart")
            seen.add(words)


def _same_titles(case: Written) -> Iterator[Complaint]:
    seen: set[object] = set()
    for path, criterion in case.each("criteria"):
        if (title := criterion.get("title")) in seen:
            yield Complaint((*path, "title"), "another part of this skill has this title", "give it a title of its own")
        seen.add(title)


def _same_advice(case: Written) -> Iterator[Complaint]:
    for path, criterion in case.each("criteria"):
        advice = texts(criterion, "advice")
        if len(advice) == 2 and advice[0] == advice[1]:
            hint = "the first is for where it is missing, the second for where it is partly there"
            yield Complaint((*path, "advice", 1), "this is the same advice again", hint)


RUBRIC = (
    Rule("same-levels", "mistake", _same_levels, "Nobody can tell one level from the other."),
    Rule("same-title", "mistake", _same_titles, "In a debrief nobody knows which is meant."),
    Rule("same-advice", "mistake", _same_advice, "Who has done half of it is told to begin."),
)
"""Rules for rubrics."""
