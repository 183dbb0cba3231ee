"""A conversation as the measures see it: each reply with what the trainee could know when writing it.

The measures never meet text or files; they meet this view. What the customer felt, asked and had
told comes from the record: states and directives. A transcript from elsewhere has those only where
its customer turns were read, so every question here has an answer without them too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roleplay.domain.customer import CONTENT, UNHELPED, Act, Band, State
from roleplay.domain.reading import Move, Reading, Span
from roleplay.domain.scenario import Fact, Request, Scenario
from roleplay.domain.scorecard import WentAway

SURE = 0.5
"""A harmful move found with less confidence is not held against anybody: being misread must never cost."""


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
        return bool(self.acts & CONTENT) and not self.refused


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of the trainee: `moves` are those that earn something, `spoken` all that were found."""

    turn: int
    place: int
    """Counted from 0 over the replies that were understood."""
    number: int
    """Counted from 1 over all replies, as the trainee counts them."""
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
    wide: Mapping[Span, Span]
    """For a span of one word, the words around it: one word alone tells nobody what was meant."""
    answered: frozenset[Act] = frozenset()
    """What the customer did next, where only their words can tell how the reply landed."""

    @property
    def missed(self) -> bool:
        """The customer's next words show that it did not hear or help them."""
        return bool(self.answered & UNHELPED)

    @property
    def welcome(self) -> bool:
        """The customer's next words are agreement or thanks, and nothing else."""
        return bool(self.answered & CONTENT) and not self.missed

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
    followed: bool = False
    """The customer said something after a reply, so that their words can tell how it landed."""
    hidden: dict[str, Fact] = field(default_factory=dict)
    """Facts that matter and that the customer does not tell unasked."""

    @property
    def deciding(self) -> dict[str, Fact]:
        """Of the hidden facts those that matter most: what a solution has to rest on."""
        most = max((fact.salience for fact in self.hidden.values()), default=0)
        return {id: fact for id, fact in self.hidden.items() if fact.salience == most}

    @property
    def fresh(self) -> tuple[Reply, ...]:
        """Replies that are no copy of an earlier one."""
        return tuple(reply for reply in self.replies if not reply.stale)

    @property
    def cued(self) -> tuple[Reply, ...]:
        """Replies to a customer who had just shown feeling."""
        return tuple(reply for reply in self.replies if reply.cue)

    @property
    def unhelped(self) -> bool:
        """The customer's last words show that they were not helped; only asked where no state was kept."""
        return not self.tracked and bool(self.closing & UNHELPED)

    @property
    def went_away(self) -> WentAway | None:
        """How the customer's last words left it; only asked where no case tells."""
        if self.scenario is not None or not (self.unhelped or self.settled):
            return None
        return "unhelped" if self.unhelped else "content"

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
            return bool(self.closing & CONTENT)
        return {one.id for one in self.required} <= {*self.final.accepted, *self.final.declined}

    def untold(self, reply: Reply) -> frozenset[str]:
        """Facts that mattered and were still hidden when the reply was written."""
        return frozenset(self.hidden) - reply.before.told

    def undiagnosed(self, reply: Reply) -> bool:
        """Something that matters was missing, and the customer still waited for help."""
        open_still = any(one.id not in reply.before.settled for one in self.required)
        return self.tracked and open_still and bool(self.untold(reply))
