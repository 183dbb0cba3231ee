"""The page of one graded conversation from elsewhere: what must stop, what worked, what to change, each skill."""

from collections.abc import Sequence
from dataclasses import replace

from roleplay.domain.debrief import Outcome
from roleplay.domain.names import nameless, names_given
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript
from roleplay.formats.graded import how_graded, skills, stop, to_change, worked
from roleplay.formats.otherwise import otherwise
from roleplay.formats.page import Section
from roleplay.formats.words import ENDINGS

WENT_AWAY = {
    "content": "The customer's last words show that they were helped, which lifts every skill a little.",
    "unhelped": "The customer's last words show that they were not helped, which lowers every skill a little.",
}
"""No case says here how it went; then the customer does."""
LEANING = "No case tells here how it went, so each skill leans on the others: its own parts decide half of it."
NOT_FOR_JUDGING = "For training content and service design, not for judging people."


def page(
    conversation: Transcript,
    scorecard: Scorecard,
    rubrics: Sequence[Rubric],
    scenario: Scenario | None = None,
    outcome: Outcome | None = None,
    by_rules: Scorecard | None = None,
) -> tuple[Section, ...]:
    """What there is to tell; parts with nothing in them are left out, and nobody is named.

    Where a model judged, it is told where the grade `by_rules` is another one.
    """
    if not conversation.agent:
        return (Section("", ("Nobody replies in this conversation, so there is nothing to grade.",)),)
    asked = scenario.debrief.service_question if scenario and scenario.debrief else ""
    question = (f"What should the firm change? {asked}",) if asked else ()
    sections = (
        stop(scorecard, scenario),
        _came_out(outcome, scenario),
        worked(scorecard, whole=True),
        to_change(scorecard, whole=True),
        *skills(scorecard, rubrics, whole=True),
        otherwise(scorecard, by_rules, rubrics) if by_rules else Section(""),
        Section(
            "",
            (
                *question,
                *_without_a_case(scorecard, scenario),
                how_graded(scorecard, "the words of the replies"),
                NOT_FOR_JUDGING,
            ),
        ),
    )
    names = names_given(turn.content for turn in conversation.agent)
    # The customer of a case is made up, and may be called like somebody.
    names -= set(scenario.customer.name.split()) if scenario else set()
    return tuple(_nameless(one, names) for one in sections if one.paragraphs or one.items)


def _without_a_case(scorecard: Scorecard, scenario: Scenario | None) -> tuple[str, ...]:
    leaning = (LEANING,) if scenario is None and len(scorecard.rubrics) > 1 else ()
    return (*leaning, WENT_AWAY[scorecard.went_away]) if scorecard.went_away else leaning


def _came_out(outcome: Outcome | None, scenario: Scenario | None) -> Section:
    """A case can say where its customer would stand after these replies."""
    if outcome is None or scenario is None:
        return Section("")
    how = "still open" if outcome.ending == "stopped" else ENDINGS[outcome.ending]
    words = f"{outcome.felt} {outcome.got} {outcome.effort_text}"
    return Section(f"How it would stand with {scenario.customer.name}: {how}", (words,))


def _nameless(section: Section, names: frozenset[str]) -> Section:
    return replace(
        section,
        paragraphs=tuple(nameless(one, names) for one in section.paragraphs),
        items=tuple(nameless(one, names) for one in section.items),
    )
