"""The tables, how they came about, and the longer questions asked of them.

One SQL text for every engine: `?` for values (and no other `?` or `%`), ids and times as TEXT,
JSON as TEXT, no functions that only one engine has, and columns always named, so that an older
program never writes into a newer table by position.
"""

from __future__ import annotations

from collections.abc import Sequence

APPLICATION_ID = 0x52504C59
"""Written into the header of a database file ("RPLY"), so that nobody else's file is ever taken for ours."""

Migrations = Sequence[Sequence[str]]
"""Step n (from 1) makes version n out of n - 1."""

# Append only: once released, a step is never edited. For every released version a file lies in tests/data.
MIGRATIONS: Migrations = (
    (
        # seed is text: a seed is any whole number, and a column isn't.
        """create table session (
            id text primary key, scenario text not null, title text not null, started text not null,
            seed text not null, mode text not null, engine text not null, content text not null)""",
        """create table branch (
            session_id text not null references session (id) on delete cascade,
            branch integer not null, parent integer, fork_seq integer not null,
            primary key (session_id, branch),
            foreign key (session_id, parent) references branch (session_id, branch) on delete cascade)""",
        """create table event (
            id text primary key, session_id text not null, branch integer not null, seq integer not null,
            kind text not null, at text not null, body text not null,
            unique (session_id, branch, seq),
            foreign key (session_id, branch) references branch (session_id, branch) on delete cascade)""",
    ),
)

EVENT = "select e.id, e.session_id, e.branch, e.seq, e.kind, e.at, e.body from event e"
"""The columns of an Event in its order; a `where` follows."""

NEXT_SEQ = """
    select b.fork_seq, max(e.seq) from branch b
    left join event e on e.session_id = b.session_id and e.branch = b.branch
    where b.session_id = ? and b.branch = ? group by b.fork_seq"""
"""Where a branch begins and how far its own events reach; it takes session and branch."""

# A branch owns its events from fork_seq on and borrows the earlier ones: from its parent, and so on upwards.
# `until` falls on the way up, since a branch may leave its parent before the parent left its own.
_UPWARDS = """
    select l.session_id, b.parent, case when b.fork_seq < l.until then b.fork_seq else l.until end
    from line l join branch b on b.session_id = l.session_id and b.branch = l.branch
    where b.parent is not null"""

LINEAGE = f"""
    with recursive line (session_id, branch, until) as (
        select session_id, branch, 2147483647 from branch where session_id = ? and branch = ?
        union all {_UPWARDS})
    select e.id, e.session_id, e.branch, e.seq, e.kind, e.at, e.body
    from line l join event e on e.session_id = l.session_id and e.branch = l.branch and e.seq < l.until
    order by e.seq"""
"""All events of a branch, borrowed ones too; it takes session and branch."""

_NEWEST = f"""
    with recursive line (session_id, branch, until) as (
        select session_id, max(branch), 2147483647 from branch group by session_id
        union all {_UPWARDS})"""

SUMMARIES = f"""{_NEWEST}
    select s.id, s.scenario, s.title, s.started, s.seed, s.mode,
        count(case when e.kind = 'turn' then 1 end),
        (select max(b.branch) from branch b where b.session_id = s.id)
    from session s join line l on l.session_id = s.id
    left join event e on e.session_id = l.session_id and e.branch = l.branch and e.seq < l.until
    group by s.id, s.scenario, s.title, s.started, s.seed, s.mode
    order by s.started desc, s.id"""
"""A row for every session, newest first, told from its newest branch."""

ENDINGS = f"""{_NEWEST}
    select e.session_id, e.body
    from line l join event e on e.session_id = l.session_id and e.branch = l.branch and e.seq < l.until
    where e.kind = 'end' order by e.session_id, e.seq"""
"""How the newest branches ended; the last row of a session counts."""
