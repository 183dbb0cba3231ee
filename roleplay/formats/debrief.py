"""The debrief in plain sentences: first what the customer felt and got, then the words that did it.

Praise comes before anything else, at most one change per skill, and nothing is said of the person.
A terminal gets what can be read in a minute; the page to keep gets all of it, in the same order.
"""

from roleplay.domain.debrief import Debrief
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Touchpoint
from roleplay.domain.scorecard import Finding, Note, RubricScore
from roleplay.formats.briefing import journey
from roleplay.formats.moved import moved
from roleplay.formats.page import WIDTH, Section, shortened
from roleplay.formats.words import CRITICAL, ENDINGS, HARD_TO_TELL, LEVELS, MISSING, level_words, plain

MOST_QUOTED = 70
"""Characters of a quote beside a grade: enough to find the place again."""
LEAST_QUOTED = 16
"""A quote with less room than this says nothing."""


def told(debrief: Debrief, whole: bool = False) -> tuple[Section, ...]:
    """What there is to tell, in the order in which it helps; parts with nothing in them are left out."""
    if not any(turn.role == "agent" for turn in debrief.transcript.turns):
        return (_nothing_said(debrief),)
    sections = (
        _how_it_went(debrief),
        Section("What worked", items=_notes(debrief, "praise", whole)),
        _stop(debrief),
        Section("One thing to change in each skill", items=_notes(debrief, "change", whole)),
        *(_skill(debrief, score, whole, at > 0) for at, score in enumerate(debrief.scorecard.rubrics)),
        moved(debrief, whole),
        _journey(debrief, whole),
        _aftermath(debrief),
        Section("", (*_service_question(debrief), _how_graded(debrief), _figures(debrief, whole))),
    )
    return tuple(section for section in sections if section.paragraphs or section.items)


def _nothing_said(debrief: Debrief) -> Section:
    """Nobody is graded for a conversation that never was."""
    name = debrief.scenario.customer.name
    words = f"You ended it before your first reply, so there is nothing to grade. {name} is still waiting."
    return Section(f"How it went: {ENDINGS[debrief.outcome.ending]}", (words,))


def _how_it_went(debrief: Debrief) -> Section:
    outcome = debrief.outcome
    return Section(f"How it went: {ENDINGS[outcome.ending]}", (f"{outcome.felt} {outcome.got} {outcome.effort_text}",))


def _notes(debrief: Debrief, kind: str, whole: bool) -> tuple[str, ...]:
    """The notes of a kind; a better wording or a reason that serves several skills is told once."""
    found: list[str] = []
    wordings: set[str] = set()
    for note in debrief.scorecard.notes:
        if note.kind == kind:
            why = note.why if whole or kind == "change" else ""
            told_before = note.try_instead in wordings
            found.append(f"{_note(note)} {why}".rstrip() + _better(note, told_before))
            wordings |= {note.try_instead} if note.try_instead else set()
    return tuple(found)


def _better(note: Note, told_before: bool) -> str:
    if note.try_instead is None:
        return ""
    return " The wording above does this too." if told_before else f" Try: \u201c{note.try_instead}\u201d"


def _note(note: Note) -> str:
    """The note as it was written, behind the words it is about unless it has them in it."""
    words = note.evidence.quote if note.evidence else ""
    if not words:
        return note.text
    if words in note.text:
        return note.text.replace(f'"{words}"', f"\u201c{words}\u201d")
    return f"\u201c{shortened(words, MOST_QUOTED)}\u201d: {note.text}"


def _stop(debrief: Debrief) -> Section:
    rules = {one.id: one.text for one in debrief.scenario.policy}
    items: list[str] = []
    for found in debrief.scorecard.critical:
        rule = f" The rule: {rules[found.policy]}" if found.policy in rules else ""
        items.append(f"\u201c{found.quote}\u201d: {CRITICAL[found.id]}{rule}")
    return Section("Stop: never do this", items=tuple(items))


