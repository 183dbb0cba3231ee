"""A reply that is tried once more, and the two ways that it went."""

from dataclasses import dataclass

from roleplay.session import Said, Session
from roleplay.tui.view import Spoken, mood

Way = tuple[Spoken, Spoken, str]
"""The trainee's words, the customer's, and the mood they led to."""


@dataclass(frozen=True, slots=True)
class Again:
    """A reply to try once more."""

    replies: int
    """So many of the last replies go when another one is sent."""
    words: str
    """What to begin it with."""
    is_better: bool = False
    """They are a better wording, not the trainee's own."""


def one_further(session: Session, again: Again | None) -> Again | None:
    """The reply before the one that is being tried again, or the last; None where there is none."""
    own = [turn.content for turn in session.turns if turn.role == "agent"]
    replies = again.replies + 1 if again else 1
    return Again(replies, own[-replies]) if replies <= len(own) else None


async def taken_back(session: Session, again: Again | None) -> Way | None:
    """Take back all that has to go; gives how the reply had gone that is tried again."""
    before = None
    for _ in range(again.replies if again else 0):
        before = last_way(session)
        await session.take_back()
    return before


def last_way(session: Session) -> Way | None:
    """The last reply with its answer and the mood it led to."""
    name = session.scenario.customer.name
    said = next((one for one in reversed(session.history) if isinstance(one, Said)), None)
    if said is None:
        return None
    standing = mood(name, said.exchange.state.band, said.exchange.directive)
    return Spoken("You", said.text, mine=True), Spoken(name, said.exchange.words), standing
