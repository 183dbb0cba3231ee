"""The debrief: short at a terminal, whole on the page to keep."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from roleplay.domain.debrief import Debrief
from roleplay.domain.scorecard import Evidence, Finding, Note
from roleplay.formats.debrief import told
from roleplay.formats.page import as_text, shortened
from roleplay.formats.report import markdown
from roleplay.library import find_scenario, rubric
from roleplay.session import Session
from roleplay.store import open_store

SHOP = (
    "Oh no, I'm sorry, you ordered green and we packed blue after a whole week of waiting for it. By when is it?",
    "Let me check the stock for you and see what we have here and which day it could be with you.",
    "Sorry, I got that wrong. It's a race, so you need them.",
    "We will see about it soon.",
)
BANK = (
    "You moved on 3 March and told us, and we still posted the card to your old flat. I am sorry.",
    "When do you need to pay, and what for?",
    "I'm ordering an express card to your new address.",
    "I looked into the change log. I'll report the fault.",
)


async def made(case: str, *replies: str) -> Debrief:
    scenario = find_scenario(case).scenario
    rubrics = tuple(rubric(id).rubric for id in scenario.rubrics)
    with open_store(":memory:") as store:
        session = await Session.start(scenario, rubrics, 3, store)
        for text in replies:
            if session.ended is None:
                await session.say(text)
        await session.end()
        found = await session.finish()
        await session.close()
    return found


@pytest.fixture
async def shop() -> Debrief:
    return await made("wrong-colour", *SHOP)


@pytest.mark.parametrize(("case", "replies", "most"), [("wrong-colour", SHOP, 70), ("bank-card-old-address", BANK, 80)])
async def test_four_replies_are_debriefed_on_three_small_screens(case: str, replies: tuple[str, ...], most: int):
    assert len(as_text(told(await made(case, *replies))).splitlines()) < most


async def test_a_grade_is_one_line_with_at_most_one_quote(shop: Debrief):
    titles = {section.heading.partition(":")[0]: section for section in told(shop)}
    for score, about in zip(shop.scorecard.rubrics, shop.rubrics, strict=True):
        items = titles[about.title].items
        assert len(items) == len(score.findings)
        for item in items:
            assert len(item) <= 78
            assert item.count("\u201c") <= 1


async def test_a_grade_without_words_says_what_was_missing(shop: Debrief):
    scores = list(shop.scorecard.rubrics)
    finding = Finding(scores[0].findings[0].id, "scored", 1, reason="says nothing back")
    scores[0] = replace(scores[0], findings=(finding,))
    page = as_text(told(replace(shop, scorecard=replace(shop.scorecard, rubrics=tuple(scores)))))
    assert ": a start (says nothing back)." in page


async def test_the_mood_is_a_line_for_each_reply_and_only_what_moved(shop: Debrief):
    section = next(one for one in told(shop) if one.heading.startswith("Why the mood moved"))
    replies = [turn for turn in shop.transcript.turns if turn.role == "agent"]
    assert [item.partition(":")[0] for item in section.items] == [f"Reply {n + 1}" for n in range(len(replies))]
    for item in section.items:
        assert len(item) <= 78
        assert "stayed" not in item
        assert item.count(";") <= 1


async def test_a_note_is_printed_as_it_was_written(shop: Debrief):
    quote = Evidence(1, 0, 4, "We will see")
    inside = Note("change", "x", "y", 'You wrote "We will see". Name the day.', evidence=quote)
    beside = Note("change", "x", "y", "Name the day.", evidence=quote)
    alone = Note("change", "x", "y", "Name the day.")
    page = as_text(told(replace(shop, scorecard=replace(shop.scorecard, notes=(inside, beside, alone)))))
    assert "- You wrote \u201cWe will see\u201d. Name the day.\n" in page
    assert "- \u201cWe will see\u201d: Name the day.\n" in page
    assert "- Name the day.\n" in page


async def test_the_page_to_keep_has_all_of_the_words(shop: Debrief):
    page = markdown(shop)
    quotes = {one.quote for score in shop.scorecard.rubrics for found in score.findings for one in found.evidence}
    assert quotes
    for quote in quotes:
        assert re.sub(r"\s+", " ", quote) in page
    assert "Expected:" in page
    assert "(CSAT)" in page


async def test_nothing_said_is_told_in_three_lines():
    page = as_text(told(await made("wrong-colour")))
    assert len(page.splitlines()) <= 3
    assert "nothing to grade" in page


def test_a_long_quote_is_cut_in_the_middle_between_words():
    text = "I have sent the green pair by express this morning and it arrives at your door on Thursday"
    short = shortened(text, 40)
    assert len(short) <= 40
    start, end = short.split(" \u2026 ")
    assert text.startswith(f"{start} ")
    assert text.endswith(f" {end}")
    assert shortened("x" * 100, 30) == f"{'x' * 18} \u2026 {'x' * 9}"
    assert shortened("short", 40) == "short"
