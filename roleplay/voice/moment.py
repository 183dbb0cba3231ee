"""A scene made ready to hold sentences against it: what is known, what the customer does, which words count."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import product

import tomli

from roleplay.domain.customer import Act
from roleplay.voice.scene import Hearing, Scene
from roleplay.voice.scripted import generic_lines
from roleplay.voice.sentences import in_sentences

PLEASED: frozenset[Act] = frozenset(("thank", "confirm", "soften"))
"""What a customer does who is content."""
GOING: frozenset[Act] = frozenset(("leave", "notice", "ultimatum"))
"""What a customer does who goes, or is about to."""
PLAIN: frozenset[Act] = frozenset(
    ("open", "vent", "answer", "reveal", "unknown", "correct_you", "repeat", "ask", "ask_back", "press")
)
"""What any customer may do at any time: neither thanks nor threats, no yes and no farewell."""
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*", re.UNICODE)
NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?")

TELLING = 4
"""Words from which a sentence tells something."""

CURLY = str.maketrans("\u2019\u2018\u201c\u201d", "''\"\"")


@dataclass(frozen=True)
class Moment:
    """A scene, ready to have sentences held against it."""

    scene: Scene
    hearing: Hearing
    is_guided: bool
    """The line is only reworded, so that next to nothing in it can be new."""

    def prepare(self) -> None:
        """Work out beforehand what every sentence is held against, so that none waits for it."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def line(self) -> str:
        """The built-in line, as phrases are looked for."""
        return plain(self.scene.line)

    @cached_property
    def own(self) -> str:
        """All that is the customer's to say."""
        return plain("\n".join(self.scene.own))

    @cached_property
    def known(self) -> str:
        """All that a customer may repeat; what the trainee has said is only there where a model has seen it."""
        return plain("\n".join(self._spoken))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Its words of meaning."""
        return frozenset().union(*map(self.hearing.words, self._spoken))

    @cached_property
    def known_numbers(self) -> frozenset[str]:
        """Its numbers, as they are written."""
        return frozenset(number for text in self._spoken for number in NUMBER.findall(text))

    @cached_property
    def line_words(self) -> frozenset[str]:
        """The built-in line's words of meaning."""
        return self.hearing.words(self.scene.line)

    @cached_property
    def line_forms(self) -> frozenset[str]:
        """All of its words, without the s of a plural."""
        return frozenset(map(singular, self.line.split()))

    def news(self, text: str) -> frozenset[str]:
        """Words of meaning that are new in the conversation, and that customers don't have in every case."""
        usual = frozenset().union(*map(usual_words, PLAIN | self.scene.acts))
        words = {word for word in WORD.findall(text.translate(CURLY).lower()) if singular(word) not in usual}
        return frozenset(word for word in words if self.hearing.words(word) - self.known_words - self._everyday)

    @cached_property
    def line_moves(self) -> frozenset[str]:
        """What the built-in line would be, said from behind the desk: a customer may sound like it too."""
        return self.hearing.moves(self.scene.line)

    @cached_property
    def line_acts(self) -> frozenset[Act]:
        """What the customer does, as chosen and as it is understood."""
        return self.scene.acts | self.hearing.acts(self.scene.line)

    @cached_property
    def secrets(self) -> str:
        """What would tell a fact that is not out yet, in the case's own words."""
        hidden = {one.id for one in self.scene.scenario.facts} - set(self.scene.directive.facts)
        own = [one.say or "" for one in self.scene.scenario.facts if one.id in hidden]
        lines = (line for line in self.scene.scenario.lines if line.act == "reveal" and line.about in hidden)
        said = (one for text in (*own, *(text for line in lines for text in line.text)) for one in in_sentences(text))
        return " ".join(one for one in said if len(WORD.findall(one)) >= TELLING)

    @cached_property
    def secret_values(self) -> tuple[frozenset[str], ...]:
        """The words of meaning of each such fact, as far as they are not known."""
        facts = (one for one in self.scene.scenario.facts if one.id not in self.scene.directive.facts)
        values = (self.hearing.words(one.value) for one in facts)
        return tuple(words for words in values if len(words) > 1 and words - self.known_words)

    @cached_property
    def _everyday(self) -> frozenset[str]:
        return self.hearing.words(" ".join(sorted(kinds_of_words()["everyday"])))

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
    def _spoken(self) -> tuple[str, ...]:
        return self.scene.own if self.is_guided else (*self.scene.own, *self.scene.replies)


@cache
def _document() -> dict[str, dict[str, object]]:
    return tomli.loads(files(__package__).joinpath("guards.toml").read_text("utf-8"))


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """What no customer says, by what is wrong with it, as phrases are looked for."""
    found: dict[str, Iterable[str]] = _document()["phrases"]  # type: ignore[assignment]
    return {kind: tuple(plain(one) for each in own for one in _spelt_out(each)) for kind, own in found.items()}


def _spelt_out(phrase: str) -> list[str]:
    """Every phrase that one with choices in it stands for."""
    return [" ".join(words) for words in product(*(word.split("|") for word in phrase.split()))]


@cache
def kinds_of_words() -> dict[str, frozenset[str]]:
    """Words that are claims, by what they claim."""
    return {kind: frozenset(map(singular, str(words).split())) for kind, words in _document()["words"].items()}


@cache
def usual_words(act: Act) -> frozenset[str]:
    """Words of the lines that fit any case: whoever does this may say them and claims nothing by it."""
    texts = (text for line in generic_lines() if line.act == act for text in line.text)
    return frozenset(singular(word) for text in texts for word in WORD.findall(text.translate(CURLY).lower()))


def plain(text: str) -> str:
    """Lower case, words with one space around each of them, so that a phrase never begins inside a word."""
    return f" {' '.join(WORD.findall(text.translate(CURLY).lower()))} "


def singular(word: str) -> str:
    """The word without the s of a plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
