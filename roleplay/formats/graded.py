"""A grade in plain sentences: what worked, what must stop, the one thing to change, and each skill with its words.

The same for a conversation that was played here and for one from elsewhere.
"""

from collections.abc import Sequence

from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Finding, Note, RubricScore, Scorecard
from roleplay.formats.agreement import AGREEMENT
from roleplay.formats.disagreed import beside
from roleplay.formats.page import WIDTH, Section, shortened
from roleplay.formats.words import CRITICAL, HARD_TO_TELL, LEVELS, MISSING, level_words, plain

MOST_QUOTED = 70
"""Characters of a quote beside a grade: enough to find the place again."""
MOST_QUOTES = 4
"""Quotes for each grade: more of them are not read."""
LEAST_QUOTED = 16
"""A quote with less room than this says nothing."""


def worked(scorecard: Scorecard, whole: bool) -> Section:
    """The praise: it comes before anything that should be otherwise."""
    return Section("What worked", items=_notes(scorecard, "praise", whole))


def to_change(scorecard: Scorecard, whole: bool) -> Section:
    """At most one thing for each skill."""
    return Section("One thing to change in each skill", items=_notes(scorecard, "change", whole))


def _notes(scorecard: Scorecard, kind: str, whole: bool) -> tuple[str, ...]:
    """The notes of a kind; a better wording or a reason that serves several skills is told once."""
    found: list[str] = []
    wordings: set[str] = set()
    for note in scorecard.notes:
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


def stop(scorecard: Scorecard, scenario: Scenario | None) -> Section:
    """What must never happen, with the rule of the case that it breaks."""
    rules = {one.id: one.text for one in scenario.policy} if scenario else {}
    items: list[str] = []
    for found in scorecard.critical:
        rule = f" The rule: {rules[found.policy]}" if found.policy in rules else ""
        items.append(f"\u201c{found.quote}\u201d: {CRITICAL[found.id]}{rule}")
    return Section("Stop: never do this", items=tuple(items))


def skills(scorecard: Scorecard, rubrics: Sequence[Rubric], whole: bool) -> tuple[Section, ...]:
    """A section for each skill: its level, and those of its parts."""
    return tuple(_skill(rubrics, score, whole, at > 0) for at, score in enumerate(scorecard.rubrics))


def skill_level(score: RubricScore, rubrics: Sequence[Rubric]) -> tuple[str, str]:
    """A skill's name and its level, both in words."""
    rubric = next((one for one in rubrics if one.id == score.id), None)
    title = rubric.title if rubric else plain(score.id)
    return title, "could not be graded here" if score.level is None else LEVELS[score.level]


def _skill(rubrics: Sequence[Rubric], score: RubricScore, whole: bool, joined: bool) -> Section:
    rubric = next((one for one in rubrics if one.id == score.id), None)
    one_finding = _finding_whole if whole else _finding
    items = beside([one_finding(rubric, one) for one in score.findings], score, rubric, whole)
    return Section(": ".join(skill_level(score, rubrics)), items=items, joined=joined)


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
    words = " ".join(f"\u201c{quote}\u201d" for quote in list(quotes)[:MOST_QUOTES])
    why = _missing(finding)
    return " ".join(part for part in (f"{_graded(rubric, finding)}{f' ({why})' if why else ''}.", words) if part)


def _missing(finding: Finding) -> str:
    return MISSING.get(finding.reason, finding.reason) if finding.status == "scored" else ""


def how_graded(scorecard: Scorecard, words: str = "your words") -> str:
    """The passport of the grade and its limits, in a sentence or two."""
    grader = scorecard.grader
    how = f"by a language model ({grader.model})" if grader.kind == "llm" else "by rules"
    how += f", which counted what {grader.model} heard too" if grader.kind == "rules" and grader.model else ""
    unsure = any(one.confidence == "low" for score in scorecard.rubrics for one in score.findings)
    ask = f" Where it says \u201c{HARD_TO_TELL}\u201d, ask a colleague." if unsure else ""
    return (
        f"How this was graded: {how} (version {grader.version}), from {words}; there are no marks for "
        f"spelling, dialect or length.{ask} {AGREEMENT} Not for hiring, pay or discipline."
    )
