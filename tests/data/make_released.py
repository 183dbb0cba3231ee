"""Makes `released-N.sqlite`, once for every released schema N, with the program of that release:

    python tests/data/make_released.py tests/data/released-N.sqlite

A file is never made again: it shows what lies on people's disks. `SAID` is what `test_sqlite.py`
expects to read from it.
"""

import sys

from roleplay.store import Event, Head, open_store

HEADS = [
    Head("first-0001", "bank-card", "The card went astray", "2026-11-20T09:00:00Z", 7, "practice", "0.1.0", '{"a":1}'),
    Head("second-0002", "late-parcel", "Größe & 包裹", "2026-11-21T09:00:00Z", 2**70, "alone", "0.1.0", "{}"),
]


def _event(name: str, branch: int, seq: int, kind: str, body: str) -> Event:
    return Event(name, "first-0001", branch, seq, kind, f"2026-11-20T09:0{seq}:00Z", body)


SHARED = [_event("e0", 0, 0, "turn", '{"said":"Good morning"}')]
LEFT = [_event("e1", 0, 1, "turn", '{"said":"calm down"}'), _event("e2", 0, 2, "end", '{"ending":"walked_away"}')]
AGAIN = [_event("e3", 1, 1, "turn", '{"said":"I am sorry 🙂"}'), _event("e4", 1, 2, "end", '{"ending":"resolved"}')]


def make(path: str) -> None:
    """Write two sessions, one of them with a second try."""
    with open_store(path) as store:
        for head in HEADS:
            store.create(head)
        for event in SHARED + LEFT:
            store.append(event)
        store.branch("first-0001", 0, 1)
        for event in AGAIN:
            store.append(event)


if __name__ == "__main__":
    make(sys.argv[1])
