"""Every look can be read: measured on the screens themselves, and told apart by people who see colours otherwise."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.geometry import Region

from roleplay.tui.screens.library import Library
from roleplay.tui.themes import THEMES

LEAST = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0}
"""The contrast that text has at least, as the Web Content Accessibility Guidelines count it."""
SIZES = ((80, 24), (140, 40))
SEEN_OTHERWISE = {
    "hardly any red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "hardly any green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "hardly any blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes (2009), at full strength."""


def linear(color: Color) -> list[float]:
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in color.normalized]


def luminance(color: Color) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(color: Color, matrix) -> list[float]:
    return [sum(part * one for part, one in zip(row, linear(color), strict=True)) for row in matrix]


def hard_to_read(trainee, least: float, within: Region | None = None) -> set[str]:
    """Text on the screen that stands out less than that from what is behind it."""
    found = set()
    for y, strip in enumerate(trainee.app.screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            is_shown = within is None or (within.contains(x, y) and within.contains(x + len(text) - 1, y))
            x += len(text)
            if not is_shown or not any(map(str.isalnum, text)):
                continue
            has = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            if has < least:
                found.add(f"{text.strip()!r}: {has:.1f}")
    return found


@pytest.mark.parametrize("theme", [one.name for one in THEMES])
@pytest.mark.parametrize("size", SIZES)
async def test_all_text_stands_out_from_what_is_behind_it(opened, theme: str, size) -> None:
    async with opened(size, environ={"ROLEPLAY_THEME": theme, "ROLEPLAY_WORDS": "at once"}) as trainee:
        screen, least = lambda: hard_to_read(trainee, LEAST[theme]), LEAST[theme]

        def over(name: str) -> set[str]:
            return hard_to_read(trainee, least, trainee.app.screen.query_one(name).region)

        assert not screen()
        await trainee.press("down")
        assert not screen()
        await trainee.press("up", "ctrl+p")
        await trainee.pilot.pause(0.5)
        assert not over("#--results")
        await trainee.press("escape", "f3")
        assert not screen()
        await trainee.press("f1")
        assert not over("#sheet")
        await trainee.press("escape", "escape", "f2")
        assert not screen()
        await trainee.press("escape", "enter")
        assert not screen()
        await trainee.press("enter")
        await trainee.say("Sorry, that's our mistake. When do you need the green ones?")
        assert not screen()
        await trainee.pilot.press("f4")
        await trainee.pilot.pause()
        assert not over("#sheet")
        await trainee.press("escape", "f9", "f9")
        assert not screen()
        await trainee.press("n")
        assert isinstance(trainee.app.screen, Library)
        assert not screen()


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
def test_customer_and_trainee_are_told_apart_whatever_colours_somebody_sees(theme) -> None:
    colours = theme.to_color_system().generate()
    back, theirs, mine = (Color.parse(colours[one]) for one in ("background", "warning", "primary"))
    assert contrast(theirs, back) >= 3
    assert contrast(mine, back) >= 3
    for who, matrix in SEEN_OTHERWISE.items():
        apart = max(abs(one - other) for one, other in zip(seen(theirs, matrix), seen(mine, matrix), strict=True))
        assert apart > 0.15, who


@pytest.mark.parametrize("size", SIZES)
async def test_without_colours_the_chosen_row_and_who_speaks_still_show(opened, size, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(size) as trainee:
        assert trainee.app.no_color
        assert not hard_to_read(trainee, 4.5)
        assert "\u25b8 Green trainers" in trainee.screen
        await trainee.press("down")
        assert "\u25b8 Three days" in trainee.screen
        await trainee.press("up", "enter", "enter")
        await trainee.say("When do you need them?")
        bars = [row.strip()[0] for row in trainee.screen.splitlines() if " You  When" in row or " Sam  " in row]
        assert len(set(bars)) == 2
