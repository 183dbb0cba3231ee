"""The cue file as values: phrases by move, deeds by stage, and the words that belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import tomli

from roleplay.domain.reading import Stage
from roleplay.reader.phrases import Classes, Phrase, PhraseBook, Phrases, expanded, parse
from roleplay.reader.words import stem


@dataclass(frozen=True)
class Cue:
    """What a matched phrase says: this move, this sure, unless something else stands there too."""

    move: str
    confidence: float
    quality: float
    shade: str = ""
    only: Literal["question", "statement", "any"] = "any"
    whole: bool = False
    unless: tuple[Phrase, ...] = ()

    def vetoed(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase that takes the match back stands in the same clause."""
        return stands(self.unless, words)


@dataclass(frozen=True)
class Deed:
    """How far a matched phrase says the agent has got; `invented` is a deed no desk can do."""

    stage: Stage | Literal["invented"]
    unless: tuple[Phrase, ...] = ()


def stands(phrases: Iterable[Phrase], words: tuple[str, ...]) -> bool:
    """Whether any of the phrases stands anywhere in the words."""
    if isinstance(phrases, Phrases):
        return phrases.stand(words)
    return any(phrase.search(words) for phrase in phrases)


class Lexicon:
    """The rules' ear, parsed once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self.classes: Classes = {name: frozenset(text.split()) for name, text in document["classes"].items()}
        self.classes = {**self.classes, **_verb_forms(document["verbs"]["forms"])}

    @cached_property
    def moves(self) -> PhraseBook[Cue]:
        """Every phrase by which a move is known."""
        return PhraseBook(
            (phrase, cue)
            for entry in self._document["cues"]
            for cue in [self._cue(entry)]
            for phrase in self.phrases(entry["phrases"])
        )

    @cached_property
    def deeds(self) -> PhraseBook[Deed]:
        """Every phrase by which a deed and its stage are known."""
        return PhraseBook(
            (phrase, Deed(entry["stage"], self.phrases(entry.get("unless", ()))))
            for entry in self._document["deeds"]
            for phrase in self.phrases(entry["phrases"])
        )

    @cached_property
    def same(self) -> Classes:
        """Words that mean the same in a scenario's cues."""
        groups = [frozenset(group.split()) for group in self._document["same"]["groups"]]
        return {word: group for group in groups for word in group}

    @cached_property
    def steps(self) -> dict[str, Phrases]:
        """Phrases that make a step concrete, a no fair, or a question purposeful."""
        return {name: self.phrases(cues) for name, cues in self._document["steps"].items()}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that some phrase or class knows."""
        books = (self.moves.vocabulary(), self.deeds.vocabulary())
        steps = (word for phrases in self.steps.values() for phrase in phrases for word in phrase.vocabulary())
        return frozenset(word for words in (*books, steps, *self.classes.values()) for word in words)

    @cached_property
    def forbidden(self) -> tuple[tuple[tuple[Phrase, ...], tuple[Phrase, ...]], ...]:
        """What a sheet may forbid to promise, and the words that promise it."""
        return tuple((self.phrases(one["sheet"]), self.phrases(one["reply"])) for one in self._document["forbidden"])

    @cached_property
    def impact(self) -> tuple[Phrase, ...]:
        """What a customer says of what it means for them, whatever the case."""
        return self.phrases(self._document["impact"]["said"])

    @cached_property
    def danger(self) -> tuple[Phrase, ...]:
        """What a customer says who is in danger, whatever the case."""
        return self.phrases(self._document["danger"]["said"])

    @cached_property
    def safety(self) -> tuple[Phrase, ...]:
        """What a reply says that puts somebody's safety first."""
        return self.phrases(self._document["danger"]["met"])

    @cached_property
    def injection(self) -> tuple[Phrase, ...]:
        """Instructions to a grader."""
        return self.phrases(self._document["odd"]["injection"])

    @cached_property
    def fillers(self) -> frozenset[str]:
        """Words that say nothing by themselves."""
        return frozenset(self._document["odd"]["filler"].split())

    @cached_property
    def general(self) -> frozenset[str]:
        """Stems of words that any service conversation has: they make no sentence particular."""
        return frozenset(stem(word) for word in self._document["odd"]["general"].split())

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words that hold English sentences together."""
        return frozenset(self._document["odd"]["function"].split())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of every word that is known whatever the case."""
        return self.general | frozenset(stem(word) for word in self.vocabulary | self.function_words | self.fillers)

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Stems of words that any sentence may have: alone they name nothing of a case."""
        plain = self.function_words | self.fillers | self.classes["unnamed"]
        return self.general | frozenset(stem(word) for word in plain)

    def phrases(self, cues: Iterable[str]) -> Phrases:
        """Cues of this file as phrases."""
        return Phrases(parse(one, self.classes) for cue in cues for one in expanded(cue))

    def _cue(self, entry: dict[str, Any]) -> Cue:
        return Cue(
            entry["move"],
            entry["confidence"],
            entry["quality"],
            entry.get("shade", ""),
            entry.get("only", "any"),
            entry.get("whole", False),
            self.phrases(entry.get("unless", ())),
        )


def _verb_forms(forms: str) -> Classes:
    """The classes {do}, {doing} and {done} from the table of verbs."""
    verbs = [verb.split() for verb in forms.split(";")]
    return {
        "do": frozenset(verb[0] for verb in verbs),
        "doing": frozenset(verb[1] for verb in verbs),
        "done": frozenset(form for verb in verbs for form in verb[2:]),
    }


@cache
def lexicon() -> Lexicon:
    """The shipped cues, read once per process."""
    return Lexicon(tomli.loads(files(__package__).joinpath("cues.toml").read_text("utf-8")))
