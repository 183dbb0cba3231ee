"""Form changes nothing: the same content in another dress has the same moves about the same things."""

# ruff: noqa: E501  (a reply stays on one line)

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from heard import CARD, SHOES, heard_in

from roleplay.domain.reading import Reading

REPLIES: dict[str, tuple[str, str]] = {
    "good": (CARD, "You changed your address in the app on 3 March and we still posted the card to your old flat. That is our mistake, and a card in a stranger's hands is worrying. I'm blocking it now. What do you need the card for in the next days?"),
    "short": (CARD, "We posted it to your old flat although you changed the address on 3 March. Our error. I've blocked the card. What do you need to pay for this week?"),
    "stock": (CARD, "I understand your frustration and apologise for any inconvenience caused. Your satisfaction is our priority."),
    "bad": (CARD, "Calm down. The system works, you must have forgotten to press save."),
    "offers": (CARD, "I can put a virtual card on your phone, or I can order an express card. Which would you prefer?"),
    "limit": (CARD, "I can't promise you tomorrow because the courier needs two working days. What I can do is put a virtual card in your app today."),
    "sorry": (CARD, "I'm sorry that we sent your card to the wrong address."),
    "secret": (CARD, "Please send me your PIN."),
    "again": (CARD, "When did you change your address?"),
    "green": (SHOES, "You ordered green and we packed blue. That's our mistake, and I'll put it right. When do you need them?"),
    "express": (SHOES, "I've checked the stock. I'm sending the green pair by express today, at no cost. Does that work for you?"),
    "label": (SHOES, "I've e-mailed you a free return label for the blue pair."),
    "too soon": (SHOES, "You will have the shoes on Thursday, I promise."),
    "blame": (SHOES, "You must have clicked the wrong colour yourself."),
    "vague": (SHOES, "The new pair will be sent out soon."),
}  # fmt: skip


def swapped(pairs: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, pairs)) + r")\b")
    return lambda text: pattern.sub(lambda match: pairs[match.group()], text)


SPELT = {"apologise": "apologize", "apologised": "apologized", "colour": "color"}
OPENED = {"I'm": "I am", "I've": "I have", "I'll": "I will", "can't": "cannot", "That's": "That is"}
THUMBS = {
    "I'm": "im",
    "I've": "ive",
    "I'll": "ill",
    "can't": "cant",
    "That's": "thats",
    "you": "u",
    "your": "ur",
    "please": "pls",
}
SLIPS = {"changed": "changd", "address": "adress", "posted": "postet", "mistake": "mistke", "blocking": "blokcing", "blocked": "bloked", "frustration": "frustation", "apologise": "aplogise", "satisfaction": "satisfacton", "forgotten": "forgoten", "virtual": "virtuel", "express": "expres", "ordered": "orderd", "promise": "promisse", "packed": "pakced", "sending": "sendign", "return": "retrun"}  # fmt: skip

DRESSES: dict[str, Callable[[str], str]] = {
    "lower case": str.lower,
    "capitals": str.upper,
    "American spelling": swapped(SPELT),
    "contractions opened": swapped(OPENED),
    "thumbs": swapped(THUMBS),
    "typing errors": swapped(SLIPS),
    "curly quotes": lambda text: text.replace("'", "’"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "a line for each sentence": lambda text: text.replace(". ", ".\r\n"),
    "a list": lambda text: "- " + text.replace(". ", ".\n- "),
    "no full stops": lambda text: text.replace(". ", "\n").rstrip("."),
    "an emoji at the end": lambda text: text + " 🙂",
    "a line end": lambda text: text + "\n",
}


def meant(reading: Reading, without: frozenset[str] = frozenset()) -> set[tuple[object, ...]]:
    """Moves and what they are about, wherever they stand."""
    return {
        (move.kind, move.about.facts, tuple(id for id, _ in move.about.wrong), move.about.action, move.about.outcome, move.about.stage, move.about.policy, move.about.known)
        for move in reading.moves
        if move.kind not in without
    }  # fmt: skip


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("dress", DRESSES)
def test_a_reply_in_another_dress_does_the_same(dress: str, name: str) -> None:
    where, text = REPLIES[name]
    assert meant(heard_in(where, DRESSES[dress](text))) == meant(heard_in(where, text))


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("person", ["Emily", "Fatima", "Nguyen", "Kwame", "Mr. Hill", "Ms O'Neill"])
def test_a_name_changes_nothing(person: str, name: str) -> None:
    where, text = REPLIES[name]
    greeting = frozenset({"greet", "close"})
    plain = meant(heard_in(where, f"Hello. {text} Kind regards"), greeting)
    assert meant(heard_in(where, f"Hello {person}. {text} Kind regards, {person}"), greeting) == plain


@pytest.mark.parametrize("name", REPLIES)
def test_a_greeting_and_a_signature_add_only_themselves(name: str) -> None:
    where, text = REPLIES[name]
    dressed = meant(
        heard_in(where, f"Hello Maya, this is Tom.\n\n{text}\n\nKind regards,\nTom"), frozenset({"greet", "close"})
    )
    assert dressed == meant(heard_in(where, text))
