"""Where a sentence begins in text without marks (dictation, thumbs): learned from text whose marks were taken away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from roleplay.reader.weights import Table, table, unpacked
from roleplay.reader.words import Token

FILE = "seams.dat"
LONGEST_RUN = 14
"""Words without a mark up to which nobody misses one."""
SHORTEST = 2
"""Words that a sentence has on either side of a seam."""


@dataclass(frozen=True)
class Seams:
    """A trained file, ready to tell where sentences begin."""

    version: str
    weights: Table
    heard: int
    """The score from which a sentence begins at a word."""


def parse(content: bytes) -> Seams:
    """The seams in a trained file.

    Raises ValueError if the file is not whole.
    """
    header, payload = unpacked(content)
    weights, _ = table(header["base"], payload)
    return Seams(header["version"], weights, header["heard"])


@cache
def shipped() -> Seams:
    """The shipped seams, read once per process."""
    return parse(files(__package__).joinpath(FILE).read_bytes())


def seams(found: Sequence[Token]) -> frozenset[int]:
    """Where, in code points, a sentence begins inside a long run of words that no mark divides."""
    words = [token for token in found if not token.mark]
    long = frozenset(token.start for run in _runs(found) if len(run) > LONGEST_RUN for token in run[SHORTEST:-1])
    return frozenset(
        token.start
        for at, token in enumerate(words)
        if token.start in long and words[at - 1].end <= token.start and _begins(words, at)
    )


def _runs(found: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in found:
        if token.mark:
            yield run
            run = []
        else:
            run.append(token)
    yield run


def _begins(words: Sequence[Token], at: int) -> bool:
    learned = shipped()
    around = tuple(words[to].word if 0 <= to < len(words) else "" for to in range(at - 3, at + 3))
    return learned.weights.scores(looked_at(around))[0] >= learned.heard


def looked_at(around: Sequence[str]) -> tuple[str, ...]:
    """The names of what stands before and after a place between words; the same for learning and for reading.

    `around` are the three words before it and the three after, empty beyond the text.
    """
    third, second, before, after, next_, last = around
    return (
        f"{before} |",
        f"| {after}",
        f"{second} {before} |",
        f"| {after} {next_}",
        f"{third} {second} {before} |",
        f"| {after} {next_} {last}",
        f"{before} | {after}",
        f"{before} | {after} {next_}",
        f"{second} {before} | {after}",
        f"{second} . |",
        f"| . {next_}",
    )
