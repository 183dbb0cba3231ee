"""What was found in files, told: in plain sentences, as rows for programs, as annotations for GitHub."""

from collections import Counter
from collections.abc import Iterator, Sequence

from roleplay.formats.problem import Problem
from roleplay.proving.finding import Examined

_CALLED = {
    "unusable": "cannot be used",
    "plays": "plays",
    "tested": "tested",
    "stable": "stable",
}
_LEVELS = {"mistake": "error", "tested": "warning", "stable": "notice"}
"""How GitHub marks a finding."""


def told(one: Examined, everything: bool = False) -> str:
    """A file, its standing, and what is worth telling now."""
    shown = one.findings if everything else one.due
    lines = [f"{one.file}: {_standing(one)}"]
    wrong = [(problem, "") for problem in one.problems]
    wrong += [(finding.problem, finding.why) for finding in shown if finding.rung == "mistake"]
    for problem, why in sorted(wrong, key=lambda pair: (pair[0].line, pair[0].column)):
        lines += [f"  {problem}", *([f"    {why}"] if why else [])]
    for rung in ("tested", "stable"):
        missing = [finding for finding in shown if finding.rung == rung]
        if missing:
            lines.append(f"  To be called {rung} it lacks:")
            lines += [line for finding in missing for line in (f"  {finding.problem}", f"    {finding.why}")]
    if left := len(one.findings) - len(shown):
        lines.append(f"  {left} more for later; --all tells them.")
    return "\n".join(lines)


def _standing(one: Examined) -> str:
    if one.kind == "scenario":
        return _CALLED[one.standing]
    return _CALLED["unusable"] if one.problems else "has mistakes" if one.is_wrong else "in order"


def told_together(found: Sequence[Examined]) -> str:
    """How many stand where."""
    counts = Counter(map(_standing, found))
    return f"{len(found)} files: {', '.join(f'{number} {standing}' for standing, number in counts.most_common())}."


def as_row(one: Examined) -> dict[str, object]:
    """For a program. The keys are a contract, as those of the other reports."""
    problems = [_problem(problem) | {"rule": "format", "rung": "usable", "why": ""} for problem in one.problems]
    findings = [
        _problem(finding.problem) | {"rule": finding.rule, "rung": finding.rung, "why": finding.why}
        for finding in one.findings
    ]
    return {"file": one.file, "kind": one.kind, "standing": one.standing, "findings": problems + findings}


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "column": problem.column,
        "key": problem.key,
        "message": problem.message,
        "hint": problem.hint,
    }


def github(one: Examined) -> Iterator[str]:
    """A workflow command for each finding (docs.github.com, "Workflow commands")."""
    for problem in one.problems:
        yield _annotation("error", problem, "")
    for finding in one.findings:
        yield _annotation(_LEVELS[finding.rung], finding.problem, finding.why)


def _annotation(level: str, problem: Problem, why: str) -> str:
    place = {"file": problem.file, "line": max(1, problem.line), "col": max(1, problem.column)}
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
    parts = (problem.key, problem.message)
    text = ": ".join(part for part in parts if part) + (f" ({problem.hint})" if problem.hint else "")
    return f"::{level} {properties}::{_escaped(' '.join(filter(None, (text, why))))}"


def _escaped(text: str, more: str = "") -> str:
    """Nothing of a file can end a command or begin another."""
    for char in ("%", "\r", "\n", *more):
        text = text.replace(char, f"%{ord(char):02X}")
    return text
