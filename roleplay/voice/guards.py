"""Guards: why a sentence that a model has written must not be seen. Each looks at one thing; all are in one table.

The built-in line of the same moment is the measure: what it does, claims or threatens a model may do, claim or
threaten too, and nothing beyond it. A sentence too many is lost easily; one too few costs a person their trust.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import tomli

from roleplay.domain.customer import Act, Part
from roleplay.domain.text import clean
from roleplay.voice.scene import Hearing, Scene

LONGEST = 45
"""Words of a sentence; people in a chat write less."""
MOST_WORDS, TIMES_THE_LINE = 40, 3
"""Words of all that is said: so many, or so many times those of the built-in line."""
STRANGE = 0.67
"""Share of a sentence's words of meaning that may be new where a line is only to be reworded."""
MOST_NEW = 4
"""So many of them may be new in any case."""
DESK: frozenset[str] = frozenset(
    ("offer_solution", "offer_option", "commit_next_step", "verify_identity", "apologise", "acknowledge", "take_ownership")
    + ("reassure", "warm_handover", "boilerplate", "set_limit", "boundary")
)
"""Moves of somebody behind the desk."""
PLEASED: frozenset[Act] = frozenset(("thank", "confirm", "soften"))
"""What a customer does who is content."""
GOING: frozenset[Act] = frozenset(("leave", "notice", "ultimatum"))
"""What a customer does who goes, or is about to."""

_MARKUP = re.compile(r"[<>{}\[\]*_#`|\\@]|https?:|www\.|\(\s*(?:sigh|pause|angr|laugh|smil|frustrat)|\.(?:com|org|net)\b")
_LABEL = re.compile(
    r"^\W*(?:the )?(?:customer|agent|assistant|user|system|line|mood|note|output|response|answer|reply|rewording|reworded"
    r"|rewritten|direction|actor|sure|me|you)\b[^.!?]{0,30}:",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_MINE = re.compile(r"\b(?:my|our)\s+(?:own\s+|new\s+|old\s+|poor\s+|dear\s+)?([^\W\d_]+)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[^\W_][\s,;:]\s)(?:[A-Z][a-z]+)|(?<=[^\W_]\s)[A-Z][a-z]+")
_CURLY = str.maketrans("\u2019\u2018\u201c\u201d", "''\"\"")


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
        return _plain(self.scene.line)

    @cached_property
    def known(self) -> str:
        """All that a customer may repeat; what the trainee has said is only there where a model has seen it."""
        return _plain("\n".join((*self.scene.own, *self._heard)))

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
        return self.hearing.words(" ".join(sorted(_words()["events"])))

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


Guard = Callable[[str, Moment], bool]


def objection(sentence: str, so_far: str, moment: Moment) -> str | None:
    """Why this sentence must not be seen after what was said so far; None if it may."""
    if any(guard(sentence, moment) for guard in (_acts_on_terminals, _is_markup)):
        return "it was not plain speech"
    if len(_WORD.findall(f"{so_far} {sentence}")) > max(MOST_WORDS, TIMES_THE_LINE * len(_WORD.findall(moment.line))):
        return "it was too long"
    return next((why for guard, why in GUARDS if guard(sentence, moment)), None)


def _acts_on_terminals(sentence: str, moment: Moment) -> bool:
    return clean(sentence) != sentence.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)


def _is_markup(sentence: str, moment: Moment) -> bool:
    allowed = moment.scene.line
    named = sentence.lower().startswith(f"{moment.scene.scenario.customer.name.lower()}:")
    labelled = named or (bool(_LABEL.match(sentence)) and not _LABEL.match(allowed))
    return labelled or any(mark.group() not in allowed for mark in _MARKUP.finditer(sentence))


def _is_nothing(sentence: str, moment: Moment) -> bool:
    return not any(letter.isalpha() for letter in sentence)


def _is_long(sentence: str, moment: Moment) -> bool:
    return len(_WORD.findall(sentence)) > LONGEST


def _is_foreign(sentence: str, moment: Moment) -> bool:
    """Written in letters that nothing in the case is written in."""
    return any(ord(letter) > 0x24F and letter.isalpha() and letter not in moment.known for letter in sentence.lower())


def _says(*kinds: str) -> Guard:
    def says(sentence: str, moment: Moment) -> bool:
        plain = _plain(sentence)
        return any(one in plain and one not in moment.line for kind in kinds for one in _phrases()[kind])

    return says


def _is_at_the_desk(sentence: str, moment: Moment) -> bool:
    return bool((moment.hearing.moves(sentence) & DESK) - moment.line_moves)


def _is_pleased(sentence: str, moment: Moment) -> bool:
    if moment.is_pleased:
        return False
    return _says("content")(sentence, moment) or bool((moment.hearing.acts(sentence) & PLEASED) - moment.line_acts)


def _goes(sentence: str, moment: Moment) -> bool:
    if moment.scene.acts & GOING:
        return False
    return _says("going")(sentence, moment) or bool((moment.hearing.acts(sentence) & GOING) - moment.line_acts)


def _threatens(sentence: str, moment: Moment) -> bool:
    return _says("threat")(sentence, moment)


