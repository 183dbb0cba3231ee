"""The settings: chosen with the keyboard, seen at once, kept in the file, and honest about what can't be changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Footer

from roleplay.errors import BadInput
from roleplay.tui.commands import on
from roleplay.tui.screens.library import Library
from roleplay.tui.screens.settings import SettingsScreen
from roleplay.tui.screens.talk import Talk
from roleplay.tui.widgets.choices import Choices

SIZES = ((80, 24), (140, 40))


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name may stand on a screen."""
    return tmp_path_factory.mktemp("record")


@pytest.fixture
def file(home: Path) -> Path:
    return home / "settings.toml"


def in_order(trainee) -> None:
    footer = trainee.app.screen.query_one(Footer)
    assert footer.max_scroll_x == 0, trainee.screen.splitlines()[-1]
    assert not re.search(r"[a-z]_[a-z]|None|scripted|llm", trainee.screen), trainee.screen


async def choose(trainee, text: str) -> bool:
    """Go to the choice with these words, by the keyboard, and take it; whether one gets there."""
    choices = trainee.app.screen.query_one(Choices)
    await trainee.press("home")
    for _ in range(20):
        if text in str(choices.get_option_at_index(choices.highlighted).prompt):
            await trainee.press("enter")
            return True
        await trainee.press("down")
    return False


@pytest.mark.parametrize("size", SIZES)
async def test_f3_shows_what_can_be_set_and_esc_goes_back(opened, size, data: Path) -> None:
    async with opened(size, data=data) as trainee:
        assert "F3 settings" in trainee.flat
        in_order(trainee)
        await trainee.press("f3")
        assert isinstance(trainee.app.screen, SettingsScreen)
        for words in (
            "\u25cf dark \u25cb light \u25cb high contrast",
            "\u25cf practice, with mood, hints and going back",
            "\u25cf at a readable pace \u25cb all at once",
            "AI customer: needs a language model; docs/models.md says how to set one",
            "Where your conversations are kept",
            "Where these settings are kept",
        ):
            assert words in trainee.flat.replace("\u25b8 ", "")
        await trainee.press("escape")
        assert isinstance(trainee.app.screen, Library)


async def test_no_key_is_cut_off_and_no_id_shows_at_any_size(opened, data: Path) -> None:
    async with opened(data=data) as trainee:
        await trainee.press("f3")
        trainee.app.screen.query_one("#kept").display = False
        for size in ((60, 20), (80, 24), (140, 40)):
            await trainee.pilot.resize_terminal(*size)
            await trainee.settle()
            in_order(trainee)
        await trainee.press("escape")
        await trainee.pilot.resize_terminal(60, 20)
        await trainee.settle()
        in_order(trainee)


async def test_on_a_small_screen_every_choice_and_the_first_heading_can_be_reached(opened) -> None:
    async with opened((60, 16)) as trainee:
        await trainee.press("f3", "end")
        assert "built-in customer" in trainee.flat
        assert "needs a language model" in trainee.flat
        await trainee.press("home")
        assert "How it looks" in trainee.flat


@pytest.mark.parametrize("size", SIZES)
async def test_another_look_is_seen_at_once_and_kept(opened, size, file: Path) -> None:
    file.write_text("# mine\nseed = 3\n")
    async with opened(size) as trainee:
        await trainee.press("f3")
        before = trainee.app.screen.styles.background
        await choose(trainee, "light")
        assert trainee.app.theme == "light"
        assert trainee.app.screen.styles.background != before
        assert "\u25cf light" in trainee.flat
        assert file.read_text() == '# mine\nseed = 3\ntheme = "light"\n'
    async with opened(size) as trainee:
        assert trainee.app.theme == "light"


async def test_what_is_chosen_holds_for_the_next_conversation(opened, file: Path) -> None:
    async with opened() as trainee:
        await trainee.press("f3")
        await choose(trainee, "alone")
        await choose(trainee, "all at once")
        assert file.read_text() == 'mode = "alone"\nwords = "at once"\n'
        assert trainee.app.place.settings.words.value == "at once"
        await trainee.press("escape")
        await trainee.press("enter")
        await trainee.press("enter")
        assert isinstance(trainee.app.screen, Talk)
        assert trainee.app.screen.session.mode == "alone"


