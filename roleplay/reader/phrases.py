"""Cues: plain phrases, matched word by word.

`word*` stands for any ending, `a|b` for either, `(a b|c)` for options of several words, a lone `*`
for up to three words in between, `^` for the beginning of a clause and `$` for its end, `{name}` for
any word of a named class; everything else is the folded word itself, so that "3 march" also finds
"03/03". Matching takes time in proportion to the reply: gaps are bounded, and a phrase is tried only
where one of its words stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from roleplay.reader.words import tokens

LONGEST_GAP = 3
"""Words that a lone `*` may stand for."""

LEAD_INS = frozenset(["and", "or", "but", "so", "okay", "just", "now", "then", "yes", "well", "because"])
"""Small words with which a clause may begin before what it says."""

Payload = TypeVar("Payload")
Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: whole words and beginnings that fit, or a gap when both are empty."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether it stands for up to three words."""
        return not self.words and not self.beginnings

    def fits(self, word: str) -> bool:
        """Whether a folded word can stand here."""
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue ready for matching."""

    elements: tuple[Element, ...]
    text: str
    at_start: bool = False
    """It stands only where a clause begins, after small words at most."""
    at_end: bool = False
    """It stands only where a clause ends."""

    def match(self, words: tuple[str, ...], at: int) -> int:
        """The end of the phrase when it begins at word `at`, or -1."""
        if self.at_start and not LEAD_INS.issuperset(words[:at]):
            return -1
        return _match(self.elements, 0, words, at, self.at_end)

    def search(self, words: tuple[str, ...]) -> tuple[int, int] | None:
        """Where it stands first: (from, to). A phrase without words stands nowhere."""
        for begins in self.elements[:1]:
            for at, word in enumerate(words):
                if begins.fits(word) and (end := self.match(words, at)) >= 0:
                    return at, end
        return None

    def vocabulary(self) -> Iterator[str]:
        """The whole words it knows, for reading typing errors."""
        for element in self.elements:
            yield from element.words
            yield from element.beginnings


def _match(elements: tuple[Element, ...], index: int, words: tuple[str, ...], at: int, to_end: bool) -> int:
    while index < len(elements):
        element = elements[index]
        if element.is_gap:
            ends = (_match(elements, index + 1, words, at + skip, to_end) for skip in range(LONGEST_GAP + 1))
            return next((end for end in ends if end >= 0), -1)
        if at >= len(words) or not element.fits(words[at]):
            return -1
        index, at = index + 1, at + 1
    return at if not to_end or at == len(words) else -1


def expanded(cue: str) -> list[str]:
    """A cue with options of several words in parentheses, as one cue for each of them."""
    head, opened, rest = cue.partition("(")
    inner, closed, tail = rest.partition(")")
    if not opened or not closed:
        return [cue]
    return [whole for option in inner.split("|") for whole in expanded(f"{head}{option.strip()}{tail}")]


def parse(cue: str, classes: Classes | None = None, same: Classes | None = None) -> Phrase:
    """A cue as a phrase; `same` widens a word to those that mean the same."""
    elements: list[Element] = []
    plain: list[str] = []
    at_start, at_end = cue.startswith("^ "), cue.endswith(" $")
    for piece in [*cue.lower().removeprefix("^ ").removesuffix(" $").split(), ""]:
        if piece and not set(piece) & set("*|{"):
            plain.append(piece)
            continue
        elements += [_word(token.word, same) for token in tokens(" ".join(plain)) if not token.mark]
        plain = []
        if piece:
            elements.append(_element(piece, classes or {}, same))
    while elements and elements[0].is_gap:
        elements.pop(0)
    while elements and elements[-1].is_gap:
        elements.pop()
    return Phrase(tuple(elements), cue, at_start, at_end)


def _word(word: str, same: Classes | None) -> Element:
    return Element(frozenset({word}) | (same or {}).get(word, frozenset()))


def _element(piece: str, classes: Classes, same: Classes | None) -> Element:
    words: set[str] = set()
    beginnings: list[str] = []
    for option in piece.split("|"):
        if option.startswith("{") and option.endswith("}"):
            for word in classes.get(option[1:-1], frozenset()):
                (beginnings.append(word[:-1]) if word.endswith("*") else words.add(word))
        elif option.endswith("*") and len(option) > 1:
            beginnings.append(option[:-1])
        elif option.strip("*"):
            words |= _word("".join(token.word for token in tokens(option)[:1]) or option, same).words
    return Element(frozenset(words), tuple(beginnings))


class PhraseBook(Generic[Payload]):
    """Many phrases, found together: each is tried only where the rarest of its words begins."""

    def __init__(self, entries: Iterable[tuple[Phrase, Payload]]) -> None:
        self._by_start: dict[str, list[tuple[Phrase, Payload]]] = defaultdict(list)
        for phrase, payload in entries:
            anchor = max((one for one in phrase.elements if not one.is_gap), key=_rarity, default=Element())
            for start in {word[:3] for word in anchor.words} | {word[:3] for word in anchor.beginnings}:
                self._by_start[start].append((phrase, payload))

    def vocabulary(self) -> Iterator[str]:
        """Every word its phrases know."""
        for entries in self._by_start.values():
            for phrase, _ in entries:
                yield from phrase.vocabulary()

    def find(self, words: tuple[str, ...]) -> Iterator[tuple[int, int, Phrase, Payload]]:
        """Every phrase that stands in these words, at its first place: (from, to, phrase, payload)."""
        starts = dict.fromkeys(word[:size] for word in words for size in (3, 2, 1) if len(word) >= size)
        tried: set[int] = set()
        for start in starts:
            for phrase, payload in self._by_start.get(start, ()):
                if id(phrase) in tried:
                    continue
                tried.add(id(phrase))
                if place := phrase.search(words):
                    yield *place, phrase, payload


class Phrases(tuple[Phrase, ...]):
    """Phrases of which any will do, found together."""

    @cached_property
    def _book(self) -> PhraseBook[None]:
        return PhraseBook((phrase, None) for phrase in self)

    def stand(self, words: tuple[str, ...]) -> bool:
        """Whether any of them stands anywhere in the words."""
        return next(self._book.find(words), None) is not None

    @cached_property
    def _by_first(self) -> dict[str, list[Phrase]]:
        firsts: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in self:
            first = phrase.elements[0]
            for start in {word[:3] for word in (*first.words, *first.beginnings)}:
                firsts[start].append(phrase)
        return firsts

    def begin(self, words: tuple[str, ...]) -> bool:
        """Whether the words begin with any of them."""
        first = words[0] if words else ""
        starts = dict.fromkeys(first[:size] for size in (3, 2, 1) if len(first) >= size)
        return any(phrase.match(words, 0) >= 0 for start in starts for phrase in self._by_first.get(start, ()))


def _rarity(element: Element) -> tuple[int, int]:
    options = [*element.words, *element.beginnings]
    return -len(options), min(map(len, options), default=0)
