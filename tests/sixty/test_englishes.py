"""Many kinds of English, each beside its twin in plain standard English: tests 11 to 18.

All criteria must be equal: what is graded is what was said, not how it is spelt.
"""

from __future__ import annotations

import pytest

from tests.sixty.fixture_a1 import GOOD, SHORT, differences, levels

PLAIN_START = "You changed your address in the app on 3 March and we still posted the card"


def twins(one: str, other: str) -> None:
    assert differences(levels(one), levels(other)) == {}


def bare(text: str) -> str:
    """In small letters and with no sign of punctuation."""
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == " ")


@pytest.mark.parametrize("reply", [GOOD, SHORT], ids=["good", "short"])
def test_11_small_letters_and_no_punctuation(reply: str):
    twins(reply, bare(reply))


TYPOS = "You changd your adress in the app on 3 march and we still postet the card"


@pytest.mark.parametrize(
    ("reply", "twin"),
    [
        (GOOD.replace(PLAIN_START, TYPOS), GOOD),
        (
            f"{TYPOS} to your old flat. That is our mistak, and a card in a strangers hands is worying. "
            "Im blocking it now. What do you ned the card for in the next days?",
            GOOD,
        ),
        (
            "We postd it to your old flat altough you chnaged the adress on 3 March. Our eror. "
            "I've bloked the card. What do you need to pay for this weak?",
            SHORT,
        ),
    ],
    ids=["guide", "good", "short"],
)
def test_12_typing_errors(reply: str, twin: str):
    twins(twin, reply)


def test_13_no_articles_and_no_tenses():
    twins(
        "You changed your address in the app on 3 March and we still sent the card to your old flat. "
        "It is our mistake, it is worrying that a stranger has the card. I'm blocking it now.",
        "You change address in app on 3 March and we still send card to old flat. "
        "It is our mistake, this is worrying that stranger has card. I block it now.",
    )


def test_14_scots():
    twins(
        "You changed your address on 3 March and we still sent it to the old flat, that's our mistake",
        "Ye changed yer address on 3 March and we still sent it tae the auld flat, that's oor mistake",
    )


def test_15_african_american_english():
    twins(
        "You changed your address on March 3 and we still mailed it to the old place, that's our mistake. "
        "I'm blocking it right now.",
        "You been changed your address on March 3 and we still mailed it to the old place, that's on us. "
        "I'm blocking it right now.",
    )


def test_16_indian_english():
    twins(
        "I have dealt with it, the card is blocked. You updated your address on 3 March, the fault is ours.",
        "I have done the needful, card is blocked. You had updated address on 3 March only, fault is from our side.",
    )


SPELT = (
    "You changed your address on 3 March and we still posted the card to your old flat. I apologise, that is our "
    "mistake. I recognise how worrying it is that a neighbour could use it. I've cancelled the card, and I'll "
    "organise a new one for you within 2 working days, so that you get your money's worth of the programme."
)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("apologise", "apologize"),
        ("recognise", "recognize"),
        ("neighbour", "neighbor"),
        ("cancelled", "canceled"),
        ("organise", "organize"),
        ("programme", "program"),
    ],
)
def test_17_british_and_american_spelling(british: str, american: str):
    assert british in SPELT
    twins(SPELT, SPELT.replace(british, american))


@pytest.mark.parametrize(
    ("reply", "words", "others"),
    [
        (GOOD, "I'm", "I am"),
        (GOOD, "I'm", "Im"),
        (GOOD, "That is", "That's"),
        (SHORT, "I've", "I have"),
        (SHORT, "I've", "Ive"),
        (GOOD.replace("I'm blocking", "I'll block"), "I'll", "I will"),
        (GOOD.replace(" is worrying", " isn't nice"), "isn't", "is not"),
    ],
)
def test_18_contractions(reply: str, words: str, others: str):
    assert words in reply
    twins(reply, reply.replace(words, others))
