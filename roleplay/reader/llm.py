"""A reply read by a language model beside the built-in reader: moves with verbatim quotes, checked here.

It is asked more than once, each time with the labels in another order, until most of the answers agree. What it
says is a proposal to the reader, which grounds and weighs it; where it fails, the built-in reading stands.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import tomli
from pydantic import Field, StringConstraints

from roleplay.domain.moves import MOVES, MoveName
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.domain.transcript import Turn
from roleplay.domain.value import Value
from roleplay.llm import Ask, Message, Model, remembered
from roleplay.reader.proposals import Proposal

SAMPLES = 3
"""The most that a reply is read; two that agree are enough."""
MOST_MOVES = 12
LONGEST_QUOTE = 200
MOST_TOKENS = 700
SURE, LIKELY = 0.8, 0.65
"""Confidence in a move that all samples heard, and in one that most of them did."""
LAST_TURNS = 4
"""Turns before the reply that are shown."""
BY_HISTORY = frozenset(("repeat_question", "ignore_question", "interrogate"))
"""Moves that follow from the conversation and are found by counting."""

Quote = Annotated[str, StringConstraints(max_length=LONGEST_QUOTE)]


class Labelled(Value):
    """A label and the words that earn it."""

    move: MoveName
    quote: Quote


class Labels(Value):
    """All labels of a reply."""

    moves: Annotated[tuple[Labelled, ...], Field(max_length=MOST_MOVES)]


async def proposals(model: Model, text: str, history: tuple[Turn, ...], most: int = SAMPLES) -> tuple[Proposal, ...]:
    """The moves that most of at most so many samples have heard in a cleaned reply; a ModelFault if the model fails."""
    samples: list[frozenset[tuple[str, int, int]]] = []
    for number in range(most):
        labels = await remembered(model, _ask(text, history, number), Labels)
        samples.append(_placed(labels, text))
        if len(samples) == 2 and _kinds(samples[0]) == _kinds(samples[1]):
            break
    votes = Counter(kind for sample in samples for kind in _kinds(sample))
    return tuple(
        Proposal(kind, start, end, SURE if votes[kind] == len(samples) else LIKELY)
        for kind, start, end in sorted(set().union(*samples), key=lambda one: (one[1], one[2], one[0]))
        if 2 * votes[kind] > len(samples)
    )


def passport(model: str) -> str:
    """Which model reads, and by which version of the prompt."""
    fixed = json.dumps([_texts(), _labels(0)], sort_keys=True)
    return f"reader: {model}, {hashlib.sha256(fixed.encode()).hexdigest()[:8]}"


def _placed(labels: Labels, text: str) -> frozenset[tuple[str, int, int]]:
    """The labels whose words really stand in the reply, each with its place."""
    found: set[tuple[str, int, int]] = set()
    for one in labels.moves:
        quote = one.quote.strip().strip('"\u201c\u201d')
        start = text.find(quote) if quote else -1
        if start < 0:
            start = text.lower().find(quote.lower()) if quote and len(text.lower()) == len(text) else -1
        if start >= 0 and one.move not in BY_HISTORY:
            found.add((one.move, start, start + len(quote)))
    return frozenset(found)


def _kinds(sample: frozenset[tuple[str, int, int]]) -> frozenset[str]:
    return frozenset(kind for kind, _, _ in sample)


def _ask(text: str, history: tuple[Turn, ...], number: int) -> Ask:
    messages = [Message("system", _texts()["task"].replace("{labels}", _labels(number)).strip())]
    for one in _texts()["examples"]:
        messages += (
            Message("user", _case([("customer", one["customer"])], one["reply"])),
            Message("assistant", json.dumps({"moves": one["moves"]})),
        )
    before = [(turn.role, turn.content[:LONGEST_REPLY_READ]) for turn in history[-LAST_TURNS:]]
    messages.append(Message("user", _case(before, text[:LONGEST_REPLY_READ])))
    return Ask(tuple(messages), MOST_TOKENS, 0.0)


def _case(before: Sequence[tuple[str, str]], reply: str) -> str:
    return json.dumps({"before": [{who: said} for who, said in before], "reply": reply}, ensure_ascii=False)


@cache
def _labels(number: int) -> str:
    """The codebook as a list, each sample's in another order: what stands first is found too easily."""
    rows = [f"- {one.id}: {one.gloss}. As in: {one.example}" for one in MOVES.values() if one.id not in BY_HISTORY]
    at = number * len(rows) // SAMPLES
    return "\n".join(rows[at:] + rows[:at])


@cache
def _texts() -> dict[str, Any]:
    return tomli.loads(files(__package__).joinpath("prompts.toml").read_text("utf-8"))
