"""The debrief in plain sentences: first what the customer felt and got, then the words that did it.

Praise comes before anything else, at most one change per skill, and nothing is said of the person.
"""

from roleplay.domain.customer import Change, State
from roleplay.domain.debrief import Debrief
from roleplay.domain.rubric import Criterion, Rubric
from roleplay.domain.scorecard import Finding, Note, RubricScore
from roleplay.formats.briefing import journey
from roleplay.formats.page import Section
from roleplay.formats.words import CRITICAL, ENDINGS, FEELINGS, LEVELS, RULES, level_words, plain

MOST_REASONS = 3
"""Reasons told for each reply: the strongest; the rest is a key deeper."""

_NEVER_A_REASON = ("reply", "limit")


def told(debrief: Debrief) -> tuple[Section, ...]:
    """All of it, in the order in which it helps; parts with nothing to tell are left out."""
    sections = (
        _how_it_went(debrief),
        Section("What worked", items=_notes(debrief, "praise")),
        _stop(debrief),
        Section("One thing to change in each skill", items=_notes(debrief, "change")),
        *(_skill(debrief, score) for score in debrief.scorecard.rubrics),
        _mood(debrief),
        Section(f"How {debrief.scenario.customer.name} got here", items=journey(debrief.scenario)),
        _aftermath(debrief),
        Section("What should the firm change?", _service_question(debrief)),
        _how_graded(debrief),
        _figures(debrief),
    )
    return tuple(section for section in sections if section.paragraphs or section.items)


def _how_it_went(debrief: Debrief) -> Section:
    outcome = debrief.outcome
    return Section(f"How it went: {ENDINGS[outcome.ending]}", (f"{outcome.felt} {outcome.got} {outcome.effort_text}",))


def _notes(debrief: Debrief, kind: str) -> tuple[str, ...]:
    """The notes of a kind; a better wording that serves several skills is told once."""
    found: list[str] = []
    wordings: set[str] = set()
    for note in debrief.scorecard.notes:
        if note.kind == kind:
            told_before = note.try_instead in wordings
            found.append(f"{_note(note)}{_better(note, told_before)}")
            wordings |= {note.try_instead} if note.try_instead else set()
    return tuple(found)


def _better(note: Note, told_before: bool) -> str:
    if note.try_instead is None:
        return ""
    return " The wording above does this too." if told_before else f" Try: \u201c{note.try_instead}\u201d"


def _note(note: Note) -> str:
    words = note.evidence.quote if note.evidence else ""
    quote = f"\u201c{words}\u201d " if words and words not in note.text else ""
    return f"{quote}{note.text} {note.why}".rstrip()


def _stop(debrief: Debrief) -> Section:
    rules = {one.id: one.text for one in debrief.scenario.policy}
    items: list[str] = []
    for found in debrief.scorecard.critical:
        rule = f" The rule: {rules[found.policy]}" if found.policy in rules else ""
        items.append(f"\u201c{found.quote}\u201d {CRITICAL[found.id]}{rule}")
    return Section("Stop: never do this", items=tuple(items))


def _skill(debrief: Debrief, score: RubricScore) -> Section:
    rubric = next((one for one in debrief.rubrics if one.id == score.id), None)
    title = rubric.title if rubric else plain(score.id)
    whole = "could not be graded here" if score.level is None else LEVELS[score.level]
    return Section(f"{title}: {whole}", items=tuple(_finding(rubric, one) for one in score.findings))


def _finding(rubric: Rubric | None, finding: Finding) -> str:
    criterion: Criterion | None = (
        next((one for one in rubric.criteria if one.id == finding.id), None) if rubric else None
    )
    title = criterion.title if criterion else plain(finding.id)
    quotes = list(dict.fromkeys(one.quote for one in finding.evidence if one.quote))[:2]
    words = " ".join(f"\u201c{quote}\u201d" for quote in quotes)
    return f"{title}: {level_words(finding)}. {words}".rstrip()


def _mood(debrief: Debrief) -> Section:
    """Reply by reply: how anger went, and what did most of it, with the words."""
    items: list[str] = []
    before: State | None = None
    turns = debrief.transcript.turns
    number = 0
    for at, turn in enumerate(turns):
        if turn.role == "agent" and turn.state is not None:
            number += 1
            answer = turns[at + 1].directive if at + 1 < len(turns) else None
            items.append(_reply(number, before, turn.state, answer.ledger if answer else ()))
        before = turn.state or before
    return Section("Why the mood moved", items=tuple(items))


def _reply(number: int, before: State | None, after: State, ledger: tuple[Change, ...]) -> str:
    then, now = (before or after).mood, after.mood
    moved = [
        f"{FEELINGS[name]} {_way(a, b)} from {a:.0f} to {b:.0f}"
        if round(a) != round(b)
        else f"{FEELINGS[name]} stayed at {b:.0f}"
        for name, a, b in (("anger", then.anger, now.anger), ("heard", then.heard, now.heard))
    ]
    reasons = _reasons(ledger)
    why = f" Why: {'; '.join(reasons)}." if reasons else ""
    return f"Reply {number}: {moved[0]}, {moved[1]}.{why}"


def _way(before: float, after: float) -> str:
    return "rose" if after > before else "fell"


def _reasons(ledger: tuple[Change, ...]) -> list[str]:
    """The rules that moved most, each once, with the words that set them off."""
    weight: dict[tuple[str, str], float] = {}
    for change in ledger:
        if change.rule not in _NEVER_A_REASON and change.name in ("anger", "heard", "trust"):
            key = (change.rule, change.quote)
            weight[key] = weight.get(key, 0.0) + abs(change.amount)
    strongest = sorted(weight, key=lambda key: -weight[key])[:MOST_REASONS]
    return [
        f"{RULES.get(rule, plain(rule))} (\u201c{quote}\u201d)" if quote else RULES.get(rule, plain(rule))
        for rule, quote in strongest
        if weight[(rule, quote)] >= 1
    ]


def _aftermath(debrief: Debrief) -> Section:
    after, name = debrief.aftermath, debrief.scenario.customer.name
    if after is None:
        return Section("")
    friend = f"{name} tells a friend: \u201c{after.friend}\u201d"
    return Section("Two days later", (friend, f"{name} writes: \u201c{after.message}\u201d"))


def _service_question(debrief: Debrief) -> tuple[str, ...]:
    authored = debrief.scenario.debrief
    return (authored.service_question,) if authored else ()


def _how_graded(debrief: Debrief) -> Section:
    grader = debrief.scorecard.grader
    how = "by rules, without a language model" if grader.kind == "rules" else f"by a language model ({grader.model})"
    return Section(
        "How this was graded",
        (
            f"It was graded {how}, version {grader.version}. Every grade rests on your own words, quoted above. "
            "Spelling, grammar, dialect and length never count. This is practice: not for hiring, pay or discipline.",
        ),
    )


def _figures(debrief: Debrief) -> Section:
    outcome = debrief.outcome
    return Section(
        "Consequences, not the grade",
        (
            f"Satisfaction (CSAT) {outcome.csat} of 5. Would recommend (NPS) {outcome.nps} of 10. "
            f"Effort {outcome.effort} of 7, where 1 is easy.",
        ),
    )
