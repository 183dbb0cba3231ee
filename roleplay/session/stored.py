"""A conversation as the record has it: opened to be shown, taken away, or looked at once more."""

from collections.abc import Sequence
from dataclasses import dataclass

from roleplay.domain.customer import State
from roleplay.domain.debrief import Debrief
from roleplay.domain.transcript import Turn
from roleplay.errors import BadInput
from roleplay.formats.event import Body, End, Graded, GradedAgain, Played, read_event, read_played, turns_of
from roleplay.review import debrief, state_of
from roleplay.review.disputes import first_card
from roleplay.store import Event, Head, Store


@dataclass(frozen=True, slots=True)
class Stored:
    """One try of a session, from its first words to its newest event."""

    head: Head
    played: Played
    branch: int
    line: tuple[Body, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What both sides said."""
        return turns_of(self.line)

    @property
    def state(self) -> State | None:
        """Where the customer stands; None before they have begun."""
        return state_of(self.line)

    @property
    def ending(self) -> str | None:
        """The id of the ending, also where the program was stopped before it could write it down."""
        ends = next((body.ending_id for body in self.line if isinstance(body, End)), None)
        return ends or (self.state.ending if self.state else None)

    @property
    def card(self) -> Graded | None:
        """The first grade, the one of the record, with what the trainee says against it."""
        return first_card(self.line)

    @property
    def later_cards(self) -> tuple[GradedAgain, ...]:
        """The grades it was given since, each beside the first one."""
        return tuple(body for body in self.line if isinstance(body, GradedAgain))

    def debrief(self, card: Graded) -> Debrief:
        """The debrief with this card, by the rubrics and the reader that it comes from."""
        assert self.state is not None
        played = self.played
        if isinstance(card, GradedAgain):
            played = played.model_copy(update={"rubrics": card.rubrics, "reader": card.reader or played.reader})
        return debrief(played, self.head.seed, self.line, self.state, card, self.head.id, self.head.engine)


def opened(store: Store, id: str, branch: int | None = None) -> Stored:
    """The session with this id, on this branch or on its newest one."""
    chosen = store.branches(id)[-1].branch if branch is None else branch
    return stored(store.head(id), chosen, store.events(id, chosen))


def stored(head: Head, branch: int, events: Sequence[Event]) -> Stored:
    """The try that these events are."""
    line = tuple(read_event(event.kind, event.body) for event in events)
    return Stored(head, read_played(head.content), branch, line)


def over(one: Stored) -> Graded:
    """The card of a conversation that is over; BadInput that says what is missing for one."""
    if one.ending is None:
        raise BadInput("this conversation is not over yet", hint=f"Go on with: roleplay resume {one.head.id[:8]}")
    if not any(turn.role == "agent" for turn in one.turns):
        raise BadInput("nothing was said in this conversation, so nothing in it was graded")
    card = one.card
    if card is None:
        hint = f"This shows how it went, and keeps the grade: roleplay resume {one.head.id[:8]}"
        raise BadInput("this conversation has not been graded yet", hint=hint)
    return card
