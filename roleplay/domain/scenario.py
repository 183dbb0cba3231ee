"""A scenario as a trainer writes it: who is calling, what is true, what may be done, how it can end."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from roleplay.domain.customer import PRESETS, Act, Band, EndingKind, Persona, Style, Tone
from roleplay.domain.expectation import Probe
from roleplay.domain.meta import Id, Meta, Text
from roleplay.domain.moves import MoveName
from roleplay.domain.value import Value, offered

Cue = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
StateName = Literal["anger", "heard", "trust", "distributive", "procedural", "interactional", "effort", "patience"]


class Brief(Value):
    """All the trainee sees before the first word."""

    role: Text
    company: Text
    situation: Text
    objective: Text
    log: tuple[Text, ...] = ()
    """What the firm's own screen shows of earlier contacts and orders, oldest first; one entry a line."""


class Policy(Value):
    """One rule of the house, printed on the trainee's card."""

    id: Id
    text: Text
    authority: Literal["may", "needs_approval", "never"] = "may"
    """Under which heading of the card it stands: you can, you need approval for, you must keep to."""
    forbids: tuple[Cue, ...] = ()
    """Promises and statements that break it."""
    until: Id | None = None
    """They are allowed once this action has been taken."""
    because: tuple[Cue, ...] = ()
    """Words that name what the rule rests on: with them, a no has its reason."""


class Action(Value):
    """Something the trainee can check or do at the desk."""

    id: Id
    label: Text
    result: Text
    """What the desk shows the trainee, and only the trainee."""
    cues: tuple[Cue, ...] = ()
    """Words that mean this action in a reply; without any, those of its label do."""
    policy: Id | None = None
    checks: bool = False
    """It only looks something up; it changes nothing for the customer."""
    needs: tuple[Id, ...] = ()
    """Actions that must come first."""


class Touchpoint(Value):
    """One step of the customer's way here, shown in the debrief."""

    touchpoint: Text
    expected: Text
    perceived: Text


class PersonaOverrides(Value):
    """What is particular about this customer; anything left out comes from the preset."""

    patience: Share | None = None
    """0 to 1: how many replies they have time for."""
    reactivity: Share | None = None
    """0 to 1: how easily they are roused."""
    assertiveness: Share | None = None
    """0 to 1: how readily they demand and threaten."""
    loyalty: Share | None = None
    blame: Share | None = None
    """0 to 1: how far the failure was in the firm's hands."""
    prior: int | None = Field(default=None, ge=0, le=20)
    """Earlier contacts about the same thing."""
    expect: Percent | None = None
    """What they expected, 0 to 100."""
    perform: Percent | None = None
    """What they got so far, 0 to 100."""
    failure: bool | None = None
    """Something went wrong (else: they only ask)."""


class Customer(Value):
    """Who is calling."""

    name: Text
    preset: Annotated[str, offered(PRESETS)] = "average"
    """A ready-made disposition; `persona` says what is particular."""
    persona: PersonaOverrides = PersonaOverrides()
    style: Style = "plain"
    about: Text | None = None
    """Who they are, in a sentence, for the trainer."""
    manner: Text | None = None
    """How they talk, for a language model that words them: nothing in it that a trainee has to find out."""
    journey: tuple[Touchpoint, ...] = ()
    abusive_from: Percent | None = None
    """Anger from which what they say is abuse, until a boundary is set; without it they never swear."""

    def dispositions(self) -> Persona:
        """The preset with this scenario's overrides."""
        given = self.persona.model_dump(exclude_none=True)
        preset = PRESETS[self.preset]
        return Persona(**{name: given.get(name, getattr(preset, name)) for name in Persona.__dataclass_fields__})


class Need(Value):
    """What they say they want, and what is behind it."""

    presenting: Text
    underlying: Text
    would_accept: tuple[Id, ...] = ()
    dealbreakers: tuple[Text, ...] = ()


class Reveal(Value):
    """When a hidden fact comes out."""

    asks: tuple[Cue, ...] = ()
    """Questions that reach for it: as cues, or in plain words with a question mark."""
    question: Text | None = None
    """The question that would have brought it out, as the debrief tells it; else the first plain one of `asks`."""
    trust: Percent = 0
    heard: Percent = 0
    leaks: bool = True
    """It may slip out late, so that a run stays solvable."""


class Fact(Value):
    """One thing that is true in this case."""

    id: Id
    value: Text
    """The fact in a few words: a date, a place, a reason."""
    say: Text | None = None
    """How the customer says it, in a sentence, where no line of the scenario does."""
    aliases: tuple[Cue, ...] = ()
    """Ways to say it; without any, the words of its value do."""
    topic: tuple[Cue, ...] = ()
    """Words around it: with them, another date, time, amount or number is a mistake."""
    wrong: tuple[Cue, ...] = ()
    """Ways to get it wrong."""
    asks: tuple[Cue, ...] = ()
    """Questions about it, for facts that are known from the start."""
    salience: int = Field(default=2, ge=1, le=3)
    status: Literal["known", "unknown", "mistaken"] = "known"
    """What the customer knows of it."""
    reveal: Reveal | None = None
    """How it comes out; without this it is said in the opening."""
    feeling: bool = False
    """It is an impact on the customer: naming it acknowledges."""
    danger: tuple[Cue, ...] = ()
    """Somebody is in danger: what a reply must speak of first, once the customer has told this."""
    policy: Id | None = None
    """The rule that a reply breaks by going past the danger."""