def _skill(debrief: Debrief, score: RubricScore, whole: bool, joined: bool) -> Section:
    rubric = next((one for one in debrief.rubrics if one.id == score.id), None)
    title = rubric.title if rubric else plain(score.id)
    level = "could not be graded here" if score.level is None else LEVELS[score.level]
    one_finding = _finding_whole if whole else _finding
    items = tuple(one_finding(rubric, one) for one in score.findings)
    return Section(f"{title}: {level}", items=items, joined=joined)


def _graded(rubric: Rubric | None, finding: Finding) -> str:
    titles = {one.id: one.title for one in rubric.criteria} if rubric else {}
    return f"{titles.get(finding.id, plain(finding.id))}: {level_words(finding)}"


def _finding(rubric: Rubric | None, finding: Finding) -> str:
    """One line: the grade, and the words it rests on or, without any, what was missing."""
    head = _graded(rubric, finding)
    quote = next((one.quote for one in finding.evidence if one.quote), "")
    room = WIDTH - len(f"- {head}. \u201c\u201d")
    if quote and room >= LEAST_QUOTED:
        return f"{head}. \u201c{shortened(quote, min(room, MOST_QUOTED))}\u201d"
    missing = "" if quote else _missing(finding)
    return f"{head} ({missing})." if missing and len(missing) < room else f"{head}."


def _finding_whole(rubric: Rubric | None, finding: Finding) -> str:
    """The grade with all the words it rests on, and the rule that gave it."""
    quotes = dict.fromkeys(one.quote for one in finding.evidence if one.quote)
    words = " ".join(f"\u201c{quote}\u201d" for quote in quotes)
    why = _missing(finding)
    return " ".join(part for part in (f"{_graded(rubric, finding)}{f' ({why})' if why else ''}.", words) if part)


def _missing(finding: Finding) -> str:
    return MISSING.get(finding.reason, finding.reason) if finding.status == "scored" else ""


def _journey(debrief: Debrief, whole: bool) -> Section:
    scenario = debrief.scenario
    heading = f"How {scenario.customer.name} got here"
    if whole:
        return Section(heading, items=journey(scenario))
    return Section(heading, items=tuple(_step(one) for one in scenario.customer.journey))


def _step(one: Touchpoint) -> str:
    """A line for each: what was met there, where it fits."""
    both = f"{one.touchpoint}: {one.perceived}"
    return both if len(both) <= WIDTH - 2 else f"{one.touchpoint}."


def _aftermath(debrief: Debrief) -> Section:
    after, name = debrief.aftermath, debrief.scenario.customer.name
    if after is None:
        return Section("")
    friend = f"{name} tells a friend: \u201c{after.friend}\u201d"
    return Section("Two days later", (friend, f"{name} writes: \u201c{after.message}\u201d"))


def _service_question(debrief: Debrief) -> tuple[str, ...]:
    authored = debrief.scenario.debrief
    return (f"What should the firm change? {authored.service_question}",) if authored else ()


def _how_graded(debrief: Debrief) -> str:
    grader = debrief.scorecard.grader
    how = "by rules" if grader.kind == "rules" else f"by a language model ({grader.model})"
    unsure = any(one.confidence == "low" for score in debrief.scorecard.rubrics for one in score.findings)
    ask = f" Where it says \u201c{HARD_TO_TELL}\u201d, ask a colleague." if unsure else ""
    return (
        f"How this was graded: {how} (version {grader.version}), from your words; spelling, dialect and length "
        f"never count.{ask} Not for hiring, pay or discipline."
    )


def _figures(debrief: Debrief, whole: bool) -> str:
    outcome = debrief.outcome
    if whole:
        return (
            f"Consequences, not the grade: satisfaction (CSAT) {outcome.csat} of 5, would recommend (NPS) "
            f"{outcome.nps} of 10, effort {outcome.effort} of 7, where 1 is easy."
        )
    figures = f"satisfied {outcome.csat}/5, would recommend {outcome.nps}/10, effort {outcome.effort}/7"
    return f"Consequences, not the grade: {figures}."
