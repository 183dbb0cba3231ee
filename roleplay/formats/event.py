"""The events of a session as JSON: what the store keeps, and what a session goes on from.

Written by one function and read by one function, exactly: a body that was written comes back equal,
and one with a key that nobody knows is refused instead of half understood.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from roleplay.domain.customer import Directive, EndingKind, State
from roleplay.domain.debrief import Idea, Outcome, Own
from roleplay.domain.reading import Reading
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Turn, VoiceUsed
from roleplay.domain.value import Value
from roleplay.errors import StoreError

_CLOSED = ConfigDict(extra="forbid")


class Played(Value):
    """What a session is played with, whole: the library may change, a session that was begun doesn't."""

    scenario: Scenario
    rubrics: tuple[Rubric, ...]
    reader: str
    """The version that read the first reply."""
    voice: str = "scripted"
    """The voice that was asked for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The customer begins."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    state: State
    directive: Directive
    words: str
    engine: str
    reader: str
    voice: VoiceUsed = "scripted"


@dataclass(frozen=True, slots=True)
class Reply:
    """The trainee replies and the customer answers: one event, so that neither is ever kept alone."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    text: str
    reading: Reading
    state: State
    directive: Directive
    words: str
    engine: str
    reader: str
    voice: VoiceUsed = "scripted"
    by: tuple[str, ...] = ()
    """The models that had a part in it, each with its job and the hash of its prompt."""
    offline: Reading | None = None
    """How the built-in reader heard it, where a model has read it too."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply on its way to a model; should the program be stopped before the answer comes, it is not lost."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The trainee carries an action out at the desk; the customer sees nothing of it."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    action: str
    state: State


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The first event of a branch: the reply in whose place the trainee goes on."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class End:
    """The conversation is over; the history shows `ending`."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    ending: EndingKind
    ending_id: str


@dataclass(frozen=True, slots=True)
class Graded:
    """What the conversation was worth when it ended; kept, so that a later grader never changes it unasked."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    outcome: Outcome
    scorecard: Scorecard


@dataclass(frozen=True, slots=True)
class GradedAgain(Graded):
    """What it is worth to another grader, beside the first grade; whole, since the library may change again."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    rubrics: tuple[Rubric, ...]
    """Those it was graded with, which may be others than the conversation was played with."""
    reader: str | None
    """The version that read every reply again; None where the stored readings were graded."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The trainee disagrees with a grade of the first card; that grade stays, and so does what was said before."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    rubric: str
    criterion: str | None
    """None: the whole skill."""
    reason: str
    """Cleaned and masked, as a reply is."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What the trainee wants to try this time."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    words: str


@dataclass(frozen=True, slots=True)
class Guess:
    """How the trainee thinks that it went, before they see it; 0 to 4 as a skill's level."""

    __pydantic_config__: ClassVar[ConfigDict] = _CLOSED
    level: int


Remark = Dispute | Aim | Guess | Idea
"""What the trainee says about the conversation, beside it."""

Body = Opening | Reply | Sent | Desk | TakenBack | End | Graded | GradedAgain | Remark


def written(body: Body) -> str:
    """The body as JSON: the same body is the same text in every process (sets are sorted)."""
    return json.dumps(asdict(body), default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: BaseModel | frozenset[str]) -> object:
    return value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else sorted(value)


def read_played(text: str) -> Played:
    """What a stored session is played with; StoreError if this version cannot understand it."""
    try:
        return Played.model_validate_json(text)
    except ValidationError as error:
        raise _refused("what it was played with", error) from None


def turns_of(line: Iterable[Body]) -> tuple[Turn, ...]:
    """The conversation in a line of events. Turns are counted from 0 over both sides, as everywhere."""
    turns: list[Turn] = []
    for body in line:
        if isinstance(body, Opening):
            turns.append(
                Turn(len(turns), "customer", body.words, body.state, directive=body.directive, voice=body.voice)
            )
        elif isinstance(body, Reply):
            turns.append(Turn(len(turns), "agent", body.text, body.state, body.reading, offline=body.offline))
            turns.append(Turn(len(turns), "customer", body.words, directive=body.directive, voice=body.voice))
    return tuple(turns)


def own_of(line: Iterable[Body]) -> Own:
    """What the trainee said beside a conversation; of two aims or guesses the later stands."""
    own = Own()
    for body in line:
        if isinstance(body, Aim):
            own = replace(own, aim=body.words)
        elif isinstance(body, Guess):
            own = replace(own, guess=body.level)
        elif isinstance(body, Idea):
            own = replace(own, ideas=(*own.ideas, body))
    return own


def kind_of_remark(body: Remark) -> str:
    """The kind under which a remark is kept."""
    return next(kind for kind, shape in KINDS.items() if shape is type(body))


def read_event(kind: str, text: str) -> Body:
    """The body of an event of this kind; StoreError if this version cannot understand it."""
    if kind not in KINDS:
        raise _unknown(f"it holds an event of the kind {kind!r}")
    try:
        return _adapter(kind).validate_json(text)
    except ValidationError as error:
        raise _refused(kind, error) from None


def _refused(what: str, error: ValidationError) -> StoreError:
    first = error.errors(include_url=False)[0]
    return _unknown(f"{what}: {'.'.join(map(str, first['loc']))}: {first['msg']}")


def _unknown(what: str) -> StoreError:
    return StoreError(
        "this record was written by another version of the program", what, "Bring the program up to date."
    )


@cache
def _adapter(kind: str) -> TypeAdapter[Body]:
    return TypeAdapter(KINDS[kind])


KINDS: dict[str, Any] = {
    "opening": Opening,
    "turn": Reply,
    "sent": Sent,
    "desk": Desk,
    "undo": TakenBack,
    "misread": TakenBack,
    "end": End,
    "graded": Graded | GradedAgain,
    "dispute": Dispute,
    "aim": Aim,
    "guess": Guess,
    "idea": Idea,
}
"""What each kind of event holds. `turn` and `end` are the kinds that the store itself counts and shows."""