def _swears(sentence: str, moment: Moment) -> bool:
    return _says("abuse")(sentence, moment)


def _tells_too_much(sentence: str, moment: Moment) -> bool:
    return not moment.hearing.facts(sentence) <= set(moment.scene.directive.facts)


def _invents_numbers(sentence: str, moment: Moment) -> bool:
    """Digits, dates, days and numbers in words: each has to have been spoken of."""
    digits = {one for one in _NUMBER.findall(sentence)} - set(_NUMBER.findall(moment.known))
    counted = _words()["numbers"] | _words()["times"]
    said = {_singular(word) for word in _plain(sentence).split()} & counted
    return bool(digits or said - {_singular(word) for word in moment.known.split()})


def _invents_names(sentence: str, moment: Moment) -> bool:
    known = set(moment.known.split())
    return any(_plain(name).strip() not in known for name in _NAME.findall(sentence.translate(_CURLY)))


def _invents_things(sentence: str, moment: Moment) -> bool:
    """Something of the customer's own, or something that happened, of which nobody has spoken."""
    owned = {word.lower() for word in _MINE.findall(sentence)} - _words()["possessed"]
    spoken = {_singular(word) for word in moment.known.split()}
    if {_singular(word) for word in owned} - spoken:
        return True
    return bool((moment.hearing.words(sentence) - moment.known_words) & moment.events)


def _strays(sentence: str, moment: Moment) -> bool:
    """Most of it has nothing to do with the line that was to be reworded."""
    if not moment.is_guided:
        return False
    words = moment.hearing.words(sentence)
    new = words - moment.known_words
    return len(new) > MOST_NEW and len(new) > STRANGE * len(words)


GUARDS: tuple[tuple[Guard, str], ...] = (
    (_is_nothing, "it said nothing"),
    (_is_foreign, "it was in another language"),
    (_says("prompt"), "it spoke of its instructions"),
    (_says("agent"), "it spoke as the agent"),
    (_says("blame"), "it took the blame"),
    (_is_pleased, "it was content too early"),
    (_goes, "it went too early"),
    (_threatens, "it threatened"),
    (_swears, "it swore"),
    (_tells_too_much, "it told what nobody had asked for yet"),
    (_invents_numbers, "it invented a number or a date"),
    (_invents_names, "it invented a name"),
    (_invents_things, "it invented something"),
    (_is_at_the_desk, "it spoke as the agent"),
    (_is_long, "a sentence was too long"),
    (_strays, "it went astray"),
)
"""What is looked for, and how it is told. A new guard is one row."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said, and what is heard in it."""

    text: str
    facts: frozenset[str]
    words: frozenset[str]
    acts: frozenset[Act]


def unsaid(text: str, moment: Moment) -> tuple[str, ...]:
    """Of the built-in words those that this text does not bring across: facts, questions, and how an offer is met."""
    told = Told(text, moment.hearing.facts(text), moment.hearing.words(text), moment.hearing.acts(text))
    return tuple(line for part, line in moment.scene.lines if not _is_carried(part, line, told, moment.hearing))


_NEEDED: dict[Act, float] = {
    "reveal": 0.5,
    "answer": 0.4,
    "unknown": 0.2,
    "correct_you": 0.5,
    "repeat": 0.2,
    "ask": 0.2,
    "ask_back": 0.2,
    "react_offer": 0.3,
    "demand_supervisor": 0.3,
    "ultimatum": 0.3,
    "notice": 0.3,
    "confirm": 0.3,
    "leave": 0.3,
}
"""What has to come across, because the conversation goes on from it: the least share of the built-in words of
meaning that has to be there where nothing else shows it. The rest of what a customer does may be said in any way."""
_SHOWN_BY: dict[Act, frozenset[Act]] = {
    "notice": GOING,
    "leave": frozenset(("leave",)),
    "ultimatum": frozenset(("ultimatum", "notice")),
    "demand_supervisor": frozenset(("demand_supervisor",)),
    "confirm": frozenset(("confirm", "thank")),
}
"""Acts in a model's words that show what the customer was to do."""


def _is_carried(part: Part, line: str, told: Told, hearing: Hearing) -> bool:
    act = part.act
    if act not in _NEEDED or told.acts & _SHOWN_BY.get(act, frozenset()):
        return True
    if act in ("reveal", "correct_you") and part.about in told.facts:
        return True
    if "?" in line and "?" not in told.text:
        return False
    wanted = hearing.words(line)
    return not wanted or len(wanted & told.words) >= max(1.0, _NEEDED[act] * len(wanted))


@cache
def _document() -> dict[str, dict[str, object]]:
    return tomli.loads(files(__package__).joinpath("guards.toml").read_text("utf-8"))


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    found: dict[str, Iterable[str]] = _document()["phrases"]  # type: ignore[assignment]
    return {kind: tuple(_plain(one) if one[-1] != ":" else one for one in phrases) for kind, phrases in found.items()}


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(_singular, str(words).split())) for kind, words in _document()["words"].items()}


def _plain(text: str) -> str:
    """Lower case, words with one space around each of them, so that a phrase never begins inside a word."""
    return f" {' '.join(_WORD.findall(text.translate(_CURLY).lower()))} "


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
