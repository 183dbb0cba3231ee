"""The customer's words from authored lines: the scenario's own first, generic ones where it has none.

A line is chosen by hash, so that the same seed says the same words on every machine, and no line is
said twice in a conversation while another fits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import tomli

from roleplay.domain.customer import BANDS, Act, Band, Directive, Part, Tone
from roleplay.domain.scenario import Line, Scenario

SLOT = re.compile(r"\{(want|fact|offer|wrong|right)\}")
"""Words a line may ask for; anything else in braces is shown as it stands."""
OWN = "own"
"""Where a line comes from, in its key: the scenario."""
MOST_SHELVES = 64
"""Scenarios whose lines are kept sorted."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the customer says, and the keys of the lines it was said with."""

    lines: tuple[tuple[Part, str], ...]
    """What they do, each with the words for it."""
    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(words for _, words in self.lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """One variant of one line; the key names it for good within a conversation."""

    key: str
    line: Line
    text: str
    slots: frozenset[str]
    """Words it needs."""


def speak(scenario: Scenario, directive: Directive, seed: int, turn: int, said: tuple[str, ...]) -> Spoken:
    """The directive in words; `said` are the keys of lines already used in this conversation."""
    found = [(choice, part) for choice, part in chosen(scenario, directive, seed, turn, said) if choice is not None]
    return Spoken(
        tuple((part, _filled(choice.text, part)) for choice, part in found), tuple(choice.key for choice, _ in found)
    )


def chosen(
    scenario: Scenario, directive: Directive, seed: int, turn: int, said: tuple[str, ...]
) -> list[tuple[Choice | None, Part]]:
    """The line for each part of the directive, not yet put into words; None where there is none for it."""
    keys = list(said)
    found: list[tuple[Choice | None, Part]] = []
    for number, part in enumerate(directive.parts):
        choice = _choose(scenario, part, directive.band, f"{seed}:{turn}:{number}:{part.act}", keys)
        found.append((choice, part))
        if choice is not None:
            keys.append(choice.key)
    return found


def own_line(key: str) -> tuple[int, int] | None:
    """Which of the scenario's own lines a key names, and which variant of it; None for a generic line."""
    source, line, variant = key.split(":")
    return (int(line), int(variant)) if source == OWN else None


def is_authored(scenario: Scenario, text: str) -> bool:
    """Whether these are words of the case itself: at least half of the sentences stand in its lines or generic ones."""
    own = [one for line in (*scenario.lines, *generic_lines()) for one in line.text]
    own += [fact.say for fact in scenario.facts if fact.say]
    sentences = _SENTENCE.split(text.strip())
    return 2 * sum(any(sentence in one for one in own) for sentence in sentences) >= len(sentences)


@cache
def generic_lines() -> tuple[Line, ...]:
    """The lines that fit any case, shipped with the voice."""
    document = tomli.loads(files(__package__).joinpath("generic.toml").read_text("utf-8"))
    return tuple(Line.model_validate(line) for line in document["lines"])


def _choose(scenario: Scenario, part: Part, band: Band, draw: str, said: Sequence[str]) -> Choice | None:
    """The first pool with an unused line decides; when all are used, the line said longest ago."""
    used, first = set(said), None
    for pool in _pools(scenario, part, band):
        if not pool:
            continue
        first = first or pool
        fresh = [choice for choice in pool if choice.key not in used]
        if fresh:
            return fresh[int.from_bytes(sha256(draw.encode()).digest()[:8], "big") % len(fresh)]
    last_said = {key: index for index, key in enumerate(said)}
    return min(first, key=lambda choice: last_said[choice.key]) if first else None


def _pools(scenario: Scenario, part: Part, band: Band) -> Iterator[list[Choice]]:
    """Lines that fit, from the most particular to the most general; another mood's only as a last resort."""
    own = _fitting(_shelf(scenario), part)
    generic = _fitting(_generic_shelf(), part)
    kind = next((one.kind for one in scenario.endings if one.id == part.about), part.about)
    ladder = [(own, part.about), (own, kind), (generic, part.about), (generic, kind), (own, None), (generic, None)]
    for choices, about in ladder:
        fits = [one for one in choices if one.line.about == about and (not one.line.band or band in one.line.band)]
        for style in (scenario.customer.style, None):
            yield [one for one in fits if one.line.style == style]
    for near in sorted(BANDS, key=lambda other: abs(BANDS.index(other) - BANDS.index(band))):
        yield [one for one in (*own, *generic) if one.line.about in (part.about, kind, None) and near in one.line.band]


Shelf = dict[tuple[Act, Tone | None], tuple[Choice, ...]]
"""Choices by what they are for, each in the order of its file."""


def _fitting(shelf: Shelf, part: Part) -> list[Choice]:
    """Variants for this act and tone whose slots can be filled."""
    filled = {name for name, value in part.slots if value}
    shelved = shelf.get((part.act, part.tone), ())
    return [choice for choice in shelved if not choice.slots or filled.issuperset(choice.slots)]


def _shelved(source: str, lines: Sequence[Line]) -> Shelf:
    shelf: dict[tuple[Act, Tone | None], list[Choice]] = {}
    for index, line in enumerate(lines):
        shelf.setdefault((line.act, line.tone), []).extend(
            Choice(f"{source}:{index}:{variant}", line, text, frozenset(SLOT.findall(text)))
            for variant, text in enumerate(line.text)
        )
    return {what: tuple(choices) for what, choices in shelf.items()}


@cache
def _generic_shelf() -> Shelf:
    return _shelved("any", generic_lines())


_SHELVES: dict[int, tuple[Scenario, Shelf]] = {}


def _shelf(scenario: Scenario) -> Shelf:
    """The scenario's own lines, sorted once for as long as it is in use."""
    known = _SHELVES.get(id(scenario))
    if known is None or known[0] is not scenario:
        if len(_SHELVES) > MOST_SHELVES:
            _SHELVES.clear()
        known = _SHELVES[id(scenario)] = (scenario, _shelved(OWN, scenario.lines))
    return known[1]


def _filled(text: str, part: Part) -> str:
    """The words put in literally, in one pass: what a trainee typed is never a template."""
    values = dict(part.slots)

    def word(match: re.Match[str]) -> str:
        value = values[match.group(1)]
        begins = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "!", "?"))
        return value[0].upper() + value[1:] if begins else value

    return SLOT.sub(word, text)
