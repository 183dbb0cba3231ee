"""Precision, recall and F1 of what was heard against what is there, for each label."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """How well one label is heard; all three from 0 to 1."""

    label: str
    cases: int
    """Texts that have it."""
    precision: float
    recall: float
    f1: float


def scored(pairs: Iterable[tuple[frozenset[str], frozenset[str]]], labels: Iterable[str]) -> list[Score]:
    """One score for each label, from pairs of (what is there, what was heard)."""
    there, heard, right = Counter[str](), Counter[str](), Counter[str]()
    for truth, found in pairs:
        there.update(truth)
        heard.update(found)
        right.update(truth & found)
    return [_score(label, there[label], heard[label], right[label]) for label in labels]


def _score(label: str, there: int, heard: int, right: int) -> Score:
    return Score(
        label,
        there,
        right / heard if heard else 0.0,
        right / there if there else 0.0,
        2 * right / max(1, there + heard),
    )


def macro(scores: list[Score]) -> float:
    """The mean F1 of the labels that occur."""
    occurring = [score.f1 for score in scores if score.cases]
    return sum(occurring) / len(occurring) if occurring else 0.0


def pooled_precision(scores: list[Score], labels: Iterable[str]) -> float:
    """The share of all hits of these labels that is right."""
    chosen = [score for score in scores if score.label in set(labels)]
    right = sum(score.recall * score.cases for score in chosen)
    heard = sum(score.recall * score.cases / score.precision for score in chosen if score.precision)
    return right / heard if heard else 1.0


def table(scores: list[Score]) -> str:
    """The scores as lines of text, the best heard first."""
    lines = [f"{'':22}cases  precision  recall    F1"]
    for score in sorted(scores, key=lambda one: -one.f1):
        lines.append(f"{score.label:22}{score.cases:5}  {score.precision:9.2f}  {score.recall:6.2f}  {score.f1:4.2f}")
    return "\n".join(lines)
