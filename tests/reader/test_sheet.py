"""Promises against the stated policy of a case that has no scenario."""

from __future__ import annotations

import pytest
from heard import SHOES, said, scenario, start

from roleplay.domain.reading import Move
from roleplay.reader import read
from roleplay.reader.learned import LIKELY

QUESTION = "Can I get my money back for the broken lamp?"
GOODWILL = "Goodwill: agents can give up to 30 euros."
DECIDES = "Agents cannot promise a refund. The claims team decides."


def promises(text: str, sheet: str) -> tuple[Move, ...]:
    return read(text, None, None, said(QUESTION), sheet).of("false_promise")


@pytest.mark.parametrize(
    "text",
    [
        "I can give you 50 euros.",
        "I'll give you 31 euros.",
        "I'll give you 30.50 euros.",
        "I'm crediting you 50 euros now.",
        "I've credited you 50 euros.",
        "I can refund €50.",
        "I'll refund you 50 €.",
        "I'll give you 50 EUR.",
        "I'll give you fifty euros.",
        "I can give you 1,000 euros.",
        "You asked for 20 euros, I can give you 50 euros.",
    ],
)
def test_more_than_the_sheet_allows_is_granted_against_it(text: str) -> None:
    (promise,) = promises(text, GOODWILL)
    assert promise.span.quote in text
    assert promise.confidence < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "I can give you 30 euros.",
        "I'll give you 25 euros back.",
        "I'll give you 29.99 euros.",
        "I can't give you 50 euros.",
        "Would 50 euros help?",
        "You paid 50 euros.",
        "You asked for 50 euros, I can give you 30 euros.",
        "I can give you 30 euros, not 50 euros.",
        'You wrote "give me 50 euros".',
        "I'll give you 50 dollars.",
        "I'll call you in 50 minutes.",
        "I'll check the payment of 89 euros.",
        "I'll send you the invoice of 89 euros.",
    ],
)
def test_what_is_within_the_bounds_or_grants_nothing_is_no_false_promise(text: str) -> None:
    assert promises(text, GOODWILL) == ()


@pytest.mark.parametrize(
    ("sheet", "within", "beyond"),
    [
        ("You can give up to 10 percent.", "I'll give you 10% off.", "I'll give you 20% off."),
        ("A voucher of at most 20 pounds.", "I'll send a voucher of 20 pounds.", "I'll send a voucher of 25 pounds."),
        ("No more than 14 days.", "I can extend it by 14 days.", "I can extend it by 21 days."),
        ("Maximum of 3 weeks.", "I can extend it by 3 weeks.", "I can extend it by 4 weeks."),
        ("Goodwill up to €30.", "I'll give you €30.", "I'll give you €35."),
        ("A voucher up to 1,000 pounds.", "I'll send you 900 pounds.", "I'll send you 1,200 pounds."),
    ],
)
def test_bounds_are_read_in_any_unit_and_in_several_words(sheet: str, within: str, beyond: str) -> None:
    assert promises(within, sheet) == ()
    assert len(promises(beyond, sheet)) == 1


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (DECIDES, "You will get your money back."),
        (DECIDES, "I'm refunding you today."),
        (DECIDES, "The refund will be on your account by Friday."),
        ("No discounts.", "I can give you a discount of 10 percent."),
        ("No discounts.", "I'll give you ten percent off."),
        ("No medical advice, only a pharmacist may give it.", "You can stop the tablets."),
        ("Sale items are not refundable.", "I'll refund it in full."),
        ("No delivery date before dispatch.", "I guarantee Friday."),
    ],
)
def test_what_the_sheet_forbids_is_a_false_promise_only_with_that_sheet(sheet: str, text: str) -> None:
    assert promises(text, sheet)
    assert not any(LIKELY < one.confidence < 0.85 for one in promises(text, "Be kind."))


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (DECIDES, "The claims team decides about the refund."),
        (DECIDES, "I can't promise a refund."),
        (DECIDES, "Will the refund be paid? The claims team decides that."),
        (DECIDES, "I'll ask the claims team today."),
        ("No discounts.", "I can't give you a discount."),
        ("No medical advice, only a pharmacist may give it.", "Please ask a pharmacist."),
        ("No medical advice, only a pharmacist may give it.", "Don't stop the tablets before you have asked."),
        ("Sale items are not refundable.", "I can't refund it."),
        ("No delivery date before dispatch.", "I don't know the date yet."),
    ],
)
def test_keeping_to_the_sheet_breaks_nothing(sheet: str, text: str) -> None:
    assert promises(text, sheet) == ()


def test_what_the_agent_also_vouches_for_is_held_to_be_sure() -> None:
    plain, sworn = "You will get your money back.", "I guarantee you will get your money back."
    assert promises(plain, DECIDES)[0].confidence < 0.9
    assert promises(sworn, DECIDES)[0].confidence >= 0.9


def test_words_that_break_the_sheet_are_one_promise_however_they_are_heard() -> None:
    sworn = "I guarantee you will get your money back."
    assert len(promises(sworn, DECIDES)) == 1


def test_each_sentence_that_breaks_the_sheet_is_told() -> None:
    found = promises("I'll give you 50 euros. I can also give you 60 euros.", GOODWILL)
    assert [one.span.quote for one in found] == ["I'll give you 50 euros", "I can also give you 60 euros"]


@pytest.mark.parametrize("sheet", ["", "Be kind.", "Opening hours: 9 to 17."])
def test_a_sheet_without_rules_forbids_nothing(sheet: str) -> None:
    for text in ("I can give you 50 euros.", "I'll give you ten percent off.", "I'm refunding you today."):
        assert promises(text, sheet) == ()


def test_in_a_case_its_own_rules_hold_and_no_sheet() -> None:
    before = said("Hi, there's a blue pair in the box.")
    with_sheet = read("I'll give you 50 euros.", scenario(SHOES), start(SHOES), before, GOODWILL)
    assert with_sheet == read("I'll give you 50 euros.", scenario(SHOES), start(SHOES), before)
