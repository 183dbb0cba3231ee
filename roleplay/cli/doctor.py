"""`roleplay doctor`: what is set up and what isn't, and what a language model that is set is fit for."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from roleplay import __version__
from roleplay.cli import Places, streams
from roleplay.cli.places import make_data_folder, settings, settings_path
from roleplay.config import BUILT_IN, Job, Setting, Settings
from roleplay.errors import RoleplayError, StoreError
from roleplay.formats.page import Section, as_text
from roleplay.formats.problem import FileProblems
from roleplay.formats.settings import CHOICES
from roleplay.library import find_scenario, list_rubrics, list_scenarios
from roleplay.store import open_store

LIBRARIES = ("click", "openai", "platformdirs", "pydantic", "textual", "tomli", "tomlkit")
JOBS: dict[Job, str] = {"voice": "the customer", "reader": "the reader", "judge": "the judge"}


@click.command
@click.option("--quick", is_flag=True, help="See whether a model answers, and leave its trial with examples out.")
@click.option("--offline", is_flag=True, help="Call nobody.")
@click.pass_obj
def doctor(places: Places, quick: bool, offline: bool) -> None:
    """Show what is set up and what isn't.

    A language model that is set is tried with examples that come with the program, to see what it is fit for: nothing
    that you have written is sent. Without one, nothing is sent anywhere.
    """
    chosen = settings(places)
    record, trouble = _record(chosen)
    calls = not offline and any(map(chosen.has_model, BUILT_IN))
    sections = (_program(), _settings(chosen), record, _library(chosen), _model(chosen, calls))
    streams.show(as_text(sections).rstrip("\n"))
    fault: RoleplayError | None = None
    if calls:
        from roleplay.cli.trying import try_models

        fault = try_models(chosen, quick)
    if trouble or fault:
        raise trouble or fault  # type: ignore[misc]


def _program() -> Section:
    found = [f"{name} {_version(name)}" for name in LIBRARIES]
    return Section(
        "Program",
        items=(
            f"roleplay {__version__}",
            f"Python {platform.python_version()} on {platform.system()}, {sys.executable}",
            f"Libraries: {', '.join(found)}",
        ),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


def _settings(chosen: Settings) -> Section:
    path = settings_path()
    named: tuple[tuple[str, Setting[object]], ...] = (
        ("Data folder", Setting(chosen.data.value, chosen.data.source)),
        ("Library folders", Setting(_folders(chosen.library.value), chosen.library.source)),
        ("Seed", Setting("drawn each time" if chosen.seed.value is None else chosen.seed.value, chosen.seed.source)),
        ("Practice", Setting("with hints" if chosen.mode.value == "practice" else "alone", chosen.mode.source)),
        ("Looks", Setting(CHOICES["theme"][chosen.theme.value], chosen.theme.source)),
        ("The customer's words", Setting(CHOICES["words"][chosen.words.value], chosen.words.source)),
    )
    file = f"Settings file: {path}" + ("" if path.is_file() else " (there is none, and none is needed)")
    return Section("Settings", items=(file, *(f"{name}: {one.value} (from: {one.source})" for name, one in named)))


def _folders(paths: tuple[Path, ...]) -> str:
    return ", ".join(map(str, paths)) or "only the shipped one and your own"


def _record(chosen: Settings) -> tuple[Section, RoleplayError | None]:
    """Opening the record tells whether it can be written and whether its format is known."""
    try:
        make_data_folder(chosen)
        with open_store(chosen.database) as store:
            count = len(store.sessions())
        return Section("Your record", (f"{chosen.database} can be written. It holds {count} conversations.",)), None
    except StoreError as error:
        told = f"It cannot be used: {error.what}. You can still practise, but nothing is kept."
        return Section("Your record", (told,)), error


def _library(chosen: Settings) -> Section:
    listed, broken = list_scenarios(chosen.library.value, chosen.data.value)
    scenarios: list[str] = []
    for one in listed:
        try:
            scenarios.append(find_scenario(one.path, chosen.library.value, chosen.data.value).scenario.meta.id)
        except FileProblems as problems:
            broken.append(problems)
    rubrics, torn = list_rubrics(chosen.library.value, chosen.data.value)
    return Section(
        "Scenarios and rubrics",
        (
            f"Scenarios: {', '.join(scenarios) or 'none'}",
            f"Rubrics: {', '.join(one.rubric.id for one in rubrics) or 'none'}",
        ),
        tuple(f"Left out: {problems}" for problems in (*broken, *torn)),
    )


def _model(chosen: Settings, calls: bool) -> Section:
    """Where models are, for all jobs and for single ones."""
    own = {job: at for job, at in chosen.models.items() if at.base_url or at.model}
    if chosen.base_url.value is None and chosen.model.value is None and not own:
        return Section("Language model", ("None is set, and none is needed: everything works without one.",))
    told = (
        f"Address: {chosen.base_url.value or 'not set'} (from: {chosen.base_url.source}). "
        f"Model: {chosen.model.value or 'not set'} (from: {chosen.model.source}); {_key(chosen.api_key.value)}."
    )
    particular = [
        f"For {JOBS[job]}: {at.model or 'the same model'} at {at.base_url or 'the same address'}"
        f"{'; it has a key of its own' if at.api_key else ''}."
        for job, at in own.items()
    ]
    return Section("Language model", (told if calls else f"{told} It was not called.",), tuple(particular))


def _key(key: str | None) -> str:
    return "a key is set" if key else "no key is set"
