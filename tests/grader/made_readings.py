"""Hand-made readings: a reply is a list of sentences, each with the moves that are found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from roleplay.domain.customer import Directive, Mood, Part, State
from roleplay.domain.reading import NOWHERE, About, Features, Move, Reading, Span
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Finding, Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.formats.rubric import load_rubric
from roleplay.grader import grade

RUBRICS = Path(__file__).resolve().parents[2] / "rubrics"
NAMES = (
    "active-listening",
    "empathy",
    "resolution",
    "effective-communication",
    "conflict-resolution",
    "product-knowledge",
)
ALL: tuple[Rubric, ...] = tuple(load_rubric(RUBRICS / f"{name}.toml") for name in NAMES)


@dataclass(frozen=True)
class Found:
    """A move that is still to get its place in the text."""

    kind: str
    quality: float = 0.8
    confidence: float = 0.9
    about: About = NOWHERE


@dataclass(frozen=True)
class Sentence:
    words: str
    moves: tuple[Found, ...]


def found(kind: str, quality: float = 0.8, confidence: float = 0.9, **about) -> Found:
    about = {name: tuple(value) if isinstance(value, list) else value for name, value in about.items()}
    if "parts" in about:
        about["parts"] = frozenset(about["parts"].split())
    return Found(kind, quality, confidence, About(**about))


def says(words: str, *moves: Found | str) -> Sentence:
    return Sentence(words, tuple(found(move) if isinstance(move, str) else move for move in moves))


def read(*sentences: Sentence, flags: Iterable[str] = (), unclear: bool = False, **features) -> tuple[str, Reading]:
    """The text of a reply and its reading."""
    text, moves = "", []
    for sentence in sentences:
        start = len(text) + (1 if text else 0)
        text = f"{text} {sentence.words}" if text else sentence.words
        span = Span(start, len(text), sentence.words)
        moves += [Move(one.kind, span, one.confidence, one.quality, one.about) for one in sentence.moves]
    return text, Reading(tuple(moves), Features(**features), frozenset(flags), unclear)


CALM = Mood(10, 60, 70, 50, 50, 50, 10, 8)


def state(**what) -> State:
    return State(
        CALM, what.pop("band", "irritated"), **{k: tuple(v) if isinstance(v, list) else v for k, v in what.items()}
    )


def customer(
    *acts: str, band: str = "angry", facts: Iterable[str] = ("date", "old-flat", "stranger"), ends=None, tone=None
):
    parts = tuple(Part(act, tone=tone) for act in (acts or ("open",)))
    return Directive(parts, band, tuple(facts), ends)


Piece = tuple[str, Reading] | Directive | tuple[tuple[str, Reading], State]


def talk(*pieces: Piece, scenario: Scenario | None = None, kind: str | None = None) -> Transcript:
    """Customer's directives and replies in turn; a reply may come with the state after it."""
    turns: list[Turn] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Directive):
            turns.append(Turn(number, "customer", f"customer's words {number}", directive=piece))
            continue
        after = None
        if isinstance(piece[1], State):
            piece, after = piece
        text, reading = piece
        turns.append(Turn(number, "agent", text, after, reading))
    return Transcript(tuple(turns), scenario.meta.id if scenario else None, kind=kind)


def case(**changes) -> Scenario:
    """The card sent to the old flat, as small as it can be."""
    data = {
        "meta": {"id": "card", "title": "Card", "kind": "angry", "industry": "bank", "difficulty": 2, "minutes": 5},
        "brief": {"role": "agent", "company": "Bank", "situation": "s", "objective": "o"},
        "policy": [
            {"id": "no-day", "text": "Never promise a day.", "authority": "never", "forbids": ["tomorrow"]},
            {"id": "no-data", "text": "Never tell another person's data.", "authority": "never"},
        ],
        "actions": [{"id": "block", "label": "Block", "result": "Blocked.", "cues": ["block*"]}],
        "customer": {"name": "Maya", "preset": "worn-out"},
        "need": {"presenting": "a card", "underlying": "to pay on the trip"},
        "facts": [
            {"id": "date", "value": "3 March"},
            {"id": "old-flat", "value": "the old flat"},
            {"id": "stranger", "value": "a stranger may have it", "feeling": True},
            {"id": "trip", "value": "a trip on Saturday", "salience": 3, "reveal": {"asks": ["what * need"]}},
        ],
        "requests": [
            {"id": "safe", "text": "be safe", "served_by": ["block"]},
            {"id": "pay", "text": "be able to pay", "served_by": ["courier", "post"]},
        ],
        "outcomes": [
            {"id": "courier", "label": "a courier", "fit": 0.9},
            {"id": "post", "label": "the post", "fit": 0.8, "unless": {"trip": 0.2}},
        ],
        "lines": [{"act": "open", "text": ["You sent my card to my old flat."], "asks": ["safe"]}],
        "debrief": {
            "model_replies": [{"to": "customer's words 0", "reply": "A better reply.", "why": "w"}],
            "service_question": "q",
        },
    }
    data.update(changes)
    return Scenario.model_validate(data)


def level(card: Scorecard, criterion: str) -> int | None:
    return finding(card, criterion).level


def finding(card: Scorecard, criterion: str) -> Finding:
    return next(one for rubric in card.rubrics for one in rubric.findings if one.id == criterion)


def levels(card: Scorecard) -> dict[str, int | None]:
    return {one.id: one.level for rubric in card.rubrics for one in rubric.findings}


def graded(*pieces: Piece, scenario: Scenario | None = None, kind: str | None = None) -> Scorecard:
    return grade(ALL, talk(*pieces, scenario=scenario, kind=kind), scenario)
