"""What holds for the database file: who reads it, what a kill leaves, how it ages, and what deletion leaves."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from roleplay.errors import StoreError
from roleplay.store import Event, Head
from roleplay.store.schema import APPLICATION_ID, MIGRATIONS, Migrations
from roleplay.store.sqlite import SqliteStore

ROOT = Path(__file__).resolve().parents[2]
RELEASED = ROOT / "tests" / "data"
NEXT: Migrations = (*MIGRATIONS, ("alter table session add column room text", "update session set room = 'r'"))
BROKEN: Migrations = (*MIGRATIONS, ("alter table session add column room text", "update nothing set x = 1"))
NOBODY = 65534

HEAD = Head("s1", "bank-card", "The card", "2026-11-21T10:00:00Z", 42, "practice", "0.1.0", "{}")


def event(seq: int, body: str = "{}", session: str = "s1", id_: str = "") -> Event:
    return Event(id_ or f"{session}-{seq}", session, 0, seq, "turn", "2026-11-21T10:00:01Z", body)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sessions.sqlite"


def filled(path: Path, turns: int = 3) -> Path:
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        for seq in range(turns):
            store.append(event(seq))
    return path


def beside(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir()}


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def python(script: str, *args: object) -> subprocess.Popen[str]:
    """A process of its own that has the store at hand."""
    start = "import sys, os\nfrom roleplay.store import Event, Head\nfrom roleplay.store.sqlite import SqliteStore\n"
    command = [sys.executable, "-c", start + textwrap.dedent(script), *map(str, args)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said_by(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


# --- who may read it


@pytest.fixture
def everyday_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("everyday_umask")
def test_folder_and_files_are_for_the_owner_only(path: Path) -> None:
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        assert rights(path.parent) == 0o700
        assert {each.name: rights(each) for each in path.parent.iterdir()} == {
            "sessions.sqlite": 0o600,
            "sessions.sqlite-wal": 0o600,
            "sessions.sqlite-shm": 0o600,
        }


def test_a_file_that_became_readable_for_others_is_closed_again(path: Path) -> None:
    filled(path).chmod(0o644)
    SqliteStore.open(str(path)).close()
    assert rights(path) == 0o600


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    filled(tmp_path / "sessions.sqlite")
    assert rights(tmp_path) == 0o755


def test_a_path_with_odd_characters_is_just_a_path(tmp_path: Path) -> None:
    path = filled(tmp_path / "a b?mode=ro#%41 'é'" / "s&x.sqlite")
    assert path.is_file()
    with SqliteStore.open(str(path)) as store:
        assert len(store.events("s1")) == 3


# --- whose it is


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table theirs (x)")


def newer(path: Path) -> None:
    SqliteStore.open(str(path), NEXT).close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (foreign, "another program"),
        (newer, "newer version"),
        (lambda path: path.write_text("Dear diary"), "not a record"),
        (lambda path: path.write_bytes(b"\0" * 8192), "not a record"),
        (lambda path: path.write_bytes(random.Random(1).randbytes(5000)), "not a record"),
    ],
    ids=["foreign database", "newer version", "text", "zeros", "noise"],
)
def test_a_file_that_is_not_ours_to_open_is_refused_and_not_touched(path: Path, make, message: str) -> None:
    path.parent.mkdir()
    make(path)
    path.chmod(0o640)
    before = beside(path), path.stat().st_mtime_ns, rights(path)
    with pytest.raises(StoreError, match=message) as refused:
        SqliteStore.open(str(path))
    assert (beside(path), path.stat().st_mtime_ns, rights(path)) == before
    assert refused.value.where == str(path)
    assert refused.value.hint


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not a file"):
        SqliteStore.open(str(tmp_path))


def test_an_empty_file_is_a_record_that_has_not_begun(path: Path) -> None:
    """A kill between making the file and its tables leaves one."""
    path.parent.mkdir()
    path.touch()
    filled(path)


def test_a_damaged_file_is_told_as_damaged(path: Path) -> None:
    filled(path, 200)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(StoreError, match="damaged") as told, SqliteStore.open(str(path)) as store:
        store.events("s1")
    assert told.value.hint


def test_looking_into_a_file_that_is_open_here_does_not_drop_its_locks(path: Path) -> None:
    """Closing a file opened beside SQLite would let another process fold and remove -wal under our feet."""
    with SqliteStore.open(str(path)) as first:
        first.create(HEAD)
        first.append(event(0))
        with pytest.raises(StoreError):
            SqliteStore.open(str(path), ())  # looks, finds it newer, and leaves
        said_by(python("SqliteStore.open(sys.argv[1]).close()", path))
        assert Path(f"{path}-wal").exists(), "the other process took itself for the last one"
        first.append(event(1))
    with SqliteStore.open(str(path)) as again:
        assert len(again.events("s1")) == 2


# --- how it ages


def test_an_older_file_is_copied_before_it_is_upgraded(path: Path) -> None:
    filled(path)
    with SqliteStore.open(str(path), NEXT) as store:
        assert len(store.events("s1")) == 3
        store.append(event(3))
    copy = Path(f"{path}.v1")
    assert rights(copy) == 0o600
    assert sorted(beside(path)) == ["sessions.sqlite", "sessions.sqlite.v1"]
    with SqliteStore.open(str(copy)) as old:
        assert len(old.events("s1")) == 3
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select room from session").fetchall() == [("r",)]
        assert db.execute("pragma user_version").fetchone() == (2,)


def test_the_copy_holds_what_was_still_in_the_journal(path: Path) -> None:
    script = """
        store = SqliteStore.open(sys.argv[1])
        store.create(Head("s1", "", "", "", 1, "", "", ""))
        store.append(Event("e", "s1", 0, 0, "turn", "", "last words"))
        os.kill(os.getpid(), 9)
    """
    python(script, path).communicate(timeout=60)
    assert Path(f"{path}-wal").stat().st_size > 0
    SqliteStore.open(str(path), NEXT).close()
    with SqliteStore.open(f"{path}.v1") as old:
        assert old.events("s1")[0].body == "last words"


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    filled(path)
    with pytest.raises(StoreError):
        SqliteStore.open(str(path), BROKEN)
    with SqliteStore.open(str(path)) as store:
        assert len(store.events("s1")) == 3
        store.append(event(3))
    with closing(sqlite3.connect(path)) as db:
        assert "room" not in [column[1] for column in db.execute("pragma table_info(session)")]


def test_an_upgrade_may_rebuild_a_table_without_losing_what_hangs_on_it(path: Path) -> None:
    rebuild = (
        "create table anew (id text primary key, scenario text not null, title text not null, started text not null,"
        " seed text not null, mode text not null, engine text not null, content text not null, room text)",
        "insert into anew select s.*, null from session s",
        "drop table session",
        "alter table anew rename to session",
    )
    filled(path)
    with SqliteStore.open(str(path), (*MIGRATIONS, rebuild)) as store:
        assert len(store.events("s1")) == 3
        assert store.head("s1") == HEAD


def test_a_window_left_open_over_an_upgrade_no_longer_writes(path: Path) -> None:
    with SqliteStore.open(str(path)) as old:
        old.create(HEAD)
        SqliteStore.open(str(path), NEXT).close()
        with pytest.raises(StoreError, match="newer program"):
            old.append(event(0))
        assert old.events("s1") == []


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_every_released_file_opens(version: int, path: Path) -> None:
    """The files lie in tests/data, made by the program of their time; see make_released.py there."""
    path.parent.mkdir()
    shutil.copy(RELEASED / f"released-{version}.sqlite", path)
    with SqliteStore.open(str(path)) as store:
        shown = [(each.id, each.turns, each.ending, each.branch) for each in store.sessions()]
        assert shown == [("second-0002", 0, None, 0), ("first-0001", 2, "resolved", 1)]
        assert store.head("second-0002").seed == 2**70
        assert store.head("second-0002").title == "Größe & 包裹"
        assert [each.id for each in store.events("first-0001")] == ["e0", "e3", "e4"]
        assert [each.id for each in store.events("first-0001", 0)] == ["e0", "e1", "e2"]
        assert store.events("first-0001")[1].body == '{"said":"I am sorry 🙂"}'
        store.append(Event("e5", "first-0001", 1, 3, "note", "2026-11-20T10:00:00Z", "{}"))


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_released_step_is_never_edited(version: int, path: Path, tmp_path: Path) -> None:
    def tables(file: Path) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(file)) as db:
            assert db.execute("pragma application_id").fetchone() == (APPLICATION_ID,)
            return db.execute("select name, sql from sqlite_master order by name").fetchall()

    released = shutil.copy(RELEASED / f"released-{version}.sqlite", tmp_path / "released.sqlite")
    SqliteStore.open(str(path), MIGRATIONS[:version]).close()
    assert tables(path) == tables(released)


# --- what deletion leaves


def everything(path: Path) -> bytes:
    return b"".join(beside(path).values())


@pytest.mark.parametrize("seed", [0, 3])
def test_deleted_words_are_gone_from_every_file(seed: int, path: Path) -> None:
    """Forty of sixty sessions, in disorder: with these seeds, zeroing freed rows alone leaves words behind."""
    chance = random.Random(seed)
    names = [f"s-{chance.random()}" for _ in range(60)]
    with SqliteStore.open(str(path)) as store:
        for name in names:
            content = f"content {name} " * chance.randint(1, 20)
            store.create(Head(name, "x", f"title {name}", "2026", 1, "", "", content))
        for seq in range(8):
            for name in names:
                store.append(event(seq, f"SECRET {name} " * chance.randint(1, 60), session=name))
        chance.shuffle(names)
        deleted, kept = names[:40], names[40:]
        for name in deleted:
            assert name.encode() in everything(path)
            store.delete(name)
            assert name.encode() not in everything(path), "while the store is open"
        assert all(len(store.events(name)) == 8 for name in kept)
    assert [name for name in deleted if name.encode() in everything(path)] == []


def test_deleting_takes_the_copies_of_upgrades_too(path: Path) -> None:
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        store.append(event(0, "SECRET"))
    other = path.with_name("sessions.sqlite.v1.txt")
    other.write_text("somebody else's")
    with SqliteStore.open(str(path), NEXT) as store:
        assert b"SECRET" in Path(f"{path}.v1").read_bytes()
        store.delete("s1")
        assert b"SECRET" not in everything(path)
    assert sorted(beside(path)) == ["sessions.sqlite", "sessions.sqlite.v1.txt"]


def test_deleting_everything_leaves_no_word(path: Path) -> None:
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        store.append(event(0, "SECRET " * 5000))
        store.delete_all()
        assert b"SECRET" not in everything(path)


def test_another_open_window_does_not_hinder_deletion(path: Path) -> None:
    with SqliteStore.open(str(path)) as other, SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        store.append(event(0, "SECRET"))
        assert len(other.events("s1")) == 1
        store.delete("s1")
        assert b"SECRET" not in everything(path)
        assert other.sessions() == []


def test_a_deletion_that_leaves_traces_says_so_and_the_next_one_takes_them(path: Path) -> None:
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        store.append(event(0, "SECRET"))
        store._db.execute("pragma busy_timeout = 50")
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("begin")
            reader.execute("select * from event").fetchone()
            with pytest.raises(StoreError, match="traces"):
                store.delete("s1")
        assert store.sessions() == []
        store.delete("s1")
        assert b"SECRET" not in everything(path)


# --- several windows, kills, full disks


def test_two_windows_writing_into_one_session_lose_nothing(path: Path) -> None:
    """Both say twenty-five replies from the same place; who comes second at a place is told and goes on there."""
    script = """
        name, branch = sys.argv[2], 0
        with SqliteStore.open(sys.argv[1]) as store:
            for seq in range(25):
                said = Event(f"{name}-{seq}", "s1", branch, seq, "turn", "", name)
                answer = store.append(said)
                assert answer.fresh and answer.forked == (answer.event.branch != branch)
                branch = answer.event.branch
        print(branch)
    """
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        writers = {name: python(script, path, name) for name in ("ann", "ben", "cem")}
        branches = {name: int(said_by(writer)) for name, writer in writers.items()}
        assert len(set(branches.values())) == 3
        for name, branch in branches.items():
            line = store.events("s1", branch)
            assert [each.seq for each in line] == list(range(25))
            assert line[-1].id == f"{name}-24"
        held = {each.id for branch in store.branches("s1") for each in store.events("s1", branch.branch)}
        assert held == {f"{name}-{seq}" for name in writers for seq in range(25)}


def test_many_windows_opening_a_record_that_is_not_there_yet(path: Path) -> None:
    script = """
        with SqliteStore.open(sys.argv[1]) as store:
            store.create(Head(sys.argv[2], "", "", "", 1, "", "", ""))
    """
    for window in [python(script, path, number) for number in range(8)]:
        said_by(window)
    with SqliteStore.open(str(path)) as store:
        assert len(store.sessions()) == 8


def test_opening_waits_for_a_window_that_is_still_setting_the_record_up(path: Path) -> None:
    """Turning on the journal is the one statement for which SQLite doesn't wait by itself."""
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin immediate")
        ready = threading.Timer(0.2, other.execute, ["rollback"])
        ready.start()
        with SqliteStore.open(str(path)) as store:
            assert len(store.events("s1")) == 3
        ready.join()


