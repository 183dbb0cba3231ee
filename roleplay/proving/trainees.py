"""Seeded trainees for walks: how they lead a conversation, from careful to rude, and those who only try tricks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from roleplay.domain.customer import State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import About, Features, Move, Reading
from roleplay.proving.dice import Dice
from roleplay.proving.repertoire import CAREFUL, EMPTY, HALF, POOR, UNCLEAR, Repertoire, move

RELATIONAL = frozenset({"acknowledge", "apologise", "thank", "greet", "close", "boilerplate", "conditional_apology"})
"""A reply of nothing else passes over what the customer asked."""


@dataclass(frozen=True, slots=True)
class Temper:
    """How somebody replies; shares are 0 to 1."""

    name: str
    skill: float
    """Share of their replies that do what is needed now."""
    harm: float = 0.0
    """Share of the other replies with something in them that hurts."""
    width: int = 3
    """The most they do in one reply."""
    dim: float = 0.02
    """Share of replies nobody understands, and of those with nothing in them."""
    mends: int = 0
    """From this reply on they do everything well; 0 is never."""
    quits: float = 0.0
    """Chance that they end the conversation before a reply."""
    listens: int = 0
    """For so many replies they only listen and ask."""
    sorry: bool = False
    """They apologise each time."""


TEMPERS: tuple[Temper, ...] = (
    Temper("careful", 0.95, width=4),
    Temper("brisk", 0.9, width=2),
    Temper("middling", 0.5, 0.1),
    Temper("wandering", 0.2, 0.05, quits=0.03),
    Temper("clumsy", 0.3, 0.4),
    Temper("rude", 0.05, 0.9, width=2),
    Temper("mending", 0.1, 0.8, mends=3),
    Temper("late", 0.0, 0.3, width=2, mends=5),
    Temper("mumbling", 0.4, 0.1, width=1, dim=0.3),
    Temper("listening", 0.7, listens=6),
    Temper("curious", 0.3, width=2, listens=20),
    Temper("sorry", 0.7, sorry=True, width=2),
)


def reply_of(temper: Temper, repertoire: Repertoire, state: State, dice: Dice) -> Reading:
    """What somebody of this temper is heard to do now."""
    if dice.happens(temper.dim):
        return dice.one_of((UNCLEAR, EMPTY))
    size = 1 + int(dice.throw() * temper.width)
    mended = temper.mends and state.turn + 1 >= temper.mends
    sorry = [move("apologise", HALF)] if temper.sorry else []
    if mended or dice.happens(temper.skill):
        useful = repertoire.useful(state, state.turn >= temper.listens)
        return heard(state, sorry + (useful[:size] if mended or dice.happens(0.7) else [dice.one_of(useful)]))
    talk = state.turn < temper.listens
    chosen = [_any(repertoire, state, dice, talk) for _ in range(size)]
    if dice.happens(temper.harm):
        chosen[0] = dice.one_of(repertoire.harms)
    return heard(state, sorry + chosen)


def _any(repertoire: Repertoire, state: State, dice: Dice, talk: bool = False) -> Move:
    """One thing out of all that can be done, or out of all that can be talked about."""
    groups = [repertoire.kindnesses, repertoire.remarks, repertoire.questions(state), repertoire.said_back(state)]
    groups += [] if talk else [repertoire.offers(state), repertoire.words()]
    return dice.one_of(tuple(dice.one_of(groups)) or repertoire.remarks)


def heard(state: State, moves: Sequence[Move], flags: frozenset[str] = frozenset()) -> Reading:
    """These moves in one reply, and the question they pass over, as the reader would hear it."""
    found = tuple(moves)
    if state.pending and all(one.kind in RELATIONAL for one in found):
        passed = About(requests=state.pending)
        return Reading((*found, move("ignore_question", 1.0, passed)), Features(missed=state.pending))
    return Reading(found)


Trick = Callable[[Repertoire, State, Dice], Reading]


def _apologises(repertoire: Repertoire, state: State, dice: Dice) -> Reading:
    quality = dice.one_of((1.0, CAREFUL, HALF, POOR))
    beside = [one for one in repertoire.kindnesses if one.kind in ("acknowledge", "take_ownership")]
    return heard(state, [move("apologise", quality), *([dice.one_of(beside)] if dice.happens(0.5) else [])])


def _recites(repertoire: Repertoire, state: State, dice: Dice) -> Reading:
    return heard(
        state, [move("boilerplate"), move("acknowledge", POOR), move(dice.one_of(("thank", "greet", "close")))]
    )


def _flatters(repertoire: Repertoire, state: State, dice: Dice) -> Reading:
    kinds = ("thank", "acknowledge", "reassure", "greet", "check_satisfaction")
    return heard(state, [move(dice.one_of(kinds), dice.one_of((CAREFUL, HALF, POOR))) for _ in range(2)])


def _cites_rules(repertoire: Repertoire, state: State, dice: Dice) -> Reading:
    refusals = [one for one in repertoire.harms if one.kind == "bare_no"]
    return heard(state, [dice.one_of((*refusals, move("explain", POOR), move("argue"), move("dismiss")))])


def _salad(repertoire: Repertoire, state: State, dice: Dice) -> Reading:
    helpful = [kind.id for kind in MOVES.values() if kind.polarity == "helps"]
    reading = heard(state, [move(dice.one_of(helpful), POOR) for _ in range(6)])
    return replace(reading, flags=frozenset({"salad"}))


TRICKS: dict[str, Trick] = {
    "apologies alone": _apologises,
    "stock phrases": _recites,
    "flattery": _flatters,
    "a wall of rules": _cites_rules,
    "a salad of key words": _salad,
}
"""What must never win a customer, by its name in a report."""
