"""What the debrief shows, as plain values: replies to change with their words lit, skills, the customer's way."""

from collections.abc import Iterator
from dataclasses import dataclass

from roleplay.domain.debrief import Debrief
from roleplay.domain.scorecard import Evidence, Note
from roleplay.formats.graded import skill_level
from roleplay.formats.page import Section
from roleplay.formats.words import LEVELS, plain
from roleplay.tui.view import Spoken, dots

IT_HAPPENS = "That happens to everyone. r goes back to the reply where it turned, and both ways are kept."


@dataclass(frozen=True, slots=True)
class Change:
    """One reply that could have gone better: what each skill says of it, and other words for it."""

    turn: int
    reply: int
    """Which of the trainee's replies it is, counted from 1."""
    exchange: tuple[Spoken, ...]
    """The customer's words before it, the reply with the quoted words lit, the customer's words after it."""
    notes: tuple[tuple[str, Note], ...]
    """The name of each skill, and its one thing to change."""

    @property
    def wording(self) -> str | None:
        """The better wording, where one was found that the grader scores higher."""
        return next((note.try_instead for _, note in self.notes if note.try_instead), None)


def changes(debrief: Debrief) -> tuple[Change, ...]:
    """A change for each reply that something is said of; one with a better wording first."""
    own = [turn.number for turn in debrief.transcript.turns if turn.role == "agent"]
    titles = {one.id: one.title for one in debrief.rubrics}
    about: dict[int, list[tuple[str, Note]]] = {}
    for note in debrief.scorecard.notes:
        if note.kind == "change" and own:
            # Advice that quotes nothing is about the first reply.
            turn = note.evidence.turn if note.evidence else own[0]
            about.setdefault(turn, []).append((titles.get(note.rubric, plain(note.rubric)), note))
    found = [
        Change(turn, own.index(turn) + 1, _exchange(debrief, turn, notes), tuple(notes))
        for turn, notes in about.items()
        if turn in own
    ]
    return tuple(sorted(found, key=lambda one: one.wording is None))


def _exchange(debrief: Debrief, turn: int, notes: list[tuple[str, Note]]) -> tuple[Spoken, ...]:
    quotes = [note.evidence for _, note in notes if note.evidence]
    return tuple(_spoken(debrief, at, quotes) for at in (turn - 1, turn, turn + 1) if 0 <= at < _length(debrief))


def _length(debrief: Debrief) -> int:
    return len(debrief.transcript.turns)


def _spoken(debrief: Debrief, at: int, quotes: list[Evidence]) -> Spoken:
    turn = debrief.transcript.turns[at]
    if turn.role == "customer":
        return Spoken(debrief.scenario.customer.name, turn.content)
    lit = tuple((one.start, one.end) for one in quotes if one.turn == at)
    return Spoken("You", turn.content, mine=True, lit=lit)


def reread(debrief: Debrief) -> tuple[Spoken, ...]:
    """The whole conversation, with the words lit that the debrief speaks of."""
    quotes = [note.evidence for note in debrief.scorecard.notes if note.evidence]
    return tuple(_spoken(debrief, at, quotes) for at in range(_length(debrief)))


def praise(debrief: Debrief) -> Section:
    """The one thing that worked best."""
    note = next((one for one in debrief.scorecard.notes if one.kind == "praise"), None)
    if note is None:
        return Section("")
    quote = (f"\u201c{note.evidence.quote}\u201d",) if note.evidence and note.evidence.quote not in note.text else ()
    return Section("What worked", (*quote, note.text))


def skill_rows(debrief: Debrief) -> list[str]:
    """A line for each skill: its name, dots and a word; what the trainee thought and disagrees with beside them."""
    rows = [(one, *skill_level(one, debrief.rubrics)) for one in debrief.scorecard.rubrics]
    width = max((len(title) for _, title, _ in rows), default=0)
    shown = [
        f"{title:<{width}}  {dots(one.level)}  {word}{_disputed([each.disputed for each in one.findings])}"
        for one, title, word in rows
    ]
    guess = debrief.own.guess
    return [*shown, f"Before you saw this, you thought: {LEVELS[guess]}."] if guess is not None else shown


def _disputed(reasons: list[str | None]) -> str:
    return "  (you disagree)" if any(reasons) else ""


def grades(debrief: Debrief) -> Iterator[tuple[str, str, str | None]]:
    """Every grade that one can disagree with: how it reads, and the ids of its skill and of its part."""
    for score in debrief.scorecard.rubrics:
        title, word = skill_level(score, debrief.rubrics)
        yield f"{title}: {word}", score.id, None
        rubric = next((one for one in debrief.rubrics if one.id == score.id), None)
        titles = {one.id: one.title for one in rubric.criteria} if rubric else {}
        for part in score.findings:
            if part.level is not None:
                yield f"   {titles.get(part.id, plain(part.id))}: {LEVELS[part.level]}", score.id, part.id


def way(debrief: Debrief) -> tuple[tuple[str, str, str], ...]:
    """The customer's way: each step with what was expected and what was met, this conversation the last."""
    scenario = debrief.scenario
    steps = ((one.touchpoint, one.expected, one.perceived) for one in scenario.customer.journey)
    return *steps, ("This conversation", scenario.need.underlying, debrief.outcome.felt)


def story(debrief: Debrief) -> Section:
    """What the customer made of it, and what comes of it."""
    outcome, after, own = debrief.outcome, debrief.aftermath, debrief.own
    name = debrief.scenario.customer.name
    friend = (f"{name} tells a friend: \u201c{after.friend}\u201d",) if after else ()
    later = (f"Two days later {name} writes: \u201c{after.message}\u201d",) if after else ()
    turned = (IT_HAPPENS,) if outcome.ending in ("walked_away", "breach") else ()
    aim = (f"You wanted to try: {own.aim}",) if own.aim else ()
    return Section("", (*turned, *friend, *later, f"{outcome.felt} {outcome.got} {outcome.effort_text}", *aim))
