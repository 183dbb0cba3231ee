"""The tables of spellings, contractions, number words and months, read once."""

from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@cache
def folds() -> dict[str, Any]:
    """Every table of `words.toml` by its name."""
    return tomli.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
