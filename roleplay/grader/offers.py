"""What was put on the table for the customer: permitted or not, firm or vague, and whom it serves."""

from collections.abc import Iterable

from roleplay.domain.reading import Move
from roleplay.domain.scenario import Request
from roleplay.grader.conversation import SURE, Conversation, Reply

PLANS = ("offer_solution", "offer_option", "commit_next_step")
"""Moves that offer or promise something."""
DEEDS = (*PLANS, "answer", "explain", "reassure")
"""Moves in which a deed can be stated ("the old one is blocked")."""
HELP = (*PLANS, "answer", "teach_back", "warm_handover", "set_limit")
"""Moves that can meet a request: a fair no with an alternative meets it too."""
GOOD_ENOUGH = 0.7
"""The least fit that serves a request (design part 3)."""
FORBIDDEN = ("false_promise", "data_leak", "ask_secret", "ignore_safety")
"""Moves that are outside any policy."""


def permitted(move: Move) -> bool:
    """Something that somebody may and can do, said by somebody who will."""
    about = move.about
    return about.policy is None and not about.invented and not about.hollow and about.stage != "vague"


def firm(move: Move) -> bool:
    """A deed that is done, under way or promised; a next step with no stage is a promise."""
    stage = move.about.stage
    return permitted(move) and (
        stage in ("done", "doing", "will") or (stage is None and move.kind == "commit_next_step")
    )


def deeds(reply: Reply) -> list[Move]:
    """What the reply says is done, under way or promised."""
    return [move for move in reply.of(*DEEDS) if firm(move)]


def demanded(conversation: Conversation, reply: Reply) -> list[Move]:
    """Checks that a rule of the case asks for before something may be promised: a promise rests on them."""
    rules = conversation.scenario.policy if conversation.scenario else ()
    needed = {one.until for one in rules if one.until}
    return [move for move in deeds(reply) if move.about.action in needed]


def offers(reply: Reply) -> list[Move]:
    """What the reply puts on the table and may."""
    return [move for move in reply.of(*PLANS) if permitted(move)]


def help_given(conversation: Conversation) -> list[tuple[Reply, Move]]:
    """Everything permitted that helps or offers to, with the reply it is in."""
    found = []
    for reply in conversation.replies:
        for move in reply.moves:
            told = move.kind == "explain" and conversation.kind == "product-question" and not conversation.tracked
            spoken = move.kind in HELP or told or (move.kind in DEEDS and means_something(move))
            if spoken and permitted(move):
                found.append((reply, move))
    return found


def clearest(moves: Iterable[Move]) -> list[Move]:
    """The moves that show best what was offered first: the best fit, then the fullest words."""
    return sorted(moves, key=lambda move: (-move.about.fit, -move.quality, -len(move.span.quote.split())))


def means_something(move: Move) -> bool:
    """Whether it is about something in the case: a request, a desk action, an outcome."""
    about = move.about
    return bool(about.requests or about.action or about.outcome)


def fit(conversation: Conversation, id: str, told: Iterable[str]) -> float:
    """How well an outcome serves the need, given what the customer has said; a desk action counts fully."""
    outcomes = conversation.scenario.outcomes if conversation.scenario else ()
    outcome = next((one for one in outcomes if one.id == id), None)
    if outcome is None:
        return 1.0
    return min([outcome.fit, *(share for fact, share in outcome.unless.items() if fact in set(told))])


def serves(conversation: Conversation, move: Move, request: Request) -> bool:
    """Whether a move is about this request, or about something that serves it."""
    about = move.about
    named = {id for id in (about.outcome, about.action) if id}
    brought = {
        one.id
        for one in (conversation.scenario.outcomes if conversation.scenario else ())
        if about.action and about.action in one.actions
    }
    return request.id in about.requests or bool((named | brought) & set(request.served_by))


def useful(conversation: Conversation, move: Move) -> bool:
    """A deed that brings the customer something; looking something up does not, however needed it is."""
    if conversation.scenario is None or move.about.outcome:
        return True
    return bool(move.about.action) and any(serves(conversation, move, one) for one in conversation.scenario.requests)


def served(conversation: Conversation, request: Request) -> bool:
    """Settled with the customer, or offered something that fits and may be offered."""
    state = conversation.final
    if state is None:
        return False
    if request.id in (*state.accepted, *state.declined, *state.offered):
        return True
    return any(fit(conversation, id, state.told) >= GOOD_ENOUGH for id in request.served_by if id in state.offered)


def accuses(reply: Reply, asked: Move) -> bool:
    """A question with a reproach in it finds nothing out."""
    harm = reply.harm("blame_customer", "argue", "dismiss")
    return any(move.span.start < asked.span.end and asked.span.start < move.span.end for move in harm)


def violations(reply: Reply) -> tuple[Move, ...]:
    """Moves outside policy: promised, claimed or told what may not be or cannot be."""
    return tuple(
        move
        for move in reply.spoken
        if move.confidence >= SURE and (move.kind in FORBIDDEN or move.about.policy is not None or move.about.invented)
    )
