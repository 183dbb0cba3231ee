"""A scene made ready to hold sentences against it: what is known, what the customer does, which words count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import tomli

from roleplay.domain.customer import Act
from roleplay.voice.scene import Hearing, Scene

PLEASED: frozenset[Act] = frozenset(("thank", "confirm", "soften"))
"""What a customer does who is content."""
GOING: frozenset[Act] = frozenset(("leave", "notice", "ultimatum"))
"""What a customer does who goes, or is about to."""
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*", re.UNICODE)

CURLY = str.maketrans("\u2019\u2018\u201c\u201d", "''\"\"")


@dataclass(frozen=True)
class Moment:
    """A scene, ready to have sentences held against it."""

    scene: Scene
    hearing: Hearing
    is_guided: bool
    """The line is only reworded, so that next to nothing in it can be new."""

    @cached_property
    def line(self) -> str:
        """The built-in line, as phrases are looked for."""
        return plain(self.scene.line)

    @cached_property
    def known(self) -> str:
        """All that a customer may repeat; what the trainee has said is only there where a model has seen it."""
        return plain("\n".join((*self.scene.own, *self._heard)))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Its words of meaning."""
        return frozenset().union(*(self.hearing.words(text) for text in (*self.scene.own, *self._heard)))

    @cached_property
    def line_moves(self) -> frozenset[str]:
        """What the built-in line would be, said from behind the desk: a customer may sound like it too."""
        return self.hearing.moves(self.scene.line)

    @cached_property
    def line_acts(self) -> frozenset[Act]:
        """What the customer does, as chosen and as it is understood."""
        return self.scene.acts | self.hearing.acts(self.scene.line)

    @cached_property
    def events(self) -> frozenset[str]:
        """What has happened, in this trade, in the form of words of meaning."""
        return self.hearing.words(" ".join(sorted(kinds_of_words()["events"])))

    @property
    def is_pleased(self) -> bool:
        """The customer has reason to be content in this moment."""
        ends = self.scene.directive.ends
        kinds = {one.id: one.kind for one in self.scene.scenario.endings}
        won = ends is not None and kinds.get(ends, ends) in ("resolved", "partial")
        accepts = any(part.act == "react_offer" and part.tone == "accept" for part, _ in self.scene.lines)
        return won or accepts or bool(self.scene.acts & PLEASED)

    @property
    def _heard(self) -> tuple[str, ...]:
        return () if self.is_guided else self.scene.replies


@cache
def _document() -> dict[str, dict[str, object]]:
    return tomli.loads(files(__package__).joinpath("guards.toml").read_text("utf-8"))


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """What no customer says, by what is wrong with it, as phrases are looked for."""
    found: dict[str, Iterable[str]] = _document()["phrases"]  # type: ignore[assignment]
    return {kind: tuple(map(plain, own)) for kind, own in found.items()}


@cache
def kinds_of_words() -> dict[str, frozenset[str]]:
    """Words that are claims, by what they claim."""
    return {kind: frozenset(map(singular, str(words).split())) for kind, words in _document()["words"].items()}


def plain(text: str) -> str:
    """Lower case, words with one space around each of them, so that a phrase never begins inside a word."""
    return f" {' '.join(WORD.findall(text.translate(CURLY).lower()))} "


def singular(word: str) -> str:
    """The word without the s of a plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
