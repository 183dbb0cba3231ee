"""A conversation as the measures see it: each reply with what the trainee could know when writing it.

The measures never meet text or files; they meet this view. What the customer felt, asked and had
told comes from the record: states and directives. A transcript from elsewhere has those only where
its customer turns were read, so every question here has an answer without them too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from roleplay.domain.customer import BANDS, Act, Band, State
from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Move, Reading
from roleplay.domain.scenario import Fact, Request, Scenario
from roleplay.domain.transcript import Transcript, Turn

SURE = 0.5
"""A harmful move found with less confidence is not held against anybody: being misread must never cost."""
STALE_SHARE = 0.5
"""A reply of which so much has been sent before is a copy of it (domain guide 5, tests 26 and 27)."""
MATTERS = 2
"""Salience, 1 to 3, from which a hidden fact is one that a good diagnosis brings out."""

_RELATIONAL = ("acknowledge", "apologise", "reassure", "thank", "take_ownership")
_RETOLD = ("restate", "acknowledge", "open_question", "closed_question")
_HEATED: frozenset[Act] = frozenset(("vent", "press", "threaten", "demand_supervisor", "ultimatum", "notice"))
_HAPPY: frozenset[Act] = frozenset(("thank", "confirm", "soften"))
_ABOUT_FEELINGS = (
    "acknowledge",
    "apologise",
    "conditional_apology",
    "take_ownership",
    "dismiss",
    "calm_down",
    "blame_customer",
)


@dataclass(frozen=True, slots=True)
class Before:
    """What was so when a reply was written."""

    band: Band | None = None
    acts: frozenset[Act] = frozenset()
    refused: bool = False
    """The customer has just doubted or refused an offer."""
    told: frozenset[str] = frozenset()
    """Facts that the customer had said."""
    news: frozenset[str] = frozenset()
    """Those said since the last reply."""
    pending: tuple[str, ...] = ()
    """Requests that the customer had just asked about, in their order."""
    settled: frozenset[str] = frozenset()
    """Requests accepted, or declined with a no that the customer took."""
    pressed: frozenset[str] = frozenset()
    """Requests put into words so far."""
    abusive: bool = False
    opens: frozenset[str] = frozenset()
    """Criteria that a beat of the scenario has just given an opportunity for."""

    @property
    def content(self) -> bool:
        """The customer's last words were agreement or thanks."""
        return bool(self.acts & _HAPPY) and not self.refused


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of the trainee: `moves` are those that earn something, `spoken` all that were found."""

    turn: int
    place: int
    """Counted from 0 over the replies that were understood."""
    reading: Reading
    before: Before
    after: State | None
    stale: bool
    cue: bool
    """The customer had just shown that something was wrong for them."""
    outburst: bool
    """It is the first such cue, or a stronger one than the last."""
    spoken: tuple[Move, ...]
    moves: tuple[Move, ...]

    @property
    def quoted(self) -> tuple[Move, ...]:
        """Every move that was found, stock phrases and copies included."""
        return self.reading.moves

    def of(self, *kinds: str) -> tuple[Move, ...]:
        """Moves of these kinds that earn something."""
        return tuple(move for move in self.moves if move.kind in kinds)

    @property
    def empty(self) -> bool:
        """A copy or a keyword salad: nothing in it can earn anything."""
        return self.stale or "salad" in self.reading.flags

    @property
    def questions(self) -> tuple[Move, ...]:
        """Questions about the case; one that only asks if a retelling was right is part of the retelling."""
        return tuple(move for move in self.of("open_question", "closed_question") if not move.about.confirms)

    def harm(self, *kinds: str) -> tuple[Move, ...]:
        """Moves of these kinds that are held against the reply, copied or not."""
        return tuple(move for move in self.spoken if move.kind in kinds and move.confidence >= SURE)

    @property
    def wrong(self) -> tuple[Move, ...]:
        """Moves that contradict a fact."""
        return tuple(move for move in self.spoken if move.about.wrong and move.confidence >= SURE)


@dataclass(frozen=True, slots=True)
class Conversation:
    """All the replies that were understood, and the case that they are about."""

    replies: tuple[Reply, ...]
    scenario: Scenario | None = None
    kind: str | None = None
    final: State | None = None
    """The state in which the conversation ended, where one was kept."""
    closing: frozenset[Act] = frozenset()
    """What the customer did after the last reply."""
    hidden: dict[str, Fact] = field(default_factory=dict)
    """Facts that matter and that the customer does not tell unasked."""

    @property
    def fresh(self) -> tuple[Reply, ...]:
        """Replies that are no copy of an earlier one."""
        return tuple(reply for reply in self.replies if not reply.stale)

    @property
    def cued(self) -> tuple[Reply, ...]:
        """Replies to a customer who had just shown feeling."""
        return tuple(reply for reply in self.replies if reply.cue)

    @property
    def tracked(self) -> bool:
        """Whether facts and requests can be followed: there is a scenario, and states were kept."""
        return self.scenario is not None and self.final is not None

    @property
    def required(self) -> tuple[Request, ...]:
        """What the customer cannot do without."""
        return tuple(one for one in self.scenario.requests if not one.optional) if self.scenario else ()

    @property
    def feelings(self) -> frozenset[str]:
        """Facts that are an impact on the customer."""
        return frozenset(fact.id for fact in self.scenario.facts if fact.feeling) if self.scenario else frozenset()

    @property
    def settled(self) -> bool:
        """Everything the customer could not do without was accepted, or declined in a way they took."""
        if not self.tracked or self.final is None:
            return bool(self.closing & _HAPPY)
        return {one.id for one in self.required} <= {*self.final.accepted, *self.final.declined}

    def untold(self, reply: Reply) -> frozenset[str]:
        """Facts that mattered and were still hidden when the reply was written."""
        return frozenset(self.hidden) - reply.before.told

    def undiagnosed(self, reply: Reply) -> bool:
        """Something that matters was missing, and the customer still waited for help."""
        open_still = any(one.id not in reply.before.settled for one in self.required)
        return self.tracked and open_still and bool(self.untold(reply))


def view(transcript: Transcript, scenario: Scenario | None) -> Conversation:
    """The conversation in this transcript; the first unclear reply of a row is left out, it costs nothing."""
    kind = scenario.meta.kind if scenario else transcript.kind
    replies = tuple(_replies(transcript, scenario, kind))
    states = [turn.state for turn in transcript.agent if turn.state]
    hidden = {
        fact.id: fact
        for fact in (scenario.facts if scenario else ())
        if fact.reveal and fact.status == "known" and fact.salience >= MATTERS
    }
    closing = _acts(_after_the_last_reply(transcript))
    return Conversation(replies, scenario, kind, states[-1] if states else None, closing, hidden)


def _replies(transcript: Transcript, scenario: Scenario | None, kind: str | None) -> Iterator[Reply]:
    """One Reply for each agent turn that was understood, with the customer's turns before it."""
    upset = _upset_by_hearsay(transcript, kind)
    waiting: list[Turn] = []
    states: tuple[State | None, State | None] = (None, None)
    before = Before()
    place, loudest, unclear = 0, -1, False
    for turn in transcript.turns:
        if turn.role == "customer":
            waiting.append(turn)
            continue
        before = _before(scenario, waiting, states, before)
        waiting = []
        states = (states[1], turn.state)
        reading = turn.reading
        if reading is None or (reading.unclear and not unclear):
            unclear = reading is not None
            continue
        unclear = False
        cue = _is_cue(scenario, before, upset)
        loud = BANDS.index(before.band) if before.band else 0
        yield _reply(turn, reading, place, before, cue, cue and loud > loudest)
        loudest = max(loudest, loud) if cue else loudest
        place += 1


