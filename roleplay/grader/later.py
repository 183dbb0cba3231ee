"""What came after a first try: a feeling named late, a slight that was put right in the next reply."""

from roleplay.domain.reading import Move
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import PARTIAL, SPECIFIC, best, evidence

SLIGHTS = ("dismiss", "calm_down", "insult", "blame_customer", "argue", "bare_no")
"""Moves that a repair can make up for in part."""

_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def named_later(conversation: Conversation, reply: Reply) -> tuple[Reply, Move] | None:
    """The first later reply that names the feeling in more than a phrase."""
    for one in conversation.fresh:
        found = best(one.of("acknowledge"))
        if one.place > reply.place and found and found.quality >= PARTIAL:
            return one, found
    return None


def came_late(reply: Reply, move: Move) -> str:
    """The sentence that tells so: a late word is worth something, and the trainee knows that it was said."""
    nth = _ORDER[reply.number - 1] if reply.number <= len(_ORDER) else f"{reply.number}th"
    return f"\u201c{evidence(reply, move).quote}\u201d came only in your {nth} reply."


def repair(conversation: Conversation, reply: Reply) -> tuple[Reply, Move] | None:
    """The fault owned or named with regret in the very next reply, and no new slight in it."""
    for one in conversation.fresh:
        if one.place == reply.place + 1 and not one.harm(*SLIGHTS):
            owned = best(move for move in one.of("take_ownership") if move.quality >= PARTIAL)
            sorry = best(move for move in one.of("apologise") if move.quality >= SPECIFIC)
            if found := owned or sorry:
                return one, found
    return None