def test_a_window_that_writes_for_too_long_is_told(path: Path) -> None:
    filled(path)
    with SqliteStore.open(str(path)) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store._db.execute("pragma busy_timeout = 50")
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="another window") as told:
            store.append(event(3))
        assert told.value.hint
        assert len(store.events("s1")) == 3, "reading doesn't wait"
        other.execute("rollback")
        assert store.append(event(3)).fresh


def test_a_full_disk_is_told_and_the_record_stays_readable(path: Path) -> None:
    filled(path)
    with SqliteStore.open(str(path)) as store:
        pages = store._db.execute("pragma page_count").fetchone()[0]
        store._db.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full") as told:
            store.append(event(3, "x" * 100_000))
        assert told.value.hint
        assert len(store.events("s1")) == 3
        store._db.execute("pragma max_page_count = 100000")
        assert store.append(event(3, "x" * 100_000)).fresh


def test_a_disk_that_takes_no_more_bytes_loses_nothing_said_before(path: Path) -> None:
    """The limit is the system's own, so the write fails where it fails on a full disk: in the journal."""
    script = """
        import resource
        from roleplay.errors import StoreError
        store = SqliteStore.open(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
        seq = 3
        try:
            while True:
                store.append(Event(f"s1-{seq}", "s1", 0, seq, "turn", "", "x" * 5000))
                seq += 1
        except StoreError as error:
            assert error.hint, error
        assert len(store.events("s1")) == seq
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert store.append(Event(f"s1-{seq}", "s1", 0, seq, "turn", "", "at last")).fresh
        print(seq)
    """
    if resource.getrlimit(resource.RLIMIT_FSIZE)[1] != resource.RLIM_INFINITY:
        pytest.skip("file sizes are limited here already")
    count = int(said_by(python(script, filled(path))))
    assert count > 4
    with SqliteStore.open(str(path)) as store:
        assert len(store.events("s1")) == count + 1


