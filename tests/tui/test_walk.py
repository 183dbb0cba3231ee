"""From the library to the second answer, with the keyboard alone, on a small screen and on a wide one."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Footer

from roleplay.tui.commands import COMMANDS, on
from roleplay.tui.screens.compare import Compare
from roleplay.tui.screens.debrief import Debriefing
from roleplay.tui.screens.library import Library
from roleplay.tui.screens.talk import Talk
from roleplay.tui.widgets.composer import Composer

SIZES = ((80, 24), (140, 40))
REPLIES = (
    "Sorry, that's our mistake. We packed the wrong colour. When do you need the green ones?",
    "You need them by Friday. I'll check the stock for a green 42.",
    "I'm sending the green pair by express today at no cost, it arrives on Thursday.",
)
UNSPOKEN = re.compile(r"\b[a-z]+_[a-z]+\b|\bnull\b|\bNone\b|\bwrong-colour\b|active-listening")
"""Ids, underscores, null: nothing of the kind stands on a screen."""


def in_order(trainee) -> None:
    """What holds for every screen."""
    footer = trainee.app.screen.query(Footer)
    assert not footer or footer.first(Footer).max_scroll_x == 0, trainee.screen.splitlines()[-1]
    assert not UNSPOKEN.search(trainee.screen), UNSPOKEN.search(trainee.screen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_first_conversation_from_the_library_to_trying_a_reply_again(opened, size) -> None:
    async with opened(size) as trainee:
        in_order(trainee)
        assert "Green trainers" in trainee.flat
        assert "Nothing leaves this computer" in trainee.flat
        await trainee.press("enter")
        in_order(trainee)
        assert "You can" in trainee.flat
        await trainee.press("enter")
        assert isinstance(trainee.app.screen, Talk)
        assert "they're blue" in trainee.flat
        for reply in REPLIES:
            await trainee.say(reply)
            in_order(trainee)
        assert "Desk: Send the green pair by express" in trainee.flat
        await trainee.press("f9", "f9")
        assert isinstance(trainee.app.screen, Debriefing)
        in_order(trainee)
        assert "Sam tells a friend" in trainee.flat

        # Two keys from the debrief to both answers.
        await trainee.press("r")
        await trainee.press("enter")
        assert isinstance(trainee.app.screen, Compare)
        in_order(trainee)
        assert "Before" in trainee.flat
        assert "Now" in trainee.flat
        await trainee.press("escape")
        assert isinstance(trainee.app.screen, Talk)
        await trainee.press("f9", "f9")
        await trainee.press("n")
        assert isinstance(trainee.app.screen, Library)
        assert "(last time: " in trainee.flat


@pytest.mark.parametrize("size", SIZES)
async def test_every_shipped_briefing_fits_without_scrolling(opened, size) -> None:
    async with opened(size) as trainee:
        cases = len(trainee.app.screen._cases)
        for number in range(cases):
            await trainee.press(*["down"] * number, "enter")
            card = trainee.app.screen.query_one("#card")
            assert card.max_scroll_y == 0, trainee.screen
            in_order(trainee)
            await trainee.press("escape")
            await trainee.press(*["up"] * number)


async def test_the_customer_has_the_last_word_and_going_back_takes_nothing_before_another_reply_is_sent(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        for reply in (*REPLIES, "A free return label is in your inbox. Does that cover everything?"):
            await trainee.say(reply)
        assert isinstance(trainee.app.screen, Talk)
        assert "The conversation is over" in trainee.flat
        await trainee.press("enter")
        assert isinstance(trainee.app.screen, Debriefing)
        first = trainee.screen
        await trainee.press("r", "f9")
        assert trainee.screen == first


async def test_every_command_of_a_screen_is_in_its_palette_and_its_help(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        found = {one.title for one in trainee.app.get_system_commands(trainee.app.screen)}
        assert {one.help for one in on("talk")} <= found
        await trainee.press("f1")
        shown = " ".join(str(one.content) for one in trainee.app.screen.query("#sheet Static"))
        assert all(one.help in shown for one in on("talk"))


async def test_every_command_of_a_conversation_can_be_done_from_the_palette_too(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        talk = trainee.app.screen
        assert all(hasattr(talk, f"action_{one.action}") for one in on("talk"))
        talk.composer.write("ok")
        for action, left in (("newline", "ok\n"), ("wipe", "")):
            await talk.run_action(action)
            assert talk.composer.text == left
        talk.composer.write("When do you need them?")
        await talk.run_action("send")
        await trainee.settle()
        assert "You When do you need them?" in trainee.flat


def test_no_key_stands_twice_on_a_screen_and_no_footer_has_more_than_seven() -> None:
    for where in {one.where for one in COMMANDS}:
        keys = [one.key for one in on(where)]
        assert len(keys) == len(set(keys))
        assert sum(bool(one.label) for one in on(where)) <= 7


async def test_what_is_typed_after_a_slash_does_what_the_key_does(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.say("/hint")
        assert "Hint:" in trainee.flat
        await trainee.press("escape")
        await trainee.say("/nonsense")
        assert "Nothing is typed like this here" in trainee.flat
        await trainee.say("//x is what it says")
        assert "You /x is what it says" in trainee.flat
        await trainee.say("/undo")
        assert trainee.app.screen.query_one(Composer).text == "/x is what it says"
        await trainee.say("/end")
        assert isinstance(trainee.app.screen, Debriefing)


async def test_a_window_that_changes_its_size_loses_nothing_and_cuts_no_key(opened) -> None:
    async with opened() as trainee:
        for _ in range(3):
            for size in ((60, 20), (200, 60), (80, 24)):
                await trainee.pilot.resize_terminal(*size)
                await trainee.settle()
                in_order(trainee)
            await trainee.press("enter")
        await trainee.press(*"half a thought")
        await trainee.pilot.resize_terminal(60, 20)
        await trainee.settle()
        in_order(trainee)
        assert trainee.app.screen.query_one(Composer).text == "half a thought"
        await trainee.press("enter", "f9", "f9")
        assert isinstance(trainee.app.screen, Debriefing)
        in_order(trainee)


async def test_what_was_only_promised_is_told_as_still_to_do(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        await trainee.say("Let me check the stock for a green 42.")
        await trainee.say("Then I'll send the green pair by express, free of charge.")
        assert "To do: Send the green pair by express" in trainee.flat
        await trainee.press("f4", "down", "down", "enter")
        assert "Desk: Send the green pair by express, no charge. Booked." in trainee.flat


async def test_leaving_with_words_in_the_box_asks_first(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter", *"wait", "ctrl+l")
        assert isinstance(trainee.app.screen, Talk)
        assert any("not sent yet" in one.message for one in trainee.app._notifications)
        await trainee.press("ctrl+l")
        assert isinstance(trainee.app.screen, Library)


async def test_an_empty_composer_sends_nothing_and_the_arrow_brings_a_reply_back(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        before = trainee.screen
        await trainee.press("enter")
        assert trainee.screen == before
        await trainee.say("When do you need them?")
        await trainee.press("up")
        assert trainee.app.screen.query_one(Composer).text == "When do you need them?"
        await trainee.press("ctrl+j")
        assert trainee.app.screen.query_one(Composer).text.endswith("\n")


async def test_practising_alone_has_no_mood_no_hint_and_no_going_back(opened) -> None:
    async with opened(mode="alone") as trainee:
        await trainee.press("enter", "enter")
        await trainee.say("When do you need them?")
        said = trainee.flat
        assert "Sam is" not in said
        await trainee.press("f3")
        assert "no hints when you practise alone" in trainee.flat
        await trainee.press("f5")
        assert "When do you need them?" in trainee.flat


async def test_the_search_finds_by_kind_industry_and_difficulty_and_says_when_nothing_is_left(opened) -> None:
    async with opened() as trainee:
        await trainee.press(*"bank")
        assert "A new card" in trainee.flat
        assert "Green trainers" not in trainee.flat
        await trainee.press("escape", *"zzz")
        assert "No case has these words" in trainee.flat
        await trainee.press("enter")
        assert isinstance(trainee.app.screen, Library)


async def test_a_conversation_that_was_left_goes_on_from_the_record_and_can_be_deleted(opened) -> None:
    async with opened() as trainee:
        await trainee.press("f2")
        in_order(trainee)
        assert "No conversations yet" in trainee.flat
        await trainee.press("escape", "enter", "enter")
        await trainee.say("When do you need them by?")
        await trainee.press("ctrl+l")
        assert isinstance(trainee.app.screen, Library)
        await trainee.press("f2")
        in_order(trainee)
        assert "1 reply · not finished" in trainee.flat
        await trainee.press("enter")
        assert "You When do you need them by?" in trainee.flat
        await trainee.press("f9", "f9")
        assert isinstance(trainee.app.screen, Debriefing)
        await trainee.press("n")
        assert "stopped before the end" in trainee.flat
        await trainee.press("delete")
        assert "stopped before the end" in trainee.flat
        await trainee.press("delete")
        assert "No conversations yet" in trainee.flat


async def test_words_on_the_screen_can_be_selected_with_the_mouse(opened) -> None:
    async with opened() as trainee:
        await trainee.press("enter", "enter")
        words = trainee.app.screen.query(".them").first()
        await trainee.pilot.mouse_down(words, offset=(7, 0))
        await trainee.pilot.hover(words, offset=(20, 0))
        await trainee.pilot.mouse_up(words, offset=(20, 0))
        selected = trainee.app.screen.get_selected_text()
        assert selected
        assert selected in str(words.content)
