"""Who the customer is, how they feel, and what they can do in answer to a reply."""

from dataclasses import dataclass
from typing import Literal, get_args

Band = Literal["calm", "irritated", "angry", "hostile", "ultimatum"]
"""Anger as it shows: under 25, 50, 70, 85 and above, with five points of hysteresis (domain guide 2.3)."""

BANDS: tuple[Band, ...] = get_args(Band)

Style = Literal["plain", "terse", "chatty", "formal"]
"""How the customer talks when the scenario has no line of its own."""

Act = Literal[
    "open",
    "vent",
    "answer",
    "reveal",
    "unknown",
    "correct_you",
    "repeat",
    "ask",
    "ask_back",
    "react_offer",
    "press",
    "demand_supervisor",
    "threaten",
    "ultimatum",
    "notice",
    "soften",
    "thank",
    "confirm",
    "leave",
]
"""What a customer can do in a turn."""


CONTENT: frozenset[Act] = frozenset(("thank", "confirm", "soften"))
"""What a customer does who is content with what they have got."""
UNHELPED: frozenset[Act] = frozenset(
    ("press", "repeat", "correct_you", "threaten", "demand_supervisor", "ultimatum", "notice", "vent")
)
"""What a customer does after a reply that did not hear or help them."""

Tone = Literal["accept", "doubt", "refuse"]
"""How an offer is met (with the act `react_offer`)."""

EndingKind = Literal["resolved", "partial", "escalated", "walked_away", "breach", "turn_cap", "stopped"]

WON: tuple[EndingKind, ...] = ("resolved", "partial")
"""Endings with which the customer can be content."""

Resolved = Literal["none", "step", "done"]


@dataclass(frozen=True, slots=True)
class Persona:
    """The customer's dispositions, 0 to 1 except where said (domain guide 2.1)."""

    patience: float = 0.5
    reactivity: float = 0.5
    assertiveness: float = 0.5
    loyalty: float = 0.5
    blame: float = 0.8
    """How far the failure was in the firm's hands."""
    prior: int = 1
    """Earlier contacts about the same thing."""
    expect: float = 70
    """What they expected, 0 to 100."""
    perform: float = 20
    """What they got so far, 0 to 100."""
    failure: bool = True
    """Something went wrong (else: they only ask)."""


PRESETS: dict[str, Persona] = {
    "average": Persona(),
    "steady": Persona(0.7, 0.3, 0.5, 0.5, 0.7, 0, 65, 30),
    "busy": Persona(0.2, 0.5, 0.7, 0.4, 0.8, 1, 70, 25),
    "hot": Persona(0.2, 0.9, 0.8, 0.3, 0.9, 1, 75, 15),
    "loyal-betrayed": Persona(0.6, 0.6, 0.6, 0.95, 1.0, 1, 85, 20),
    "quiet": Persona(0.6, 0.3, 0.2, 0.5, 0.7, 1, 65, 25),
    "worn-out": Persona(0.3, 0.5, 0.5, 0.3, 0.9, 3, 60, 10),
    "anxious": Persona(0.5, 0.7, 0.3, 0.5, 0.6, 0, 70, 35),
    "asking": Persona(0.7, 0.3, 0.4, 0.4, 0.0, 0, 60, 60, failure=False),
}
"""Ready-made dispositions (domain guide 2.5b); a scenario names one and overrides what is particular."""


@dataclass(frozen=True, slots=True)
class Mood:
    """How the customer feels; 0 to 100 except `patience`, which counts the replies they have left."""

    anger: float
    heard: float
    trust: float
    distributive: float
    procedural: float
    interactional: float
    effort: float
    patience: int
    apologies: int = 0
    acknowledgements: int = 0
    boilerplates: int = 0
    idle: int = 0
    """Replies in a row without progress."""
    resolved: Resolved = "none"
    breach: bool = False
    false_promise: bool = False
    betrayed: bool = False
    wants_to_leave: bool = False

    def shown(self) -> dict[str, float | int]:
        """The eight numbers of the contract, two decimals, for records and reports."""
        numbers = ("anger", "heard", "trust", "distributive", "procedural", "interactional", "effort")
        return {name: round(getattr(self, name), 2) for name in numbers} | {"patience": max(0, self.patience)}


STATE_NAMES = ("anger", "heard", "trust", "distributive", "procedural", "interactional", "effort", "patience")
"""The names a scenario, a replay and the JSON output use for the state."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the ledger: which rule moved what by how much, and the words that did it."""

    rule: str
    name: str
    amount: float
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the trainee said will happen: judged in the aftermath as kept, vague or false."""

    turn: int
    quote: str
    standing: Literal["dated", "vague", "false", "kept", "withdrawn"]
    """`withdrawn` is a false one that was taken back in so many words before anybody relied on it."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything the director knows between two replies; a reply makes a new one."""

    mood: Mood
    band: Band
    turn: int = 0
    told: tuple[str, ...] = ()
    """Facts the customer has said, the opening's included."""
    elicited: tuple[str, ...] = ()
    """Hidden facts that a question brought out (the others came by themselves)."""
    done: tuple[str, ...] = ()
    """Desk actions carried out."""
    offered: tuple[str, ...] = ()
    """Outcomes and actions offered or promised so far."""
    accepted: tuple[str, ...] = ()
    """Requests the customer considers served."""
    declined: tuple[str, ...] = ()
    """Requests met with a fair no that the customer has taken."""
    settled: int = 0
    """Replies since nothing that matters was open any more."""
    pending: tuple[str, ...] = ()
    """Requests the customer asked about in their last turn."""
    beats: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    falling: int = 0
    """Replies in a row over which anger fell."""
    unclear: int = 0
    """Unclear replies in a row."""
    noticed: bool = False
    """The customer has said that they are about to leave."""
    escalation: bool = False
    """A supervisor was demanded."""
    abusive: bool = False
    """The customer's last turn was abuse, so a boundary is fair."""
    bounded: bool = False
    """A boundary was set, and the abuse has stopped."""
    ending: str | None = None
    pressed: tuple[str, ...] = ()
    """Requests the customer has put into words so far."""
    said: tuple[str, ...] = ()
    """Keys of the lines already spoken."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the customer says in a turn."""

    act: Act
    about: str | None = None
    """The fact, request, outcome, move, beat or ending it is about."""
    tone: Tone | None = None
    slots: tuple[tuple[str, str], ...] = ()
    """Words to put in, such as the detail the trainee got wrong."""


@dataclass(frozen=True, slots=True)
class Directive:
    """What the customer does next; a voice may word it and change nothing of it."""

    parts: tuple[Part, ...]
    band: Band
    facts: tuple[str, ...] = ()
    """Facts that may be told in this turn."""
    ends: str | None = None
    """The ending this turn closes with, if any."""
    ledger: tuple[Change, ...] = ()
    """What moved the mood in this turn."""
    abusive: bool = False
    """What the customer says in this turn is abuse, so that a boundary is fair."""
