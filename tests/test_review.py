"""What became of each want, in the words of the debrief."""

from __future__ import annotations

from dataclasses import replace

from roleplay.domain.reading import About, Move, Reading, Span
from roleplay.formats.event import Opening, Reply
from roleplay.review.outcome import answered_in_passing, outcome
from roleplay.turn import Exchange, opening, reply
from tests.playing import shipped

SHOP = shipped("wrong-colour")
WANT = "no-cost-return"
STATE, DIRECTIVE, WORDS = opening(SHOP, 7)
ASKED = replace(STATE, pending=(WANT,), pressed=(WANT,), told=tuple(one.id for one in SHOP.facts))


def line(about: About, again: bool = False) -> list[Opening | Reply]:
    """The customer asks about the optional want, and this is answered."""
    span = Span(0, 5, "Free.")
    reading = Reading((Move("answer", span, 0.9, 0.8, about),))
    after = replace(ASKED, pending=(WANT,) if again else ())
    found: Exchange = reply(SHOP, 7, ASKED, (), "Free.")
    return [
        Opening(ASKED, DIRECTIVE, WORDS, "1", "1"),
        Reply("Free.", reading, after, found.directive, "Good.", "1", "1"),
    ]


def test_an_optional_want_that_was_answered_is_settled():
    answered = answered_in_passing(SHOP, line(About()))
    assert answered == {WANT}
    told = outcome(SHOP, ASKED, "stopped", answered).got
    text = next(one.text for one in SHOP.requests if one.id == WANT)
    assert f"Settled: \u201c{text}\u201d" in told


def test_what_is_asked_again_or_answered_beside_the_point_stays_open():
    assert answered_in_passing(SHOP, line(About(), again=True)) == frozenset()
    assert answered_in_passing(SHOP, line(About(outcome="express-exchange"))) == frozenset()
    assert "Still open" in outcome(SHOP, ASKED, "stopped").got


def test_an_optional_want_whose_way_is_offered_to_somebody_who_listens_is_settled():
    calm = replace(ASKED, offered=("return-label",), mood=replace(ASKED.mood, anger=10.0))
    assert next(one for one in SHOP.requests if one.id == WANT).text not in still_open(calm)
    furious = replace(calm, mood=replace(calm.mood, anger=90.0, heard=5.0))
    assert next(one for one in SHOP.requests if one.id == WANT).text in still_open(furious)


def test_what_the_desk_has_done_is_not_called_nothing():
    sent = replace(ASKED, done=("check-stock", "send-express"))
    told = outcome(SHOP, sent, "stopped")
    assert "Done at the desk, but not settled for Sam yet" in told.got
    assert "nothing that helps" not in told.got
    assert "nothing that helps" in outcome(SHOP, replace(ASKED, done=("check-stock",)), "stopped").got
    assert "it is not over" in told.effort_text


def test_a_promise_that_the_desk_never_kept_is_told_as_one():
    promised = replace(ASKED, accepted=("green-pair",), offered=("express-exchange",))
    assert (
        "was promised a green pair by express, which was not done at the desk" in outcome(SHOP, promised, "stopped").got
    )


def still_open(state) -> str:
    return outcome(SHOP, state, "stopped").got.partition("Still open")[2]
