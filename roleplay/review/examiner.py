"""Grades one transcript of a collection; made so that another process can be given it with all it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from roleplay.domain.overview import Digest
from roleplay.domain.rubric import Rubric
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Transcript
from roleplay.errors import BadInput
from roleplay.formats.assessed import page
from roleplay.formats.page import Section
from roleplay.formats.problem import FileProblems, Problem
from roleplay.formats.report import as_json, report
from roleplay.formats.transcript import Piece, entry
from roleplay.library import find_scenario, list_rubrics, rubric, rubrics_for
from roleplay.review.digest import digest
from roleplay.review.foreign import Assessed, assess


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
        return self._marked(piece, assessed, rubrics, scenario)

    def _marked(self, piece: Piece, assessed: Assessed, rubrics: Sequence[Rubric], scenario: Scenario | None) -> Marked:
        id, conversation = assessed.transcript.id, assessed.transcript
        if self.as_json:
            graded = report(conversation, assessed.scorecard, outcome=assessed.outcome)
            return Marked(piece.file, piece.line, id, json=as_json({"file": piece.file, "id": id, **graded}))
        told = page(conversation, assessed.scorecard, rubrics, scenario, assessed.outcome)
        return Marked(piece.file, piece.line, id, page=told, digest=digest(assessed, rubrics, scenario))

    def _named(self, transcript: Transcript) -> Scenario | None:
        name = transcript.scenario
        return None if name is None else _scenario(name, self.library, self.data)

    def _fitting(self, scenario: Scenario | None, kind: str | None) -> tuple[Rubric, ...]:
        of_case = _rubrics_of(tuple(scenario.rubrics), self.library, self.data) if scenario else ()
        return of_case or _rubrics_for(scenario.meta.kind if scenario else kind, self.library, self.data)


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
