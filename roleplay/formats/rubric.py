"""Rubric files: what good looks like, checked for weights that add up and names that exist."""

from collections.abc import Iterator
from pathlib import Path

from roleplay.domain.rubric import Rubric
from roleplay.formats.problem import printable
from roleplay.formats.references import FIXED, Reference, doubled, entries, unresolved
from roleplay.formats.toml import Table, load_toml, parse_toml
from roleplay.formats.wording import Complaint


def load_rubric(path: Path | str) -> Rubric:
    """The rubric in this file; `FileProblems` if there is anything wrong in it."""
    return load_toml(Rubric, path, _check)


def parse_rubric(data: bytes | str, name: str, *, stem: str | None = None) -> Rubric:
    """The rubric in this document, called `name` in problems; in a library its id must be the file's `stem`."""
    return parse_toml(Rubric, data, name, lambda table: _check(table, stem))


def _check(table: Table, stem: str | None = None) -> Iterator[Complaint]:
    if stem is not None and isinstance(table.get("id"), str) and table["id"] != stem:
        yield Complaint(("id",), "must be the same as the file's name", f'"{printable(stem)}", or rename the file')
    yield from doubled(table, "criteria")
    yield from unresolved(table, _REFERENCES, FIXED)
    yield from _harms(table)
    weights = [entry.get("weight") for _, entry in entries(table, "criteria")]
    numbers = [weight for weight in weights if isinstance(weight, int | float)]
    if numbers and len(numbers) == len(weights) and abs(sum(numbers) - 100) > 0.01:
        yield Complaint(("criteria",), f"the weights must add up to 100 (they add up to {sum(numbers):g})")


def _harms(table: Table) -> Iterator[Complaint]:
    """Numbers that no question of the criterion has; that they are whole numbers is the model's affair."""
    for path, entry in entries(table, "criteria"):
        harms, questions = entry.get("harms"), entry.get("questions", [])
        if not isinstance(harms, list) or not isinstance(questions, list):
            continue
        for at, number in enumerate(harms):
            if isinstance(number, int) and not 1 <= number <= len(questions):
                there = f"they are counted from 1 to {len(questions)}" if questions else "this criterion has none"
                yield Complaint((*path, "harms", at), f"there is no question {number}", there)


_REFERENCES = (
    Reference(("zero", "*"), ("critical",), "critical error"),
    Reference(("criteria", "*", "moves", "*"), ("moves",), "move"),
)
