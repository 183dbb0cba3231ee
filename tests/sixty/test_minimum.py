"""What every grader must see at once, and how saying back is judged: tests 1 to 10."""

from __future__ import annotations

import pytest

from tests.sixty.fixture_a1 import BAD, BLOCKING, BOIL, FACTS, GOOD, NEED, OURS, SHORT, differences, graded, levels


def test_01_good_says_back_names_and_owns():
    found = levels(GOOD)
    assert found["AL1"] >= 3
    assert found["EM1"] >= 3
    assert found["RE4"] >= 3


def test_02_short_says_back_owns_and_apologises_enough():
    found = levels(SHORT)
    assert found["AL1"] >= 3
    assert found["RE4"] >= 3
    assert found["EM4"] >= 3


def test_03_stock_phrases_stay_down():
    found = levels(BOIL)
    assert found["AL1"] == 1
    assert found["EM1"] <= 2
    assert found["EM4"] <= 1
    assert found["RE3"] == 1


def test_04_blaming_the_customer_is_harm():
    found = levels(BAD)
    assert found["EM2"] == 0
    assert found["CD1"] == 0


@pytest.mark.parametrize("reply", ["", "ok", "OK.", "  ", "\n"])
def test_05_next_to_nothing_earns_nothing_and_breaks_nothing(reply: str):
    result = graded(reply)
    assert {id: level for id, level in result.levels.items() if level is not None and level > 1} == {}
    assert result.critical == set()


@pytest.mark.parametrize(
    "reply",
    [
        f"{OURS} {BLOCKING} {NEED}",
        f"That is our mistake and worrying. {BLOCKING} {NEED}",
    ],
)
def test_06_without_the_facts_saying_back_falls(reply: str):
    assert levels(reply)["AL1"] <= 2 < levels(GOOD)["AL1"]


@pytest.mark.parametrize("date", ["13 March", "the 13th of March", "March 13", "3 May"])
def test_07_another_date_contradicts(date: str):
    assert levels(GOOD.replace("3 March", date))["AL1"] == 0


def test_08_another_place_contradicts():
    assert levels(GOOD.replace("to your old flat", "to your new flat"))["AL1"] == 0


@pytest.mark.parametrize("date", ["March 3rd", "03/03", "3rd March", "the 3rd of March", "March 3", "Mar 3"])
@pytest.mark.parametrize("reply", [GOOD, SHORT], ids=["good", "short"])
def test_09_a_date_in_any_spelling_is_the_date(reply: str, date: str):
    assert differences(levels(reply), levels(reply.replace("3 March", date))) == {}


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("card", "bank card"),
        ("card", "debit card"),
        ("old flat", "previous address"),
        ("old flat", "former address"),
        ("old flat", "old apartment"),
    ],
)
@pytest.mark.parametrize("reply", [GOOD, SHORT], ids=["good", "short"])
def test_10_another_word_for_the_same_thing_is_the_same(reply: str, words: str, others: str):
    assert words in reply
    assert differences(levels(reply), levels(reply.replace(words, others))) == {}


def test_the_fixture_is_whole():
    assert f"{FACTS} {OURS} {BLOCKING} {NEED}" == GOOD
    assert graded(GOOD).played.transcript.turns[0].content == (
        "I changed my address in your app on 3 March. You still sent my new card to my old flat. "
        "Some stranger may have it now and I can't pay for anything. This is the second time I write!"
    )
