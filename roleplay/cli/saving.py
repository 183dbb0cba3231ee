"""A conversation written to a file of the trainee's own choice, never over another one."""

import asyncio
from pathlib import Path

from roleplay.errors import BadInput
from roleplay.formats.report import as_json, conversation_page, markdown, of_debrief, unfinished
from roleplay.session import Session


def save(session: Session, runner: asyncio.Runner, name: str) -> None:
    """The session as it stands: JSON in a file whose name ends so, else Markdown."""
    scenario = session.scenario
    if session.ended:
        debrief = runner.run(session.finish())
        text = as_json(of_debrief(debrief)) if name.endswith(".json") else markdown(debrief)
    elif name.endswith(".json"):
        text = as_json(unfinished(scenario.meta.id, session.seed, session.turns))
    else:
        text = conversation_page(scenario, session.turns)
    write_new(Path(name).expanduser(), text)


def write_new(path: Path, text: str) -> None:
    """A file that was not there before."""
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(text if text.endswith("\n") else f"{text}\n")
    except FileExistsError:
        raise BadInput("there is a file of this name already", str(path), "Choose another name.") from None
    except (OSError, ValueError) as error:
        raise BadInput(f"this file cannot be written: {getattr(error, 'strerror', None) or error}", str(path)) from None
