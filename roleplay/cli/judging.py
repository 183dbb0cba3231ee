"""A language model as a judge, as the commands ask for one: where the text goes, and what if nobody answers.

Asked for by a flag, it judges or the command says that it can't; asked for by the settings file, the rules stand in.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from roleplay.cli import streams
from roleplay.cli.graded import Count
from roleplay.config import Settings
from roleplay.errors import BackendError, BadInput
from roleplay.formats.problem import Problem

if TYPE_CHECKING:
    # Grading by rules, as nearly always, loads no door to a model.
    from roleplay.domain.scorecard import Scorecard
    from roleplay.llm import Endpoint, ModelFault
    from roleplay.review.examiner import Marked
    from roleplay.review.second import SecondJudge

MOST_FAULTS = 3
"""Failures running after which a model is not asked any more: each of them may have been waited for."""


def endpoint_of_judge(chosen: Settings) -> Endpoint | None:
    """The model that is to judge; None where none was asked for. BadInput if a flag asks for one that is not set."""
    if chosen.judge.value != "llm":
        return None
    from roleplay.review.appointed import endpoint_for
    from roleplay.review.fitness import Known

    try:
        found = endpoint_for(chosen, "judge")
    except BadInput as error:
        if is_wanted(chosen):
            raise
        streams.tell(f"The rules alone grade, though your settings ask for a model: {error}")
        return None
    known = Known(chosen)
    if told := known.note or known.warning(found, "judge"):
        streams.tell(told)
    return found


def is_wanted(chosen: Settings) -> bool:
    """Whether this very call asks for a model, so that the rules are no answer to it."""
    return chosen.judge.source == "flag"


def judge_at(endpoint: Endpoint | None) -> AbstractContextManager[SecondJudge | None]:
    """The judge, with a word on where the text goes; none without an endpoint."""
    if endpoint is None:
        return nullcontext()
    from roleplay.review.second import SecondJudge

    streams.tell(
        f"What is graded is sent to {endpoint.place}: what was said, what the trainee saw of the case, and questions."
    )
    return SecondJudge(endpoint)


def unjudged(fault: ModelFault) -> BackendError:
    """What a person reads when the judge that was asked for did not judge."""
    return BackendError(f"the model did not judge: {fault.what}", hint=fault.hint)


def stood_in(fault: ModelFault) -> None:
    """Say that the rules grade in place of the model."""
    streams.tell(f"The model did not judge, so the rules alone grade: {fault}")


class Judging:
    """What a model makes of many conversations, one after the other, and what is done about those it can't judge."""

    def __init__(self, judge: SecondJudge, by_flag: bool, as_json: bool, bad: Count) -> None:
        self._judge, self._by_flag, self._as_json, self._bad = judge, by_flag, as_json, bad
        self.failed = False
        """At least one that a flag wanted to be judged was not."""
        self._told = False
        self._running = 0
        """Failures since the last time that it judged."""
        self._over = False

    def looked_at(self, marked: Iterator[Marked]) -> Generator[Marked, None, None]:
        """Each with the model's grade. Without one it is told and left out, or by rules if no flag wants the model.

        A model that fails for good, or again and again, is not asked any more.
        """
        from roleplay.review.examiner import formed

        for one in marked:
            if self._over and self._by_flag:
                streams.tell("The model is not asked any more, so all that comes after this is left out.")
                return
            card = None if self._over else self._card(one)
            if card is None and self._by_flag:
                self.failed = True
                self._bad.number += 1
            else:
                yield formed(one, self._as_json, card)

    def _card(self, one: Marked) -> Scorecard | None:
        from roleplay.llm import ModelFault

        assert one.found is not None
        assessed = one.found.assessed
        try:
            card = self._judge(one.found.rubrics, assessed.transcript, one.found.scenario, assessed.scorecard)
        except ModelFault as fault:
            self._note(one, fault)
            return None
        self._running = 0
        return card

    def _note(self, one: Marked, fault: ModelFault) -> None:
        self._running += 1
        self._over = fault.lasts or self._running >= MOST_FAULTS
        if self._by_flag:
            error = unjudged(fault)
            streams.tell(str(Problem(one.file, one.line, 1, message=error.what, hint=error.hint)))
        elif not self._told:
            stood_in(fault)
            self._told = True
