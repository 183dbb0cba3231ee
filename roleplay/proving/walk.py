"""A walk: one conversation from reading to reading, with the lines chosen and nobody saying a word."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from roleplay.director import begin, direct
from roleplay.director.endings import kind_of, stop
from roleplay.domain.customer import WON, Act, Band, Directive, EndingKind, State
from roleplay.domain.expectation import Expect
from roleplay.domain.reading import Reading
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.scenario import Scenario
from roleplay.proving.dice import Dice
from roleplay.proving.repertoire import Repertoire
from roleplay.proving.trainees import TEMPERS, TRICKS, reply_of
from roleplay.voice import chosen, own_line

AT_THE_DESK = 0.15
"""How often somebody does a thing at the desk before they reply."""

Step = Reading | str
"""A reply as it is heard, or the id of what is done at the desk."""
Line = tuple[int, int]
"""One of the scenario's own lines, and one of its variants, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What became of one walk."""

    trainee: str
    seed: int
    steps: tuple[Step, ...]
    state: State
    ending: str
    kind: EndingKind
    said: frozenset[Line]
    speechless: tuple[tuple[Act, str | None, Band], ...]
    """What the customer had to do and had no words for."""

    @property
    def won(self) -> bool:
        """Whether the customer got what they can be content with."""
        return self.kind in WON

    def as_replay(self, scenario: Scenario) -> Replay:
        """The walk as a file that plays it again."""
        turns = tuple(ReplayTurn(desk=one) if isinstance(one, str) else ReplayTurn.hearing(one) for one in self.steps)
        expect = Expect(not_ending=WON) if self.trainee in TRICKS else Expect()
        return Replay(scenario=scenario.meta.id, seed=self.seed, turns=turns, expect=expect)


def walk(repertoire: Repertoire, seed: int) -> Walk:
    """The walk of one of the trainees: the seed draws who it is and what they do."""
    temper = TEMPERS[seed % len(TEMPERS)]
    return _walked(
        repertoire, temper.name, seed, lambda state, dice: reply_of(temper, repertoire, state, dice), temper.quits
    )


def trick(repertoire: Repertoire, name: str, seed: int) -> Walk:
    """The walk of somebody who tries one of `TRICKS` and nothing else."""
    return _walked(repertoire, name, seed, lambda state, dice: TRICKS[name](repertoire, state, dice))


def _walked(
    repertoire: Repertoire, trainee: str, seed: int, next_reply: Callable[[State, Dice], Reading], quits: float = 0.0
) -> Walk:
    scenario = repertoire.scenario
    dice = Dice(f"{trainee}:{seed}")
    state, directive = begin(scenario)
    heard = _Heard(scenario, seed)
    state = heard.lines(state, directive)
    steps: list[Step] = []
    while not state.ending and not (steps and dice.happens(quits)):
        if (gates := repertoire.gates(state)) and dice.happens(AT_THE_DESK):
            done = dice.one_of(gates)
            steps.append(done)
            state = replace(state, done=(*state.done, done))
        reading = next_reply(state, dice)
        steps.append(reading)
        state, directive = direct(scenario, state, reading)
        state = heard.lines(state, directive)
    ending = state.ending or stop(scenario, state)
    kind = kind_of(scenario, ending)
    return Walk(trainee, seed, tuple(steps), state, ending, kind, frozenset(heard.said), tuple(heard.speechless))


class _Heard:
    """The lines a customer is given, turn by turn."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario, self._seed = scenario, seed
        self.said: set[Line] = set()
        self.speechless: list[tuple[Act, str | None, Band]] = []

    def lines(self, state: State, directive: Directive) -> State:
        """Choose the lines of a turn; gives the state that remembers them."""
        found = chosen(self._scenario, directive, self._seed, state.turn, state.said)
        for choice, part in found:
            if choice is None:
                self.speechless.append((part.act, part.about, directive.band))
            elif line := own_line(choice.key):
                self.said.add(line)
        return replace(state, said=(*state.said, *(choice.key for choice, _ in found if choice is not None)))
