"""When the program itself is at fault: one sentence for the trainee, the details in a file for whoever mends it."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.cli import streams
from roleplay.domain.text import clean
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from roleplay.cli import Places

LOG = "error.log"
"""The file in the data folder: the last fault, readable for its owner only, for it may quote what was typed."""


class Mishap(Exception):
    """A fault in the middle of a conversation; its cause is the fault itself."""

    def __init__(self, session: str | None) -> None:
        super().__init__("the conversation was interrupted")
        self.session = session
        """The id to resume, or None where nothing is kept."""


def tell(fault: Exception, places: Places) -> None:
    """Say what a person can do now; with ROLEPLAY_DEBUG=1, what happened as well."""
    details = clean("".join(traceback.format_exception(fault)))
    if os.environ.get("ROLEPLAY_DEBUG") == "1":
        streams.tell(details)
    folder = _folder(places)
    kept = fault.session if isinstance(fault, Mishap) else None
    parts = ["The program made a mistake of its own and has to stop."]
    if kept is not None:
        where = f" --data {places.data}" if places.data else ""
        parts.append(f"Your conversation is kept in {folder}; go on with: roleplay resume {kept}{where}")
    elif isinstance(fault, Mishap):
        parts.append("Nothing of the conversation is kept.")
    # Whoever asked for nothing to be kept gets no file either.
    if (kept is not None or not isinstance(fault, Mishap)) and folder is not None and _write(folder / LOG, details):
        parts.append(f"What went wrong is written down in {folder / LOG}")
    else:
        parts.append("ROLEPLAY_DEBUG=1 shows what went wrong.")
    streams.tell("\n".join(parts))


def forget(folder: Path) -> None:
    """Remove the file: a conversation that is deleted is quoted nowhere."""
    with suppress(OSError):
        (folder / LOG).unlink(missing_ok=True)


def _folder(places: Places) -> Path | None:
    from roleplay.cli.places import settings

    with suppress(RoleplayError, OSError):
        return settings(places).data.value
    return None


def _write(path: Path, details: str) -> bool:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A new file each time: whatever stood there, even a link to elsewhere, is only replaced.
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(details)
    except OSError:
        return False
    return True
