"""How well the reader hears: `python -m benchmarks.reader`, on the test batches and on public sets given by path."""

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

from benchmarks.reader import public
from benchmarks.reader.scored import macro, pooled_precision, scored, table
from roleplay.domain.moves import MOVES
from roleplay.reader import learned, lexicon
from roleplay.review.alone import heard_alone
from training.corpus import BY_HISTORY, Labelled, corpus
from training.thresholds import PUNISHING

TEST = "y"
"""How the names of batches begin that nothing was learned from."""


def main() -> None:
    """Prints every table that there is data for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", default=TEST, help="the batches whose names begin so (default: %(default)s)")
    for name in ("esconv", "annomi", "epitome"):
        parser.add_argument(f"--{name}", type=Path, nargs="*", default=[], help="files of the public set")
    given = parser.parse_args()
    replies = corpus(prefix=given.batches)
    _own(replies)
    _cost(replies)
    for path in given.esconv:
        _public(path.name, public.esconv(path), public.ESCONV)
    for path in given.annomi:
        _public(path.name, public.annomi(path), public.ANNOMI)
    for path in given.epitome:
        _public(path.name, public.epitome(path), dict([public.mechanism(path)]))


def _heard(before: str, reply: str) -> frozenset[str]:
    return frozenset(move.kind for move in heard_alone(before, reply).moves)


def _own(replies: list[Labelled]) -> None:
    pairs = [(one.moves, _heard(one.history[-1].content, one.reply)) for one in replies]
    scores = scored(pairs, [kind for kind in MOVES if kind not in BY_HISTORY])
    print(f"{len(replies)} replies that nothing was learned from")
    print(table(scores))
    print(f"macro-F1 {macro(scores):.3f}; precision of the punishing moves {pooled_precision(scores, PUNISHING):.3f}\n")


def _cost(replies: list[Labelled]) -> None:
    learned.recogniser.cache_clear()
    tracemalloc.start()
    began = time.process_time()
    learned.recogniser()
    loading = time.process_time() - began
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    lexicon.lexicon()
    spent = []
    for one in replies[:300]:
        began = time.process_time()
        _heard(one.history[-1].content, one.reply)
        spent.append(time.process_time() - began)
    size = len(Path(learned.__file__).with_name(learned.FILE).read_bytes())
    print(f"a reply {1000 * statistics.median(spent):.2f} ms of processor time at the median")
    print(f"trained file {size:,} bytes, loaded in {1000 * loading:.0f} ms (traced), {held / 1e6:.1f} MB held\n")


def _public(name: str, cases: Iterable[public.Case], stands_for: dict[str, frozenset[str]]) -> None:
    pairs = []
    for case in cases:
        heard = _heard(case.before, case.reply)
        found = frozenset(label for label, moves in stands_for.items() if heard & moves)
        pairs.append((frozenset([case.label] if case.label else []), found))
    scores = scored(pairs, stands_for)
    print(f"{name}: {len(pairs)} replies")
    print(table(scores))
    print(f"macro-F1 {macro(scores):.3f}\n")


if __name__ == "__main__":
    main()