async def test_a_setting_that_is_fixed_from_outside_says_so_and_stays(opened, file: Path) -> None:
    async with opened(environ={"ROLEPLAY_THEME": "light"}, mode="alone") as trainee:
        await trainee.press("f3")
        assert "How it looks (fixed by an environment variable" in trainee.flat
        assert "How you practise (fixed by how the program was started" in trainee.flat
        assert not await choose(trainee, "high contrast")
        assert not await choose(trainee, "practice, with")
        assert trainee.app.theme == "light"
        assert trainee.app.place.settings.mode.value == "alone"
        assert not file.exists()


async def test_an_ai_customer_is_there_only_for_who_has_set_one(opened, file: Path) -> None:
    async with opened() as trainee:
        await trainee.press("f3")
        assert not await choose(trainee, "AI customer")
        assert not file.exists()
        assert "AI reader" not in trainee.flat
    model = 'base_url = "ollama"\nmodel = "some"\n'
    file.write_text(f'{model}voice = "llm"\n')
    async with opened((140, 40)) as trainee:
        await trainee.press("f3")
        assert "\u25cf AI customer" in trainee.flat
        await choose(trainee, "built-in customer")
        assert file.read_text() == f'{model}voice = "scripted"\n'
        await choose(trainee, "AI customer")
        assert file.read_text() == f'{model}voice = "llm"\n'
        assert await choose(trainee, "AI reader")
        assert trainee.app.place.settings.reader.value == "llm"


@pytest.mark.parametrize("broken", ["theme = [[", "sede = 3\n", '[/foo] = "[@click=app.quit]"'])
async def test_a_broken_file_is_told_and_left_as_it_is(opened, file: Path, broken: str) -> None:
    async with opened((140, 40)) as trainee:
        file.write_text(broken)
        await trainee.press("f3")
        await choose(trainee, "light")
        assert "This was not saved" in trainee.flat
        assert trainee.app.theme == "dark"
        assert isinstance(trainee.app.screen, SettingsScreen)
        assert file.read_text() == broken


async def test_a_file_that_cannot_be_written_is_told_and_nothing_changes(opened) -> None:
    def refused(_name: str, _value: str):
        raise BadInput("this file cannot be written: [/no] room", "settings", "Nothing was changed.")

    async with opened(save=refused) as trainee:
        await trainee.press("f3")
        await choose(trainee, "light")
        assert "[/no] room" in trainee.flat
        assert trainee.app.theme == "dark"
        assert "\u25cf dark" in trainee.flat


async def test_palette_and_help_have_the_settings_everywhere(opened) -> None:
    async with opened() as trainee:

        def found() -> set[str]:
            return {one.title for one in trainee.app.get_system_commands(trainee.app.screen)}

        assert {one.help for one in on("library")} <= found()
        assert "Theme" not in found()
        await trainee.press("f3")
        assert {one.help for one in on("settings")} <= found()
        await trainee.press("f1")
        shown = " ".join(str(one.content) for one in trainee.app.screen.query("#sheet Static"))
        assert all(one.help in shown for one in on("settings"))
        await trainee.press("escape", "escape", "enter", "enter", *"half")
        one = next(one for one in trainee.app.get_system_commands(trainee.app.screen) if "how it looks" in one.title)
        one.callback()
        await trainee.settle()
        assert isinstance(trainee.app.screen, SettingsScreen)
        await trainee.press("escape")
        assert "half" in trainee.flat


async def test_a_key_that_others_can_read_keeps_nobody_from_the_settings(opened, file: Path) -> None:
    file.write_text('base_url = "ollama"\nmodel = "some"\napi_key = "secret"\n')
    file.chmod(0o644)
    async with opened((140, 40)) as trainee:
        await trainee.press("f3")
        assert "AI customer" in trainee.flat
        assert "secret" not in trainee.flat
