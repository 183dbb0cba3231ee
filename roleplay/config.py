"""Settings, and where each of them came from: settings file, then environment, then flag; the last one wins.

Nothing is read here: whoever starts the program brings the flags, the environment and the file's values.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from roleplay.domain.text import clean
from roleplay.errors import BadInput

if TYPE_CHECKING:
    from roleplay.formats.settings import SettingsFile

T = TypeVar("T")

MOST_SECONDS = 3600
"""The longest wait for a model that can be set."""
MOST_TEMPERATURE = 2
"""How freely a model may be set to choose its words."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A value, and who set it."""

    value: T
    source: str
    """"flag", "environment", "settings file" or "default"."""


Job = Literal["voice", "reader", "judge"]
"""What a language model can be asked to do."""
BUILT_IN: dict[Job, str] = {"voice": "scripted", "reader": "rules", "judge": "measures"}
"""Who does each of them unless a flag or the settings file asks for a model ("llm")."""


@dataclass(frozen=True, slots=True)
class ModelAt:
    """Where a model is, and how to ask it; None where nothing is set. Times are in seconds."""

    base_url: str | None = None
    """An address, or the name of a server that is known."""
    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: float | None = None
    first_word: float | None = None
    between_words: float | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What one place says, the command line or the settings file; None and empty mean that it says nothing."""

    data: str | None = None
    library: tuple[str, ...] = ()
    seed: int | None = None
    mode: str | None = None
    voice: str | None = None
    reader: str | None = None
    judge: str | None = None
    style: str | None = None
    base_url: str | None = None
    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: float | None = None
    first_word: float | None = None
    between_words: float | None = None
    models: Mapping[Job, ModelAt] = field(default_factory=dict)
    theme: str | None = None
    words: str | None = None
    open_file: str = ""
    """The settings file, if others than its owner can read it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, settled."""

    data: Setting[Path]
    library: Setting[tuple[Path, ...]]
    seed: Setting[int | None]
    """None: one is drawn."""
    mode: Setting[str]
    voice: Setting[str]
    reader: Setting[str]
    judge: Setting[str]
    style: Setting[str | None]
    """How a model words the customer: guided or free; None: as it was found fit for."""
    base_url: Setting[str | None]
    model: Setting[str | None]
    api_key: Setting[str | None] = field(repr=False)
    temperature: Setting[float | None]
    first_word: Setting[float | None]
    between_words: Setting[float | None]
    models: Mapping[Job, ModelAt] = field(repr=False)
    """What is particular about the model of one job."""
    theme: Setting[str]
    """How the interface looks: dark, light or high-contrast."""
    words: Setting[str]
    """How the customer's words arrive: paced or at once."""
    open_file: str = ""
    """The settings file, if others than its owner can read it, so that no key in it is used."""

    @property
    def database(self) -> Path:
        """The file of the trainee's own record."""
        return self.data.value / "sessions.sqlite"

    @property
    def fitness(self) -> Path:
        """The file in which it is remembered what models are fit for."""
        return self.data.value / "models.json"

    def has_model(self, job: Job) -> bool:
        """Whether it is said where the model for this job is, and what it is called; whether it may be used is not
        looked at."""
        own = self.models.get(job, ModelAt())
        return bool((own.base_url or self.base_url.value) and (own.model or self.model.value))

    def model_for(self, job: Job) -> ModelAt:
        """Where the model for this job is: what is particular to the job, else what holds for all.

        BadInput if its key stands where others can read it.
        """
        own, found = self.models.get(job, ModelAt()), {}
        for name in ModelAt.__dataclass_fields__:
            particular = getattr(own, name)
            found[name] = getattr(self, name).value if particular is None else particular
        if own.base_url not in (None, self.base_url.value) and own.api_key is None:
            # A key is for the address that it was set with, and goes nowhere else.
            found["api_key"] = None
        is_filed = own.api_key is not None or self.api_key.source == "settings file"
        if self.open_file and is_filed and found["api_key"]:
            # Only here: nobody else needs it.
            from shlex import quote

            what = "others can read this file, so the key in it is not used"
            raise BadInput(what, self.open_file, f"`chmod 600 {quote(self.open_file)}` keeps it to you.")
        return ModelAt(**found)

    @property
    def asked(self) -> tuple[Job, ...]:
        """The jobs that a model was asked for."""
        return tuple(job for job in BUILT_IN if getattr(self, job).value == "llm")


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

    def seconds(name: str) -> Callable[[str], float]:
        return lambda text: _seconds(variable(name), text)

    def optional(name: str, filed: T | None, read: Callable[[str], T] = str) -> Setting[T | None]:  # type: ignore[assignment]
        return won(name, read, None, filed, None)

    def asked(job: Job, flag: str | None, filed: str | None) -> Setting[str]:
        # An environment variable can ask for what is built in, and never switches a model on by itself.
        read = chosen(job, BUILT_IN[job], "llm")
        found = won(job, read, flag, filed, BUILT_IN[job])
        if found.source == "environment" and found.value == "llm":
            return Setting(filed, "settings file") if filed else Setting(BUILT_IN[job], "default")
        return found

    file = _with_keys_for(environ.get(variable("base_url")), file)
    return Settings(
        data=won("data", _folder, _path(flags.data), _path(file.data), default_data),
        library=won("library", _folders, _paths(flags.library), _paths(file.library), ()),
        seed=won("seed", _number, flags.seed, file.seed, None),
        mode=won("mode", chosen("mode", "practice", "alone"), flags.mode, file.mode, "practice"),
        voice=asked("voice", flags.voice, file.voice),
        reader=asked("reader", flags.reader, file.reader),
        judge=asked("judge", flags.judge, file.judge),
        style=optional("style", file.style, chosen("style", "guided", "free")),
        base_url=optional("base_url", file.base_url),
        model=optional("model", file.model),
        api_key=optional("api_key", file.api_key),
        temperature=optional("temperature", file.temperature, _temperature),
        first_word=optional("first_word", file.first_word, seconds("first_word")),
        between_words=optional("between_words", file.between_words, seconds("between_words")),
        models=file.models,
        theme=won("theme", chosen("theme", "dark", "light", "high-contrast"), flags.theme, file.theme, "dark"),
        words=won("words", chosen("words", "paced", "at once"), flags.words, file.words, "paced"),
        open_file=file.open_file,
    )


