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
    is_better: bool
    """They are a better wording, not the trainee's own."""


def last_way(session: Session) -> Way | None:
    """The last reply with its answer and the mood it led to."""
    name = session.scenario.customer.name
    said = next((one for one in reversed(session.history) if isinstance(one, Said)), None)
    if said is None:
        return None
    standing = mood(name, said.exchange.state.band, said.exchange.directive)
    return Spoken("You", said.text, mine=True), Spoken(name, said.exchange.words), standing
