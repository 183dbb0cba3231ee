"""Settings: who has the last word, and what a value that makes no sense leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.config import BUILT_IN, MOST_SECONDS, Given, Job, ModelAt, Settings, filed, settle
from roleplay.errors import BadInput
from roleplay.formats.settings import SettingsFile
from roleplay.formats.toml import FileProblems, parse_toml

KEY = "sk-secret"
HERE, THERE = "http://localhost:8080/v1", "https://example.com/v1"
JOBS = tuple(BUILT_IN)


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


# --- who does what


def test_a_place_for_a_model_alone_asks_no_model_for_anything():
    settings = settled(ROLEPLAY_BASE_URL=HERE, ROLEPLAY_MODEL="small", ROLEPLAY_API_KEY=KEY)
    assert settings.asked == ()
    assert {job: getattr(settings, job).value for job in JOBS} == BUILT_IN


@pytest.mark.parametrize("job", JOBS)
def test_a_model_is_asked_by_a_flag_or_by_the_file(job: Job):
    asked = Given(**{job: "llm"})
    assert (settled(asked).asked, getattr(settled(asked), job).source) == ((job,), "flag")
    assert (settled(file=asked).asked, getattr(settled(file=asked), job).source) == ((job,), "settings file")
    assert settled(Given(**{job: BUILT_IN[job]}), asked).asked == ()


@pytest.mark.parametrize("job", JOBS)
def test_the_environment_switches_a_model_off_and_never_on(job: Job):
    name, asked, built_in = f"ROLEPLAY_{job.upper()}", Given(**{job: "llm"}), Given(**{job: BUILT_IN[job]})
    assert settled(**{name: "llm"}).asked == ()
    assert getattr(settled(**{name: "llm"}), job).source == "default"
    assert settled(file=built_in, **{name: "llm"}).asked == ()
    assert settled(file=asked, **{name: "llm"}).asked == (job,)
    assert getattr(settled(file=asked, **{name: "llm"}), job).source == "settings file"
    assert settled(file=asked, **{name: BUILT_IN[job]}).asked == ()
    assert settled(asked, **{name: BUILT_IN[job]}).asked == (job,)
    with pytest.raises(BadInput, match=f"{name}.*{BUILT_IN[job]} or llm"):
        settled(**{name: "gpt"})


# --- one model for all, or one for each job


def test_what_is_particular_to_a_job_goes_before_what_holds_for_all():
    reader = ModelAt(model="tiny", temperature=0.0, first_word=5.0)
    file = Given(
        base_url=HERE, model="small", api_key=KEY, temperature=0.9, between_words=7.0, models={"reader": reader}
    )
    settings = settled(file=file)
    common = ModelAt(HERE, "small", KEY, 0.9, None, 7.0)
    assert settings.model_for("voice") == settings.model_for("judge") == common
    assert settings.model_for("reader") == ModelAt(HERE, "tiny", KEY, 0.0, 5.0, 7.0)
    assert settled(file=file, ROLEPLAY_MODEL="large").model_for("reader").model == "tiny"
    assert settled(file=file, ROLEPLAY_MODEL="large").model_for("judge").model == "large"
    assert settled().model_for("voice") == ModelAt()


def test_a_key_never_goes_to_another_address_of_a_job():
    away = {"reader": ModelAt(base_url=THERE), "judge": ModelAt(base_url=THERE, api_key="sk-own")}
    for settings in (
        settled(file=Given(base_url=HERE, api_key=KEY, models=away)),
        settled(file=Given(base_url=HERE, models=away), ROLEPLAY_API_KEY=KEY),
        settled(file=Given(models=away), ROLEPLAY_API_KEY=KEY, ROLEPLAY_BASE_URL=HERE),
        settled(file=Given(models=away), ROLEPLAY_API_KEY=KEY),
    ):
        assert settings.model_for("voice").api_key == KEY
        assert settings.model_for("reader").api_key is None
        assert settings.model_for("judge").api_key == "sk-own"


def test_a_job_that_only_repeats_the_address_has_the_key_for_it():
    again = {"reader": ModelAt(base_url=HERE, model="tiny")}
    assert settled(file=Given(base_url=HERE, api_key=KEY, models=again)).model_for("reader").api_key == KEY


def test_a_key_of_the_file_never_goes_to_an_address_of_the_environment():
    own = {"reader": ModelAt(api_key="sk-own"), "judge": ModelAt(base_url=THERE, api_key="sk-there")}
    file = Given(base_url=HERE, api_key=KEY, models=own)
    moved = settled(file=file, ROLEPLAY_BASE_URL="http://elsewhere.example/v1")
    assert moved.model_for("voice") == ModelAt("http://elsewhere.example/v1")
    assert moved.model_for("reader").api_key is None
    assert (moved.model_for("judge").base_url, moved.model_for("judge").api_key) == (THERE, "sk-there")
    same = settled(file=file, ROLEPLAY_BASE_URL=HERE)
    assert (same.model_for("voice").api_key, same.model_for("reader").api_key) == (KEY, "sk-own")
    brought = settled(file=file, ROLEPLAY_BASE_URL=THERE, ROLEPLAY_API_KEY="sk-brought")
    assert brought.model_for("voice").api_key == "sk-brought"
    only = settled(file=Given(api_key=KEY), ROLEPLAY_BASE_URL=THERE)
    assert only.model_for("voice").api_key == KEY


# --- numbers


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "-1", "-0.001", "3601", "1e400", "much", "1,5", "0x10"])
@pytest.mark.parametrize("name", ["TEMPERATURE", "FIRST_WORD", "BETWEEN_WORDS"])
def test_a_number_that_cannot_be_is_told_with_its_variable(name: str, text: str):
    with pytest.raises(BadInput, match=rf"^ROLEPLAY_{name}: .*\d"):
        settled(**{f"ROLEPLAY_{name}": text})


def test_the_environment_has_the_same_bounds_as_the_file():
    numbers = {"temperature": ("0", "2", "2.01"), "first_word": ("0.01", str(MOST_SECONDS), "0")}
    numbers["between_words"] = numbers["first_word"]
    for name, (least, most, wrong) in numbers.items():
        for text in (least, most):
            settings = settled(**{f"ROLEPLAY_{name.upper()}": text})
            assert getattr(settings, name).value == float(text)
            assert getattr(parse_toml(SettingsFile, f"{name} = {text}", "settings.toml"), name) == float(text)
        with pytest.raises(BadInput, match=f"ROLEPLAY_{name.upper()}"):
            settled(**{f"ROLEPLAY_{name.upper()}": wrong})
        with pytest.raises(FileProblems):
            parse_toml(SettingsFile, f"{name} = {wrong}", "settings.toml")


@pytest.mark.parametrize("text", ["1.5", "", "many", "١x", "9" * 5000])
def test_a_seed_is_a_whole_number(text: str):
    if not text:
        assert settled(ROLEPLAY_SEED=text).seed.value is None
        return
    with pytest.raises(BadInput, match="ROLEPLAY_SEED"):
        settled(ROLEPLAY_SEED=text)


# --- keys


def of_file(open_file: str = "", **values: object) -> Given:
    return filed(SettingsFile.model_validate(values), open_file)


def test_a_key_is_in_no_repr():
    file = SettingsFile.model_validate({"api_key": KEY, "for_reader": {"api_key": KEY}})
    given = filed(file)
    settings = settled(file=given)
    brought = settled(ROLEPLAY_API_KEY=KEY)
    shown = [file, given, settings, settings.model_for("voice"), settings.model_for("reader"), given.models, brought]
    assert settings.model_for("reader").api_key == brought.model_for("voice").api_key == KEY
    for one in shown:
        assert KEY not in f"{one!r} {one}"


@pytest.mark.parametrize("job", JOBS)
def test_a_key_in_a_file_that_others_can_read_is_told_to_whoever_asks_for_a_model(job: Job):
    for values in (
        {"base_url": HERE, "api_key": KEY},
        {"base_url": HERE, f"for_{job}": {"api_key": KEY}},
        {f"for_{job}": {"base_url": THERE, "api_key": KEY}},
    ):
        with pytest.raises(BadInput) as told:
            settled(file=of_file("/my home/settings.toml", **values)).model_for(job)
        assert told.value.what == "others can read this file, so the key in it is not used"
        assert told.value.where == "/my home/settings.toml"
        assert told.value.hint == "`chmod 600 '/my home/settings.toml'` keeps it to you."
        assert KEY not in f"{told.value!r} {told.value}"
        assert settled(file=of_file("", **values)).model_for(job).api_key == KEY


def test_who_needs_no_key_of_that_file_is_not_bothered_with_it():
    keyless = of_file("settings.toml", base_url=HERE, model="small")
    assert settled(file=keyless).model_for("voice").model == "small"
    file = of_file("settings.toml", base_url=HERE, api_key=KEY, for_reader={"base_url": THERE})
    assert settled(file=file, ROLEPLAY_API_KEY="sk-brought").model_for("voice").api_key == "sk-brought"
    assert settled(file=file).model_for("reader").api_key is None
    assert settled(file=file, ROLEPLAY_BASE_URL=THERE).model_for("voice").api_key is None
