"""The store over sqlite3: the trainee's own record, a file that needs no server."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from roleplay.errors import BadInput, StoreError
from roleplay.store import MAIN, Appended, Branch, Event, Head, Summary
from roleplay.store.schema import ENDINGS, EVENT, LINEAGE, MIGRATIONS, NEXT_SEQ, SUMMARIES, Migrations
from roleplay.store.sqlite_file import open_file, open_memory, scrub, told

SHOWN = 8
"""How many candidates an ambiguous prefix names: more don't help anyone to choose."""


class SqliteStore:
    """See `Store` for what each method promises; here is only how."""

    def __init__(self, db: sqlite3.Connection, path: Path | None, version: int) -> None:
        self._db, self._path, self._version = db, path, version
        self._where = str(path or ":memory:")

    @classmethod
    def open(cls, where: str, migrations: Migrations = MIGRATIONS) -> Self:
        """Open a file or ":memory:". The steps are a parameter, so that tests can play a later version."""
        if where == ":memory:":
            return cls(open_memory(migrations), None, len(migrations))
        path = Path(where)
        return cls(open_file(path, migrations), path, len(migrations))

    def create(self, head: Head) -> None:
        """Write the head and its main branch in one go: a session without a branch could not be read."""
        with self._writing():
            known = self._head(head.id)
            if known == head:
                return
            if known is not None:
                raise StoreError(f"another session has the id {head.id!r}", self._where)
            self._db.execute(
                "insert into session (id, scenario, title, started, seed, mode, engine, content)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    head.id,
                    head.scenario,
                    head.title,
                    head.started,
                    str(head.seed),
                    head.mode,
                    head.engine,
                    head.content,
                ),
            )
            _open_branch(self._db, head.id, MAIN, None, 0)

    def append(self, event: Event) -> Appended:
        """Look for the id, then for the place, then write, all in one transaction: two windows never meet between."""
        with self._writing():
            row = self._db.execute(f"{EVENT} where e.id = ?", (event.id,)).fetchone()
            if row:
                known = Event(*row)
                if (known.session, known.kind, known.body) != (event.session, event.kind, event.body):
                    raise StoreError(f"another event has the id {event.id!r}", self._where)
                return Appended(known, fresh=False, forked=known.branch != event.branch)
            due = self._due(event.session, event.branch)
            if not 0 <= event.seq <= due:
                raise StoreError(f"event {event.seq} leaves a hole: {due} is due", self._where)
            stored = event
            if event.seq < due:
                stored = replace(event, branch=self._fork(event.session, event.branch, event.seq))
            self._db.execute(
                "insert into event (id, session_id, branch, seq, kind, at, body) values (?, ?, ?, ?, ?, ?, ?)",
                (stored.id, stored.session, stored.branch, stored.seq, stored.kind, stored.at, stored.body),
            )
        return Appended(stored, fresh=True, forked=stored is not event)

    def branch(self, session: str, parent: int, seq: int) -> int:
        """Number the new branch inside the transaction, so that two windows never take one number."""
        with self._writing():
            due = self._due(session, parent)
            if not 0 <= seq <= due:
                raise StoreError(f"there is no event {seq} to go back to: the branch has {due}", self._where)
            return self._fork(session, parent, seq)

    def head(self, session: str) -> Head:
        """Read one row."""
        with told(self._where):
            found = self._head(session)
        if found is None:
            raise self._unknown(session)
        return found

    def events(self, session: str, branch: int | None = None) -> list[Event]:
        """Follow the branch up through its parents in a single query, which sees one moment of the record."""
        known = [each.branch for each in self.branches(session)]
        if branch is not None and branch not in known:
            raise self._unknown(session, branch)
        with told(self._where):
            line = (session, known[-1] if branch is None else branch)
            return [Event(*row) for row in self._db.execute(LINEAGE, line).fetchall()]

    def branches(self, session: str) -> list[Branch]:
        """Number by number; every session has its main branch, so none at all means no session."""
        with told(self._where):
            asked = "select branch, parent, fork_seq from branch where session_id = ? order by branch"
            found = [Branch(*row) for row in self._db.execute(asked, (session,)).fetchall()]
        if not found:
            raise self._unknown(session)
        return found

    def sessions(self) -> list[Summary]:
        """Count in the database, since a long history shouldn't be read into memory for a list."""
        with told(self._where):
            rows = self._db.execute(SUMMARIES).fetchall()
            endings = {session: _ending(body) for session, body in self._db.execute(ENDINGS).fetchall()}
        return [
            Summary(id_, scenario, title, started, int(seed), mode, turns, endings.get(id_), branch)
            for id_, scenario, title, started, seed, mode, turns, branch in rows
        ]

    def find(self, prefix: str) -> str:
        """Compare the beginning itself, not with `like`: in an id, an underscore is an underscore."""
        with told(self._where):
            asked = "select id from session where substr(id, 1, ?) = ? order by started desc, id"
            found = [str(row[0]) for row in self._db.execute(asked, (len(prefix), prefix)).fetchall()]
        if prefix in found:
            return prefix
        if prefix and len(found) == 1:
            return found[0]
        if not found or not prefix:
            # An empty prefix fits everything; in a script it is a variable that was never set.
            raise BadInput(f"no session begins with {prefix!r}", hint="`roleplay history` lists them.")
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise BadInput(
            f"{len(found)} sessions begin with {prefix!r}: {', '.join(found[:SHOWN])}{more}",
            hint="Type a little more of the one you mean.",
        )

    def delete(self, session: str) -> None:
        """Delete the head, and all else with it; then scrub the file, also when an earlier scrub failed."""
        with self._writing():
            self._db.execute("delete from session where id = ?", (session,))
        scrub(self._db, self._path)

    def delete_all(self) -> int:
        """Delete every head; scrub once."""
        with self._writing():
            count = int(self._db.execute("select count(*) from session").fetchone()[0])
            self._db.execute("delete from session")
        scrub(self._db, self._path)
        return count

    def close(self) -> None:
        """Close the connection; the last one to close folds `-wal` into the file."""
        with told(self._where):
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that is alone from its first line: what it looks up still holds when it writes."""
        with told(self._where):
            self._db.execute("begin immediate")
            try:
                # A newer program in another window may have changed the tables since this one opened them.
                if self._db.execute("pragma user_version").fetchone()[0] != self._version:
                    raise StoreError("the record has been brought up to date by a newer program", self._where)
                yield
                self._db.execute("commit")
            except BaseException:
                # After some errors (a full disk) SQLite has rolled back already.
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise

    def _head(self, session: str) -> Head | None:
        asked = "select id, scenario, title, started, seed, mode, engine, content from session where id = ?"
        row = self._db.execute(asked, (session,)).fetchone()
        if row is None:
            return None
        id_, scenario, title, started, seed, mode, engine, content = row
        return Head(id_, scenario, title, started, int(seed), mode, engine, content)

    def _due(self, session: str, branch: int) -> int:
        """Return the seq that the next event of a branch has; enough to know, since no lineage has holes."""
        row = self._db.execute(NEXT_SEQ, (session, branch)).fetchone()
        if row is None:
            raise self._unknown(session, branch)
        fork_seq, last = row
        return int(fork_seq if last is None else last + 1)

    def _fork(self, session: str, parent: int, seq: int) -> int:
        newest = self._db.execute("select max(branch) from branch where session_id = ?", (session,)).fetchone()[0]
        _open_branch(self._db, session, newest + 1, parent, seq)
        return int(newest + 1)

    def _unknown(self, session: str, branch: int | None = None) -> StoreError:
        which = "" if branch is None else f" with a branch {branch}"
        return StoreError(f"there is no session {session!r}{which}", self._where)


def _open_branch(db: sqlite3.Connection, session: str, branch: int, parent: int | None, fork_seq: int) -> None:
    row = (session, branch, parent, fork_seq)
    db.execute("insert into branch (session_id, branch, parent, fork_seq) values (?, ?, ?, ?)", row)


def _ending(body: str) -> str | None:
    """Read the one key of a body that history shows; a body made by a later version may not have it."""
    try:
        said = json.loads(body)
    except ValueError:
        return None
    ending = said.get("ending") if isinstance(said, dict) else None
    return ending if isinstance(ending, str) else None
