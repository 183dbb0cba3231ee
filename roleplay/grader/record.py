"""From a transcript to the view that the measures have of it: what was so at each reply, and what counts."""

from collections.abc import Iterator
from dataclasses import replace

from roleplay.domain.customer import BANDS, CONTENT, UNHELPED, Act, Band, State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Move, Reading
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Transcript, Turn
from roleplay.grader.conversation import Before, Conversation, Reply
from roleplay.grader.quotes import is_short, widened

STALE_SHARE = 0.5
"""A reply of which so much has been sent before is a copy of it (domain guide 5, tests 26 and 27)."""
MATTERS = 2
"""Salience, 1 to 3, from which a hidden fact is one that a good diagnosis brings out."""

_RELATIONAL = ("acknowledge", "apologise", "reassure", "thank", "take_ownership")
_RETOLD = ("restate", "acknowledge", "open_question", "closed_question")
_HEATED: frozenset[Act] = frozenset(("vent", "press", "threaten", "demand_supervisor", "ultimatum", "notice"))
_ABOUT_FEELINGS = (
    "acknowledge",
    "apologise",
    "conditional_apology",
    "take_ownership",
    "dismiss",
    "calm_down",
    "blame_customer",
)


def view(transcript: Transcript, scenario: Scenario | None) -> Conversation:
    """The conversation in this transcript; the first unclear reply of a row is left out, it costs nothing."""
    kind = scenario.meta.kind if scenario else transcript.kind
    replies = tuple(_replies(transcript, scenario, kind))
    if scenario is None:
        replies = _landed(replies, _closing_acts(transcript))
    states = [turn.state for turn in transcript.agent if turn.state]
    hidden = {
        fact.id: fact
        for fact in (scenario.facts if scenario else ())
        if fact.reveal and fact.status == "known" and fact.salience >= MATTERS
    }
    closing = _acts(_after_the_last_reply(transcript)) if scenario else _closing_acts(transcript)
    return Conversation(
        replies, scenario, kind, states[-1] if states else None, closing, _spoke_again(transcript), hidden
    )


def _spoke_again(transcript: Transcript) -> bool:
    first = min((turn.number for turn in transcript.agent), default=0)
    return any(turn.role == "customer" and turn.number > first for turn in transcript.turns)


def _landed(replies: tuple[Reply, ...], closing: frozenset[Act]) -> tuple[Reply, ...]:
    """Each reply with what the customer did next: the evidence of a conversation that has no states."""
    following = [*(reply.before.acts for reply in replies[1:]), closing][: len(replies)]
    return tuple(replace(reply, answered=acts) for reply, acts in zip(replies, following, strict=True))


def _closing_acts(transcript: Transcript) -> frozenset[Act]:
    """The customer's last words; where the agent has one more after them, only if they were content."""
    after = _after_the_last_reply(transcript)
    if after:
        return _acts(after)
    heard = [turn for turn in transcript.turns if turn.role == "customer" and turn.number]
    acts = _acts(heard[-1:])
    return acts & CONTENT if not acts & UNHELPED else frozenset()


def _replies(transcript: Transcript, scenario: Scenario | None, kind: str | None) -> Iterator[Reply]:
    """One Reply for each agent turn that was understood, with the customer's turns before it."""
    upset = _upset_by_hearsay(transcript, kind)
    waiting: list[Turn] = []
    states: tuple[State | None, State | None] = (None, None)
    before = Before()
    place, loudest, unclear = 0, -1, False
    begun = all(turn.role == "agent" for turn in transcript.turns)
    numbers = {turn.number: number for number, turn in enumerate(transcript.agent, 1)}
    for turn in transcript.turns:
        if turn.role == "customer":
            waiting.append(turn)
            begun = True
            continue
        if not begun:
            # A greeting before the customer's first word answers nothing yet.
            continue
        before = _before(scenario, waiting, states, before)
        waiting = []
        states = (states[1], turn.state)
        reading = turn.reading
        if reading is None or (reading.unclear and not unclear):
            unclear = reading is not None
            continue
        unclear = False
        cue = _is_cue(scenario, before, upset, place == 0)
        loud = BANDS.index(before.band) if before.band else 0
        yield _reply(turn, reading, (place, numbers[turn.number]), before, (cue, cue and loud > loudest))
        loudest = max(loudest, loud) if cue else loudest
        place += 1


