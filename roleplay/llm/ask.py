"""What is put to a model, and what can be asked of one."""

import hashlib
import json
from collections.abc import AsyncGenerator
from dataclasses import asdict, dataclass
from typing import Literal, Protocol

from roleplay.llm.endpoint import Endpoint

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A prompt, and how long its answer may be. What stays the same comes first, so that a server can keep it."""

    messages: tuple[Message, ...]
    most_tokens: int
    temperature: float | None = None
    """None: as the settings say."""
    shape: dict[str, object] | None = None
    """The `response_format` of an answer that is no plain text."""

    @property
    def key(self) -> str:
        """The content of the prompt in 64 hex digits: the same prompt has the same key."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Model(Protocol):
    """A model that can be asked."""

    endpoint: Endpoint

    def words(self, ask: Ask) -> AsyncGenerator[str, None]:
        """The answer, piece by piece as it comes; a ModelFault wherever it breaks off.

        To close it stops the request at once.
        """
        ...

    async def names(self) -> tuple[str, ...]:
        """The models that the server says it has; a ModelFault if it doesn't answer."""
        ...

    async def close(self) -> None:
        """Let go of the connection."""
        ...
