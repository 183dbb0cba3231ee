"""One sitting: what is said is stored before it is shown, and nothing that was said is ever lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

import roleplay.turn
from roleplay.domain.debrief import Idea
from roleplay.domain.reading import About, Features, Move, Reading, Span
from roleplay.errors import BadInput, StoreError
from roleplay.formats.event import KINDS, Aim, Desk, Dispute, Guess, Reply, TakenBack, read_event, turns_of, written
from roleplay.formats.report import as_json, of_debrief
from roleplay.formats.scenario import load_scenario
from roleplay.library import rubric
from roleplay.session import Session
from roleplay.store import Event, Store, open_store

CASE = Path(__file__).parent / "library" / "scenarios" / "late-parcel.toml"
SCENARIO = load_scenario(CASE)
BIRTHDAY = "When do you need it?"
INSULT = "You idiot."
SEND = "I've sent it again, does that help?"


def heard(text: str, *_: object) -> Reading:
    """A reader for these tests: it knows three replies, and anything else is thanks."""
    span = Span(0, len(text), text)
    moves = {
        BIRTHDAY: Move("open_question", span, 0.9, 0.8, About(facts=("birthday",))),
        INSULT: Move("insult", span, 1.0, 0.0),
        SEND: Move("offer_solution", span, 0.9, 0.9, About(outcome="second-parcel", action="send-again", stage="done")),
    }
    kind = moves.get(text, Move("thank", span, 0.9, 0.5, About(parts=frozenset({"who", "what", "when", "how"}))))
    return Reading((kind,), Features(words=len(text.split())), frozenset({"pasted", "filler", "truncated"}))


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roleplay.turn, "read", heard)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


def ids() -> Callable[[], str]:
    numbers = count()
    return lambda: f"id-{next(numbers)}"


async def begin(store: Store, mode: str = "practice", seed: int = 7) -> Session:
    return await Session.start(SCENARIO, (), seed, store, mode=mode, clock=lambda: "2026-01-01T00:00:00Z")  # type: ignore[arg-type]


def kinds(store: Store, session: Session, branch: int | None = None) -> list[str]:
    return [event.kind for event in store.events(session.id, branch)]


def replies(store: Store, session: Session, branch: int) -> list[str]:
    turns = turns_of(read_event(event.kind, event.body) for event in store.events(session.id, branch))
    return [turn.content for turn in turns if turn.role == "agent"]


async def test_the_customer_s_first_words_are_stored_when_a_session_has_begun(store: Store):
    session = await begin(store)
    assert kinds(store, session) == ["opening"]
    assert [turn.content for turn in session.turns] == ["My parcel is three days late. Where is it?"]


async def test_a_reply_and_its_answer_are_one_event_that_is_stored_before_it_is_shown(store: Store):
    session = await begin(store)
    said = await session.say(BIRTHDAY)
    assert kinds(store, session) == ["opening", "turn"]
    assert said.exchange.words in store.events(session.id)[-1].body
    assert [fact.id for fact in said.learned] == ["birthday"]


async def test_what_is_stored_comes_back_equal(store: Store):
    session = await begin(store)
    await session.say("First.")
    await session.desk("look-up")
    await session.say(SEND)
    await session.end()
    await session.finish()
    for event in store.events(session.id):
        body = read_event(event.kind, event.body)
        assert written(body) == event.body
    resumed = await Session.resume(store, session.id)
    assert (resumed.turns, resumed.state, resumed.ended) == (session.turns, session.state, session.ended)


async def test_a_resumed_session_goes_on_as_if_it_had_never_stopped(store: Store):
    through = await begin(store)
    broken = await begin(store)
    for text in ("One.", BIRTHDAY, SEND, "Two."):
        if through.ended is None:
            await through.say(text)
            broken = await Session.resume(store, broken.id)
            await broken.say(text)
    await through.end()
    broken = await Session.resume(store, broken.id)
    await broken.end()
    assert as_json(of_debrief(await through.finish())) == as_json(of_debrief(await broken.finish()))


async def test_resuming_never_reads_a_reply_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    session = await begin(store)
    await session.say("One.")

    def refuse(*_: object) -> Reading:
        raise AssertionError("a stored reply was read again")

    monkeypatch.setattr(roleplay.turn, "read", refuse)
    resumed = await Session.resume(store, session.id)
    assert [turn.content for turn in resumed.turns if turn.role == "agent"] == ["One."]


async def test_a_session_is_played_with_the_scenario_it_was_begun_with(store: Store):
    session = await begin(store)
    resumed = await Session.resume(store, session.id)
    assert resumed.scenario == SCENARIO


async def test_nothing_that_acts_on_a_terminal_gets_past_the_door(store: Store):
    session = await begin(store)
    said = await session.say("Hi\x1b]52;c;aGk=\x07 \x1b[2Jthere\x00\u202e\ud800!")
    assert said.text == "Hi there!"
    assert session.turns[1].content == "Hi there!"


async def test_personal_data_is_dotted_out_before_anything_reads_it_but_not_the_case_s_own(store: Store):
    session = await begin(store)
    said = await session.say("Write to me@home.example or to desk@larkstep.example, or call 0800 1234567.")
    assert said.masked
    assert said.text == "Write to ••@••••.••••••• or to desk@larkstep.example, or call 0800 1234567."
    assert said.exchange.reading.moves[0].span.quote == said.text


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x1b[2J", "\u200b"])
async def test_a_reply_with_nothing_in_it_is_refused_and_changes_nothing(store: Store, text: str):
    session = await begin(store)
    with pytest.raises(BadInput):
        await session.say(text)
    assert kinds(store, session) == ["opening"]


async def test_a_very_long_reply_is_stored_whole(store: Store):
    session = await begin(store)
    await session.say("a" * 100_000)
    assert session.turns[1].content == "a" * 100_000


async def test_going_back_makes_a_branch_and_both_stay(store: Store):
    session = await begin(store)
    await session.say("One.")
    before = session.state
    first = await session.say("Two.")
    text, notices = await session.take_back()
    assert (text, notices, session.state) == ("Two.", (), before)
    assert kinds(store, session, 0) == ["opening", "turn", "turn"]
    assert kinds(store, session) == ["opening", "turn", "undo"]
    assert (await session.say("Two.")).exchange == first.exchange


async def test_going_back_twice_and_further_than_the_last_branch_works(store: Store):
    session = await begin(store)
    for text in ("One.", "Two.", "Three."):
        await session.say(text)
    for expected in ("Three.", "Two.", "One."):
        assert (await session.take_back())[0] == expected
    assert len(session.turns) == 1
    with pytest.raises(BadInput):
        await session.take_back()
    assert (await Session.resume(store, session.id)).turns == session.turns


async def test_a_misread_reply_is_taken_back_at_no_cost_and_kept_beside(store: Store):
    session = await begin(store)
    before = session.state
    said = await session.say(INSULT)
    assert session.ended
    await session.take_back(misread=True)
    assert session.state == before
    assert session.ended is None
    kept = store.events(session.id)[-1]
    assert kept.kind == "misread"
    assert read_event(kept.kind, kept.body) == TakenBack(INSULT, said.exchange.reading)


async def test_the_desk_shows_a_result_to_the_trainee_and_the_customer_sees_nothing(store: Store):
    session = await begin(store)
    action, _ = await session.desk("look-up")
    assert action.result == "It is in Leeds and arrives on Friday."
    assert session.state.done == ("look-up",)
    assert len(session.turns) == 1
    again, _ = await session.desk("look-up")
    assert again == action
    assert kinds(store, session) == ["opening", "desk"]


async def test_the_desk_says_what_has_to_come_first(store: Store):
    session = await begin(store)
    with pytest.raises(BadInput, match="Look the parcel up"):
        await session.desk("send-again")
    with pytest.raises(BadInput):
        await session.desk("no-such-thing")


async def test_a_reply_that_carries_out_an_action_shows_its_result(store: Store):
    session = await begin(store)
    await session.desk("look-up")
    assert [action.id for action in (await session.say(SEND)).results] == ["send-again"]


async def test_after_the_end_nothing_more_is_said_but_one_can_go_back(store: Store):
    session = await begin(store)
    with pytest.raises(BadInput):
        await session.finish()
    await session.say(INSULT)
    for refused in (session.say("Sorry."), session.desk("look-up")):
        with pytest.raises(BadInput):
            await refused
    assert (await session.finish()).outcome.ending == "breach"
    await session.take_back()
    await session.say("Thanks.")
    assert session.ended is None


async def test_ending_and_finishing_twice_changes_nothing(store: Store):
    session = await begin(store)
    await session.end()
    await session.end()
    assert await session.finish() == await session.finish()
    assert kinds(store, session) == ["opening", "end", "graded"]
    assert (await (await Session.resume(store, session.id)).finish()).outcome.ending == "stopped"


async def test_a_session_killed_between_its_last_turn_and_its_ending_still_ends(store: Store):
    session = await begin(store)
    await session.say(INSULT)
    events = store.events(session.id)
    with open_store(":memory:") as other:
        other.create(store.head(session.id))
        for event in events[:2]:
            other.append(event)
        resumed = await Session.resume(other, session.id)
        assert (await resumed.finish()).outcome.ending == "breach"
        assert kinds(other, resumed) == ["opening", "turn", "end", "graded"]


class Full:
    """A store on a disk that is full until `free` is set."""

    def __init__(self, store: Store) -> None:
        self._store, self.free = store, False

    def append(self, event: Event) -> object:
        if not self.free:
            raise StoreError("the disk is full")
        return self._store.append(event)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


async def test_a_full_disk_is_told_once_and_the_conversation_goes_on(store: Store):
    session = await begin(Full(store))  # type: ignore[arg-type]
    assert "cannot be recorded: the disk is full" in session.notices[0]
    assert (await session.say("One.")).notices == ()
    await session.take_back()
    await session.say("Two.")
    await session.end()
    assert session.unrecorded
    assert (await session.finish()).unrecorded
    assert [turn.content for turn in session.turns if turn.role == "agent"] == ["Two."]


async def test_what_could_not_be_stored_is_stored_as_soon_as_there_is_room(store: Store):
    full = Full(store)
    session = await begin(full)  # type: ignore[arg-type]
    await session.say("One.")
    await session.take_back()
    full.free = True
    said = await session.say("Two.")
    assert "recorded again" in said.notices[0]
    assert not session.unrecorded
    assert kinds(store, session) == ["opening", "undo", "turn"]
    assert kinds(store, session, 0) == ["opening", "turn"]
    assert (await Session.resume(store, session.id)).turns == session.turns


async def test_two_windows_on_one_session_both_keep_their_words_and_the_second_is_told(store: Store):
    first = await begin(store)
    second = await Session.resume(store, first.id)
    assert (await first.say("One.")).notices == ()
    assert "another window" in (await second.say("Two.")).notices[0]
    assert (await second.say("Three.")).notices == ()
    assert (await first.say("Four.")).notices == ()
    assert [replies(store, first, branch) for branch in (0, 1)] == [["One.", "Four."], ["Two.", "Three."]]


async def test_hints_come_in_three_steps_and_never_tell_what_is_hidden(store: Store):
    session = await begin(store)
    steps = [session.hint() for _ in range(5)]
    assert [hint.step for hint in steps if hint] == ["nudge", "beginning", "example", "spent", "spent"]
    assert not any("birthday" in hint.text.lower() for hint in steps if hint)
    assert "Three days late is too long" in (steps[2].text if steps[2] else "")


async def test_after_another_reply_there_is_help_again(store: Store):
    session = await begin(store)
    for _ in range(4):
        session.hint()
    await session.say("One.")
    hint = session.hint()
    assert hint is not None
    assert hint.step == "nudge"


async def test_an_example_comes_from_another_case_only_where_this_one_has_none(store: Store):
    bare = SCENARIO.model_copy(update={"debrief": None})
    session = await Session.start(bare, (), 7, store)
    texts = [hint.text for _ in range(3) if (hint := session.hint())]
    assert "from another case" in texts[2]
    own = await begin(store)
    theirs = [hint.text for _ in range(3) if (hint := own.hint())]
    assert "another case" not in theirs[2]


async def test_what_a_reply_speaks_of_and_the_desk_cannot_do_yet_is_told(store: Store):
    session = await begin(store)
    said = await session.say(SEND)
    assert [(one.action.id, one.first.id) for one in said.hindered] == [("send-again", "look-up")]
    assert "send-again" not in session.state.done
    await session.desk("look-up")
    assert (await session.say(SEND)).hindered == ()


async def test_the_history_tells_again_what_was_told(store: Store):
    session = await begin(store)
    first = await session.say(BIRTHDAY)
    looked, _ = await session.desk("look-up")
    sent = await session.say(SEND)
    resumed = await Session.resume(store, session.id)
    assert resumed.history == session.history == (first, looked, sent)
    await resumed.take_back()
    assert resumed.history == (first, looked)


async def test_whoever_practises_alone_gets_no_hints(store: Store):
    assert (await begin(store, mode="alone")).hint() is None


async def test_nothing_is_read_or_stored_on_the_thread_of_the_interface(store: Store, monkeypatch: pytest.MonkeyPatch):
    threads: set[int] = set()

    def watching(text: str, *rest: object) -> Reading:
        threads.add(threading.get_ident())
        return heard(text)

    monkeypatch.setattr(roleplay.turn, "read", watching)
    session = await begin(store)
    await session.say("One.")
    await session.say("Two.")
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    await session.close()


async def test_an_event_with_something_unknown_in_it_is_refused(store: Store):
    session = await begin(store)
    await session.say("One.")
    body = store.events(session.id)[-1].body
    with pytest.raises(StoreError, match="another version"):
        read_event("turn", body.replace('"mood":{', '"mood":{"envy":1,', 1))
    with pytest.raises(StoreError, match="another version"):
        read_event("telepathy", "{}")


async def test_a_record_of_another_version_is_gone_on_with_and_said_to_be_one(store: Store):
    session = await begin(store)
    with open_store(":memory:") as other:
        other.create(replace(store.head(session.id), engine="0.0.1"))
        other.append(store.events(session.id)[0])
        resumed = await Session.resume(other, session.id)
    assert "another version" in resumed.notices[0]


def test_every_event_that_holds_a_state_is_known_to_the_record():
    assert {KINDS[kind] for kind in ("turn", "desk")} == {Reply, Desk}


async def test_what_is_said_beside_a_conversation_comes_in_by_the_same_door_and_stays_with_it(store: Store) -> None:
    session = await begin(store)
    await session.remark(Aim("ask first \x1b[2J, then write to kim@example.org"))
    await session.say(BIRTHDAY)
    await session.end()
    await session.remark(Guess(3))
    await session.finish()
    await session.remark(Idea("Ordering", "Where is it?", "say the day"))
    resumed = await Session.resume(store, session.id)
    own = (await resumed.finish()).own
    assert "kim@example.org" not in own.aim
    assert "\x1b" not in own.aim
    assert (own.guess, own.ideas) == (3, (Idea("Ordering", "Where is it?", "say the day"),))
    assert [one for one in resumed.history if isinstance(one, Aim)] == [Aim(own.aim)]


async def test_a_disagreement_from_the_interface_changes_no_grade_and_the_conversation_goes_on_beside_it(
    store: Store,
) -> None:
    skills = (rubric("active-listening").rubric,)
    session = await Session.start(SCENARIO, skills, 7, store)
    await session.say(BIRTHDAY)
    await session.end()
    before = (await session.finish()).scorecard.rubrics[0]
    await session.remark(Dispute("active-listening", None, "I did listen"))
    after = (await session.finish()).scorecard.rubrics[0]
    assert (after.score, after.level) == (before.score, before.level)
    assert {one.disputed for one in before.findings} == {None}
    assert {one.disputed for one in after.findings} == {"I did listen"}
    await session.take_back()
    await session.say(SEND)
    assert session.ended is None
