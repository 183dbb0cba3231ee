"""A conversation that took place as a replay: what was said and done, and what a person would expect of it again."""

from collections.abc import Sequence

from roleplay.domain.expectation import Expect
from roleplay.domain.moves import MOVES
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.errors import BadInput
from roleplay.formats.event import Body, Desk, End, Reply
from roleplay.grader import grade
from roleplay.replay.moments import Moment, after, begun, ended
from roleplay.review import transcript

SURE = 0.8
"""Confidence from which a move is worth expecting again."""
MOST_MOVES = 3
"""Moves that are expected of one reply; more would fail for reasons nobody meant."""


def recorded(scenario: Scenario, seed: int, line: Sequence[Body], rubrics: Sequence[Rubric]) -> tuple[Replay, int]:
    """The replay of a line of events, and the first reply that is answered otherwise today (0: none is).

    What is expected is what comes of it now, so that the replay passes as long as nothing changes.
    """
    if not 0 <= seed < 2**63:
        raise BadInput(f"a replay cannot hold the seed {seed}", hint="Seeds from 0 on can be replayed.")
    moments, turns = [begun(scenario, seed)], list[ReplayTurn]()
    other = 0
    for body in line:
        turn = _turn(body)
        found = after(scenario, seed, moments[-1], turn) if turn else None
        if turn is None or found is None:
            continue
        if isinstance(found, str):
            # Another version ended the conversation later, or let the desk do more.
            other = other or moments[-1].reply + 1
            break
        turns.append(turn.model_copy(update={"expect": _after_turn(moments[-1], found)}))
        moments.append(found)
        if isinstance(body, Reply) and body.words != found.words:
            other = other or found.reply
    if not turns:
        raise BadInput("nothing has been said in this conversation")
    over = any(isinstance(body, End) for body in line)
    expect = _at_end(scenario, rubrics, moments, over)
    return Replay(scenario=scenario.meta.id, seed=seed, turns=tuple(turns), expect=expect), other


def _turn(body: Body) -> ReplayTurn | None:
    if isinstance(body, Reply):
        return ReplayTurn(say=body.text)
    return ReplayTurn(desk=body.action) if isinstance(body, Desk) else None


def _after_turn(before: Moment, now: Moment) -> Expect | None:
    """What mattered about this turn: the clearest of the moves, and what the customer then told."""
    told = tuple(id for id in now.state.told if id not in before.state.told)
    expect = Expect(moves=_clearest(now), told=told)
    return None if expect == Expect() else expect


def _clearest(moment: Moment) -> tuple[str, ...]:
    """At most a few kinds, in the order of the text."""
    sure = [move for _, move in moment.heard if move.confidence >= SURE and MOVES[move.kind].polarity != "neutral"]
    best = sorted(sure, key=lambda move: (-move.confidence, -move.quality))
    chosen = list(dict.fromkeys(move.kind for move in best))[:MOST_MOVES]
    return tuple(dict.fromkeys(move.kind for move in sure if move.kind in chosen))


def _at_end(scenario: Scenario, rubrics: Sequence[Rubric], moments: Sequence[Moment], over: bool) -> Expect:
    """The ending if there was one, what came out, what must never happen, and the levels that are sure."""
    end = ended(scenario, moments[-1])
    card = grade(rubrics, transcript(scenario, end.turns, ""), scenario)
    sure = {
        one.id: one.level
        for rubric in card.rubrics
        for one in rubric.findings
        if one.level is not None and one.confidence == "high"
    }
    return Expect(
        ending=end.ending[:1] if over or moments[-1].ending else (),
        told=tuple(id for id in end.state.told if id not in moments[0].state.told),
        critical=tuple(sorted({one.id for one in card.critical})),
        levels=sure,
    )