def _reply(turn: Turn, reading: Reading, at: tuple[int, int], before: Before, cue: tuple[bool, bool]) -> Reply:
    reading = _verbatim(turn, reading)
    stale = "repeated" in reading.flags or reading.features.repeated >= STALE_SHARE
    spoken = _genuine(reading)
    moves = tuple(move for move in spoken if _earns(move, reading, stale))
    wide = {move.span: widened(turn.content, move.span) for move in reading.moves if is_short(move.span.quote)}
    return Reply(turn.number, *at, reading, before, turn.state, stale, *cue, spoken, moves, wide)


def _verbatim(turn: Turn, reading: Reading) -> Reading:
    """The reading without moves whose words do not stand there: such a quote could not be shown."""
    kept = tuple(one for one in reading.moves if turn.content[one.span.start : one.span.end] == one.span.quote)
    return replace(reading, moves=kept)


def _genuine(reading: Reading) -> tuple[Move, ...]:
    """Moves without those about the relation that lie inside a stock phrase: they are that phrase.

    A finer slight is judged as what it is, and not as a brush-off as well.
    """
    stock = [move.span for move in reading.moves if move.kind == "boilerplate"]
    counted = reading.counted()
    return tuple(
        move
        for move in reading.moves
        if (move.kind != "dismiss" or move in counted)
        and (
            move.kind not in _RELATIONAL
            or not any(span.start <= move.span.start and move.span.end <= span.end for span in stock)
        )
    )


def _earns(move: Move, reading: Reading, stale: bool) -> bool:
    """Copies, keyword salad and the customer's own words pasted back earn nothing; harm always counts."""
    if MOVES[move.kind].polarity == "harms":
        return True
    if stale or "salad" in reading.flags:
        return False
    return not ("pasted" in reading.flags and move.kind in _RETOLD)


def _before(
    scenario: Scenario | None, waiting: list[Turn], states: tuple[State | None, State | None], earlier: Before
) -> Before:
    if not waiting:
        return earlier
    said = [turn.directive for turn in waiting if turn.directive]
    older, state = states
    state = state or next((turn.state for turn in reversed(waiting) if turn.state), None)
    band = said[-1].band if said else state.band if state else None
    opening = _opening_asks(scenario) if earlier == Before() else ()
    told = earlier.told.union(*(one.facts for one in said), state.told if state else (), _opening_facts(scenario))
    return Before(
        band=band,
        acts=_acts(waiting),
        refused=any(part.tone in ("refuse", "doubt") for one in said for part in one.parts),
        told=told,
        news=told - earlier.told,
        pending=state.pending if state else opening,
        settled=frozenset((*state.accepted, *state.declined)) if state else frozenset(),
        pressed=frozenset(state.pressed if state else opening),
        abusive=any(one.abusive for one in said) or bool(state and state.abusive),
        opens=_opened(scenario, older, state),
    )


def _opening_facts(scenario: Scenario | None) -> tuple[str, ...]:
    facts = scenario.facts if scenario else ()
    return tuple(fact.id for fact in facts if fact.reveal is None and fact.status != "unknown")


def _opening_asks(scenario: Scenario | None) -> tuple[str, ...]:
    return tuple(id for line in (scenario.lines if scenario else ()) if line.act == "open" for id in line.asks)


def _opened(scenario: Scenario | None, older: State | None, state: State | None) -> frozenset[str]:
    new = set(state.beats if state else ()) - set(older.beats if older else ())
    return frozenset(id for beat in (scenario.beats if scenario else ()) if beat.id in new for id in beat.opens)


def _acts(turns: list[Turn]) -> frozenset[Act]:
    return frozenset(part.act for turn in turns if turn.directive for part in turn.directive.parts)


def _after_the_last_reply(transcript: Transcript) -> list[Turn]:
    last = max((turn.number for turn in transcript.agent), default=-1)
    return [turn for turn in transcript.turns if turn.number > last]


def _is_cue(scenario: Scenario | None, before: Before, upset: bool, earliest: bool) -> bool:
    """From the mood; somebody whom nothing has failed must be angry, not only short, before it is a cue."""
    if before.band is None:
        return upset
    if scenario is None and upset and earliest:
        return True
    failed = scenario.customer.dispositions().failure if scenario else True
    least: Band = "irritated" if failed else "angry"
    return BANDS.index(before.band) >= BANDS.index(least) or (scenario is None and bool(before.acts & _HEATED))


def _upset_by_hearsay(transcript: Transcript, kind: str | None) -> bool:
    """Where no mood is known: the kind of case says it, or else that the agent speaks of feelings at all."""
    if kind is not None:
        return kind != "product-question"
    return any(turn.reading is not None and turn.reading.has(*_ABOUT_FEELINGS) for turn in transcript.agent)
