"""Where a model is, and how long to wait for it."""

import ipaddress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TEMPERATURE = 0.7
"""How freely a model chooses its words where neither the settings nor the job say otherwise."""
FIRST_WORD = 60.0
"""Seconds to wait for the first word: a small machine reads a long prompt for half a minute."""
BETWEEN_WORDS = 15.0
"""Seconds to wait for the next word."""
WHOLE_ANSWER = 120.0
"""Seconds after which even an answer that still grows is given up."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model at one address. Times are in seconds."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    temperature: float = TEMPERATURE
    first_word: float = FIRST_WORD
    between_words: float = BETWEEN_WORDS
    whole_answer: float = WHOLE_ANSWER
    tokens: str = "max_tokens"
    """What this server calls the longest answer."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What else this server is to be told with every request."""

    @property
    def host(self) -> str:
        """The computer that the text goes to."""
        return urlsplit(self.base_url).hostname or self.base_url

    @property
    def is_local(self) -> bool:
        """Whether that is this very computer."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")

    @property
    def place(self) -> str:
        """Where the text goes, for a person."""
        parts = urlsplit(self.base_url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return f"a program on this computer (port {port})" if self.is_local else self.host
