"""Settings: who has the last word, and what a value that makes no sense leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.config import Given, Settings, settle
from roleplay.errors import BadInput


def settled(flags: Given = Given(), file: Given = Given(), **environ: str) -> Settings:  # noqa: B008
    return settle(flags, environ, file, Path("data"))


def test_without_a_word_from_anybody_it_is_dark_and_paced():
    settings = settled()
    assert (settings.theme.value, settings.theme.source) == ("dark", "default")
    assert (settings.words.value, settings.words.source) == ("paced", "default")


def test_the_environment_goes_before_the_file_and_a_flag_before_both():
    file = Given(theme="light", words="at once")
    assert (settled(file=file).theme.value, settled(file=file).theme.source) == ("light", "settings file")
    both = settled(file=file, ROLEPLAY_THEME="high-contrast", ROLEPLAY_WORDS="paced")
    assert (both.theme.value, both.theme.source) == ("high-contrast", "environment")
    assert (both.words.value, both.words.source) == ("paced", "environment")
    assert settled(Given(theme="dark"), file, ROLEPLAY_THEME="light").theme.source == "flag"


@pytest.mark.parametrize(("name", "known"), [("ROLEPLAY_THEME", "dark or light"), ("ROLEPLAY_WORDS", "paced or at")])
def test_a_value_that_nobody_knows_is_told_with_those_that_there_are(name: str, known: str):
    with pytest.raises(BadInput, match=f"{name}.*{known}") as told:
        settled(**{name: "pink\x1b[31m"})
    assert "\x1b" not in str(told.value)
