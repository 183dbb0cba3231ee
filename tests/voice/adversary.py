"""A model that means no good: what it says in a moment, and whether any of it came through."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roleplay.domain.customer import Directive, State
from roleplay.domain.scenario import Fact, Scenario
from roleplay.voice.scene import Scene

MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
CURLY = str.maketrans("\u2019\u2018\u201c\u201d", "''\"\"")
FITS_WITH = {
    "agrees": {"thank", "confirm", "soften", "react_offer", "leave"},
    "thanks": {"thank", "confirm", "soften", "react_offer", "leave"},
    "leaves": {"leave", "notice", "ultimatum", "thank", "confirm"},
    "threat": {"threaten", "ultimatum", "notice", "leave", "demand_supervisor"},
}
"""What a customer may be doing for whom such a line is none that is wrong."""
HOW = ("alone", "after", "before", "between")


@dataclass(frozen=True)
class Bad:
    """A line that must not be shown, and the words by which it would be known."""

    kind: str
    text: str
    fragments: tuple[str, ...]


def filled(kind: str, line: str, tables: Mapping[str, tuple[str, ...]], chance: random.Random) -> Bad:
    """A line with its words put in, and the bad part found."""
    for name, words in tables.items():
        line = line.replace(f"{{{name}}}", chance.choice(words))
    text = MARKED.sub(r"\1", line)
    marked = tuple(MARKED.findall(line))
    return Bad(kind, text, marked or ((text,) if text.strip(" .?\n\t") else ()))


def every_line(table: Any, chance: random.Random) -> list[Bad]:
    """Each line of a table once, in an order of chance."""
    found = [filled(kind, line, table.TABLES, chance) for kind, lines in table.LINES.items() for line in lines]
    chance.shuffle(found)
    return found


def hidden(scenario: Scenario, state: State, directive: Directive) -> Iterator[Bad]:
    """What would tell a fact that is not out yet."""
    for fact in scenario.facts:
        if fact.id not in state.told and fact.id not in directive.facts:
            for text in told_by(fact):
                yield Bad("hidden", text if text.endswith((".", "?", "!")) else f"It's {text}.", (text.rstrip("."),))


def told_by(fact: Fact) -> tuple[str, ...]:
    """Texts that tell a fact, each long enough to be known again."""
    plain = (fact.value, fact.say or "", *(one for one in fact.aliases if not re.search(r"[*|()]", one)))
    return tuple(one for one in plain if len(one.split()) >= 2)


def mixed(bad: Bad, line: str, how: str) -> str:
    """The line as a model says it: by itself, or with the built-in line round it."""
    good = line.strip()
    first, _, rest = good.partition(". ")
    match how:
        case "after":
            return f"{good} {bad.text}"
        case "before":
            return f"{bad.text} {good}"
        case "between":
            return f"{first}. {bad.text} {rest}"
    return bad.text


def bare(text: str) -> str:
    """As two texts are compared: lower case, straight quotes, single spaces."""
    return " ".join(text.translate(CURLY).lower().split())


def is_wrong_in(bad: Bad, scene: Scene) -> bool:
    """Whether the line is one that may not be said in this moment."""
    return not FITS_WITH.get(bad.kind, set()) & scene.acts and not scene.directive.ends


def came_through(bad: Bad, shown: str, allowed: str) -> str:
    """The bad part that was shown, or nothing; what the customer may say anyhow does not count."""
    text = shown if bad.kind == "escape" else bare(shown)
    for fragment in bad.fragments:
        part = fragment if bad.kind == "escape" else bare(fragment)
        if part and part in text and part not in bare(allowed):
            return fragment
    return ""


def line_in(body: dict[str, Any]) -> str:
    """The built-in line that a request asks to be said in other words."""
    for message in reversed(body["messages"]):
        content = str(message["content"])
        for mark in ("LINE: ", "In substance you say: "):
            if message["role"] == "user" and mark in content:
                return content.rpartition(mark)[2].strip().removesuffix("]")
    return ""
