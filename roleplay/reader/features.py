"""What the recogniser looks at in a clause: its words and their parts, its neighbours, and what the rules heard.

The same functions feed training and reading, so that what was learned is what is applied.
"""

from collections.abc import Iterator
from itertools import pairwise

from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon
from roleplay.reader.numbers import is_typed
from roleplay.reader.situation import Situation, content

SHORTEST_PARTED, PART = 5, 4
"""Words from this length are also looked at in parts of this many letters, which survive a typing error."""
FAR = 2
"""Clauses to either side whose words are context."""


def features(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[frozenset[str]]:
    """The names of what stands in each clause, for a reply's clauses in order."""
    heard = [{draft.kind for draft in drafts if draft.clause is clause} for clause in found]
    words = [tuple(map(plain, clause.words)) for clause in found]
    return [
        frozenset(
            (
                *own(words[at]),
                *_rules(heard, at),
                *_context(words, at),
                *_place(found, at, situation),
            )
        )
        for at in range(len(found))
    ]


def plain(word: str) -> str:
    """A word as it is learned: dates, times and numbers by their kind alone."""
    if ":" in word:
        return word.split(":", 1)[0] + ":"
    return "#" if is_typed(word) or word[:1].isdigit() else word


def own(words: tuple[str, ...]) -> Iterator[str]:
    """A clause's words, their pairs and triples, and the parts of the longer ones."""
    bounded = ("^", *words, "$")
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(bounded))
    yield from (f"{bounded[at]} {bounded[at + 1]} {bounded[at + 2]}" for at in range(len(bounded) - 2))
    for word in words:
        if len(word) >= SHORTEST_PARTED:
            marked = f"_{word}_"
            yield from (f"*{marked[at : at + PART]}" for at in range(len(marked) - PART + 1))


def _rules(heard: list[set[str]], at: int) -> Iterator[str]:
    yield from (f"!{kind}" for kind in heard[at])
    if not heard[at]:
        yield "!"
    yield from (f"!<{kind}" for other in heard[:at] for kind in other)
    yield from (f"!>{kind}" for other in heard[at + 1 :] for kind in other)


def _context(words: list[tuple[str, ...]], at: int) -> Iterator[str]:
    yield from (f"<{word}" for other in words[max(0, at - FAR) : at] for word in other)
    yield from (f">{word}" for other in words[at + 1 : at + 1 + FAR] for word in other)


def _place(found: list[Clause], at: int, situation: Situation) -> Iterator[str]:
    clause = found[at]
    shared = len(content(clause.words) & situation.customer_content - lexicon().general)
    yield f"@shared {min(shared, 4)}"
    yield f"@length {min(len(clause.words) // 3, 5)}"
    if clause.asks:
        yield "@asks"
    if clause.quoted:
        yield "@quoted"
    if situation.asked:
        yield "@asked"
        if at == 0:
            yield "@asked first"
    yield "@first" if at == 0 else "@later"
    yield "@last" if at == len(found) - 1 else "@not last"
    if len(found) == 1:
        yield "@only"
    if at and found[at - 1].sentence == clause.sentence:
        yield "@goes on"


Levels = tuple[int, ...]
"""For each move how likely a clause performs it at first sight, 0 to 3."""


def seconded(levels: list[Levels], moves: tuple[str, ...]) -> list[frozenset[str]]:
    """What a second look adds for each clause: what was heard at first sight in it, beside it, before and after it."""
    return [
        frozenset(
            f"={place}{moves[at]}{level}"
            for place, seen in _seen(levels, here)
            for at, level in enumerate(seen)
            if level
        )
        for here in range(len(levels))
    ]


def _seen(levels: list[Levels], here: int) -> Iterator[tuple[str, Levels]]:
    yield "0", levels[here]
    if here:
        yield "-", levels[here - 1]
        yield "<", tuple(map(max, zip(*levels[:here], strict=True)))
    if here + 1 < len(levels):
        yield "+", levels[here + 1]
        yield ">", tuple(map(max, zip(*levels[here + 1 :], strict=True)))
