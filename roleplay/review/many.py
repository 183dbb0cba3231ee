"""Many conversations counted as they go by: totals, and a bounded sample of words for each of them.

The order in which they come changes nothing, so any number of workers gives the same page.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

from roleplay.domain.overview import LEAST_COUNTED, Digest, Happened, Missing, Overview, Part, Quoted, Sign, Topic

SHORT = 2
"""A level up to this is one that fell short."""
OFTEN = 0.25
"""Share of the conversations in which a criterion came up from which it fell short often."""
MOST_MISSING = 5
"""Criteria that are told: what a training can take up at a time."""
QUOTES = 3
MOST_QUESTIONS = 12
_SAMPLE = 16
"""Quotes kept of each kind, to choose varied ones from."""


class Sample:
    """A few quotes of however many: those whose hashes are least, which is as good as drawn and always the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[bool, str], Quoted]] = {}

    def add(self, quote: Quoted) -> None:
        """Take the quote into account; words that were there already count once, and replies come after words."""
        alike = " ".join(quote.text.lower().split())
        rank = (bool(quote.reply), hashlib.sha256(alike.encode("utf-8", "replace")).hexdigest())
        self._kept[alike] = min(self._kept.get(alike, (rank, quote)), (rank, quote), key=lambda one: one[0])
        if len(self._kept) > _SAMPLE:
            del self._kept[max(self._kept, key=lambda one: self._kept[one][0])]

    def varied(self, most: int = QUOTES) -> tuple[Quoted, ...]:
        """So many quotes, each the least like those before it."""
        left = [quote for _, quote in sorted(self._kept.values(), key=lambda one: one[0])]
        chosen: list[Quoted] = []
        while left and len(chosen) < most:
            best = min(left, key=lambda one: (bool(one.reply), _likeness(one, chosen)))
            left.remove(best)
            chosen.append(best)
        return tuple(chosen)


def _likeness(quote: Quoted, others: Iterable[Quoted]) -> float:
    """The largest share of words in common with one of the others, 0 to 1."""
    words = set(quote.text.lower().split())
    sets = [set(one.text.lower().split()) for one in others]
    return max((len(words & one) / max(1, len(words | one)) for one in sets), default=0.0)


class Tally:
    """What many conversations show, while they are being counted."""

    def __init__(self) -> None:
        self._graded = 0
        self._skills: dict[str, Counter[int]] = {}
        self._topics: dict[tuple[str, str], Topic] = {}
        self._came_up: Counter[tuple[str, str]] = Counter()
        self._short: Counter[tuple[str, str]] = Counter()
        self._signs: Counter[str] = Counter()
        self._critical: Counter[str] = Counter()
        self._quotes: dict[tuple[str, ...], Sample] = {}
        self._questions: set[str] = set()

    def add(self, digest: Digest) -> None:
        """Count one conversation."""
        self._graded += 1
        for title, level in digest.skills:
            if level is not None:
                self._skills.setdefault(title, Counter())[level] += 1
        for part in digest.parts:
            self._count_part(part)
        self._count_signs(self._signs, digest.signs)
        self._count_signs(self._critical, digest.critical)
        if digest.question and len(self._questions) < MOST_QUESTIONS:
            self._questions.add(digest.question)

    def _count_part(self, part: Part) -> None:
        key = (part.topic.rubric, part.topic.id)
        self._topics.setdefault(key, part.topic)
        self._came_up[key] += 1
        if part.level <= SHORT:
            self._short[key] += 1
            if part.quote:
                self._quotes.setdefault(key, Sample()).add(part.quote)

    def _count_signs(self, counted: Counter[str], signs: Iterable[Sign]) -> None:
        for sign in signs:
            counted[sign.kind] += 1
            self._quotes.setdefault((sign.kind,), Sample()).add(Quoted(sign.words))

    def overview(self) -> Overview:
        """What there is to tell so far."""
        return Overview(
            self._graded,
            tuple((title, tuple(levels[one] for one in range(5))) for title, levels in sorted(self._skills.items())),
            self._missing(),
            self._happened(self._signs),
            self._happened(self._critical),
            tuple(sorted(self._questions)),
        )

    def _missing(self) -> tuple[Missing, ...]:
        """By share, where there are enough for one; a share of one or two conversations says nothing."""
        least = LEAST_COUNTED if self._graded >= LEAST_COUNTED else 1
        enough = [key for key in self._short if self._came_up[key] >= least]
        often = [key for key in enough if self._short[key] >= OFTEN * self._came_up[key]]
        often.sort(key=lambda key: (-self._short[key] / self._came_up[key], -self._short[key], key))
        return tuple(
            Missing(self._topics[key], self._short[key], self._came_up[key], self._sample(key))
            for key in often[:MOST_MISSING]
        )

    def _happened(self, counted: Counter[str]) -> tuple[Happened, ...]:
        ranked = sorted(counted, key=lambda kind: (-counted[kind], kind))
        return tuple(Happened(kind, counted[kind], self._sample((kind,))) for kind in ranked)

    def _sample(self, key: tuple[str, ...]) -> tuple[Quoted, ...]:
        found = self._quotes.get(key)
        return found.varied() if found else ()
