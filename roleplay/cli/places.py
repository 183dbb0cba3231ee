"""Where things are: the settings settled, the trainee's record opened, rubrics found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.cli import Places, streams
from roleplay.config import Given, Settings, filed, settle
from roleplay.errors import BadInput, StoreError
from roleplay.formats.words import origin

if TYPE_CHECKING:
    # `roleplay list` comes through here and needs none of them.
    from roleplay.domain.rubric import Rubric
    from roleplay.domain.scenario import Scenario
    from roleplay.library import Found
    from roleplay.store import Store

LAST = "last"
"""In place of an id: the conversation begun last. No id looks like it."""


def settings(
    places: Places,
    seed: int | None = None,
    mode: str | None = None,
    voice: str | None = None,
    judge: str | None = None,
) -> Settings:
    """All settings, with the flags of this call."""
    flags = Given(places.data, tuple(places.library), seed, mode, voice, judge=judge)
    return settle(flags, os.environ, _file(), _default_data(places))


def settings_path() -> Path:
    """The settings file: ROLEPLAY_SETTINGS, or the platform's own place for one."""
    named = os.environ.get("ROLEPLAY_SETTINGS")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("roleplay", appauthor=False) / "settings.toml"


def change_setting(places: Places, name: str, value: str) -> Settings:
    """Write one setting into the settings file, and all settings after that.

    BadInput if the file cannot be written, or if there is a mistake in it: then it stays as it is.
    """
    from roleplay.cli.saving import keep
    from roleplay.formats.settings import changed
    from roleplay.formats.source import read_bytes

    path = settings_path()
    keep(path, changed(read_bytes(path) if path.exists() else b"", name, value, str(path)))
    return settings(places)


def cache_folder() -> Path:
    """Where the heads of large libraries are remembered: ROLEPLAY_CACHE, or the platform's own place for such."""
    named = os.environ.get("ROLEPLAY_CACHE")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("roleplay", appauthor=False)


def _file() -> Given:
    path = settings_path()
    if not path.is_file():
        return Given()
    from roleplay.formats.problem import printable_path
    from roleplay.formats.settings import load_settings

    return filed(load_settings(path), printable_path(path) if _is_open(path) else "")


def _is_open(path: Path) -> bool:
    """Whether others than its owner can do anything with a file; on Windows its modes don't tell."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _default_data(places: Places) -> Path:
    if places.data or os.environ.get("ROLEPLAY_DATA"):
        return Path()
    from platformdirs import user_data_path

    return user_data_path("roleplay", appauthor=False)


def make_data_folder(settings: Settings) -> None:
    """The data folder, closed to others when it is made; StoreError if there can be none."""
    folder = settings.data.value
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "--data names another folder."
        raise StoreError(f"the data folder cannot be made: {error.strerror}", str(folder), hint) from None


def record(settings: Settings) -> Store:
    """The trainee's record; StoreError if it cannot be opened."""
    from roleplay.store import open_store

    make_data_folder(settings)
    return open_store(settings.database)


def record_or_none(settings: Settings, private: bool) -> tuple[Store, str]:
    """The record to play with, and why nothing is kept if nothing is: a conversation never fails for that."""
    from roleplay.store import open_store

    if private:
        return open_store(":memory:"), "Nothing of this conversation is kept."
    try:
        return record(settings), ""
    except StoreError as error:
        return open_store(":memory:"), f"This conversation cannot be recorded: {error} \nIt goes on all the same."


def named_session(store: Store, name: str) -> str:
    """The session whose id begins so, or the newest one for `last`; BadInput if there is none."""
    if name != LAST:
        return store.find(name)
    found = store.sessions()
    if not found:
        raise BadInput("there is no conversation yet", hint="`roleplay list` shows what you can start.")
    return found[0].id


def tell_origin(found: Found) -> None:
    """Say where a case comes from that takes the place of another: nobody should play the wrong one unawares."""
    if found.overrides:
        streams.tell(f"This case is from {origin(found.source, found.overrides)}.")


def rubrics(scenario: Scenario, settings: Settings) -> tuple[Rubric, ...]:
    """The rubrics of a scenario; one that isn't there is named, and the others grade."""
    from roleplay.library import rubrics_of

    return rubrics_of(scenario, settings.library.value, settings.data.value, streams.tell)
