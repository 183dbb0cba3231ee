"""The settings file: everything in it may be left out, and most people have none."""

from pathlib import Path
from typing import Literal

from roleplay.domain.value import Value
from roleplay.formats.toml import load_toml


class SettingsFile(Value):
    """`settings.toml`."""

    data: str | None = None
    """Folder of the trainee's own record."""
    library: tuple[str, ...] = ()
    """Folders with scenarios and rubrics beside the shipped ones."""
    seed: int | None = None
    """The seed of every conversation; without it one is drawn."""
    mode: Literal["practice", "alone"] | None = None
    """Practise with hints, or alone."""
    voice: Literal["scripted", "llm"] | None = None
    """Who words the customer."""
    base_url: str | None = None
    """Where a language model is, as an OpenAI-compatible address."""
    model: str | None = None
    """Its name there."""
    api_key: str | None = None
    """The key for it; the file must then be readable by its owner only."""


def load_settings(path: Path) -> SettingsFile:
    """The settings in this file; `FileProblems` if there is anything wrong in it."""
    return load_toml(SettingsFile, path)
