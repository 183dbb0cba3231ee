"""`roleplay new`: files that an author begins with. Nothing is written over, and nothing typed is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from roleplay.cli import Places, streams
from roleplay.cli.asking import ask
from roleplay.cli.places import settings
from roleplay.cli.saving import refuse_taken, write_new
from roleplay.errors import BadInput
from roleplay.formats.answers import QUESTIONS, Answers, answered, load_answers
from roleplay.formats.drafting import in_words, scenario_draft, slug
from roleplay.formats.problem import printable, printable_path
from roleplay.formats.replay import SUFFIX, parse_replay
from roleplay.formats.rewording import reworded
from roleplay.formats.rubric import parse_rubric
from roleplay.formats.scenario import parse_scenario
from roleplay.formats.source import decode, read_bytes
from roleplay.formats.starting import replay_draft, rubric_draft
from roleplay.library import find_scenario, rubric, shipped

_to = click.option("--to", "folder", metavar="DIR", default=".", help="Where to write it; else in this folder.")
_title = click.option("--title", help="What the library shows; else the name in words.")


@click.group
def new() -> None:
    """Begin a file of your own, out of your answers or as a copy to reword."""


def _flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for each question, in the order of the story."""
    for name, question in reversed(QUESTIONS.items()):
        command = click.option(f"--{name}", metavar="TEXT", help=question)(command)
    return command


@new.command("scenario", short_help="A case, out of the answers to twelve questions.")
@click.argument("name")
@click.option("--from", "source", metavar="SCENARIO", help="Copy this one to reword, instead of being asked.")
@click.option(
    "--answers", "file", metavar="FILE", help='Answers to take up: TOML, with lines such as customer = "Sam".'
)
@_flags
@click.option("--kind", metavar="KIND", help="angry, product-question or conflict; else it follows from the mood.")
@_title
@_to
@click.pass_obj
def new_scenario(places: Places, /, name: str, source: str | None, file: str | None, folder: str, **given: str) -> None:
    """Write NAME.toml, a case that can be played at once, out of the answers to twelve questions.

    Each answer can be given by its option or in a file. At a terminal you are asked for the others.
    """
    id, path = _place(name, folder, ".toml")
    if source is not None:
        _refuse_answers(file, given)
        chosen = settings(places)
        found = find_scenario(source, chosen.library.value, chosen.data.value)
        text = _copy(found.path, ("meta",), id, _titled(id, given["title"]), _schema(path, "scenario"))
        _written(path, text, parse_scenario)
    else:
        first = answered(given, flags=True)
        known = load_answers(Path(file).expanduser()) if file else Answers()
        told = known.model_copy(update=first.model_dump(exclude_none=True))
        ask(told, path, lambda whole: _drafted(path, scenario_draft(whole, id, _schema(path, "scenario"))))
    shown = printable_path(path)
    streams.show(f"Play it:   roleplay play {shown} --watch")
    streams.show(f"Check it:  roleplay check {shown}")
    streams.show(f"Test it:   roleplay test {shown}")


@new.command("rubric", short_help="A skill to grade by.")
@click.argument("name")
@click.option("--from", "source", metavar="RUBRIC", help="Copy this one to reword, instead of a small one.")
@_title
@_to
@click.pass_obj
def new_rubric(places: Places, name: str, source: str | None, title: str | None, folder: str) -> None:
    """Write NAME.toml, a skill that is graded at once."""
    id, path = _place(name, folder, ".toml")
    title, schema = _titled(id, title), _schema(path, "rubric")
    if source is None:
        text = rubric_draft(id, title, schema)
    else:
        chosen = settings(places)
        text = _copy(rubric(source, chosen.library.value, chosen.data.value).path, (), id, title, schema)
    _written(path, text, parse_rubric)
    streams.show(f"Grade by it:  roleplay regrade last --rubric {printable_path(path)}")


@new.command("replay", short_help="A conversation as a test.")
@click.argument("name")
@click.option("--scenario", "case", metavar="SCENARIO", required=True, help="The case that is played.")
@click.option("--seed", type=click.IntRange(min=0, max=2**63 - 1), default=1, help="Which of the customer's words.")
@_to
@click.pass_obj
def new_replay(places: Places, name: str, case: str, seed: int, folder: str) -> None:
    """Write NAME.replay.toml, a conversation of one reply, with what must come of it."""
    _, path = _place(name, folder, SUFFIX)
    chosen = settings(places)
    found = find_scenario(case, chosen.library.value, chosen.data.value)
    _written(path, replay_draft(found.scenario.meta.id, seed, _schema(path, "replay")), parse_replay)
    beside = f" --library {printable_path(found.path.parent)}" if case.endswith(".toml") else ""
    streams.show(f"Run it:  roleplay replay {printable_path(path)}{beside}")


def _place(name: str, folder: str, ending: str) -> tuple[str, Path]:
    """The id that a name comes to and the file that is to be, which must not be there yet."""
    id = slug(name.removesuffix(ending))
    if not id or "/" in name or "\\" in name:
        hint = 'A few words in small letters will do, as in "late-train"; --to names a folder.'
        raise BadInput("this is no name for a file", printable(name), hint)
    path = Path(folder).expanduser() / f"{id}{ending}"
    refuse_taken(path)
    return id, path


def _refuse_answers(file: str | None, given: dict[str, str]) -> None:
    told = [f"--{name}" for name, text in given.items() if name != "title" and text is not None]
    told += ["--answers"] if file else []
    if told:
        raise BadInput(f"a copy takes no answers: {', '.join(told)}", hint="Leave out --from, or reword the copy.")


def _titled(id: str, title: str | None) -> str:
    lines = streams.Lines(sys.stdout)
    if title is None and lines.interactive:
        title = lines.next(f"Its title? [{in_words(id)}] ")
    return (title or "").strip() or in_words(id)


def _schema(path: Path, kind: str) -> str:
    """Where an editor finds the schema: by a relative path in a library that has one, as shipped files name it.

    Elsewhere by its address on this machine: the only one that works without anything beside the file. It is a
    comment, so that the file itself plays anywhere.
    """
    name = f"{kind}.schema.json"
    beside = path.absolute().parent.parent / "schemas" / name
    return f"../schemas/{name}" if beside.is_file() else (shipped("schemas") / name).as_uri()


def _copy(source: Path, within: tuple[str, ...], id: str, title: str, schema: str) -> str:
    return reworded(decode(read_bytes(source), str(source)), within, id, title, schema)


def _written(path: Path, text: str, read: Callable[[str, str], object]) -> None:
    """Write a file that can be used: what could not be read again is better told now."""
    read(text, str(path))
    write_new(path, text)
    streams.show(f"Written: {printable_path(path)}")


def _drafted(path: Path, text: str) -> None:
    _written(path, text, parse_scenario)
