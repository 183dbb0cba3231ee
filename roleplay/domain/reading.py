"""What one reply was understood to do: moves with their words, and what those words refer to."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["done", "doing", "will", "offer", "vague"]
"""How far an action is said to be: finished, under way, promised, offered, or nobody's ("should be")."""


Seeks = Literal["deed", "wish", "own", "nothing"]
"""What a question wants of the customer: that they do something, what they would like, something about
themselves, or nothing of its own ("Which one?")."""


@dataclass(frozen=True, slots=True)
class Span:
    """Code points `start` to `end` of the cleaned reply, and those very words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class About:
    """What a move refers to in this scenario and conversation: its grounding.

    Ids are those of the scenario file; without a scenario, facts are what the customer said.
    """

    facts: tuple[str, ...] = ()
    """Facts rightly said back, asked for, or told."""
    wrong: tuple[tuple[str, str], ...] = ()
    """Facts contradicted: (fact id, the words that got it wrong)."""
    action: str | None = None
    """The desk action meant."""
    outcome: str | None = None
    """The outcome meant, with its fit in `fit`."""
    fit: float = 0.0
    """How well it serves the need, 0 to 1."""
    stage: Stage | None = None
    requests: tuple[str, ...] = ()
    """The customer's requests that this serves or answers."""
    policy: str | None = None
    """The policy it breaks."""
    known: bool = False
    """A question about something the customer has already said."""
    invented: bool = False
    """Claims a deed that the desk cannot do, or an action that was never done."""
    general: bool = False
    """An open question about anything ("what else should I know?")."""
    confirms: bool = False
    """Asks whether what was said back is right ("did I get that right?")."""
    parts: frozenset[str] = frozenset()
    """Of a next step: which of who, what, when, how are said (rule W9), and what if it fails ("fallback").

    Of what is told: where to see it ("source"). Of a no: its "reason", an "alternative", and where to
    turn to with it ("appeal").
    """
    hollow: bool = False
    """Where no scenario tells more: nothing in it is particular to this case, it could be said to anybody."""
    unsure: bool = False
    """Says honestly that something is not known yet."""
    asked: bool = False
    """It is put as a question: "Shall I block it?"."""
    seeks: Seeks | None = None
    """Of a question that the case knows nothing of: what it wants of the customer."""

    @property
    def is_grounded(self) -> bool:
        """Whether it refers to anything in the case."""
        return bool(self.facts or self.wrong or self.action or self.outcome or self.requests or self.policy)


NOWHERE = About()
"""The grounding of a move that refers to nothing in particular."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move found in a reply: `kind` is an id of `domain/moves.py`."""

    kind: str
    span: Span
    confidence: float
    """How sure the reader is that the move is there, 0 to 1."""
    quality: float
    """How well it is done, 0 to 1: 0.3 generic, 0.6 partial, 0.8 specific, 1 specific and adapted."""
    about: About = NOWHERE


@dataclass(frozen=True, slots=True)
class Features:
    """What is countable about a reply's words (rules W1 to W14 of the domain guide), counted once."""

    words: int = 0
    copied_run: int = 0
    """Longest run of words shared with the customer's turns, I/you folded (W5)."""
    copied_share: float = 0.0
    """Share of the reply's four-word runs found in the customer's turns (W5)."""
    repeated: float = 0.0
    """Share of the reply's sentences that the trainee has sent before."""
    relational: float = 0.0
    """Share of words in moves about the relation: feelings, apology, thanks, boilerplate (W2)."""
    acknowledgement_words: int = 0
    questions: int = 0
    """Questions asked in this one message (W6)."""
    coverage: float = 0.0
    """Facts of the last two customer turns rightly said back, by salience (W5)."""
    understood: float = 1.0
    """Share of the words that stand in a clause in which something was heard."""
    steps: int = 0
    """Things that this one message asks the customer to do."""
    numbered: bool = False
    """They stand in a numbered or bulleted list."""
    missed: tuple[str, ...] = ()
    """Direct questions of the customer that this reply leaves open (W14)."""
    dropped: tuple[str, ...] = ()
    """Facts the customer stated that the reply contradicts or asks for again."""
    withdraws: bool = False
    """It takes back, in so many words, something that was promised before."""


Flag = Literal["truncated", "injection", "other_language", "pasted", "repeated", "salad", "filler", "empty"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A reply as it was heard: the moves in it, what is countable, and what is odd about it."""

    moves: tuple[Move, ...] = ()
    features: Features = Features()
    flags: frozenset[Flag] = frozenset()
    unclear: bool = False
    """Nothing was recognised with confidence: not bad, only not understood."""

    def of(self, *kinds: str) -> tuple[Move, ...]:
        """The moves of these kinds, in the order of the text."""
        return tuple(move for move in self.moves if move.kind in kinds)

    def has(self, *kinds: str) -> bool:
        """Whether any move of these kinds was found."""
        return any(move.kind in kinds for move in self.moves)

    def counted(self) -> tuple[Move, ...]:
        """The moves that count: sympathy in a stock phrase is that phrase, a finer slight is no brush-off as well."""
        covers = {
            "acknowledge": [move.span for move in self.moves if move.kind == "boilerplate"],
            "dismiss": [move.span for move in self.moves if move.kind in ("calm_down", "argue", "bare_no", "insult")],
        }
        return tuple(
            move
            for move in self.moves
            if not any(
                span.start <= move.span.start and move.span.end <= span.end for span in covers.get(move.kind, ())
            )
        )
