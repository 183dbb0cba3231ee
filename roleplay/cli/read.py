"""`roleplay read`: what replies are understood to do, for other programs."""

import sys
from collections.abc import Iterable
from dataclasses import replace

import click

from roleplay.cli import BAD_INPUT, Places, streams
from roleplay.cli.places import settings
from roleplay.domain.scenario import Scenario
from roleplay.formats.collection import STDIN, STDIN_NAME
from roleplay.formats.exchange import moves, parse_exchange
from roleplay.formats.problem import FileProblems, printable_path
from roleplay.formats.report import as_json
from roleplay.formats.source import lines, open_file
from roleplay.library import find_scenario
from roleplay.review.alone import heard_alone


@click.command
@click.argument("file", required=False)
@click.option("--scenario", help="The case the replies belong to: a name from `roleplay list` or a file.")
@click.pass_obj
def read(places: Places, file: str | None, scenario: str | None) -> int:
    """Show what replies do, one line of JSON for each.

    Each line of FILE, or of standard input, is {"id": ..., "customer": "...", "reply": "..."}. With --scenario each
    move tells which fact, action or outcome of the case it is about.
    """
    chosen = settings(places)
    case = find_scenario(scenario, chosen.library.value, chosen.data.value).scenario if scenario is not None else None
    named = None if file in (None, STDIN) else file
    source = sys.stdin.buffer if named is None else open_file(named)
    name = STDIN_NAME if named is None else printable_path(named)
    with source:
        return _answer(lines(source, name), name, case)


def _answer(asked: Iterable[tuple[int, bytes]], name: str, case: Scenario | None) -> int:
    """A line for each line, at once; a bad one is told, and the rest goes on."""
    bad = 0
    for number, line in asked:
        try:
            one = parse_exchange(line, name)
        except FileProblems as problems:
            bad += 1
            _tell(problems, number)
            continue
        streams.show(as_json(moves(one.id, heard_alone(one.customer, one.reply, case), case is not None)))
    return BAD_INPUT if bad else 0


def _tell(problems: FileProblems, number: int) -> None:
    """The places are counted in the line; a person looks for them in the file."""
    for one in problems.problems:
        streams.tell(str(replace(one, line=max(one.line, 1) + number - 1)))
