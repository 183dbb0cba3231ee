"""Conversations from elsewhere: heard in order, graded as played ones, and by what the customer says next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.scenario import Contrast, Scenario
from roleplay.domain.scorecard import Evidence, Finding, Grader, Note, RubricScore, Scorecard
from roleplay.domain.transcript import Transcript, Turn
from roleplay.library import rubric
from roleplay.review.foreign import Assessed, assess, heard
from roleplay.review.proof import proved
from tests.playing import Played, play, shipped

NAMES = (
    "active-listening",
    "empathy",
    "resolution",
    "effective-communication",
    "conflict-resolution",
    "product-knowledge",
)
RUBRICS = tuple(rubric(name).rubric for name in NAMES)
CASES = ("wrong-colour", "bank-card-old-address", "return-after-30-days", "smartphone-setup")
SHOES = shipped("wrong-colour")
GREETING = ("agent", "Hello, this is Tom.")


def transcript(*said: tuple[str, str], **more: str) -> Transcript:
    return Transcript(tuple(Turn(number, role, text) for number, (role, text) in enumerate(said)), **more)


def bare(played: Played) -> Transcript:
    """The words of a conversation that was played, and nothing else."""
    return transcript(*((turn.role, turn.content) for turn in played.transcript.turns))


def graded(*said: tuple[str, str], scenario: Scenario | None = None, **more: str) -> Assessed:
    return assess(transcript(*said, **more), RUBRICS, scenario, notes=False)


def levels(found: Assessed) -> dict[str, int | None]:
    return {one.id: one.level for score in found.scorecard.rubrics for one in score.findings}


def scores(found: Assessed) -> dict[str, float | None]:
    return {one.id: one.score for one in found.scorecard.rubrics}


PROBES = [(name, probe.id) for name in CASES for probe in shipped(name).probes]


@pytest.mark.parametrize(("name", "probe"), PROBES)
def test_the_words_of_a_played_conversation_are_worth_what_it_was_worth(name: str, probe: str):
    scenario = shipped(name)
    replies = next(one.replies for one in scenario.probes if one.id == probe)
    played = play(scenario, replies)
    found = assess(bare(played), [rubric(id).rubric for id in scenario.rubrics], scenario)
    assert found.scorecard.rubrics == played.card.rubrics
    assert found.scorecard.critical == played.card.critical
    assert found.outcome.ending_id in played.ending
    last = next(turn.state for turn in reversed(found.transcript.turns) if turn.state)
    assert replace(last, said=()) == replace(played.state, said=())


def test_the_case_is_known_from_the_scenario_and_from_nothing_else():
    played = play(SHOES, SHOES.probes[0].replies)
    with_case, without = assess(bare(played), RUBRICS, SHOES), assess(bare(played), RUBRICS)
    assert (with_case.transcript.scenario, with_case.transcript.kind) == (SHOES.meta.id, SHOES.meta.kind)
    assert (without.transcript.scenario, without.outcome) == (None, None)
    assert not any(turn.state for turn in without.transcript.turns)


PRIVATE = (
    ("customer", "I'm ida@example.org, card 4111 1111 1111 1111, and order L-20417 is wrong."),
    ("agent", "I've noted ida@example.org for order L-20417. Call us on 0170 1234567."),
)


@pytest.mark.parametrize("scenario", [None, SHOES])
def test_personal_data_is_masked_before_anything_reads_it(scenario: Scenario | None):
    found = assess(transcript(*PRIVATE), RUBRICS, scenario)
    for turn, (_, text) in zip(found.transcript.turns, PRIVATE, strict=True):
        assert len(turn.content) == len(text)
        for secret in ("ida@example.org", "4111", "0170 1234567"):
            assert secret not in turn.content
        assert "L-20417" in turn.content
    quotes = [one.quote for score in found.scorecard.rubrics for one in score.findings for one in one.evidence]
    quotes += [move.span.quote for turn in found.transcript.agent for move in turn.reading.moves]
    assert quotes
    assert not any("ida@" in quote or "0170" in quote for quote in quotes)


def test_numbers_of_the_case_itself_stay_readable():
    number = "0 55 12 34 56 78"
    scenario = SHOES.model_copy(update={"knowledge": f"Call the warehouse on {number}."})
    said = (("customer", "Hi."), ("agent", f"The number is {number}."))
    assert number in heard(transcript(*said), scenario).turns[1].content
    assert number not in heard(transcript(*said), SHOES).turns[1].content


def test_each_reply_is_heard_with_what_was_said_before_it_and_nothing_after():
    said = [
        ("customer", "I ordered green on 3 March and got blue."),
        ("agent", "When did you order it?"),
        ("customer", "As I said, on 3 March."),
        ("agent", "You ordered green on 3 March. I'll send the green pair today."),
        ("customer", "Thank you."),
    ]
    whole = heard(transcript(*said))
    for length in range(1, len(said) + 1):
        part = heard(transcript(*said[:length]))
        assert [turn.reading for turn in part.turns] == [turn.reading for turn in whole.turns[:length]]
        assert [turn.directive for turn in part.turns] == [turn.directive for turn in whole.turns[:length]]
    assert [bool(turn.reading) for turn in whole.turns] == [False, True, False, True, False]
    assert [bool(turn.directive) for turn in whole.turns] == [True, False, True, False, True]
    assert whole.turns[3].reading.has("restate")
    assert {part.act for part in whole.turns[2].directive.parts} == {"repeat"}


def test_a_case_goes_on_reply_by_reply_and_the_customers_own_words_tell_its_facts():
    said = (
        ("customer", "Hello. I ordered green and got a blue pair."),
        ("agent", "That's our mistake."),
        ("customer", "I run a race on Saturday."),
        ("agent", "I'll send the green pair by express."),
    )
    turns = heard(transcript(*said), SHOES).turns
    assert all(turn.state for turn in turns)
    assert "race-saturday" not in turns[1].state.told
    assert "race-saturday" in turns[2].state.told
    assert "race-saturday" in turns[3].state.told


LAMP = ("customer", "My lamp came broken on Monday. I need a new one for the kitchen.")
PLAN = ("agent", "I'll send you a new lamp today by courier. It arrives on Thursday.")
BOOKED = ("agent", "I've booked the new lamp for your kitchen. The courier brings it on Thursday by 12:00.")
VAGUE = ("agent", "I understand. We'll take care of it soon.")
GLAD = ("customer", "Thank you, that works for me.")
AGAIN = ("customer", "As I said, my lamp came broken. I need a new one for the kitchen.")
CORRECTS = ("customer", "That's wrong, you are mixing me up with somebody else.")
THREATENS = ("customer", "I'll take a lawyer.")
GIVES_UP = ("customer", "Forget it, I give up.")


@pytest.mark.parametrize("unhappy", [AGAIN, CORRECTS, THREATENS, GIVES_UP])
def test_the_same_replies_are_worth_less_where_the_customer_shows_that_they_did_not_help(unhappy: tuple[str, str]):
    glad, unsaid, missed = (scores(graded(LAMP, PLAN, *after)) for after in ((GLAD,), (), (unhappy,)))
    for skill in ("resolution", "effective-communication"):
        assert missed[skill] < unsaid[skill] <= glad[skill], skill
    assert missed["resolution"] < glad["resolution"] - 20


def test_a_customer_who_is_glad_of_nothing_in_particular_makes_no_good_reply():
    assert levels(graded(LAMP, VAGUE, GLAD))["RE3"] <= 2
    assert scores(graded(LAMP, VAGUE, GLAD))["resolution"] < scores(graded(LAMP, PLAN, GLAD))["resolution"]


def test_only_the_last_words_tell_how_it_came_out():
    first_missed = graded(LAMP, PLAN, AGAIN, BOOKED, GLAD)
    then_missed = graded(LAMP, PLAN, GLAD, BOOKED, AGAIN)
    assert scores(first_missed)["resolution"] > scores(then_missed)["resolution"]


def test_nobody_can_be_sure_of_a_good_end_where_the_customers_last_words_show_nothing():
    shown, hidden = (
        next(one for one in graded(LAMP, PLAN, last).scorecard.rubrics[2].findings if one.id == "RE2")
        for last in (GLAD, ("customer", "The lamp was blue."))
    )
    assert (shown.confidence, hidden.confidence) == ("high", "low")


def test_what_comes_before_the_first_reply_says_nothing_about_its_solution():
    asked_twice, asked_once = (
        next(one for one in graded(*turns).scorecard.rubrics if one.id == "resolution").findings
        for turns in ((LAMP, AGAIN, PLAN), (LAMP, PLAN))
    )
    assert [one.level for one in asked_twice] == [one.level for one in asked_once]


@pytest.mark.parametrize("scenario", [None, SHOES])
@pytest.mark.parametrize(
    "said",
    [
        (),
        (LAMP,),
        (LAMP, AGAIN),
    ],
)
def test_where_nobody_replied_there_is_nothing_to_grade(scenario: Scenario | None, said: tuple[tuple[str, str], ...]):
    found = graded(*said, scenario=scenario)
    assert set(scores(found).values()) == {None}
    assert found.scorecard.critical == ()
    assert set(levels(found).values()) == {None}


def test_an_outcome_is_told_only_of_a_case_that_has_begun():
    assert graded(scenario=SHOES).outcome is None
    assert graded(("customer", "Hi."), scenario=SHOES).outcome.ending == "stopped"
    assert graded(LAMP, PLAN).outcome is None


@pytest.mark.parametrize("scenario", [None, SHOES])
@pytest.mark.parametrize("text", ["", " ", "\n\n", "ok"])
def test_empty_messages_are_read_and_earn_nothing(scenario: Scenario | None, text: str):
    found = graded(("customer", text), ("agent", text), ("customer", text), ("agent", text), scenario=scenario)
    assert len(found.transcript.turns) == 4
    assert all(level is None or level <= 1 for level in levels(found).values())
    assert found.scorecard.critical == ()


def test_an_empty_message_of_the_customer_changes_no_grade():
    with_empty = graded(LAMP, ("customer", ""), PLAN, GLAD)
    assert levels(with_empty) == levels(graded(LAMP, PLAN, GLAD))


@pytest.mark.parametrize("scenario", [None, SHOES])
def test_an_agent_who_begins_is_read_and_graded(scenario: Scenario | None):
    found = graded(GREETING, ("customer", "I ordered green and got blue."), PLAN, GLAD, scenario=scenario)
    assert [bool(turn.reading) for turn in found.transcript.turns] == [True, False, True, False]
    assert scores(found)["resolution"] is not None


@pytest.mark.parametrize("name", ["wrong-colour", "bank-card-old-address", "return-after-30-days"])
@pytest.mark.parametrize("with_case", [True, False])
@pytest.mark.parametrize("greeting", ["Hello, this is Tom.", "Hello, this is Tom. How can I help you?"])
def test_a_greeting_before_the_customers_first_word_costs_nothing(name: str, with_case: bool, greeting: str):
    scenario = shipped(name)
    said = [(turn.role, turn.content) for turn in play(scenario, scenario.probes[0].replies).transcript.turns]
    case = scenario if with_case else None
    plain, greeted = (levels(graded(*said_so, scenario=case)) for said_so in (said, [("agent", greeting), *said]))
    assert {id: greeted[id] for id in ("EM1", "EM2", "EM3")} == {id: plain[id] for id in ("EM1", "EM2", "EM3")}


def test_the_kind_of_case_says_which_skills_are_called_for_and_an_unknown_kind_leaves_it_open():
    def statuses(skill: str, **more: str) -> set[str]:
        found = graded(LAMP, PLAN, GLAD, **more)
        return {one.status for one in next(one for one in found.scorecard.rubrics if one.id == skill).findings}

    assert statuses("product-knowledge", kind="angry") == {"not_applicable"}
    assert "scored" in statuses("product-knowledge", kind="product-question")
    assert "scored" in statuses("product-knowledge")
    assert statuses("empathy", kind="product-question") == {"no_opportunity"}
    assert "scored" in statuses("empathy", kind="angry")


def test_the_kind_of_the_case_stands_before_the_kind_of_the_transcript():
    assert graded(("customer", "Hi."), scenario=SHOES, kind="product-question").transcript.kind == SHOES.meta.kind
    assert graded(("customer", "Hi."), kind="conflict").transcript.kind == "conflict"


def test_what_the_agent_knew_is_what_their_words_are_held_against():
    reply = ("agent", "I'll give you 50 euros back today.")
    free, bound = (
        heard(transcript(LAMP, reply, situation=situation)) for situation in ("", "Goodwill up to 30 euros.")
    )
    assert not free.turns[1].reading.has("false_promise")
    assert bound.turns[1].reading.has("false_promise")


def test_after_the_end_of_a_case_nothing_more_happens_in_it():
    played = play(SHOES, SHOES.probes[0].replies)
    said = [(turn.role, turn.content) for turn in played.transcript.turns]
    assert played.state.ending
    more = graded(*said, ("agent", "Goodbye, Sam."), ("customer", "Bye."), scenario=SHOES)
    assert more.outcome == graded(*said, scenario=SHOES).outcome
    assert more.transcript.turns[-1].state.ending == played.state.ending


def test_the_same_words_have_the_same_grade_every_time():
    said = (LAMP, PLAN, AGAIN, PLAN, GLAD)
    for scenario in (None, SHOES):
        one, other = (assess(transcript(*said), RUBRICS, scenario) for _ in range(2))
        assert one == other


TURN = st.tuples(st.sampled_from(["customer", "agent"]), st.text(max_size=60))


@settings(max_examples=30, deadline=None)
@given(st.lists(TURN, max_size=6), st.sampled_from([None, SHOES]))
def test_any_words_in_any_order_are_graded_with_quotes_that_stand_there(said, scenario):
    found = graded(*said, scenario=scenario)
    texts = {turn.number: turn.content for turn in found.transcript.turns}
    for score in found.scorecard.rubrics:
        for one in score.findings:
            assert one.level is None or one.level < 2 or one.evidence
            assert all(texts[quote.turn][quote.start : quote.end] == quote.quote for quote in one.evidence)


WEAK = next(one for one in SHOES.debrief.contrasts if one.weak.startswith("We apologise"))
OPENING = SHOES.lines[0].text[0]


def shown(strong: str) -> set[str | None]:
    """The better wordings shown for the weak reply, where the author holds this one to be better."""
    contrast = Contrast(weak=WEAK.weak, strong=strong, why="w")
    lesson = SHOES.debrief.model_copy(update={"contrasts": (contrast,)})
    scenario = SHOES.model_copy(update={"debrief": lesson})
    said = transcript(("customer", OPENING), ("agent", WEAK.weak), ("customer", "Well?"))
    return {one.try_instead for one in assess(said, RUBRICS, scenario).scorecard.notes}


def test_a_better_wording_is_shown_where_the_same_grader_scores_it_higher():
    assert WEAK.strong in shown(WEAK.strong)


@pytest.mark.parametrize("strong", [WEAK.weak, "Please calm down, it is only a colour.", "ok", "You idiot."])
def test_a_better_wording_that_does_not_score_higher_is_not_shown(strong: str):
    assert strong not in shown(strong)


def test_without_notes_the_grade_is_the_same_and_nothing_is_advised():
    said = transcript(("customer", OPENING), ("agent", WEAK.weak))
    with_notes, without = assess(said, RUBRICS, SHOES), assess(said, RUBRICS, SHOES, notes=False)
    assert with_notes.scorecard.notes
    assert without.scorecard == replace(with_notes.scorecard, notes=())


PASSPORT = Grader("rules", "1", "h")
HERE = Note("change", "made", "AL1", "Say more.", evidence=Evidence(3, 0, 4, "Well"), try_instead="Better.")


def card(level: int | None, score: float | None, *notes: Note) -> Scorecard:
    return Scorecard((RubricScore("made", score, level, (Finding("AL1", "scored", level),)),), (), PASSPORT, notes)


@pytest.mark.parametrize(
    ("level", "score", "proves"),
    [(2, 50.0, True), (1, 60.0, False), (2, 40.0, False), (1, 40.0, False), (None, None, False), (0, 90.0, False)],
)
def test_a_wording_is_better_if_its_criterion_and_its_skill_both_rise(level, score, proves):
    (note,) = proved(card(1, 40.0, HERE), 1, lambda turn, wording: card(level, score)).notes
    assert note.try_instead == ("Better." if proves else None)
    assert note.text == "Say more."


def test_a_wording_is_tried_where_the_words_stand_that_it_would_replace():
    tried: list[tuple[int, str]] = []

    def regrade(turn: int, wording: str) -> Scorecard:
        tried.append((turn, wording))
        return card(4, 100.0)

    unquoted = replace(HERE, evidence=None)
    without = replace(HERE, try_instead=None)
    proved(card(1, 40.0, HERE, unquoted, without), 1, regrade)
    assert tried == [(3, "Better."), (1, "Better.")]


def test_without_any_reply_no_wording_can_be_tried():
    unquoted = replace(HERE, evidence=None)
    (note,) = proved(card(1, 40.0, unquoted), None, lambda turn, wording: card(4, 100.0)).notes
    assert note.try_instead is None
