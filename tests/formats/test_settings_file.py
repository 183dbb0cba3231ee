"""One setting is changed in the file, and everything else in it stays as its author wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.config import Given, settle
from roleplay.errors import BadInput
from roleplay.formats import layout
from roleplay.formats.problem import FileProblems
from roleplay.formats.settings import CHOICES, changed, load_settings


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
        ("[for_reader]\nmodel = 'a'\n", "theme = \"light\"\n\n[for_reader]\nmodel = 'a'\n"),
        ("[for_reader]\r\nmodel = 'a'\r\n", "theme = \"light\"\r\n\r\n[for_reader]\r\nmodel = 'a'\r\n"),
        ("# reads\n[for_reader]\n", 'theme = "light"\n\n# reads\n[for_reader]\n'),
        ("# mine\n\n[for_reader]\n", '# mine\n\ntheme = "light"\n\n[for_reader]\n'),
        ("# mine\n\n# a\n# b\n[for_reader]\n", '# mine\n\ntheme = "light"\n\n# a\n# b\n[for_reader]\n'),
        ("seed = 3\n[for_voice]\n", 'seed = 3\ntheme = "light"\n\n[for_voice]\n'),
        ("seed = 3\n# a\n\n\n# b\n[for_voice]\n", 'seed = 3\n# a\ntheme = "light"\n\n\n# b\n[for_voice]\n'),
        ("for_reader.model = 'a'\n[for_voice]\n", "for_reader.model = 'a'\ntheme = \"light\"\n\n[for_voice]\n"),
        ("seed = 3\n\n[for_judge]\n# slow\n", 'seed = 3\ntheme = "light"\n\n[for_judge]\n# slow\n'),
        ("for_reader.model = 'a'\n", "for_reader.model = 'a'\ntheme = \"light\"\n"),
        ("for_reader = {model = 'a'}", "for_reader = {model = 'a'}\ntheme = \"light\"\n"),
        ("theme = 'dark'\n[for_voice]\nmodel = 'a'", "theme = \"light\"\n[for_voice]\nmodel = 'a'"),
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


TABLES = """# mine
seed = 3 # always

# reads
[for_reader]
model = "tiny" # quick

[for_voice]
temperature = 1

# the end
"""


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values])
def test_a_setting_is_written_above_the_tables_and_leaves_them_as_they_are(name: str, value: str, tmp_path: Path):
    path = tmp_path / "settings.toml"
    path.write_text(TABLES)
    before = load_settings(path)
    once = changed(TABLES.encode(), name, value, "settings.toml")
    path.write_bytes(once)
    assert load_settings(path) == before.model_copy(update={name: value})
    assert [line for line in once.decode().splitlines() if not line.startswith(f"{name} = ")] == TABLES.splitlines()
    for other in CHOICES[name]:
        again = changed(once, name, other, "settings.toml")
        assert again.decode() == once.decode().replace(f'{name} = "{value}"', f'{name} = "{other}"')


@pytest.mark.parametrize(
    ("text", "place", "near"),
    [
        ('[for_reader]\nmodle = "a"\n', "settings.toml:2:1: for_reader.modle", "model"),
        ('[for_voice]\nbase_ulr = "http://localhost/v1"\n', "settings.toml:2:1: for_voice.base_ulr", "base_url"),
        ('[for_judge]\napi_kye = "sk-secret"\n', "settings.toml:2:1: for_judge.api_kye", "api_key"),
        ('for_judge = {first_words = 3, model = "a"}\n', "settings.toml:1:", "first_word"),
        ('[for_reeder]\nmodel = "a"\n', "settings.toml:1:", "for_reader"),
        ("temprature = 1\n", "settings.toml:1:1: temprature", "temperature"),
    ],
)
def test_a_key_that_nobody_knows_is_told_with_its_place_and_the_nearest_right_one(text: str, place: str, near: str):
    with pytest.raises(FileProblems) as told:
        changed(text.encode(), "theme", "light", "settings.toml")
    assert place in str(told.value)
    assert f'did you mean "{near}"?' in str(told.value)
    assert "sk-secret" not in str(told.value)


@pytest.mark.parametrize("text", ["api_key = 7", 'api_key = ["sk-secret"]', "[for_voice]\napi_key = {sk-secret = 1}"])
def test_a_key_that_is_no_text_is_told_and_not_repeated(text: str):
    with pytest.raises(FileProblems, match="api_key") as told:
        changed(text.encode(), "theme", "light", "settings.toml")
    assert "sk-secret" not in str(told.value)
