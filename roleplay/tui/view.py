"""What the screens of a conversation show, as plain values: nothing here knows of a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass

from roleplay.domain.customer import Band, Directive
from roleplay.domain.moves import MOVES
from roleplay.domain.scenario import Action, Scenario
from roleplay.formats.event import Aim
from roleplay.formats.page import Section, shortened
from roleplay.formats.words import RULES, STOOD_IN, plain
from roleplay.session import Said, Session

MOODS: dict[Band, str] = {
    "calm": "calm",
    "irritated": "irritated",
    "angry": "angry",
    "hostile": "furious",
    "ultimatum": "about to leave",
}
"""The customer's mood in one word."""
NEVER_A_REASON = ("reply", "limit", "no_progress")
LEVELS = 4
MOST_QUOTED = 60
"""Characters of a reply's words beside what they did."""
NOTHING_HEARD = "Nothing that could be made out. Say it in other words; it costs you nothing."


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing in the transcript: somebody's words, or something that happened beside them."""

    who: str
    """Empty for what happened."""
    text: str
    mine: bool = False
    lit: tuple[tuple[int, int], ...] = ()
    """Parts of the text that are spoken of, by code points."""


def dots(level: int | None) -> str:
    """A level as dots; a word always stands beside them."""
    return "\u00b7" * LEVELS if level is None else "\u25cf" * level + "\u25cb" * (LEVELS - level)


def mood(name: str, band: Band, directive: Directive | None) -> str:
    """The customer's mood in one word, and what eased or stirred it most in the last reply."""
    ledger = directive.ledger if directive else ()
    moved = [one for one in ledger if one.name == "anger" and one.rule not in NEVER_A_REASON and one.amount]
    strongest = max(moved, key=lambda one: abs(one.amount), default=None)
    if strongest is None:
        return f"{name} is {MOODS[band]}"
    how = "eased by" if strongest.amount < 0 else "stirred by"
    return f"{name} is {MOODS[band]}, {how} {RULES.get(strongest.rule, plain(strongest.rule))}"


def standing_of(session: Session) -> str:
    """How the customer stands now, by their last words."""
    last = next((turn for turn in reversed(session.turns) if turn.role == "customer"), None)
    return mood(session.scenario.customer.name, session.state.band, last.directive if last else None)


def opening(session: Session) -> Spoken:
    """The customer's first words."""
    return Spoken(session.scenario.customer.name, session.turns[0].content)


def answer(scenario: Scenario, said: Said) -> Spoken:
    """The customer's words; it is told where the built-in customer stood in for a model."""
    name = scenario.customer.name
    who = f"{name} ({STOOD_IN})" if said.exchange.voice == "fallback" else name
    return Spoken(who, said.exchange.words)


def came_of(scenario: Scenario, said: Said) -> Iterator[Spoken]:
    """What else a reply brought: what the desk shows, what is still to do, what was learned."""
    yield from (at_desk(action) for action in said.results)
    for one in said.hindered:
        yield Spoken("", f"Not done: {one.action.label}. This has to come first: {one.first.label}.")
    left = "Left undone: {}." if said.exchange.directive.ends else "To do: {}. F4 does it, or say that you do it now."
    yield from (Spoken("", left.format(one.label)) for one in _to_do(scenario, said))
    if said.learned:
        yield Spoken("", "+ you learned: " + " \u00b7 ".join(one.value for one in said.learned))
    if said.masked:
        yield Spoken("", "Something in your reply looked like personal data; it was dotted out.")
    yield from (Spoken("", notice) for notice in said.notices)


def _to_do(scenario: Scenario, said: Said) -> Iterator[Action]:
    """What the reply says will be done and nobody has done: a promise alone moves nothing at the desk."""
    done = said.exchange.state.done
    moves = said.exchange.reading.of("commit_next_step")
    promised = {move.about.action for move in moves if move.about.stage == "will"}
    yield from (one for one in scenario.actions if one.id in promised and one.id not in done)


def at_desk(action: Action) -> Spoken:
    """What the desk shows; only the trainee sees it."""
    return Spoken("", f"Desk: {action.label}. {action.result}")


def told(session: Session, without: int = 0) -> Iterator[Spoken]:
    """The whole transcript so far, or without so many of the last replies and what came of them."""
    left = sum(isinstance(one, Said) for one in session.history) - without
    yield opening(session)
    for one in session.history:
        left -= isinstance(one, Said)
        if left < 0:
            return
        if isinstance(one, Said):
            yield Spoken("You", one.text, mine=True)
            yield answer(session.scenario, one)
            yield from came_of(session.scenario, one)
        elif isinstance(one, Aim):
            yield Spoken("", f"You want to try: {one.words}")
        else:
            yield at_desk(one)


def known(session: Session) -> tuple[Section, ...]:
    """What the customer and the desk have told so far."""
    scenario, state = session.scenario, session.state
    facts = tuple(one.value for one in scenario.facts if one.id in state.told)
    shown = tuple(f"{one.label}. {one.result}" for one in scenario.actions if one.id in state.done)
    return (
        Section(f"What {scenario.customer.name} has told you", items=facts or ("Nothing yet.",)),
        *((Section("What the desk has shown you", items=shown),) if shown else ()),
    )


def heard(session: Session) -> Section:
    """What the customer made of the last reply: what it did, by the words that did it."""
    name = session.scenario.customer.name
    said = next((one for one in reversed(session.history) if isinstance(one, Said)), None)
    if said is None:
        return Section(f"What {name} heard", ("You have not said anything yet.",))
    moves = sorted(said.exchange.reading.moves, key=lambda move: move.span.start)
    quotes: dict[str, list[str]] = {}
    for move in moves:
        quotes.setdefault(move.span.quote, []).append(MOVES[move.kind].name)
    items = tuple(
        f"{', '.join(dict.fromkeys(names))}: \u201c{shortened(quote, MOST_QUOTED)}\u201d"
        for quote, names in quotes.items()
    )
    return Section(f"What {name} heard", items=items) if items else Section(f"What {name} heard", (NOTHING_HEARD,))


def beside(session: Session) -> tuple[Section, ...]:
    """The side of a wide window; whoever practises alone sees what an agent would."""
    alone = session.mode == "alone"
    inner = () if alone else (Section("", (standing_of(session),)),)
    told, *desk = known(session)
    done = tuple(one.label for one in session.scenario.actions if one.id in session.state.done)
    return (
        *inner,
        *(() if alone or len(session.turns) < 2 else (heard(session),)),
        told,
        *((Section("At the desk", items=done),) if desk else ()),
        *brief(session),
    )


def brief(session: Session) -> tuple[Section, ...]:
    """What stays the same from the first word to the last."""
    return (Section("Good enough when", (session.scenario.brief.objective,)),)


def first_words(scenario: Scenario) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The parts of the briefing that fit a small screen, each with its label."""
    rules: dict[str, list[str]] = {"may": [], "needs_approval": [], "never": []}
    for policy in scenario.policy:
        rules[policy.authority].append(policy.text)
    brief = scenario.brief
    parts = (
        ("You are", (brief.role,)),
        ("They write because", (brief.situation,)),
        ("You can", tuple(rules["may"])),
        ("Ask before you", tuple(rules["needs_approval"])),
        ("You must keep to", tuple(rules["never"])),
        ("Good enough when", (brief.objective,)),
    )
    return tuple((label, texts) for label, texts in parts if texts)


def first_sentence(text: str) -> str:
    """The beginning of a rule that is too long for a small screen."""
    head, mark, _ = text.partition(". ")
    return head + "." if mark else text