READ_ONLY = """
    from pathlib import Path
    from roleplay.errors import StoreError
    Path("/").as_uri()  # loads what it needs while this process may still read root's own Python
    if os.geteuid() == 0:
        os.setuid(int(sys.argv[2]))
    with SqliteStore.open(sys.argv[1]) as store:
        assert len(store.events("s1")) == 3 and store.sessions()[0].turns == 3
        try:
            store.append(Event("e", "s1", 0, 3, "turn", "", ""))
        except StoreError as error:
            assert "not written" in error.what and error.hint, error
        else:
            sys.exit("it was written")
"""


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder in which a process that isn't root may only read."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def lock(path: Path) -> None:
    for part in path.parent.iterdir():
        part.chmod(0o444)
    path.parent.chmod(0o555)


def test_a_record_that_cannot_be_written_can_be_read(closed_folder: Path) -> None:
    lock(path := filled(closed_folder / "sessions.sqlite"))
    before = beside(path)
    said_by(python(READ_ONLY, path, NOBODY))
    assert beside(path) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="one process must be able to write while another may only read")
def test_a_record_that_cannot_be_written_can_be_read_while_another_writes_it(closed_folder: Path) -> None:
    path = closed_folder / "sessions.sqlite"
    with SqliteStore.open(str(path)) as store:
        store.create(HEAD)
        for seq in range(3):
            store.append(event(seq))
        lock(path)
        said_by(python(READ_ONLY, path, NOBODY))


