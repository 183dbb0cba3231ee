"""`roleplay grade`: transcripts from elsewhere, one or thousands, graded in their order."""

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from roleplay.cli import BAD_INPUT, NO_BACKEND, Places, streams
from roleplay.cli.graded import Count, html, show_all
from roleplay.cli.judging import Judging, endpoint_of_judge, is_wanted, judge_at
from roleplay.cli.places import rubrics as rubrics_of
from roleplay.cli.places import settings
from roleplay.cli.progress import Progress
from roleplay.cli.saving import refuse_taken, write_new
from roleplay.config import Settings
from roleplay.formats.collection import STDIN, collected
from roleplay.formats.problem import Problem
from roleplay.formats.transcript import Piece
from roleplay.library import find_scenario, list_rubrics, rubric
from roleplay.review.crowd import Failed, each
from roleplay.review.examiner import Examiner, Marked

MOST_JOBS = 64


@click.command
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--scenario", help="The case they belong to: a name from `roleplay list` or a file.")
@click.option("--rubric", "skills", multiple=True, metavar="R", help="A skill to grade: an id or a file; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each transcript.")
@click.option("--html", "page", metavar="FILE", help="Write a page to read or print to this new file.")
@click.option(
    "--judge", type=click.Choice(["measures", "llm"]), help="Let a language model judge as well; the rules grade first."
)
@click.option("--jobs", type=click.IntRange(1, MOST_JOBS), default=1, help="Processes that grade at the same time.")
@click.pass_obj
def grade(
    places: Places,
    files: tuple[str, ...],
    scenario: str | None,
    skills: tuple[str, ...],
    as_json: bool,
    page: str | None,
    judge: str | None,
    jobs: int,
) -> int:
    """Grade transcripts of conversations: FILEs, or all in a FOLDER; - is standard input.

    A transcript is JSON, one JSON object per line, or plain text with Customer: and Agent:.
    """
    if as_json and page is not None:
        raise click.UsageError("--json and --html don't go together", click.get_current_context())
    target = Path(page).expanduser() if page is not None else None
    if target:
        refuse_taken(target)
    chosen = settings(places, judge=judge)
    endpoint = endpoint_of_judge(chosen)
    examiner = replace(_examiner(chosen, scenario, skills, as_json), keeps=endpoint is not None)
    bad, good = Count(), Count()
    with closing(_graded(files, examiner, jobs, bad)) as marked, judge_at(endpoint) as second:
        judging = Judging(second, is_wanted(chosen), as_json, bad) if second else None
        _told(_counted(judging.looked_at(marked) if judging else marked, good), as_json, target, bad, good)
    if bad.number:
        streams.tell(f"{bad.number:,} of {bad.number + good.number:,} could not be graded.")
    if judging and judging.failed:
        return NO_BACKEND
    return BAD_INPUT if bad.number else 0


def _told(marked: Iterator[Marked], as_json: bool, target: Path | None, bad: Count, good: Count) -> None:
    """In the form that was asked for."""
    if as_json:
        for one in marked:
            streams.show(one.json)
    elif target:
        parts = html(marked, bad)
        if good.number:
            write_new(target, parts)
            streams.tell(f"Written: {target}")
    else:
        show_all(marked, bad)


def _counted(marked: Iterator[Marked], good: Count) -> Iterator[Marked]:
    for one in marked:
        good.number += 1
        yield one


def _examiner(chosen: Settings, scenario: str | None, skills: tuple[str, ...], as_json: bool) -> Examiner:
    """What the command line says to grade with; the rest is for each transcript to say."""
    library, data = chosen.library.value, chosen.data.value
    case = find_scenario(scenario, library, data).scenario if scenario is not None else None
    found = {one.rubric.id: one.rubric for one in (rubric(name, library, data) for name in skills)}
    if not skills:
        for problems in list_rubrics(library, data)[1]:
            streams.tell(f"This file is left out:\n{problems}")
    rubrics = tuple(found.values()) or (rubrics_of(case, chosen) if case else ())
    return Examiner(rubrics, case, library, data, as_json)


def _graded(files: tuple[str, ...], examiner: Examiner, jobs: int, bad: Count) -> Generator[Marked, None, None]:
    """Those that could be graded, in order; of the others it is told what is wrong, where, and what to do."""
    progress = Progress(
        "graded.", lambda: None if STDIN in files else sum(1 for _ in collected(files, sys.stdin.buffer))
    )
    with closing(each(examiner, collected(files, sys.stdin.buffer), jobs)) as results:
        for piece, result in results:
            progress.tick()
            marked = _failed(piece, result) if isinstance(result, Failed) else result
            if marked.problems:
                bad.number += 1
                streams.tell("\n".join(marked.problems))
            else:
                yield marked


def _failed(piece: Piece, failed: Failed) -> Marked:
    if failed.details and os.environ.get("ROLEPLAY_DEBUG") == "1":
        streams.tell(failed.details)
    hint = (
        "the others are graded; ROLEPLAY_DEBUG=1 shows what went wrong" if failed.details else "the others are graded"
    )
    told = str(Problem(piece.file, piece.line, 1, message=failed.why, hint=hint))
    return Marked(piece.file, piece.line, problems=(told,))
