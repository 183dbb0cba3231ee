"""One conversation as it stands: what was said, what it came to, what can be taken back.

Everything here is synchronous and follows from the line of events; the session runs it in its own thread.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from roleplay import __version__
from roleplay.director.endings import kind_of, stop
from roleplay.domain.customer import State
from roleplay.domain.debrief import Debrief
from roleplay.domain.scenario import Action, Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.text import clean, mask
from roleplay.domain.transcript import Turn
from roleplay.errors import BadInput
from roleplay.formats.event import (
    Body,
    Desk,
    End,
    GradedAgain,
    Opening,
    Played,
    Remark,
    Reply,
    Sent,
    TakenBack,
    kind_of_remark,
    read_event,
    turns_of,
    written,
)
from roleplay.reader import READER_VERSION
from roleplay.review import debrief, graded
from roleplay.review.disputes import first_card
from roleplay.session.journal import Journal
from roleplay.session.said import Said, said
from roleplay.store import Head
from roleplay.turn import opening, reply

UNANSWERED = (
    "Your last reply had not been answered when the program was stopped; the built-in customer has answered it now."
)


class Sitting:
    """A conversation and its journal. Every change is one event, stored before it is answered."""

    def __init__(self, played: Played, journal: Journal, line: Sequence[tuple[int, Body]] = ()) -> None:
        self.played, self.journal = played, journal
        self._line = list(line)
        self._own = played.scenario.own_strings

    @property
    def scenario(self) -> Scenario:
        """The case as it was when the session began."""
        return self.played.scenario

    @property
    def head(self) -> Head:
        """What the record says of it: its id, its seed, its mode."""
        return self.journal.head

    @property
    def state(self) -> State:
        """Where the customer stands now."""
        return next(body.state for _, body in reversed(self._line) if isinstance(body, Opening | Reply | Desk))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What both sides said, without what was taken back."""
        return turns_of(self.bodies)

    @property
    def ended(self) -> str | None:
        """The id of the ending, or None while the conversation goes on."""
        ends = next((body.ending_id for _, body in self._line if isinstance(body, End)), None)
        return ends or self.state.ending

    def begin(self) -> tuple[str, ...]:
        """The customer's first words, or an answer to a reply that was left without one; gives notices."""
        if self._line and isinstance(last := self._line[-1][1], Sent):
            return (UNANSWERED, *self.keep(self.hear(last.text)).notices)
        if any(isinstance(body, Opening) for _, body in self._line):
            return ()
        state, directive, words = opening(self.scenario, self.head.seed)
        return self._add("opening", Opening(state, directive, words, __version__, READER_VERSION))

    def hear(self, text: str) -> Said:
        """What a reply would come to; nothing is changed or stored yet."""
        self._refuse_after_the_end()
        cleaned = clean(text)
        if not cleaned.strip():
            raise BadInput("there is nothing to say in this reply")
        masked = mask(cleaned, self._own)
        before = self.state
        exchange = reply(self.scenario, self.head.seed, before, self.turns, masked)
        return said(self.scenario, before, masked, exchange, masked != cleaned)

    def send(self, heard: Said) -> tuple[str, ...]:
        """Store that a reply is on its way to a model, so that it is safe until the answer comes."""
        return self._add("sent", Sent(heard.text))

    def keep(self, heard: Said) -> Said:
        """Store a reply with its answer; from here on it is part of the conversation."""
        found = heard.exchange
        parts = (found.reading, found.state, found.directive, found.words)
        body = Reply(heard.text, *parts, __version__, READER_VERSION, found.voice, found.by, found.offline)
        notices = self._add("turn", body)
        if found.directive.ends:
            notices += self._close(found.directive.ends)
        return replace(heard, notices=(*heard.notices, *notices))

    def desk(self, id: str) -> tuple[Action, tuple[str, ...]]:
        """Carry an action out at the desk; the customer sees nothing of it. Doing it twice shows it again."""
        self._refuse_after_the_end()
        action = next((one for one in self.scenario.actions if one.id == id), None)
        if action is None:
            raise BadInput("there is no such thing to do at the desk", hint="/desk lists what there is.")
        state = self.state
        labels = [one.label for one in self.scenario.actions if one.id in action.needs and one.id not in state.done]
        if labels:
            raise BadInput(f"this has to come first: {labels[0]}")
        if id in state.done:
            return action, ()
        return action, self._add("desk", Desk(id, replace(state, done=(*state.done, id))))

    def take_back(self, kind: str) -> tuple[str, tuple[str, ...]]:
        """Rewind the last reply (`undo` or `misread`); gives its text. What was said stays on its own branch."""
        place = next((at for at in range(len(self._line) - 1, -1, -1) if isinstance(self._line[at][1], Reply)), None)
        if place is None:
            raise BadInput("there is no reply to take back")
        seq, last = self._line[place]
        assert isinstance(last, Reply)
        if isinstance(self._line[place - 1][1], Sent):
            place, seq = place - 1, self._line[place - 1][0]
        self.journal.rewind(seq)
        del self._line[place:]
        return last.text, self._add(kind, TakenBack(last.text, last.reading))

    def end(self) -> tuple[str, ...]:
        """The trainee ends the conversation; one that is over stays as it ended."""
        if any(isinstance(body, End) for _, body in self._line):
            return ()
        return self._close(self.ended or stop(self.scenario, self.state))

    def finish(self) -> Debrief:
        """The debrief of a conversation that is over; graded once, and afterwards as it was graded then."""
        if self.ended is None:
            raise BadInput("the conversation is not over yet")
        found = first_card(self.bodies)
        if found is None:
            self.end()
            found = graded(self.played, self.head.seed, self.bodies, self.state, self.ended)
            self._add("graded", found)
        head = self.head
        made = debrief(self.played, head.seed, self.bodies, self.state, found, head.id, head.engine)
        return replace(made, unrecorded=self.journal.unrecorded is not None)

    def judge(self, card: Scorecard) -> None:
        """Store what a model made of a conversation that is over, beside its first grade."""
        first = first_card(self.bodies)
        assert first is not None
        self._add("graded", GradedAgain(first.outcome, card, self.played.rubrics, None))

    def remark(self, remark: Remark) -> tuple[str, ...]:
        """Keep what the trainee says beside the conversation; it comes in by the same door as a reply."""
        texts = {name: value for name, value in asdict(remark).items() if isinstance(value, str)}
        own: dict[str, Any] = {name: mask(clean(value).strip(), self._own) for name, value in texts.items()}
        return self._add(kind_of_remark(remark), replace(remark, **own))

    @property
    def bodies(self) -> list[Body]:
        """The events of the conversation, without what was taken back."""
        return [body for _, body in self._line]

    def _close(self, ending_id: str) -> tuple[str, ...]:
        return self._add("end", End(kind_of(self.scenario, ending_id), ending_id))

    def _add(self, kind: str, body: Body) -> tuple[str, ...]:
        # As it will be read back, so that a conversation in one go and a resumed one are the same to the last bit.
        body = read_event(kind, written(body))
        seq, notices = self.journal.add(kind, body)
        self._line.append((seq, body))
        return notices

    def _refuse_after_the_end(self) -> None:
        if self.ended is not None:
            raise BadInput("the conversation is over", hint="Take a reply back to go on from there.")
