"""What was found out about language models, as `roleplay doctor` keeps it beside the trainee's record."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from roleplay.domain.value import Value
from roleplay.formats.problem import FileProblems, printable_path
from roleplay.formats.source import read_bytes

MOST_MODELS = 100
"""Models that are remembered; the one tried longest ago goes first."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Work = Literal["voice", "reader", "judge"]


class Fit(Value):
    """What one model at one address is fit for. What stands neither in `fit` nor in `unfit` was not tried."""

    base_url: Name
    model: Name
    style: Literal["guided", "free"] | None = None
    """The freest way to word a customer that it is fit for."""
    fit: tuple[Work, ...] = ()
    unfit: tuple[Work, ...] = ()
    tried: date
    prompts: str = Field(max_length=64)
    """Which wording of the prompts it was tried with: with another one this tells nothing."""


class Fitness(Value):
    """The file: one entry for each model."""

    models: tuple[Fit, ...] = Field(default=(), max_length=MOST_MODELS)

    def of(self, base_url: str, model: str) -> Fit | None:
        """What is known of this model at this address."""
        return next((one for one in self.models if (one.base_url, one.model) == (base_url, model)), None)

    def with_one(self, new: Fit) -> "Fitness":
        """The same with this entry, in place of an older one about the same model."""
        others = [one for one in self.models if (one.base_url, one.model) != (new.base_url, new.model)]
        return Fitness(models=(*others, new)[-MOST_MODELS:])

    def as_bytes(self) -> bytes:
        """As it is written."""
        return f"{self.model_dump_json(indent=2)}\n".encode()


def load_fitness(path: Path) -> Fitness:
    """What the file says; nothing where there is none, and `FileProblems` where it can't be read."""
    if not os.path.lexists(path):
        return Fitness()
    try:
        return Fitness.model_validate_json(read_bytes(path))
    except ValidationError:
        raise FileProblems.of(printable_path(path), "this is not what `roleplay doctor` writes") from None
