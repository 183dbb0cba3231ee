"""Settings, and where each of them came from: settings file, then environment, then flag; the last one wins.

Nothing is read here: whoever starts the program brings the flags, the environment and the file's values.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from roleplay.domain.text import clean
from roleplay.errors import BadInput

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A value, and who set it."""

    value: T
    source: str
    """"flag", "environment", "settings file" or "default"."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one place says, the command line or the settings file; None and empty mean that it says nothing."""

    data: str | None = None
    library: tuple[str, ...] = ()
    seed: int | None = None
    mode: str | None = None
    voice: str | None = None
    base_url: str | None = None
    model: str | None = None
    api_key: str | None = None
    theme: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, settled."""

    data: Setting[Path]
    library: Setting[tuple[Path, ...]]
    seed: Setting[int | None]
    """None: one is drawn."""
    mode: Setting[str]
    voice: Setting[str]
    base_url: Setting[str | None]
    model: Setting[str | None]
    api_key: Setting[str | None]
    theme: Setting[str]
    """How the interface looks: dark, light or high-contrast."""
    words: Setting[str]
    """How the customer's words arrive: paced or at once."""

    @property
    def database(self) -> Path:
        """The file of the trainee's own record."""
        return self.data.value / "sessions.sqlite"


def settle(flags: Given, environ: Mapping[str, str], file: Given, default_data: Path) -> Settings:
    """The settings that hold; an environment variable that makes no sense is a BadInput that names it."""

    def won(name: str, read: Callable[[str], T], flag: T | None, filed: T | None, default: T) -> Setting[T]:
        if flag not in (None, ()):
            return Setting(flag, "flag")
        if text := environ.get(variable(name)):
            return Setting(read(text), "environment")
        if filed not in (None, ()):
            return Setting(filed, "settings file")
        return Setting(default, "default")

    def chosen(name: str, *known: str) -> Callable[[str], str]:
        return lambda text: _one_of(variable(name), text, known)

    def optional(name: str, filed: str | None) -> Setting[str | None]:
        return won(name, str, None, filed, None)

    return Settings(
        data=won("data", _folder, _path(flags.data), _path(file.data), default_data),
        library=won("library", _folders, _paths(flags.library), _paths(file.library), ()),
        seed=won("seed", _number, flags.seed, file.seed, None),
        mode=won("mode", chosen("mode", "practice", "alone"), flags.mode, file.mode, "practice"),
        voice=won("voice", chosen("voice", "scripted", "llm"), flags.voice, file.voice, "scripted"),
        base_url=optional("base_url", file.base_url),
        model=optional("model", file.model),
        api_key=optional("api_key", file.api_key),
        theme=won("theme", chosen("theme", "dark", "light", "high-contrast"), flags.theme, file.theme, "dark"),
        words=won("words", chosen("words", "paced", "at once"), flags.words, file.words, "paced"),
    )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"ROLEPLAY_{name.upper()}"


def _folder(text: str) -> Path:
    return Path(text).expanduser()


def _path(text: str | None) -> Path | None:
    return _folder(text) if text else None


def _paths(texts: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(_folder(text) for text in texts if text)


def _folders(text: str) -> tuple[Path, ...]:
    return _paths(tuple(text.split(os.pathsep)))


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise BadInput("this is not a whole number", variable("seed")) from None


def _one_of(name: str, text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise BadInput(f'this can be {" or ".join(known)}, not "{clean(text)}"', name)
    return text
