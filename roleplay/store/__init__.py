"""The record of every session: append-only events, so that what was said is never lost.

The store keeps text and order and knows nothing of what the text means: event bodies are
JSON made and parsed elsewhere. Rewinding makes a branch, and both stay; two writers of one
place in a session both keep their words, and the second is told. Deleting is the one
exception to append-only, and it is thorough.

    head     who, what and with which rules, written once
    branch   a line of events; it shares its parent's events before `fork_seq`
    event    (session, branch, seq) is its place, `id` its name, given by the client
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from roleplay.errors import BadInput

__all__ = ["STORES", "Appended", "Branch", "Event", "Head", "Store", "Summary", "open_store"]

MAIN = 0
"""The branch that every session begins with."""


@dataclass(frozen=True, slots=True)
class Head:
    """A session as it was begun, with all it needs to go on years later, whatever the library holds by then."""

    id: str
    scenario: str
    title: str
    started: str
    """ISO 8601, UTC, from the caller: the store has no clock. History sorts by this text, so use one form of it."""
    seed: int
    """Any whole number; it comes back exactly, however long."""
    mode: str
    engine: str
    """The version of the engine that played it: resuming with another one can be noticed."""
    content: str
    """JSON: the scenario and rubrics it was played with."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; never changed afterwards."""

    id: str
    """Any text unique in the whole store. The client makes it, so that in doubt it can say the same event again."""
    session: str
    branch: int
    seq: int
    """0, 1, 2 ... along the lineage, without holes: the first event of a branch has the branch's `fork_seq`."""
    kind: str
    at: str
    body: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Where one line of a session left another; the main line has no parent."""

    branch: int
    parent: int | None
    fork_seq: int
    """The events of the parent's lineage with a lower seq belong to this branch too."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the history, told from the newest branch: that is where the trainee went on."""

    id: str
    scenario: str
    title: str
    started: str
    seed: int
    mode: str
    turns: int
    ending: str | None
    branch: int


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of an event: a writer has to know when its words went to another branch."""

    event: Event
    """As stored, so with the branch it is on; the next event of this writer goes there."""
    fresh: bool
    """False when it had been stored before: saying it twice is one event."""
    forked: bool
    """True when its place was taken, so that it opens a new branch."""


class Store(Protocol):
    """What every store does. Unless said otherwise, what can't be done is a StoreError, and nothing has changed.

    A method returns when its words are safe, and blocks for that long: never call one on an event loop.
    A store is used from one thread at a time.
    """

    def create(self, head: Head) -> None:
        """Begin a session with an empty main branch. The same head again is no error."""

    def append(self, event: Event) -> Appended:
        """Store one event, or find it stored already.

        A place that is taken (by another window, say) is no error: the event opens a branch there, and
        the answer says so. A place that would leave a hole is one, as is another event under the same id.
        """

    def branch(self, session: str, parent: int, seq: int) -> int:
        """Go back: a new branch that shares the parent's lineage before `seq`, and where `seq` is said anew."""

    def head(self, session: str) -> Head:
        """Return the session as it was begun."""

    def events(self, session: str, branch: int | None = None) -> list[Event]:
        """Return the whole lineage of a branch in order of seq; None is the newest branch."""

    def branches(self, session: str) -> list[Branch]:
        """Return all branches, oldest first, so that a trainee can look at what they tried before."""

    def sessions(self) -> list[Summary]:
        """Return every session, newest first."""

    def find(self, prefix: str) -> str:
        """Return the one session id that begins with `prefix`, since nobody types a whole one.

        None or several are BadInput, and the message names the candidates. A whole id always finds itself.
        """

    def delete(self, session: str) -> None:
        """Make every trace of a session go from the disk; one that isn't there is no error, so it can be repeated."""

    def delete_all(self) -> int:
        """Delete every session in the same way; return how many there were."""

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""

    def __enter__(self) -> Self:
        """Use the store in a `with`, so that it is closed whatever happens."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""


def open_store(where: str | Path) -> Store:
    """Open the store at a path, made if need be, or `":memory:"` for a session of which nothing shall be kept."""
    text = str(where)
    scheme = text.split("://")[0] if "://" in text else ""
    if scheme not in STORES:
        raise BadInput(f"no store is known for {scheme}://", text, "Give the path of a file.")
    return STORES[scheme](text)


def _sqlite(where: str) -> Store:
    # Imported when opened: commands that need no record shouldn't pay for a database library.
    from roleplay.store.sqlite import SqliteStore

    return SqliteStore.open(where)


STORES: dict[str, Callable[[str], Store]] = {
    "": _sqlite,
}
"""What opens which address, by the part before `://`; a new store is one row."""
