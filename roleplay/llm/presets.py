"""Servers that people have, by name: their address, and how they differ from the rest."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import tomli

from roleplay.domain.text import clean
from roleplay.domain.value import Value
from roleplay.errors import BadInput
from roleplay.llm.endpoint import BETWEEN_WORDS, FIRST_WORD, TEMPERATURE, Endpoint


class Preset(Value):
    """A server that people have."""

    title: str
    base_url: str
    needs_key: bool = False
    tokens: str = "max_tokens"
    """What it calls the longest answer."""
    extra: dict[str, Any] = {}
    """What it has to be told with every request."""
    note: str = ""
    """What whoever starts it has to know."""


@cache
def presets() -> dict[str, Preset]:
    """All of them, by the name that a setting can give in place of an address."""
    document = tomli.loads(files(__package__).joinpath("presets.toml").read_text("utf-8"))
    return {name: Preset.model_validate(table) for name, table in document.items()}


def preset_at(base_url: str) -> Preset | None:
    """The server that is known to be at this address."""
    return next((one for one in presets().values() if one.base_url == base_url.rstrip("/")), None)


def endpoint(
    address: str,
    model: str,
    key: str = "",
    temperature: float = TEMPERATURE,
    first_word: float = FIRST_WORD,
    between_words: float = BETWEEN_WORDS,
) -> Endpoint:
    """A model at an address, or at the server of that name; BadInput if the address or the key can be none."""
    known = presets().get(address.strip().lower())
    base_url = known.base_url if known else _checked(address.strip())
    quirks = known or preset_at(base_url)
    found = Endpoint(base_url, model, _checked_key(key.strip()), temperature, first_word, between_words, 2 * first_word)
    return found if quirks is None else replace(found, tokens=quirks.tokens, extra=quirks.extra)


def _checked(address: str) -> str:
    hint = f"As in http://localhost:8080/v1, or one of: {', '.join(presets())}."
    if "@" in (address.partition("://")[2] or address).partition("/")[0]:
        raise BadInput("a key does not belong into the address", "base_url", "Set it in ROLEPLAY_API_KEY.")
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port)
        # Some of these would be dropped without a word, and another address asked.
        fits = fits and address.isprintable() and " " not in address
    except ValueError:
        fits = False
    if not fits:
        raise BadInput(f'"{clean(address)[:80]}" is no address of a language model', "base_url", hint)
    return address.rstrip("/")


def _checked_key(key: str) -> str:
    if not (key.isascii() and key.isprintable()):
        raise BadInput("there are characters in the key that no key has", "api_key", "Copy it once more.")
    return key
