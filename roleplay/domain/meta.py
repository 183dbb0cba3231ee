"""What a library shows of a scenario, and the kinds of words that all files share."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from roleplay.domain.value import Value

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Kind = Literal["angry", "product-question", "conflict"]


class Meta(Value):
    """What the library shows."""

    id: Id
    """Its name in the library: that of the file, without its ending."""
    version: int = Field(default=1, ge=1)
    title: Text
    kind: Kind
    industry: Text
    channel: Literal["chat", "e-mail", "phone"] = "chat"
    difficulty: int = Field(ge=1, le=5)
    """1 easy to 5 tough."""
    minutes: int = Field(ge=1, le=90)
    """How long it takes, about."""
    language: str = "en"
    skills: tuple[str, ...] = ()
    content_notes: tuple[Text, ...] = ()
    """Shown before the start: what could upset somebody."""


class Front(BaseModel):
    """The head of a scenario file; what follows it is looked at when the case is played or checked."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    meta: Meta
