"""Whether a goodbye leaves somebody behind: the one question that a grade and a critical error share."""

from roleplay.domain.customer import CONTENT
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import PARTIAL
from roleplay.grader.offers import PLANS

_GOES_ON = (
    *PLANS,
    "open_question",
    "closed_question",
    "verify_identity",
    "check_satisfaction",
    "teach_back",
    "warm_handover",
    "boundary",
    "answer",
    "set_limit",
)
_WAITING = frozenset(("press", "repeat", "ask", "vent", "threaten", "demand_supervisor", "ultimatum", "notice"))
_REFUSALS = ("dismiss", "bare_no", "insult", "argue", "blame_customer")


def abandons(conversation: Conversation, reply: Reply) -> bool:
    """A goodbye with nothing that goes on, to a customer who still waits, has not agreed and is not abusive.

    A sign-off under a reply that asks, offers or promises something is manners, not an end; nor is one after which,
    where no case tells, both go on or the customer is content.
    """
    before = reply.before
    if before.abusive or (before.content and not before.acts & _WAITING) or not _ends(reply) or goes_on(reply):
        return False
    if conversation.tracked:
        return any(one.id not in before.settled for one in conversation.required)
    last = reply.place == conversation.replies[-1].place
    return last and not reply.answered & CONTENT and bool(before.acts & _WAITING or reply.harm(*_REFUSALS))


def _ends(reply: Reply) -> bool:
    """A goodbye in so many words; a signature under a message ends nothing."""
    return any(move.quality >= PARTIAL for move in reply.harm("close"))


def goes_on(reply: Reply) -> bool:
    """It asks, offers or promises something, so that the conversation is not over."""
    return reply.reading.has(*_GOES_ON)
