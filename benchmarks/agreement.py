"""How far the grades of conversations from elsewhere agree with the readers' in `data/foreign`.

`benchmarks/agreement.py [NAME...] [--gaps]`: for each set and skill the quadratic weighted kappa with the
readers' median, the readers' own among each other, the mean by manner, the correlation with length.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from statistics import fmean, median_high

from roleplay.domain.transcript import Transcript
from roleplay.formats.transcript import load_transcripts
from roleplay.library import list_rubrics
from roleplay.review.foreign import assess

DATA = Path(__file__).resolve().parent.parent / "data" / "foreign"
SETS = ("development", "blind", "indirect", "fresh", "unseen", "later")
LEVELS = 5
GAP = 2
"""Levels between the grade and the readers from which somebody has to look."""


def kappa(one: list[int], other: list[int]) -> float:
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance would give."""
    pairs = list(zip(one, other, strict=True))
    seen = sum((a - b) ** 2 for a, b in pairs)
    chance = sum((a - b) ** 2 for a in one for b in other) / max(1, len(pairs))
    return 1 - seen / chance if chance else float("nan")


def correlation(one: list[float], other: list[float]) -> float:
    """Pearson's."""
    a, b = fmean(one), fmean(other)
    both = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    spread = (sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other)) ** 0.5
    return both / spread if spread else float("nan")


class Set:
    """One file of conversations: what the grader gave, and what the readers gave."""

    def __init__(self, name: str) -> None:
        told = json.loads((DATA / f"{name}.ratings.json").read_text("utf-8"))
        self.name, self.skills = name, told.pop("rubrics")
        self.style = {id: one["style"] for id, one in told.items()}
        self.read = {
            id: [dict(zip(self.skills, row, strict=True)) for row in one["ratings"]] for id, one in told.items()
        }
        self.given: dict[str, dict[str, int | None]] = {}
        self.words: dict[str, int] = {}
        rubrics = [found.rubric for found in list_rubrics()[0]]
        for entry in load_transcripts(DATA / f"{name}.jsonl"):
            assert isinstance(entry.transcript, Transcript)
            assert entry.transcript.id
            fitting = [one for one in rubrics if one.suits(entry.transcript.kind)]
            card = assess(entry.transcript, fitting, notes=False).scorecard
            self.given[entry.transcript.id] = {one.id: one.level for one in card.rubrics}
            self.words[entry.transcript.id] = sum(len(turn.content.split()) for turn in entry.transcript.agent)

    def consensus(self, id: str, skill: str) -> int | None:
        """The readers' median."""
        levels = [one[skill] for one in self.read[id] if one[skill] is not None]
        return median_high(levels) if levels else None

    def pairs(self, skill: str) -> list[tuple[str, int, int]]:
        """Conversation, grade and consensus, where there are both."""
        found = []
        for id, given in self.given.items():
            grade, human = given.get(skill), self.consensus(id, skill)
            if grade is not None and human is not None:
                found.append((id, grade, human))
        return found

    def among(self, skill: str) -> list[float]:
        """The readers' agreement with each other."""
        count = len(next(iter(self.read.values())))
        rows = [[one[skill] for one in self.read[id]] for id in self.read]
        known = [row for row in rows if None not in row]
        return [kappa([row[a] for row in known], [row[b] for row in known]) for a, b in combinations(range(count), 2)]


def table(one: Set) -> None:
    """Agreement, the order of manners, and what length does."""
    print(f"\n{one.name}: {len(one.given)} conversations")
    print(
        f"  {'skill':<26}{'n':>4}{'kappa':>8}{'exact':>7}{'within 1':>10}{'length':>8}{'readers':>9}  among each other"
    )
    for skill in one.skills:
        rows = one.pairs(skill)
        grades, levels = [row[1] for row in rows], [row[2] for row in rows]
        exact, near = (sum(abs(a - b) <= gap for a, b in zip(grades, levels, strict=True)) for gap in (0, 1))
        words = [float(one.words[row[0]]) for row in rows]
        ours, theirs = correlation([float(x) for x in grades], words), correlation([float(x) for x in levels], words)
        among = ", ".join(f"{value:.2f}" for value in one.among(skill))
        agreed = f"{kappa(grades, levels):>8.2f}{exact:>7}{near:>10}"
        print(f"  {skill:<26}{len(rows):>4}{agreed}{ours:>8.2f}{theirs:>9.2f}  {among}")
    means: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for skill in one.skills:
        for id, grade, human in one.pairs(skill):
            means[one.style[id]].append((grade, human))
    print(f"  {'manner':<26}{'grade':>8}{'readers':>9}")
    for style, both in sorted(means.items(), key=lambda item: -fmean(pair[1] for pair in item[1])):
        print(f"  {style:<26}{fmean(pair[0] for pair in both):>8.2f}{fmean(pair[1] for pair in both):>9.2f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=SETS)
    parser.add_argument("--gaps", action="store_true", help="every gap of two levels or more")
    given = parser.parse_args()
    for name in given.names:
        one = Set(name)
        table(one)
        if given.gaps:
            for skill in one.skills:
                for id, grade, human in one.pairs(skill):
                    if abs(grade - human) >= GAP:
                        print(f"  {skill:<26}{id:<6}{one.style[id]:<26}grade {grade}, readers {human}")


if __name__ == "__main__":
    main()
