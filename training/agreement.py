"""How far two labellers agree before they are settled: `python -m training.agreement`."""

from collections.abc import Sequence

from roleplay.domain.moves import MOVES
from training.corpus import BY_HISTORY, corpus


def kappa(first: Sequence[bool], second: Sequence[bool]) -> float:
    """Cohen's kappa of two yes-or-no judgements: 1 is full agreement, 0 what chance would give."""
    count = len(first)
    same = sum(one == other for one, other in zip(first, second, strict=True)) / count
    yes = sum(first) / count * (sum(second) / count)
    no = (1 - sum(first) / count) * (1 - sum(second) / count)
    return (same - yes - no) / (1 - yes - no) if yes + no < 1 else 1.0


def main() -> None:
    """Prints the agreement on each move, and on whole replies."""
    pairs = [one.labels for one in corpus() if len(one.labels) == 2]
    print(f"{len(pairs)} replies labelled twice")
    found = []
    for kind in MOVES:
        if kind in BY_HISTORY:
            continue
        first, second = ([kind in labels[which] for labels in pairs] for which in (0, 1))
        found.append(kappa(first, second))
        print(f"{kind:20} {sum(first):5} {sum(second):5}  kappa {found[-1]:.2f}")
    print(f"mean kappa {sum(found) / len(found):.2f}")


if __name__ == "__main__":
    main()
