"""What many conversations show together: what was missing most often, and what the service itself makes happen.

There is nobody in it: no agent, no customer, no order of conversations.
"""

from dataclasses import dataclass
from typing import Literal

LEAST_COUNTED = 5
"""Conversations from which totals and shares are told: with fewer, a figure points at a person."""

SignKind = Literal[
    "repeated", "supervisor", "threatened", "left_open", "passed_on", "promised", "asked_again", "blamed", "cause"
]
"""What a conversation shows of the service behind it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words from one conversation, without names."""

    text: str
    reply: Literal["", "first", "last"] = ""
    """The words are this whole reply, for where something was missing there is nothing else to quote."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A criterion in the words that a training can use."""

    rubric: str
    id: str
    skill: str
    """The rubric's title."""
    title: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion as it came out in one conversation, read with confidence."""

    topic: Topic
    level: int
    """0 to 4."""
    quote: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a conversation shows, by the words that show it."""

    kind: str
    """A `SignKind`, or the id of a critical error."""
    words: str


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one conversation adds to the overview of many."""

    skills: tuple[tuple[str, int | None], ...]
    """The title and the level of each skill."""
    parts: tuple[Part, ...]
    signs: tuple[Sign, ...]
    critical: tuple[Sign, ...]
    question: str | None = None
    """What the case asks about the service."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A criterion that often fell short: how often, of how many times it came up, and words from conversations."""

    topic: Topic
    short: int
    came_up: int
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """A sign or a critical error: in how many conversations, and words from some of them."""

    kind: str
    count: int
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole of many conversations."""

    graded: int
    """Conversations."""
    skills: tuple[tuple[str, tuple[int, ...]], ...]
    """For each skill the number of conversations at level 0, 1, 2, 3 and 4."""
    missing: tuple[Missing, ...]
    """What fell short most often first."""
    signs: tuple[Happened, ...]
    critical: tuple[Happened, ...]
    questions: tuple[str, ...]
