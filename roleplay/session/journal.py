"""Where a session writes itself down, one event at a time, and what happens when that fails.

An event that cannot be stored waits in memory, in its place, and is tried again with the next one: a
conversation never stops because a disk is full.
"""

from collections.abc import Callable
from dataclasses import replace

from roleplay.errors import StoreError
from roleplay.formats.event import Body, read_event, written
from roleplay.store import MAIN, Event, Head, Store

Clock = Callable[[], str]
"""Gives the time as ISO 8601 in UTC; called when an event is made, and by nothing that decides."""

Ids = Callable[[], str]
"""Gives a new name, unique wherever records meet."""

ELSEWHERE = (
    "This conversation went on in another window as well. What you say here is kept as a second try; "
    "nothing of the other one is lost."
)


class Journal:
    """The line of events that one window writes; it follows its own words, never another window's."""

    def __init__(self, store: Store, head: Head, clock: Clock, ids: Ids, branch: int = MAIN, seq: int = 0) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._branch, self._seq = branch, seq
        self._created, self._rewound, self._told = seq > 0, False, False
        self._waiting: list[tuple[Event, bool]] = []
        self.head = head

    @classmethod
    def reopened(cls, store: Store, id: str, clock: Clock, ids: Ids) -> tuple["Journal", list[tuple[int, Body]]]:
        """The journal of a stored session, and what it holds on its newest branch, by place."""
        branch = store.branches(id)[-1].branch
        events = store.events(id, branch)
        journal = cls(store, store.head(id), clock, ids, branch, len(events))
        journal._created = True
        return journal, [(event.seq, read_event(event.kind, event.body)) for event in events]

    @property
    def unrecorded(self) -> StoreError | None:
        """Why events are waiting, or None while all are safe."""
        return self._trouble if self._waiting else None

    def rewind(self, seq: int) -> None:
        """The next event takes this place on a branch of its own; what stood there stays."""
        self._seq, self._rewound = seq, True

    def add(self, kind: str, body: Body) -> tuple[int, tuple[str, ...]]:
        """Write an event; gives its place and what the trainee has to be told about the record, if anything."""
        seq = self._seq
        event = Event(self._ids(), self.head.id, self._branch, seq, kind, self._clock(), written(body))
        self._waiting.append((event, self._rewound))
        self._seq, self._rewound = seq + 1, False
        try:
            return seq, self._store_waiting()
        except StoreError as error:
            self._trouble = error
            return seq, () if self._told else self._tell(error)

    def _tell(self, error: StoreError) -> tuple[str, ...]:
        self._told = True
        return (
            f"This conversation cannot be recorded: {error.what}. It goes on all the same. "
            "To keep it, save it to a file with /export NAME.",
        )

    def _store_waiting(self) -> tuple[str, ...]:
        if not self._created:
            self._store.create(self.head)
            self._created = True
        elsewhere = False
        while self._waiting:
            event, rewound = self._waiting[0]
            appended = self._store.append(replace(event, branch=self._branch))
            self._waiting.pop(0)
            self._branch = appended.event.branch
            elsewhere = elsewhere or (appended.forked and not rewound)
        again = ("The conversation is being recorded again, from its beginning.",) if self._told else ()
        self._told = False
        return again + ((ELSEWHERE,) if elsewhere else ())

    _trouble: StoreError | None = None
