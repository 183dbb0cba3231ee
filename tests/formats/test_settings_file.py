"""One setting is changed in the file, and everything else in it stays as its author wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.config import Given, settle
from roleplay.errors import BadInput
from roleplay.formats import layout
from roleplay.formats.problem import FileProblems
from roleplay.formats.settings import CHOICES, changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "light"\n'),
        ("# mine\n", '# mine\ntheme = "light"\n'),
        ('mode = "alone"', 'mode = "alone"\ntheme = "light"\n'),
        ("# a\ntheme='dark'  # at night\n\n# end\n", '# a\ntheme="light"  # at night\n\n# end\n'),
        ('library = ["a", # one\n "b",\n]\n', 'library = ["a", # one\n "b",\n]\ntheme = "light"\n'),
        ('theme = "dark"\r\nseed = 0x10\r\n', 'theme = "light"\r\nseed = 0x10\r\n'),
        ('\ufeffmodel = "ü"\n', '\ufeffmodel = "ü"\ntheme = "light"\n'),
    ],
)
def test_comments_order_line_ends_and_other_settings_stay(before: str, after: str):
    assert changed(before.encode(), "theme", "light", "settings.toml").decode() == after


@pytest.mark.parametrize("broken", [b"theme = ", b"sede = 3\n", b'theme = "pink"\n', b"\xff\xfet", b"a\x00"])
def test_a_file_with_a_mistake_is_told_and_never_written_over(broken: bytes):
    with pytest.raises(FileProblems, match=r"settings\.toml"):
        changed(broken, "theme", "light", "settings.toml")


def test_what_cannot_be_edited_without_loss_is_left_to_its_author(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(layout, "document_of", lambda _: None)
    with pytest.raises(BadInput, match='Write this into it yourself: theme = "light"'):
        changed(b"seed = 3", "theme", "light", "settings.toml")


def test_a_value_that_no_setting_has_is_refused():
    with pytest.raises(FileProblems):
        changed(b"", "theme", "pink", "settings.toml")


def test_every_choice_can_be_saved_and_set():
    for name, values in CHOICES.items():
        for value in values:
            assert f'{name} = "{value}"' in changed(b"", name, value, "settings.toml").decode()
            settings = settle(Given(**{name: value}), {}, Given(), Path())
            assert getattr(settings, name).value == value
