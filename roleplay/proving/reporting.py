"""A verdict told: on a page a trainer can read, and as a row for programs."""

from roleplay.formats.positions import Positions
from roleplay.formats.problem import Problem
from roleplay.formats.toml import Document
from roleplay.formats.wording import shown
from roleplay.formats.words import DIFFICULTY
from roleplay.proving.aloud import SAID_TRICKS
from roleplay.proving.builtin import scores
from roleplay.proving.verdict import Shortfall, Verdict


def placed(one: Shortfall, written: Document, places: Positions) -> Problem:
    """A shortfall at its line of the file."""
    line, column = places.where(one.path)
    return Problem(written.name, line, column, shown(one.path, written.table), one.message, one.hint)


def page(found: Verdict) -> list[str]:
    """What was tried and what came of it, a sentence each."""
    title = found.scenario.meta.id
    number = len(found.shortfalls)
    lines = [f"{title}: {f'{number} to mend' if number else 'holds'}"]
    coverage, graded = found.evidence.coverage, scores(found.evidence.trainees)
    if found.evidence.trainees:
        ranked = sorted(graded.items(), key=lambda pair: -pair[1])
        lines.append(f"  Built-in trainees: {', '.join(f'{id} {score:.0f}' for id, score in ranked) or 'not graded'}.")
    else:
        lines.append("  It brings no trainees of its own, who would prove more: `roleplay check` says which it lacks.")
    aloud = sum(one.trainee not in SAID_TRICKS for one in found.evidence.talks)
    lines.append(
        f"  {coverage.walks:,} walks, {coverage.won:,} of them won, and {aloud} said aloud. Reached: {_reached(found)}."
    )
    if coverage.shortest is not None:
        lines.append(f"  The shortest win takes {_replies(coverage.shortest)}, and {_needed(coverage.needed)}.")
    hard = found.difficulty
    lines.append(
        f"  How hard: it calls itself {DIFFICULTY[hard.said - 1]}, its numbers say {DIFFICULTY[hard.earned - 1]} "
        f"(anger at the start {hard.anger:.0f}, hidden facts needed {hard.needed}, rules that forbid {hard.rules}, "
        f"risks {hard.risks})."
    )
    return lines


def _reached(found: Verdict) -> str:
    there = ((name, share) for name, share in found.shares.items() if share.total)
    return ", ".join(f"{share.reached} of {share.total} {_PARTS[name]}" for name, share in there)


def _needed(facts: int | None) -> str:
    """How much has to be brought out by whoever wins."""
    if not facts:
        return "needs no hidden fact"
    return f"nobody won before {facts} hidden {'fact was' if facts == 1 else 'facts were'} out"


def _replies(number: int) -> str:
    return f"{number} {'reply' if number == 1 else 'replies'}"


def as_row(found: Verdict, problems: list[tuple[Problem, str | None]]) -> dict[str, object]:
    """For a program; each problem with the file of the replay that shows it. The keys are a contract."""
    coverage, hard = found.evidence.coverage, found.difficulty
    return {
        "id": found.scenario.meta.id,
        "holds": not found.shortfalls,
        "walks": coverage.walks,
        "won": coverage.won,
        "talks": len(found.evidence.talks),
        "coverage": {name: {"reached": one.reached, "total": one.total} for name, one in found.shares.items()},
        "endings": dict(sorted(coverage.endings.items())),
        "shortest_win": coverage.shortest,
        "hidden_facts_needed": coverage.needed,
        "difficulty": {
            "said": hard.said,
            "earned": hard.earned,
            "anger": round(hard.anger, 2),
            "rules": hard.rules,
            "risks": hard.risks,
        },
        "trainees": {id: round(score, 1) for id, score in scores(found.evidence.trainees).items()},
        "findings": [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "key": one.key,
                "message": one.message,
                "hint": one.hint,
                "replay": replay,
            }
            for one, replay in problems
        ],
    }


_PARTS = {"facts": "facts", "beats": "beats", "requests": "wants", "endings": "endings", "lines": "lines"}
"""Sections of a scenario as a page calls them."""
