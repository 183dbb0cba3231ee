"""What must never happen, whatever else went well: binary, with its words and the policy it breaks.

Precision comes first (domain guide 1.8): each row fires on a span that the reader is sure of. X6,
unequal treatment, has no row: no move stands for it, and a rule that guesses it would accuse people.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roleplay.domain.reading import Move
from roleplay.domain.scorecard import Critical, CriticalId
from roleplay.grader.closing import abandons
from roleplay.grader.conversation import Conversation, Reply

FLOOR = 0.7
"""Confidence under which nothing is called critical."""
FLAGRANT = 0.9
"""Confidence from which a leak, a promise or a danger passed over is critical with no policy to name."""


@dataclass(frozen=True, slots=True)
class _Case:
    conversation: Conversation
    reply: Reply
    move: Move


def errors(conversation: Conversation) -> tuple[Critical, ...]:
    """Every critical error, in the order of the conversation."""
    found = []
    for reply in conversation.replies:
        for move in reply.quoted:
            case = _Case(conversation, reply, move)
            if move.confidence >= FLOOR and move.span.quote:
                found += [_critical(case, id) for id, holds in _ROWS if holds(case)]
    return tuple(dict.fromkeys(_once(found)))


def _critical(case: _Case, id: CriticalId) -> Critical:
    span = case.move.span
    return Critical(id, case.reply.turn, span.start, span.end, span.quote, _policy(case))


def _once(found: list[Critical]) -> Iterator[Critical]:
    """One of a kind for overlapping words."""
    kept: list[Critical] = []
    for one in found:
        if not any(
            one.id == old.id and one.turn == old.turn and one.start < old.end and old.start < one.end for old in kept
        ):
            kept.append(one)
            yield one


def _policy(case: _Case) -> str | None:
    return case.move.about.policy if case.conversation.scenario else None


def _grounded(kind: str) -> Callable[[_Case], bool]:
    """The move breaks a policy of the scenario, or is flagrant anywhere."""
    return lambda case: case.move.kind == kind and (_policy(case) is not None or case.move.confidence >= FLAGRANT)


_ROWS: tuple[tuple[CriticalId, Callable[[_Case], bool]], ...] = (
    ("X1", _grounded("data_leak")),
    ("X2", lambda case: case.move.kind == "insult"),
    ("X3", _grounded("false_promise")),
    ("X4", lambda case: case.move.kind == "ask_secret"),
    ("X5", _grounded("ignore_safety")),
    ("X7", lambda case: case.move.kind == "close" and abandons(case.conversation, case.reply)),
    ("X8", lambda case: case.conversation.scenario is not None and case.move.about.invented),
)