class Request(Value):
    """One thing the customer wants."""

    id: Id
    text: Text
    """The want, as the customer would go on after "I want to"."""
    served_by: tuple[Id, ...] = ()
    """Outcomes and actions that serve it."""
    answered_by: tuple[Cue, ...] = ()
    """Statements that answer it, where words are enough."""
    after: tuple[Id, ...] = ()
    """It opens once these facts have been told or these requests are served."""
    optional: bool = False
    """The customer can be content without it."""


class Outcome(Value):
    """What the customer can end up with."""

    id: Id
    label: Text
    """A few words with their article, as in "an express card by Wednesday"."""
    cues: tuple[Cue, ...] = ()
    """Words that mean it in a reply; without any and without actions, those of its label do."""
    actions: tuple[Id, ...] = ()
    """Desk actions that bring it about; naming one offers the outcome."""
    fit: Share
    """How well it serves the need."""
    policy: Id | None = None
    unless: dict[Id, Share] = {}
    """Another fit once a fact is known: a better or worse match than it seemed."""


class When(Value):
    """A condition, all parts of which must hold."""

    all_moves: tuple[MoveName, ...] = ()
    any_move: tuple[MoveName, ...] = ()
    any_fact: tuple[Id, ...] = ()
    all_facts: tuple[Id, ...] = ()
    actions: tuple[Id, ...] = ()
    any_outcome: tuple[Id, ...] = ()
    requests: tuple[Id, ...] = ()
    """Requests that are served."""
    open_requests: tuple[Id, ...] = ()
    at_least: dict[StateName, float] = {}
    at_most: dict[StateName, float] = {}
    from_turn: int = 0
    until_turn: int = 10_000


class Beat(Value):
    """Something the customer brings up on their own."""

    id: Id
    act: Act
    about: Id | None = None
    when: When = When()
    opens: tuple[str, ...] = ()
    """Criteria for which this is an opportunity."""


class Line(Value):
    """Words for an act of the customer; several variants so that nobody sounds like a machine."""

    act: Act
    about: str | None = None
    """The fact, request, outcome, action, move, beat or ending it is about."""
    band: tuple[Band, ...] = ()
    """Moods it fits; empty fits all."""
    tone: Tone | None = None
    style: Style | None = None
    asks: tuple[Id, ...] = ()
    """Requests that this line asks about directly."""
    text: tuple[Text, ...] = Field(min_length=1)


class Ending(Value):
    """A way the conversation can close."""

    id: Id
    kind: EndingKind
    when: When | None = None
    """Closes the conversation as soon as it holds; without it the engine's own rule for the kind does."""


class Limits(Value):
    """Bounds of the sitting."""

    max_turns: int = Field(default=14, ge=2, le=60)
    can_leave: bool = True
    """Whether the customer can walk out."""


class Aftermath(Value):
    """What comes of it two days later."""

    ending: EndingKind | Literal["any"] = "any"
    promise: Literal["kept", "dated", "vague", "false", "none", "any"] = "any"
    friend: Text
    """What the customer tells a friend."""
    message: Text
    """What they write two days later."""


class ModelReply(Value):
    """A reply worth imitating, to a customer's line."""

    to: Text
    reply: Text
    why: Text


class Contrast(Value):
    """The same moment, weak and strong."""

    weak: Text
    strong: Text
    why: Text


class Debrief(Value):
    """What is talked about afterwards."""

    model_replies: tuple[ModelReply, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    questions: tuple[Text, ...] = ()
    service_question: Text


class Scenario(Value):
    """One case, whole."""

    meta: Meta
    brief: Brief
    policy: tuple[Policy, ...] = ()
    actions: tuple[Action, ...] = ()
    knowledge: str = ""
    """The product or fact sheet beside the chat."""
    customer: Customer
    need: Need
    facts: tuple[Fact, ...] = ()
    requests: tuple[Request, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    yield_: When | None = Field(default=None, alias="yield")
    """Further conditions before the customer accepts."""
    beats: tuple[Beat, ...] = ()
    lines: tuple[Line, ...] = Field(min_length=1)
    endings: tuple[Ending, ...] = ()
    limits: Limits = Limits()
    aftermath: tuple[Aftermath, ...] = ()
    rubrics: dict[str, float] = {}
    """Weight of each rubric in the whole."""
    probes: tuple[Probe, ...] = ()
    debrief: Debrief | None = None

    def fact(self, id: str) -> Fact:
        """The fact with this id; the loader has made sure that it exists."""
        return next(fact for fact in self.facts if fact.id == id)

    def own_strings(self) -> frozenset[str]:
        """Texts of the case with a digit or an @ in them: numbers and addresses a trainee may well repeat."""
        found: set[str] = set()
        waiting: list[object] = [self.model_dump()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                waiting += value.values()
            elif isinstance(value, list | tuple):
                waiting += value
            elif isinstance(value, str) and ("@" in value or any(letter.isdigit() for letter in value)):
                found.add(value)
        return frozenset(found)
