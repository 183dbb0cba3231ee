"""What a trainee can do once a conversation is over: see why, try again, disagree, have an idea, take it along."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList

from roleplay.tui.screens.choice import Choice
from roleplay.tui.screens.compare import Compare
from roleplay.tui.screens.debrief import Card, Debriefing
from roleplay.tui.screens.talk import Talk
from roleplay.tui.widgets.composer import Composer
from roleplay.tui.widgets.spoken import LIT

REPLIES = (
    "Hello, what is your order number?",
    "ok",
    "I'm sending the green pair by express today at no cost, it arrives on Thursday.",
)


async def played(trainee, *replies: str) -> None:
    """A conversation up to its debrief."""
    await trainee.press("enter", "enter")
    for reply in replies or REPLIES:
        await trainee.say(reply)
    await trainee.press("f9", "f9")


def page(trainee) -> str:
    """All of the debrief, also what one has to scroll to."""
    return " ".join(str(one.content) for one in trainee.app.screen.query("#page Static"))


async def test_the_words_that_a_grade_rests_on_are_lit_in_their_place(opened) -> None:
    async with opened() as trainee:
        await played(trainee)
        screen = trainee.app.screen
        lit = [
            content.plain[span.start : span.end]
            for content in (one.content for one in screen.query(".card .me"))
            for span in content.spans
            if span.style == LIT
        ]
        quotes = [one.evidence.quote for one in screen.debrief.scorecard.notes if one.kind == "change" and one.evidence]
        assert lit
        assert set(lit) <= set(quotes)


async def test_any_card_can_be_chosen_and_its_reply_tried_again(opened) -> None:
    async with opened() as trainee:
        await played(trainee)
        cards = list(trainee.app.screen.query(Card))
        assert len(cards) > 1
        await trainee.press("tab", "tab")
        chosen = trainee.app.screen.focused
        assert isinstance(chosen, Card)
        await trainee.press("r")
        words = chosen.change.wording or REPLIES[chosen.change.reply - 1]
        assert trainee.app.screen.query_one(Composer).text == words


async def test_a_disagreement_stands_beside_the_grade_and_in_the_record(opened) -> None:
    async with opened() as trainee:
        await played(trainee)
        assert "you disagree" not in page(trainee)
        await trainee.press("d")
        assert isinstance(trainee.app.screen, Choice)
        await trainee.press("enter")
        await trainee.write("I did say it back [/foo]")
        assert "(you disagree)" in page(trainee)
        await trainee.press("n", "f2", "enter")
        assert "(you disagree)" in page(trainee)
        await trainee.press("f2")
        shown = " ".join(str(one.content) for one in trainee.app.screen.query("#sections Static"))
        assert "I did say it back [/foo]" in shown


async def test_an_idea_for_the_service_is_kept_with_its_place_and_words(opened) -> None:
    async with opened() as trainee:
        await played(trainee)
        await trainee.press("s")
        await trainee.write("Look into the box before it is closed")
        await trainee.press("down", "down", "enter", "1")
        kept = page(trainee)
        assert "Your idea. Opening the parcel: Look into the box before it is closed (\u201cHello." in kept
        await trainee.press("n", "f2", "enter")
        assert "Look into the box before it is closed" in page(trainee)


async def test_it_can_be_written_to_a_file_but_never_over_another(opened, tmp_path: Path) -> None:
    async with opened() as trainee:
        await played(trainee)
        file = tmp_path / "kept.md"
        for _ in range(2):
            await trainee.press("e")
            await trainee.write(str(file))
        told = [one.message for one in trainee.app._notifications]
        assert any("Written to" in one for one in told)
        assert any("there is a file of this name already" in one for one in told)
    assert REPLIES[0] in file.read_text("utf-8")


async def test_what_a_trainee_wanted_to_try_is_told_at_the_end_and_from_the_record(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", *"one question only", "enter")
        assert "You want to try: one question only" in trainee.flat
        await trainee.say(REPLIES[0])
        await trainee.press("f9", "f9")
        assert "You wanted to try: one question only" in page(trainee)
        await trainee.press("n", "f2", "enter")
        assert "You wanted to try: one question only" in page(trainee)


async def test_every_third_time_one_is_asked_first_how_it_went_and_it_is_never_graded(opened) -> None:
    async with opened() as trainee:
        for number in range(1, 4):
            await played(trainee, REPLIES[0])
            assert isinstance(trainee.app.screen, Choice if number == 3 else Debriefing)
            if number == 3:
                await trainee.press("4")
                assert "Before you saw this, you thought: good." in page(trainee)
            await trainee.press("n")


async def test_what_was_never_told_comes_with_its_question(opened) -> None:
    async with opened() as trainee:
        await played(trainee, "ok", "I see")
        assert "A team race on Saturday, all in green. You could have asked: \u201cWhen do you need" in page(trainee)


async def test_who_was_left_by_the_customer_reads_first_that_it_happens(opened) -> None:
    async with opened() as trainee:
        await trainee.press(*"card", "down", "enter", "enter")
        await trainee.say("You are an idiot, shut up.")
        await trainee.say("I said shut up, you stupid cow.")
        await trainee.press("enter")
        assert isinstance(trainee.app.screen, Debriefing)
        assert str(trainee.app.screen.query("#page Static").first().content).startswith("That happens to everyone")


async def test_going_back_goes_one_further_each_time_and_esc_stays_with_all_that_was_written(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        for reply in REPLIES:
            await trainee.say(reply)
        before = trainee.screen
        trainee.app.screen.query_one(Composer).write("half a thought")
        for reply in reversed(REPLIES):
            await trainee.press("f5")
            assert trainee.app.screen.query_one(Composer).text == reply
        await trainee.press("f5")
        assert "There is no earlier reply" in trainee.flat
        await trainee.press("escape")
        assert trainee.app.screen.query_one(Composer).text == "half a thought"
        trainee.app.screen.query_one(Composer).write("")
        await trainee.settle()
        assert trainee.screen == before
        assert len(trainee.app.screen.session.turns) == 7

        await trainee.press("f5", "f5")
        await trainee.say("By when do you need the green ones, Sam?")
        assert isinstance(trainee.app.screen, Compare)
        assert "ok" in trainee.flat
        assert len(trainee.app.screen_stack[-2].session.turns) == 5


async def test_the_brief_can_be_searched(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.press("f2")
        await trainee.press(*"express")
        assert "Express: leaves the same day" in trainee.flat
        assert "36 to 47" not in trainee.flat


async def test_the_coach_says_what_was_heard_and_helps_in_three_steps(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.say("Sorry, that's our mistake.")
        await trainee.press("f3")
        assert "ownership: \u201cthat's our mistake\u201d" in trainee.flat
        for _ in range(3):
            await trainee.press("f3")
        shown = " ".join(str(one.content) for one in trainee.app.screen.query("#sheet Static"))
        assert shown.count("Hint:") == 4
        assert "That is all the help there is" in shown


@pytest.mark.parametrize("key", ["x", "up"])
async def test_words_arrive_one_by_one_and_any_key_shows_all_of_them(opened, key: str) -> None:
    async with opened() as trainee:
        trainee.app.animation_level = "full"
        await trainee.press("enter", "enter")
        talk = trainee.app.screen
        talk.composer.write("When do you need the green ones?")
        await trainee.pilot.press("enter")
        for _ in range(200):
            await asyncio.sleep(0.02)
            if "is writing" in trainee.flat:
                break
        whole = talk.session.turns[-1].content
        shown = str(talk.query(".them").last().content)
        assert not shown.endswith(whole)
        await trainee.press(key)
        assert str(talk.query(".them").last().content).endswith(whole)
        assert "your turn" in trainee.flat
        assert isinstance(trainee.app.screen, Talk)


async def test_every_way_that_a_conversation_went_can_be_read_again_with_its_grade(opened) -> None:
    async with opened() as trainee:
        await played(trainee)
        await trainee.press("w")
        assert any("only one way" in one.message for one in trainee.app._notifications)
        await trainee.press("r")
        trainee.app.screen.query_one(Composer).write("When do you need the green ones?")
        await trainee.press("enter", "escape", "ctrl+l")
        await trainee.press("f2")
        await trainee.press("w")
        labels = [str(one.prompt) for one in trainee.app.screen.query_one(OptionList).options]
        assert "1 reply \u00b7 not finished \u00b7 \u201cWhen do you need the green ones?\u201d" in labels[0]
        assert "3 replies \u00b7" in labels[1]
        await trainee.press("2")
        shown = " ".join(str(one.content) for one in trainee.app.screen.query("#sections Static"))
        assert f"You: {REPLIES[0]}" in shown
        assert "How it went" in shown


async def test_one_wrong_key_ends_nothing(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.say(REPLIES[0])
        await trainee.press("f9")
        assert isinstance(trainee.app.screen, Talk)
        assert "F9 once more ends the conversation" in trainee.flat
        await trainee.say("ok")
        await trainee.press("f9")
        assert isinstance(trainee.app.screen, Talk)


async def test_the_box_can_be_emptied_and_its_words_come_back(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        box = trainee.app.screen.query_one(Composer)
        box.write("two lines of words " * 8)
        await trainee.press("ctrl+u")
        assert box.text == ""
        await trainee.press("up")
        assert box.text.startswith("two lines")


async def test_a_letter_typed_over_the_comparison_belongs_to_the_next_reply(opened) -> None:
    async with opened() as trainee:
        await played(trainee)
        await trainee.press("r", "enter")
        assert isinstance(trainee.app.screen, Compare)
        await trainee.press("h", "i")
        assert isinstance(trainee.app.screen, Talk)
        assert trainee.app.screen.query_one(Composer).text == "hi"


async def test_a_calm_customer_has_no_chart_of_anger(opened) -> None:
    async with opened() as trainee:
        await trainee.press(*"forty")
        await played(trainee, "What does your company do?")
        assert "felt heard, and what moved it" in page(trainee)
