"""Replies that people typed into the cases and that were once heard as something else, each by its cause."""

from __future__ import annotations

import pytest

from roleplay.director.endings import standing
from roleplay.library import find_scenario
from roleplay.reader import read
from roleplay.turn import opening
from tests.playing import play


def kinds(case: str, reply: str) -> set[str]:
    scenario = find_scenario(case).scenario
    return {move.kind for move in read(reply, scenario, opening(scenario, 7)[0], ()).moves}


@pytest.mark.parametrize(
    ("case", "reply", "there", "not_there"),
    [
        ("wrong-colour", "we sent the wrong one, sorry", "take_ownership", "commit_next_step"),
        ("billed-after-cancelling", "We charged you twice by mistake", "take_ownership", "commit_next_step"),
        ("wrong-colour", "can you check if you clicked the right color?", "blame_customer", "restate"),
        ("return-after-30-days", "My colleague surely never said that.", "argue", "restate"),
        ("forty-seats", "We have so many companies who started just like you.", "", "commit_next_step"),
        ("forty-seats", "I can really tell that you look after your team.", "", "offer_solution"),
        ("forty-seats", "what a lovely start to my Tuesday!", "", "acknowledge"),
        ("forty-seats", "Forty people, that's a really nice size for a learning group.", "", "answer"),
        ("forty-seats", "Everybody loves having reports, it makes learning fun!", "", "explain"),
        ("forty-seats", "do they have a work account each?", "closed_question", "check_satisfaction"),
        ("renewed-for-a-year", "960 euros gone. That would make me angry too.", "acknowledge", "argue"),
        (
            "renewed-for-a-year",
            "Per our policy refunds end after 14 days, so I can't do anything.",
            "set_limit",
            "dismiss",
        ),
    ],
)
def test_a_reply_does_what_it_does_and_nothing_that_only_sounds_alike(
    case: str, reply: str, there: str, not_there: str
) -> None:
    found = kinds(case, reply)
    assert not there or there in found
    assert not_there not in found


def test_a_word_that_people_use_is_no_slip_for_one_of_the_case() -> None:
    case = find_scenario("renewed-for-a-year").scenario
    played = play(
        case, ("What do you need it for?", "Plain answer: I cannot pay you the 960 back, that ended on 14 March.")
    )
    assert not any(
        move.about.outcome for turn in played.transcript.turns if turn.reading for move in turn.reading.moves
    )


def test_what_was_found_carries_nothing_out() -> None:
    case = find_scenario("return-after-30-days").scenario
    asked = "A new pair or a new sole, both free. Which would you rather have?"
    played = play(case, (asked, "Found it: 2 April, 119 euros."))
    assert "repair-sole" not in played.state.done


def test_ways_to_choose_from_are_offers_and_the_one_that_is_chosen_is_done() -> None:
    case = find_scenario("return-after-30-days").scenario
    asked = "What is wrong with the shoes?"
    ways = (
        "By post the new pair is with you on Monday; at Marsh Street it's ready tomorrow from 10:00. Which suits you?"
    )
    played = play(case, (asked, "I'm opening the warranty case now.", ways))
    assert {"put-aside", "send-new-pair"}.isdisjoint(played.state.done)
    done = "I'm putting a pair in 43 aside at Marsh Street now, ready tomorrow from 10:00."
    assert "put-aside" in play(case, (asked, "I'm opening the warranty case now.", ways, done)).state.done


def test_a_false_promise_that_is_taken_back_does_not_come_home() -> None:
    case = find_scenario("return-after-30-days").scenario
    promised = "You'll get the full price back from us. I can make an exception for you."
    assert standing(case, play(case, (promised,)).state) == "false"
    played = play(
        case, (promised, "I have to take that back, Joel. I promised too much: worn shoes can't be refunded.")
    )
    assert standing(case, played.state) != "false"
    assert not played.state.mood.false_promise