def test_a_place_where_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as told:
        SqliteStore.open(str(tmp_path / "file" / "sessions.sqlite"))
    assert str(tmp_path) in told.value.where


APPENDING = """
    with SqliteStore.open(sys.argv[1]) as store:
        store.create(Head("s1", "", "", "", 1, "", "", ""))
        seq = len(store.events("s1"))
        while True:
            store.append(Event(f"e{seq}", "s1", 0, seq, "turn", "", "x" * (seq % 700) * 10))
            os.write(1, b"%d\\n" % seq)
            seq += 1
"""


@pytest.mark.slow
def test_kill_9_at_any_moment_loses_nothing_that_was_acknowledged(path: Path) -> None:
    chance, known = random.Random(9), 0
    for _ in range(20):
        writer = python(APPENDING, path)
        # From before the file is there to well into the writing, and past some foldings of the journal.
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(timeout=0.1 + chance.random() * 0.6)
        writer.send_signal(signal.SIGKILL)
        told = [line for line in writer.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
        known = max([known, *(int(line) + 1 for line in told)])
        with SqliteStore.open(str(path)) as store:
            held = store.events("s1") if store.sessions() else []
            assert [each.seq for each in held] == list(range(len(held)))
            assert all(each.body == "x" * (each.seq % 700) * 10 for each in held)
            assert len(held) >= known
            assert store._db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert known > 100