def filed(file: SettingsFile, open_file: str = "") -> Given:
    """What a settings file says; `open_file` is its name if others than its owner can read it."""
    found = file.model_dump()
    models: dict[Job, ModelAt] = {job: ModelAt(**found.pop(f"for_{job}")) for job in BUILT_IN}
    return Given(**found, models=models, open_file=open_file)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"ROLEPLAY_{name.upper()}"


def _with_keys_for(address: str | None, file: Given) -> Given:
    """The file without the keys that it has for its own address, where the environment names another one."""
    if not address or file.base_url in (None, address):
        return file
    models = {job: replace(at, api_key=None) if at.base_url is None else at for job, at in file.models.items()}
    return replace(file, api_key=None, models=models)


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


def _seconds(name: str, text: str) -> float:
    found = _amount(text)
    if not 0 < found <= MOST_SECONDS:
        raise BadInput(f"this is not a number above 0 and up to {MOST_SECONDS}", name)
    return found


def _temperature(text: str) -> float:
    found = _amount(text)
    if not 0 <= found <= MOST_TEMPERATURE:
        raise BadInput(f"this is not a number from 0 to {MOST_TEMPERATURE}", variable("temperature"))
    return found


def _amount(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _one_of(name: str, text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise BadInput(f'this can be {" or ".join(known)}, not "{clean(text)}"', name)
    return text
