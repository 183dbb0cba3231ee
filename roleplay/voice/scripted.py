"""The customer's words from authored lines: the scenario's own first, generic ones where it has none.

A line is chosen by hash, so that the same seed says the same words on every machine, and no line is
said twice in a conversation while another fits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import tomli

from roleplay.domain.customer import BANDS, Band, Directive, Part
from roleplay.domain.scenario import Line, Scenario

_SLOT = re.compile(r"\{(want|fact|offer|wrong|right)\}")
"""Words a line may ask for; anything else in braces is shown as it stands."""


_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the customer says, and the keys of the lines it was said with."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One variant of one line; the key names it for good within a conversation."""

    key: str
    line: Line
    text: str


def speak(scenario: Scenario, directive: Directive, seed: int, turn: int, said: tuple[str, ...]) -> Spoken:
    """The directive in words; `said` are the keys of lines already used in this conversation."""
    keys: list[str] = []
    words: list[str] = []
    for number, part in enumerate(directive.parts):
        draw = f"{seed}:{turn}:{number}:{part.act}"
        choice = _choose(scenario, part, directive.band, draw, (*said, *keys))
        if choice is not None:
            keys.append(choice.key)
            words.append(_filled(choice.text, part))
    return Spoken(" ".join(words), tuple(keys))


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


def _choose(scenario: Scenario, part: Part, band: Band, draw: str, said: tuple[str, ...]) -> _Choice | None:
    """The first pool with an unused line decides; when all are used, the line said longest ago."""
    pools = [pool for pool in _pools(scenario, part, band) if pool]
    for pool in pools:
        fresh = [choice for choice in pool if choice.key not in said]
        if fresh:
            return fresh[int.from_bytes(sha256(draw.encode()).digest()[:8], "big") % len(fresh)]
    last_said = {key: index for index, key in enumerate(said)}
    return min(pools[0], key=lambda choice: last_said[choice.key]) if pools else None


def _pools(scenario: Scenario, part: Part, band: Band) -> Iterator[list[_Choice]]:
    """Lines that fit, from the most particular to the most general; another mood's only as a last resort."""
    own = _fitting("own", scenario.lines, part)
    generic = _fitting("any", generic_lines(), part)
    kind = next((one.kind for one in scenario.endings if one.id == part.about), part.about)
    ladder = [(own, part.about), (own, kind), (generic, part.about), (generic, kind), (own, None), (generic, None)]
    for choices, about in ladder:
        fits = [one for one in choices if one.line.about == about and band in (one.line.band or (band,))]
        for style in (scenario.customer.style, None):
            yield [one for one in fits if one.line.style == style]
    for near in sorted(BANDS, key=lambda other: abs(BANDS.index(other) - BANDS.index(band))):
        yield [one for one in (*own, *generic) if one.line.about in (part.about, kind, None) and near in one.line.band]


def _fitting(source: str, lines: tuple[Line, ...], part: Part) -> list[_Choice]:
    """Variants for this act and tone whose slots can be filled."""
    filled = {name for name, value in part.slots if value}
    return [
        _Choice(f"{source}:{index}:{variant}", line, text)
        for index, line in enumerate(lines)
        if line.act == part.act and line.tone == part.tone
        for variant, text in enumerate(line.text)
        if filled.issuperset(_SLOT.findall(text))
    ]


def _filled(text: str, part: Part) -> str:
    """The words put in literally, in one pass: what a trainee typed is never a template."""
    values = dict(part.slots)

    def word(match: re.Match[str]) -> str:
        value = values[match.group(1)]
        begins = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "!", "?"))
        return value[0].upper() + value[1:] if begins else value

    return _SLOT.sub(word, text)
