"""What every store does, said once and asked of each."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from roleplay.errors import BadInput, StoreError
from roleplay.store import Branch, Event, Head, Store, open_store

NASTY = '50 % off? it\'s "ok" \\ ; drop table event -- _%\n\t🙂 é e\u0301 \u202e عربي 包裹'


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where = ":memory:" if request.param == "memory" else tmp_path / "data" / "sessions.sqlite"
    with open_store(where) as opened:
        yield opened


def head(id_: str = "s1", started: str = "2026-11-21T10:00:00Z") -> Head:
    return Head(id_, "bank-card", "The card", started, 42, "practice", "0.1.0", '{"meta": {}}')


def event(seq: int, branch: int = 0, session: str = "s1", kind: str = "turn", said: str = "", id_: str = "") -> Event:
    name = id_ or f"{session}-{branch}-{seq}"
    return Event(name, session, branch, seq, kind, "2026-11-21T10:00:01Z", f'{{"said": "{said}"}}')


def begun(store: Store, turns: int = 0, session: str = "s1") -> None:
    store.create(head(session))
    for seq in range(turns):
        store.append(event(seq, session=session))


def names(events: list[Event]) -> list[str]:
    return [each.id for each in events]


def test_a_session_comes_back_as_it_was_begun(store: Store) -> None:
    begins = replace(head(), title=NASTY, content=NASTY, seed=-(2**200))
    store.create(begins)
    assert store.head("s1") == begins
    assert store.events("s1") == []
    assert store.branches("s1") == [Branch(0, None, 0)]


def test_beginning_the_same_session_twice_is_beginning_it_once(store: Store) -> None:
    begun(store, 2)
    store.create(head())
    assert len(store.events("s1")) == 2


def test_another_session_under_the_same_id_is_refused(store: Store) -> None:
    begun(store)
    with pytest.raises(StoreError, match="another session"):
        store.create(replace(head(), seed=43))
    assert store.head("s1").seed == 42


def test_events_come_back_in_order_and_to_the_letter(store: Store) -> None:
    begun(store)
    said = [replace(event(seq), body=f"{NASTY}{seq}", kind=f"kind {seq}") for seq in range(12)]
    for each in said:
        answer = store.append(each)
        assert (answer.event, answer.fresh, answer.forked) == (each, True, False)
    assert store.events("s1") == said


def test_saying_an_event_twice_is_one_event(store: Store) -> None:
    begun(store, 3)
    answer = store.append(event(1))
    assert (answer.event, answer.fresh, answer.forked) == (event(1), False, False)
    assert len(store.events("s1")) == 3
    assert len(store.branches("s1")) == 1


@pytest.mark.parametrize("change", [{"body": "{}"}, {"kind": "note"}, {"session": "s2"}])
def test_another_event_under_the_same_id_is_refused(store: Store, change: dict[str, str]) -> None:
    begun(store, 1)
    begun(store, 0, "s2")
    with pytest.raises(StoreError, match="another event"):
        store.append(replace(event(0), **change))
    assert store.events("s1") == [event(0)]


@pytest.mark.parametrize("seq", [-1, 3, 2**80])
def test_a_hole_is_refused(store: Store, seq: int) -> None:
    begun(store, 2)
    with pytest.raises(StoreError, match="2 is due"):
        store.append(event(seq))
    assert len(store.events("s1")) == 2


def test_a_taken_place_opens_a_branch_and_both_stay(store: Store) -> None:
    """Two windows on one session: neither loses a word, and the second knows where it goes on."""
    begun(store, 4)
    answer = store.append(event(2, id_="mine", said="other"))
    assert (answer.event.branch, answer.fresh, answer.forked) == (1, True, True)
    assert store.branches("s1")[1] == Branch(1, 0, 2)
    assert names(store.events("s1", 0)) == ["s1-0-0", "s1-0-1", "s1-0-2", "s1-0-3"]
    assert names(store.events("s1", 1)) == ["s1-0-0", "s1-0-1", "mine"]
    assert not store.append(event(3, branch=1)).forked
    assert not store.append(event(4, branch=0)).forked


def test_a_forked_event_said_again_is_told_its_branch_again(store: Store) -> None:
    """The first answer may have been lost with the window that asked."""
    begun(store, 3)
    first = store.append(event(1, id_="mine"))
    again = store.append(event(1, id_="mine"))
    assert again.event == first.event
    assert (again.fresh, again.forked) == (False, True)
    assert len(store.branches("s1")) == 2


def test_going_back_shares_what_came_before(store: Store) -> None:
    begun(store, 4)
    assert store.branch("s1", 0, 2) == 1
    assert names(store.events("s1")) == ["s1-0-0", "s1-0-1"], "the newest branch is the one that counts"
    store.append(event(2, branch=1))
    assert names(store.events("s1")) == ["s1-0-0", "s1-0-1", "s1-1-2"]
    assert len(store.events("s1", 0)) == 4


def test_a_branch_does_not_see_what_its_parent_says_later(store: Store) -> None:
    begun(store, 2)
    store.branch("s1", 0, 2)
    store.append(event(2, branch=0))
    assert names(store.events("s1", 1)) == ["s1-0-0", "s1-0-1"]


def test_going_back_further_than_the_branch_began(store: Store) -> None:
    begun(store, 4)
    store.branch("s1", 0, 3)
    store.append(event(3, branch=1))
    store.append(event(4, branch=1))
    assert store.branch("s1", 1, 1) == 2
    store.append(event(1, branch=2))
    assert names(store.events("s1", 2)) == ["s1-0-0", "s1-2-1"]
    assert store.branch("s1", 2, 2) == 3
    assert names(store.events("s1", 3)) == ["s1-0-0", "s1-2-1"]
    assert names(store.events("s1", 1)) == ["s1-0-0", "s1-0-1", "s1-0-2", "s1-1-3", "s1-1-4"]


def test_a_place_borrowed_from_the_parent_is_taken_too(store: Store) -> None:
    begun(store, 3)
    store.branch("s1", 0, 2)
    answer = store.append(event(1, branch=1))
    assert answer.forked
    assert names(store.events("s1", answer.event.branch)) == ["s1-0-0", "s1-1-1"]


def test_going_back_to_the_very_start_shares_nothing(store: Store) -> None:
    begun(store, 2)
    assert store.branch("s1", 0, 0) == 1
    assert store.events("s1") == []


@pytest.mark.parametrize("seq", [-1, 3])
def test_nobody_goes_back_to_where_nothing_is(store: Store, seq: int) -> None:
    begun(store, 2)
    with pytest.raises(StoreError):
        store.branch("s1", 0, seq)
    assert len(store.branches("s1")) == 1


def test_what_is_not_there_is_said_plainly(store: Store) -> None:
    begun(store)
    for ask in (
        lambda: store.head("nobody"),
        lambda: store.events("nobody"),
        lambda: store.branches("nobody"),
        lambda: store.append(event(0, session="nobody")),
        lambda: store.branch("nobody", 0, 0),
    ):
        with pytest.raises(StoreError, match="no session 'nobody'"):
            ask()
    for ask in (
        lambda: store.events("s1", 7),
        lambda: store.append(event(0, branch=7)),
        lambda: store.branch("s1", 7, 0),
    ):
        with pytest.raises(StoreError, match="branch 7"):
            ask()


def test_history_is_newest_first_and_told_from_the_newest_branch(store: Store) -> None:
    store.create(head("old", "2026-11-20T10:00:00Z"))
    store.create(head("new", "2026-11-22T10:00:00Z"))
    begun(store, 3)
    store.append(replace(event(3, kind="end"), body='{"ending": "walked_away"}'))
    told = {each.id: each for each in store.sessions()}
    assert list(told) == ["new", "s1", "old"]
    assert (told["s1"].turns, told["s1"].ending, told["s1"].branch) == (3, "walked_away", 0)
    assert (told["new"].turns, told["new"].ending, told["new"].seed) == (0, None, 42)

    store.branch("s1", 0, 2)
    again = store.sessions()[1]
    assert (again.turns, again.ending, again.branch) == (2, None, 1), "the ending was on the branch left behind"

    store.append(event(2, branch=1, kind="undo"))
    store.append(replace(event(3, branch=1, kind="end"), body='{"ending": "partial"}'))
    store.append(replace(event(4, branch=1, kind="end"), body='{"ending": "resolved"}'))
    again = store.sessions()[1]
    assert (again.turns, again.ending, again.branch) == (2, "resolved", 1), "the last ending counts"


@pytest.mark.parametrize("body", ["", "not json", "[]", "{}", '{"ending": null}', '{"ending": 3}'])
def test_history_lives_with_a_body_it_cannot_read(store: Store, body: str) -> None:
    begun(store)
    store.append(replace(event(0, kind="end"), body=body))
    assert store.sessions()[0].ending is None


def test_an_unambiguous_beginning_finds_a_session(store: Store) -> None:
    for id_ in ("abc", "abcd", "abd", "x_y", "x1y", "ÄÖ"):
        store.create(head(id_))
    assert store.find("abcd") == "abcd"
    assert store.find("abc") == "abc", "a whole id finds itself, though it begins another"
    assert store.find("abd") == "abd"
    assert store.find("x_") == "x_y", "an underscore is an underscore"
    assert store.find("Ä") == "ÄÖ"
    with pytest.raises(BadInput, match="abc, abcd, abd"):
        store.find("ab")
    for nothing in ("zz", "%", "AB"):
        with pytest.raises(BadInput, match="no session begins"):
            store.find(nothing)


def test_an_empty_beginning_finds_nothing_even_if_there_is_one_session_only(store: Store) -> None:
    """`delete "$ID"` with ID unset must not delete."""
    begun(store)
    with pytest.raises(BadInput):
        store.find("")


def test_a_deleted_session_is_gone_and_its_id_is_free(store: Store) -> None:
    begun(store, 3)
    begun(store, 2, "s2")
    store.branch("s1", 0, 1)
    store.delete("s1")
    assert [each.id for each in store.sessions()] == ["s2"]
    assert len(store.events("s2")) == 2
    with pytest.raises(StoreError):
        store.events("s1")
    begun(store, 1)
    assert len(store.events("s1")) == 1


def test_deleting_what_is_not_there_is_no_error(store: Store) -> None:
    begun(store)
    store.delete("nobody")
    assert len(store.sessions()) == 1


def test_deleting_everything_says_how_much_it_was(store: Store) -> None:
    begun(store, 3)
    begun(store, 2, "s2")
    assert store.delete_all() == 2
    assert store.sessions() == []
    assert store.delete_all() == 0


def test_text_that_cannot_be_written_is_told_and_the_store_goes_on(store: Store) -> None:
    begun(store, 1)
    for odd in (replace(event(1), body="\ud800"), replace(event(1), branch=2**80)):
        with pytest.raises(StoreError):
            store.append(odd)
    assert store.append(event(1)).fresh


def test_a_closed_store_says_so(store: Store) -> None:
    begun(store)
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.sessions()


def test_values_never_change() -> None:
    with pytest.raises(FrozenInstanceError):
        event(0).seq = 1  # type: ignore[misc]


def test_an_address_nobody_knows_is_not_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="mongodb"):
        open_store("mongodb://x/y")
    assert list(tmp_path.iterdir()) == []
