"""What screens show, as plain values: nothing here knows of a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleplay.domain.customer import Band, Directive
from roleplay.domain.debrief import Debrief
from roleplay.domain.meta import Meta
from roleplay.domain.scenario import Action, Scenario
from roleplay.domain.scorecard import Note, RubricScore
from roleplay.formats.graded import skill_level
from roleplay.formats.page import Section
from roleplay.formats.words import DIFFICULTY, ENDINGS, KINDS, RULES, plain
from roleplay.session import Said, Session
from roleplay.store import Summary

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


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing in the transcript: somebody's words, or something that happened beside them."""

    who: str
    """Empty for what happened."""
    text: str
    mine: bool = False


def dots(level: int | None) -> str:
    """A level as dots; a word always stands beside them."""
    return "\u00b7" * LEVELS if level is None else "\u25cf" * level + "\u25cb" * (LEVELS - level)


def case_line(meta: Meta) -> str:
    """What kind of case it is, how hard and how long."""
    return " \u00b7 ".join((meta.industry, KINDS[meta.kind], DIFFICULTY[meta.difficulty - 1], f"{meta.minutes} min"))


def last_time(meta: Meta, record: Sequence[Summary]) -> str:
    """How this case went the last time, for somebody who has played it; the record has the newest first."""
    last = next((one for one in record if one.scenario == meta.id), None)
    if last is None:
        return ""
    return "not finished" if last.ending is None else ENDINGS.get(last.ending, "played")


def came_out(one: Summary) -> str:
    """When a conversation was, how long, and how it came out."""
    ending = "not finished" if one.ending is None else ENDINGS.get(one.ending, plain(one.ending))
    replies = f"{one.turns} {'reply' if one.turns == 1 else 'replies'}"
    return " \u00b7 ".join((one.started[:16].replace("T", " "), replies, ending))


def matches(meta: Meta, query: str) -> bool:
    """Every word of the search stands somewhere in what the library says of the case, its skills included."""
    words = " ".join((meta.title, case_line(meta), *map(plain, meta.skills))).lower()
    return all(word in words for word in query.lower().split())


def mood(name: str, band: Band, directive: Directive | None) -> str:
    """The customer's mood in one word, and what has moved it most in the last reply."""
    reasons = [one for one in directive.ledger if one.rule not in NEVER_A_REASON] if directive else []
    strongest = max(reasons, key=lambda one: abs(one.amount), default=None)
    why = f": {RULES.get(strongest.rule, plain(strongest.rule))}" if strongest else ""
    return f"{name} is {MOODS[band]}{why}"


def opening(session: Session) -> Spoken:
    """The customer's first words."""
    return Spoken(session.scenario.customer.name, session.turns[0].content)


def came_of(name: str, said: Said) -> Iterator[Spoken]:
    """What a reply brought: the customer's words, what the desk shows, what was learned."""
    yield Spoken(name, said.exchange.words)
    yield from (at_desk(action) for action in said.results)
    for one in said.hindered:
        yield Spoken("", f"Not done: {one.action.label}. This has to come first: {one.first.label}.")
    if said.learned:
        yield Spoken("", "+ you learned: " + " \u00b7 ".join(one.value for one in said.learned))
    if said.masked:
        yield Spoken("", "Something in your reply looked like personal data; it was dotted out.")
    yield from (Spoken("", notice) for notice in said.notices)


def at_desk(action: Action) -> Spoken:
    """What the desk shows; only the trainee sees it."""
    return Spoken("", f"Desk: {action.label}. {action.result}")


def told(session: Session) -> Iterator[Spoken]:
    """The whole transcript so far."""
    name = session.scenario.customer.name
    yield opening(session)
    for one in session.history:
        if isinstance(one, Said):
            yield Spoken("You", one.text, mine=True)
            yield from came_of(name, one)
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


def skill_rows(debrief: Debrief) -> list[str]:
    """A line for each skill: its name, dots and a word."""
    rows = [(one, *skill_level(one, debrief.rubrics)) for one in debrief.scorecard.rubrics]
    width = max((len(title) for _, title, _ in rows), default=0)
    return [f"{title:<{width}}  {dots(_level(one))}  {word}" for one, title, word in rows]


def _level(score: RubricScore) -> int | None:
    return score.level


def to_try_again(debrief: Debrief) -> Note | None:
    """The change that is most worth trying: the first one with a better wording, else the first with a place."""
    changes = [one for one in debrief.scorecard.notes if one.kind == "change" and one.evidence]
    return next((one for one in changes if one.try_instead), changes[0] if changes else None)


def reply_number(debrief: Debrief, turn: int) -> int:
    """Which of the trainee's replies a turn is, counted from 1."""
    own = [one.number for one in debrief.transcript.turns if one.role == "agent"]
    return own.index(turn) + 1 if turn in own else len(own)


def first_words(scenario: Scenario) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The parts of the briefing that fit a small screen, each with its label."""
    rules = {"may": [], "needs_approval": [], "never": []}  # type: dict[str, list[str]]
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
