"""Where a conversation stands after each turn of a replay: said and done exactly as in a sitting."""

from dataclasses import dataclass, replace
from typing import Literal

from roleplay import __version__
from roleplay.director.endings import kind_of, stop
from roleplay.domain.customer import State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Move
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import clean, mask
from roleplay.domain.transcript import Turn
from roleplay.formats.event import Body, Desk, Opening, Reply, turns_of
from roleplay.reader import READER_VERSION
from roleplay.turn import answer, opening, reply


@dataclass(frozen=True, slots=True)
class Moment:
    """A conversation as far as it has come."""

    at: Literal["start", "reply", "desk", "end"]
    reply: int
    """Replies said so far, as the trainee counts them; 0 before the first."""
    text: str
    """The trainee's words, their moves where the replay has no words, or the label of what was done at the desk.

    Empty at the start and at the end.
    """
    line: tuple[Body, ...]
    state: State
    ending: tuple[str, ...] = ()
    """Id and kind of the ending it closed with, or nothing while it goes on."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What both sides have said."""
        return turns_of(self.line)

    @property
    def words(self) -> str:
        """What the customer said last."""
        return next(one.words for one in reversed(self.line) if isinstance(one, Reply | Opening))

    @property
    def heard(self) -> tuple[tuple[int, Move], ...]:
        """The moves heard in this reply (at the end: in all of them), each with the number of its reply."""
        replies = [one for one in self.line if isinstance(one, Reply)]
        numbered = [(number, move) for number, one in enumerate(replies, 1) for move in one.reading.moves]
        if self.at == "end":
            return tuple(numbered)
        return tuple(one for one in numbered if self.at == "reply" and one[0] == self.reply)


def begun(scenario: Scenario, seed: int) -> Moment:
    """The customer has said their first words."""
    state, directive, words = opening(scenario, seed)
    return Moment("start", 0, "", (Opening(state, directive, words, __version__, READER_VERSION),), state)


def after(scenario: Scenario, seed: int, before: Moment, turn: ReplayTurn) -> Moment | str:
    """The moment after a turn, or why there can be none."""
    if before.ending:
        where = f"after reply {before.reply}" if before.reply else "before the first reply"
        return f"the conversation had ended {where}, as {' or '.join(before.ending)}"
    return _done(scenario, before, turn.desk) if turn.desk else _said(scenario, seed, before, turn)


def walked(replay: Replay, scenario: Scenario) -> tuple[list[Moment], str]:
    """The moments from the customer's first words on, and why the turn after the last could not be, if one could not.

    The first turn that cannot be said or done is the last that is tried.
    """
    moments = [begun(scenario, replay.seed)]
    for turn in replay.turns:
        found = after(scenario, replay.seed, moments[-1], turn)
        if isinstance(found, str):
            return moments, found
        moments.append(found)
    return moments, ""


def ended(scenario: Scenario, last: Moment) -> Moment:
    """The end: what has not ended by itself is ended by the trainee here."""
    ending = last.ending or _both(scenario, stop(scenario, last.state))
    return replace(last, at="end", text="", ending=ending)


def _said(scenario: Scenario, seed: int, before: Moment, turn: ReplayTurn) -> Moment:
    if turn.say is None:
        text = in_brackets(turn)
        found = answer(scenario, seed, before.state, turn.reading())
    else:
        text = mask(clean(turn.say), scenario.own_strings)
        found = reply(scenario, seed, before.state, before.turns, text)
    body = Reply(text, found.reading, found.state, found.directive, found.words, __version__, READER_VERSION)
    ending = _both(scenario, found.directive.ends) if found.directive.ends else ()
    return Moment("reply", before.reply + 1, text, (*before.line, body), found.state, ending)


def in_brackets(turn: ReplayTurn) -> str:
    """What stands where a reply without words would have its words."""
    return f"[{', '.join(MOVES[one.move].name for one in turn.heard or ()) or 'nothing'}]"


def _done(scenario: Scenario, before: Moment, id: str) -> Moment | str:
    """Doing a thing twice is no mistake, as in a sitting; doing it before what must come first is."""
    action = next(one for one in scenario.actions if one.id == id)
    missing = [one.label for one in scenario.actions if one.id in action.needs and one.id not in before.state.done]
    if missing:
        return f"this has to come first: {missing[0]}"
    state = replace(before.state, done=tuple(dict.fromkeys((*before.state.done, id))))
    line = before.line if state == before.state else (*before.line, Desk(id, state))
    return Moment("desk", before.reply, action.label, line, state)


def _both(scenario: Scenario, id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((id, kind_of(scenario, id))))
