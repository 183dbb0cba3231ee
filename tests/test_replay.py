"""A replay says what must come of a conversation; what differs is told with all that explains it."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.domain.expectation import Expect
from roleplay.domain.heard import Heard
from roleplay.domain.replay import Replay, ReplayTurn
from roleplay.formats.replay import parse_replay
from roleplay.formats.scenario import load_scenario
from roleplay.library import rubric
from roleplay.replay import Result, run
from roleplay.replay.expecting import _CHECKS
from tests.playing import play, shipped

SCENARIO = load_scenario(Path(__file__).parent / "library" / "scenarios" / "late-parcel.toml")
RUBRICS = (rubric("active-listening").rubric,)
SORRY = "I'm sorry, Kim: three days late is too long. When do you need it?"
CALM = "Please calm down."
INSULT = "You idiot."


def expecting(*texts: str, end: Expect | None = None, last: Expect | None = None) -> Result:
    """What comes of these replies (`/desk id` for the desk), with something expected of the last, or of the end."""
    turns = [ReplayTurn(desk=text[6:]) if text.startswith("/desk ") else ReplayTurn(say=text) for text in texts]
    turns[-1] = turns[-1].model_copy(update={"expect": last})
    return run(Replay(scenario="late-parcel", seed=7, turns=tuple(turns), expect=end or Expect()), SCENARIO, RUBRICS)


def told(result: Result) -> list[tuple[str, str, str]]:
    return [(one.key, one.wanted, one.got) for one in result.differences]


def test_a_replay_says_what_a_sitting_says():
    played = play(SCENARIO, (SORRY, CALM), seed=7)
    result = expecting(SORRY, CALM)
    assert [turn.content for turn in result.end.turns] == [turn.content for turn in played.transcript.turns]
    assert result.end.state == played.state
    assert result.differences == ()


def test_a_replay_that_is_as_expected_has_no_differences():
    after = Expect(
        moves=("apologise", "restate"),
        not_moves=("calm_down",),
        told=("birthday", "late"),
        at_least={"heard": 20},
        at_most={"anger": 80},
        critical=(),
        levels_at_least={"AL1": 2},
        levels_at_most={"active-listening": 4},
        not_ending=("walked_away",),
    )
    assert told(expecting(SORRY, last=after, end=after)) == []


@pytest.mark.parametrize(
    ("expect", "key", "wanted", "got"),
    [
        (Expect(moves=("apologise",)), "moves", "heard: apologise (apology)", "heard: calm_down"),
        (Expect(not_moves=("calm_down",)), "not_moves", "not heard: calm_down", "heard in “Please calm down”"),
        (Expect(told=("late", "birthday")), "told", "the customer has told birthday", "told so far: late"),
        (Expect(at_least={"trust": 101}), "at_least", "trust at least 101", "trust "),
        (Expect(at_most={"anger": -1}), "at_most", "anger at most -1", "anger "),
        (Expect(critical=("X2",)), "critical", "critical errors: X2", "none"),
        (Expect(levels={"AL1": 4}), "levels", "AL1 at level 4", "AL1 at level 1, says nothing back"),
        (Expect(levels_at_least={"AL1": 2}), "levels_at_least", "AL1 at level at least 2", "AL1 at level 1"),
        (Expect(levels_at_most={"AL1": 0}), "levels_at_most", "AL1 at level at most 0", "AL1 at level 1"),
        (Expect(levels={"XX9": 1}), "levels", "XX9 at level 1", "XX9 is no part of this grade"),
        (Expect(levels={"AL5": 1}), "levels", "AL5 at level 1", "AL5 has no level: did not come up"),
        (Expect(ending=("resolved",)), "ending", "it ends as resolved", "it goes on"),
    ],
)
def test_a_difference_names_what_was_wanted_and_what_came(expect: Expect, key: str, wanted: str, got: str):
    [(key_told, wanted_told, got_told)] = told(expecting(CALM, last=expect))
    assert key_told == key
    assert wanted_told.startswith(wanted)
    assert got_told.startswith(got)


def test_a_difference_holds_the_reply_what_was_heard_the_state_and_the_customer_s_words():
    result = expecting(SORRY, CALM, last=Expect(moves=("apologise",)))
    moment = result.differences[0].moment
    assert (moment.at, moment.reply, moment.text) == ("reply", 2, CALM)
    assert ("calm_down", "Please calm down") in [(move.kind, move.span.quote) for _, move in moment.heard]
    assert moment.state == result.end.state
    assert moment.words == result.end.turns[-1].content


def test_everything_that_can_be_expected_is_compared():
    assert set(_CHECKS) == set(Expect.model_fields)


def test_moves_of_a_turn_are_its_own_and_those_of_the_end_are_all():
    apology = Expect(moves=("apologise",))
    assert told(expecting(SORRY, CALM, last=apology))
    assert not told(expecting(SORRY, CALM, end=apology))
    assert told(expecting(SORRY, CALM, end=Expect(not_moves=("apologise",))))


def test_an_ending_is_known_by_its_id_or_its_kind_and_an_open_end_is_the_trainee_s():
    assert not told(expecting(INSULT, last=Expect(ending=("breach",))))
    assert told(expecting(INSULT, last=Expect(not_ending=("breach",)))) == [
        ("not_ending", "it doesn't end as breach", "it ended as breach")
    ]
    assert not told(expecting(SORRY, end=Expect(ending=("stopped",))))


def test_nothing_can_be_said_or_done_after_an_ending():
    for late, key in (("And another thing.", "say"), ("/desk look-up", "desk")):
        result = expecting(SORRY, INSULT, late, "Hello?", last=Expect(moves=("greet",)), end=Expect(ending=("breach",)))
        [(told_key, _, got)] = told(result)
        assert told_key == key
        assert got == "the conversation had ended after reply 2, as breach"
        assert len(result.end.turns) == 5


def test_the_desk_does_what_it_can_and_nobody_hears_it():
    done = expecting("/desk look-up", "/desk look-up", "/desk send-again", last=Expect(moves=()))
    assert done.end.state.done == ("look-up", "send-again")
    assert len(done.end.turns) == 1
    assert done.differences == ()
    [(key, wanted, got)] = told(expecting("/desk send-again"))
    assert (key, wanted, got) == (
        "desk",
        "“send-again” can be done at the desk",
        "this has to come first: Look the parcel up",
    )


def test_personal_data_is_masked_as_in_a_sitting():
    result = expecting("Write to me@home.example or desk@larkstep.example.")
    assert result.end.turns[1].content == "Write to ••@••••.••••••• or desk@larkstep.example."


def test_a_false_promise_is_a_critical_error_at_its_reply():
    lie = "It arrives tomorrow."
    assert not told(expecting(lie, last=Expect(critical=("X3",))))
    [(_, _, got)] = told(expecting(lie, last=Expect(critical=())))
    assert got.startswith("X3 “")


def test_the_example_for_authors_comes_out_as_it_says():
    page = (Path(__file__).parent.parent / "docs" / "cases.md").read_text(encoding="utf-8")
    example = next(block for block in page.split("```") if block.lstrip().startswith("scenario ="))
    assert not run(parse_replay(example, "cases.md", shipped), shipped("wrong-colour"), RUBRICS).differences


def test_a_reply_without_words_is_answered_as_one_that_is_heard_so():
    said = expecting(SORRY).end
    [reading] = [turn.reading for turn in said.turns if turn.reading]
    wordless = Replay(scenario="late-parcel", seed=7, turns=(ReplayTurn.hearing(reading),))
    end = run(wordless, SCENARIO, RUBRICS).end
    assert end.words == said.words
    assert end.state.mood == said.state.mood
    assert end.state.told == said.state.told


def test_a_reply_without_words_shows_its_moves_and_can_be_expected_of_like_any_other():
    turn = ReplayTurn(heard=(Heard(move="calm_down"), Heard(move="greet")), expect=Expect(moves=("apologise",)))
    result = run(Replay(scenario="late-parcel", seed=7, turns=(turn, ReplayTurn(heard=()))), SCENARIO, RUBRICS)
    [difference] = result.differences
    assert difference.moment.text == "[tells to calm down, greeting]"
    assert difference.got == "heard: calm_down (tells to calm down), greet (greeting)"
    assert result.end.turns[3].content == "[nothing]"


def test_a_reply_without_words_cannot_be_said_after_the_end_either():
    turns = (ReplayTurn(say=INSULT), ReplayTurn(heard=(Heard(move="greet"),)))
    [late] = run(Replay(scenario="late-parcel", turns=turns), SCENARIO, RUBRICS).differences
    assert (late.key, late.wanted) == ("heard", "the conversation goes on with “[greeting]”")
