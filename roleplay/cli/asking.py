"""Questions at a terminal, one after the other. Whoever stops in the middle finds their answers in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from roleplay.cli import streams
from roleplay.cli.saving import write_new
from roleplay.errors import BadInput, RoleplayError
from roleplay.formats.answers import QUESTIONS, Answers, answered, answers_text
from roleplay.formats.page import wrapped
from roleplay.formats.problem import printable_path


def ask(told: Answers, path: Path, done: Callable[[Answers], None]) -> None:
    """Ask for what is missing and hand all of it on; `path` is the file that is to come of it."""
    lines = streams.Lines(sys.stdout)
    missing = told.missing()
    if missing and not lines.interactive:
        raise BadInput(
            f"nobody is here to be asked, and these answers are missing: {', '.join(missing)}",
            hint='Give each as an option, such as --customer "Sam", or all of them in a file with --answers FILE.',
        )
    if missing:
        streams.show(wrapped("Plain words will do, and all of it can be changed afterwards."))
    try:
        for number, name in enumerate(missing, 1):
            streams.show(wrapped(f"\n{number} of {len(missing)}. {QUESTIONS[name]}"))
            told = _one(lines, told, name)
        done(told)
    except (KeyboardInterrupt, click.Abort, RoleplayError):
        if missing and told != Answers():
            _keep(told, path)
        raise


def _one(lines: streams.Lines, told: Answers, name: str) -> Answers:
    """The answers with one more; asks until there is one that will do."""
    while True:
        text = lines.next("> ")
        if text is None:
            raise click.Abort
        try:
            answer = getattr(answered({name: text}), name)
        except BadInput as problem:
            streams.tell(f"{problem.what.removeprefix(f'{name} ')}. {problem.hint}".strip())
            continue
        if answer is not None:
            return told.model_copy(update={name: answer})
        streams.tell("A word or two has to stand here. Ctrl-C stops, and keeps your answers.")


def _keep(told: Answers, path: Path) -> None:
    """Write down what was answered; where no file can be written, it is shown at least."""
    file = next(one for one in _free(path) if not one.exists())
    try:
        write_new(file, answers_text(told))
    except BadInput as problem:
        streams.tell(f"\n{problem}\nThese are your answers:")
        streams.show(answers_text(told))
        return
    shown = printable_path(file)
    streams.tell(f"\nYour answers so far are in {shown}.\nGo on with: {_again(path, shown)}")


def _again(path: Path, answers: str) -> str:
    to = "" if path.parent == Path() else f" --to {printable_path(path.parent)}"
    return f"roleplay new scenario {path.stem} --answers {answers}{to}"


def _free(path: Path) -> list[Path]:
    # Not .toml: a library would take it for a case.
    first = path.with_name(f"{path.stem}.answers")
    return [first, *(path.with_name(f"{path.stem}-{number}.answers") for number in range(2, 1000))]
