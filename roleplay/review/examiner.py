"""Grades one transcript of a collection; made so that another process can be given it with all it needs."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from roleplay.domain.overview import Digest
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Transcript
from roleplay.errors import BadInput
from roleplay.formats.assessed import page
from roleplay.formats.page import Section
from roleplay.formats.problem import FileProblems, Problem
from roleplay.formats.report import as_json as as_json_line
from roleplay.formats.report import report
from roleplay.formats.transcript import Piece, entry
from roleplay.library import find_scenario, list_rubrics, rubric, rubrics_for
from roleplay.review.digest import digest
from roleplay.review.foreign import Assessed, assess


@dataclass(frozen=True, slots=True)
class Found:
    """A grade by rules with all that it is about, for whoever looks at it once more."""

    assessed: Assessed
    rubrics: tuple[Rubric, ...]
    scenario: Scenario | None


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of one transcript: its grade in the form that was asked for, or what is wrong with it."""

    file: str
    line: int
    id: str | None = None
    problems: tuple[str, ...] = ()
    json: str = ""
    """One line for other programs."""
    page: tuple[Section, ...] = ()
    digest: Digest | None = None
    found: Found | None = None
    """The grade before it has a form, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Examiner:
    """What to grade with; what isn't said comes from the transcript itself, or fits its kind."""

    rubrics: tuple[Rubric, ...] = ()
    scenario: Scenario | None = None
    library: tuple[Path, ...] = ()
    """Folders to look for scenarios and rubrics in, besides the shipped ones."""
    data: Path | None = None
    """The folder of the user's own."""
    as_json: bool = False
    keeps: bool = False
    """It brings back the grade itself and gives it no form yet."""

    def __call__(self, piece: Piece) -> Marked:
        """The transcript, graded."""
        found = entry(piece)
        if found.transcript is None:
            return Marked(found.file, found.line, problems=tuple(map(str, found.problems)))
        try:
            scenario = self.scenario or self._named(found.transcript)
            rubrics = self.rubrics or self._fitting(scenario, found.transcript.kind)
        except BadInput as error:
            return Marked(found.file, found.line, found.transcript.id, (_problem(piece, error),))
        assessed = assess(found.transcript, rubrics, scenario, notes=not self.as_json)
        bare = Marked(piece.file, piece.line, assessed.transcript.id, found=Found(assessed, rubrics, scenario))
        return bare if self.keeps else formed(bare, self.as_json)

    def _named(self, transcript: Transcript) -> Scenario | None:
        name = transcript.scenario
        return None if name is None else _scenario(name, self.library, self.data)

    def _fitting(self, scenario: Scenario | None, kind: str | None) -> tuple[Rubric, ...]:
        of_case = _rubrics_of(tuple(scenario.rubrics), self.library, self.data) if scenario else ()
        return of_case or _rubrics_for(scenario.meta.kind if scenario else kind, self.library, self.data)


def formed(marked: Marked, as_json: bool, judged: Scorecard | None = None) -> Marked:
    """The grade in its form; what a model `judged`, if one did, is the grade, with that of the rules beside it."""
    assert marked.found is not None
    rubrics, scenario, by_rules = marked.found.rubrics, marked.found.scenario, marked.found.assessed.scorecard
    assessed = replace(marked.found.assessed, scorecard=judged or by_rules)
    conversation, card, beside = assessed.transcript, assessed.scorecard, by_rules if judged else None
    if as_json:
        graded = report(conversation, card, outcome=assessed.outcome, by_rules=beside)
        told = as_json_line({"file": marked.file, "id": marked.id, **graded})
        return Marked(marked.file, marked.line, marked.id, json=told)
    sections = page(conversation, card, rubrics, scenario, assessed.outcome, beside)
    return Marked(marked.file, marked.line, marked.id, page=sections, digest=digest(assessed, rubrics, scenario))


@cache
def _scenario(name: str, library: tuple[Path, ...], data: Path | None) -> Scenario:
    # A transcript comes from anywhere: it may name a case of the library, never a file of this computer.
    if name.endswith(".toml"):
        raise BadInput("a transcript names its scenario by its id", hint="`roleplay list` shows what there is")
    return find_scenario(name, library, data).scenario


@cache
def _rubrics_for(kind: str | None, library: tuple[Path, ...], data: Path | None) -> tuple[Rubric, ...]:
    found, _ = list_rubrics(library, data)
    return rubrics_for(kind, [one.rubric for one in found])


@cache
def _rubrics_of(ids: tuple[str, ...], library: tuple[Path, ...], data: Path | None) -> tuple[Rubric, ...]:
    """Those that are there; a skill without a rubric goes ungraded, as when it is played."""
    there = {one.rubric.id for one in list_rubrics(library, data)[0]}
    return tuple(rubric(id, library, data).rubric for id in ids if id in there)


def _problem(piece: Piece, error: BadInput) -> str:
    if isinstance(error, FileProblems):
        return f"{piece.file}:{piece.line}:1: its scenario cannot be used\n{error}"
    return str(Problem(piece.file, piece.line, 1, message=error.what, hint=error.hint))
