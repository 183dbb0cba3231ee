"""Files that a person asks for by name: written whole or not at all, and never over another one unless asked to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.errors import BadInput

if TYPE_CHECKING:
    import asyncio

    from roleplay.session import Session


def save(session: Session, runner: asyncio.Runner, name: str) -> None:
    """The session as it stands: JSON in a file whose name ends so, else Markdown."""
    # Only here: a report about transcripts is written without a session.
    from roleplay.formats.report import as_json, conversation_page, markdown, of_debrief, unfinished

    scenario = session.scenario
    if session.ended:
        debrief = runner.run(session.finish())
        text = as_json(of_debrief(debrief)) if name.endswith(".json") else markdown(debrief)
    elif name.endswith(".json"):
        text = as_json(unfinished(scenario.meta.id, session.seed, session.turns))
    else:
        text = conversation_page(scenario, session.turns)
    write_new(Path(name).expanduser(), text)


def refuse_taken(path: Path) -> None:
    """Say before the work, rather than after it, that there can't be such a file."""
    if os.path.lexists(path):
        raise _taken(path)
    if not path.parent.is_dir():
        raise BadInput("there is no such folder", str(path.parent), "Make it first, or choose another name.")


def write_new(path: Path, text: str | Iterable[str], force: bool = False) -> None:
    """A file that was not there before, or with `force` in the place of the one that was.

    Until all of it is written, it has another name: what is there under its own name is whole.
    """
    if not path.name:
        raise BadInput("this is no name for a file", str(path))
    beside = _beside(path)
    try:
        if not force and os.path.lexists(path):
            raise FileExistsError
        with open(beside, "x", encoding="utf-8", errors="replace") as file:
            last = ""
            for last in [text] if isinstance(text, str) else text:
                file.write(last)
            file.write("" if last.endswith("\n") else "\n")
        _settle(beside, path, force)
    except FileExistsError:
        raise _taken(path) from None
    except (OSError, ValueError) as error:
        raise BadInput(f"this file cannot be written: {getattr(error, 'strerror', None) or error}", str(path)) from None
    finally:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def keep(path: Path, data: bytes) -> None:
    """A file of the trainee's own, whole or as it was; where there was none, nobody else may read it."""
    hint = "Nothing was changed. The file and its folder must be yours to write in."
    try:
        path.resolve().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"its folder cannot be made: {error.strerror or error}", str(path), hint) from None
    if path.exists() and not os.access(path, os.W_OK):
        raise BadInput("this file is there to be read only", str(path), hint)
    rewrite(path, data, hint)


def rewrite(path: Path, data: bytes, hint: str = "") -> None:
    """A file with other contents, whole or as it was: who may read it stays, and what links to it."""
    target = path.resolve()
    beside = _beside(target)
    try:
        # Nobody may read the new file until it is known who may.
        with open(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            file.write(data)
        with suppress(FileNotFoundError):
            shutil.copymode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        raise BadInput(f"this file cannot be written: {error.strerror or error}", str(path), hint) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """The name of a file until all of it is written; another program that writes here has another number."""
    return path.with_name(f".{path.name[:100]}.{os.getpid()}.part")


def _settle(beside: Path, path: Path, force: bool) -> None:
    """Give the file its name, unless something has it by now."""
    if force:
        os.replace(beside, path)
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without links, such as a memory stick.
        if os.path.lexists(path):
            raise FileExistsError from None
        os.rename(beside, path)


def _taken(path: Path) -> BadInput:
    return BadInput("there is a file of this name already", str(path), "Choose another name.")