def _reply(turn: Turn, reading: Reading, place: int, before: Before, cue: bool, outburst: bool) -> Reply:
    reading = _verbatim(turn, reading)
    stale = "repeated" in reading.flags or reading.features.repeated >= STALE_SHARE
    spoken = _genuine(reading)
    moves = tuple(move for move in spoken if _earns(move, reading, stale))
    return Reply(turn.number, place, reading, before, turn.state, stale, cue, outburst, spoken, moves)


def _verbatim(turn: Turn, reading: Reading) -> Reading:
    """The reading without moves whose words do not stand there: such a quote could not be shown."""
    kept = tuple(one for one in reading.moves if turn.content[one.span.start : one.span.end] == one.span.quote)
    return replace(reading, moves=kept)


def _genuine(reading: Reading) -> tuple[Move, ...]:
    """Moves without those about the relation that lie inside a stock phrase: they are that phrase."""
    stock = [move.span for move in reading.moves if move.kind == "boilerplate"]
    return tuple(
        move
        for move in reading.moves
        if move.kind not in _RELATIONAL
        or not any(span.start <= move.span.start and move.span.end <= span.end for span in stock)
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
        abusive=state.abusive if state else False,
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


def _is_cue(scenario: Scenario | None, before: Before, upset: bool) -> bool:
    """From the mood; somebody whom nothing has failed must be angry, not only short, before it is a cue."""
    if before.band is None:
        return upset
    failed = scenario.customer.dispositions().failure if scenario else True
    least: Band = "irritated" if failed else "angry"
    return BANDS.index(before.band) >= BANDS.index(least) or (scenario is None and bool(before.acts & _HEATED))


def _upset_by_hearsay(transcript: Transcript, kind: str | None) -> bool:
    """Where no mood is known: the kind of case says it, or else that the agent speaks of feelings at all."""
    if kind is not None:
        return kind != "product-question"
    return any(turn.reading is not None and turn.reading.has(*_ABOUT_FEELINGS) for turn in transcript.agent)
