"""The database file: whose it is, who may read it, what version it has, and how words leave it.

SQLite keeps three files, all for the owner only: the database, `-wal` (what was said last) and `-shm`.
A copy made before an upgrade lies beside them as `NAME.v1` and so on.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from roleplay.errors import StoreError
from roleplay.store.schema import APPLICATION_ID, Migrations

PATIENCE = 5.0
"""Seconds to wait for another window that is writing; a write takes milliseconds."""

# By primary result code: what to tell a person, and what they can do.
_TOLD: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space; what is stored so far can be read."),
    sqlite3.SQLITE_READONLY: ("the record can be read but not written", "Make the file and its folder writable."),
    sqlite3.SQLITE_BUSY: ("another window has been writing for too long", "Close the other window and try again."),
    sqlite3.SQLITE_LOCKED: ("another window has been writing for too long", "Close the other window and try again."),
    sqlite3.SQLITE_CORRUPT: ("the record is damaged", "Move the file away, or put a copy of it in its place."),
    sqlite3.SQLITE_NOTADB: ("this is not a record of sessions", "It has not been touched. Give another path."),
    sqlite3.SQLITE_CANTOPEN: ("the record cannot be opened", "Look whether its folder exists and is writable."),
    sqlite3.SQLITE_IOERR: ("the disk did not take it", "Look whether it is full or gone; what is stored is kept."),
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn whatever goes wrong below into a StoreError: nobody above should know which library this is."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeError, OverflowError) as error:
        # The low byte is the kind of trouble; the rest only says where inside the library it arose.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        what, hint = _TOLD.get(code, (str(error), ""))
        raise StoreError(what, where, hint) from error


def open_memory(migrations: Migrations) -> sqlite3.Connection:
    """Open a database that leaves nothing behind, with the same tables and rules as a file."""
    with told(":memory:"):
        db = _connect(":memory:")
        _migrate(db, None, migrations)
        _keep_rules(db)
        return db


def open_file(path: Path, migrations: Migrations) -> sqlite3.Connection:
    """Open the file, made if it is missing and brought up to date if it is older (after a copy).

    Somebody else's file, or one from a newer program, is refused before anything about it changes. One
    that can't be written is opened for reading, since what is stored should be shown even then.
    """
    with told(str(path)):
        _make(path)
        version = _look(path, len(migrations))
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            return _open_for_reading(path, version, len(migrations))
        _close_to_others(path)
        db = _connect(str(path))
        try:
            _migrate(db, path, migrations)
            _use_wal(db)
            _keep_rules(db)
        except BaseException:
            db.close()
            raise
        return db


def scrub(db: sqlite3.Connection, path: Path | None) -> None:
    """Make the words of deleted rows go from the disk: database, journal and copies.

    `secure_delete` alone isn't enough: it zeroes what is freed, but cells that a page once handed to its
    neighbour stay behind in it (one file in ten held such words after forty deletions). VACUUM writes
    a new file from what lives, and the truncated journal takes away the pages as they were. The copies go
    as a whole: a person who deletes a session doesn't mean "except there". In memory there is nothing to do.
    """
    if path is None:
        return
    try:
        for copy in _copies(path):
            copy.unlink()
        db.execute("vacuum")
        busy = db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
    except (sqlite3.Error, OSError) as error:
        raise _left_behind(path, str(error)) from error
    if busy:
        raise _left_behind(path, "another window is reading")


def _left_behind(path: Path, why: str) -> StoreError:
    hint = "Close every other window. The traces go with the next deletion."
    return StoreError(f"deleted, but traces of it may be left in the file ({why})", str(path), hint)


def _connect(where: str, uri: bool = False) -> sqlite3.Connection:
    # Transactions are written out (isolation_level None). A store is opened on the thread that starts and used
    # from session's one worker thread, never from two at once, so the check for the same thread is off.
    return sqlite3.connect(where, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=uri)


def _make(path: Path) -> None:
    if path.exists():
        if not path.is_file():
            raise StoreError("this is not a file", str(path), "Give the path of a file.")
        return
    # Only a folder made here is closed to others: one that was there belongs to its owner's other things.
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    # Made with its rights, not given them later; -wal and -shm take theirs from it.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _close_to_others(path: Path) -> None:
    for part in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        if part.exists() and part.stat().st_mode & 0o077:
            # Who may write a file of another owner may not change its rights, and needn't.
            with suppress(PermissionError):
                part.chmod(0o600)


def _look(path: Path, newest: int) -> int:
    """Return the version of the file without touching it; 0 is an empty one."""
    if path.stat().st_size == 0:
        return 0
    # Not read as plain bytes: closing a file drops every lock this process has on it, and another store may be
    # open on it. `immutable` takes no locks and makes no -wal. The header never lags behind our first version.
    with closing(_connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        owner, version = _number(db, "application_id"), _number(db, "user_version")
    if owner != APPLICATION_ID:
        hint = "It has not been touched. Give another path."
        raise StoreError("this database belongs to another program", str(path), hint)
    _refuse_newer(version, newest, str(path))
    return version


def _refuse_newer(version: int, newest: int, where: str) -> None:
    if version > newest:
        what = f"this record was written by a newer version of the program (format {version}, known here: {newest})"
        raise StoreError(what, where, "Bring the program up to date. The file has not been touched.")


def _open_for_reading(path: Path, version: int, newest: int) -> sqlite3.Connection:
    if version < newest:
        what = f"this record is older (format {version}) and cannot be brought up to date where it is"
        raise StoreError(what, str(path), "Make the file and its folder writable, or copy it elsewhere.")
    # Beside a -wal somebody may be writing; without one nobody is, and nothing has to be made beside the file.
    how = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    return _connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def _migrate(db: sqlite3.Connection, path: Path | None, migrations: Migrations) -> None:
    """Bring the tables up to date, all steps or none; foreign keys are off, as rebuilding a table needs."""
    if _number(db, "user_version") == len(migrations):
        return
    db.execute("begin immediate")
    try:
        # Asked again: while this one waited, another window may have done it.
        version = _number(db, "user_version")
        _refuse_newer(version, len(migrations), str(path))
        if version and path and version < len(migrations):
            _copy_beside(path, version)
        for statement in (text for step in migrations[version:] for text in step):
            db.execute(statement)
        if db.execute("pragma foreign_key_check").fetchone():
            raise sqlite3.IntegrityError("the upgrade would have torn the record; it has been taken back")
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute(f"pragma user_version = {len(migrations)}")
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def _copy_beside(path: Path, version: int) -> None:
    # A connection of its own sees what is committed, -wal included, while the caller's lock keeps writers out.
    # Named at the end, so that a copy with its name is a whole one.
    copy, growing = Path(f"{path}.v{version}"), Path(f"{path}.v{version}.new")
    growing.unlink(missing_ok=True)
    os.close(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(_connect(str(path))) as source, closing(_connect(str(growing))) as target:
        source.backup(target)
    growing.replace(copy)


def _copies(path: Path) -> list[Path]:
    name = re.compile(re.escape(path.name) + r"\.v[0-9]+(\.new)?")
    return [beside for beside in path.parent.iterdir() if name.fullmatch(beside.name)]


def _use_wal(db: sqlite3.Connection) -> None:
    """Readers and a writer don't wait for each other in WAL; a kill loses nothing that was committed.

    Turned on only after the first version is in the file itself, so that `_look` always finds it there.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            # This one statement doesn't always wait by itself when two windows open a new file at once.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _keep_rules(db: sqlite3.Connection) -> None:
    # FULL: in WAL a kill loses nothing even with NORMAL, but a power cut may lose the last turns. FULL waits for
    # the disk once per commit, some milliseconds for a turn that a person wrote for half a minute.
    db.execute("pragma synchronous = full")
    db.execute("pragma foreign_keys = on")
    db.execute("pragma secure_delete = on")
    # What SQLite sets aside while it works (VACUUM too) holds people's words: it stays out of shared folders.
    db.execute("pragma temp_store = memory")


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"pragma {pragma}").fetchone()[0])
