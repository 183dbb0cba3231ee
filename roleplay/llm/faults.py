"""All that can go wrong with a model, each said once: what happened, and what a person can do about it."""

from __future__ import annotations

from typing import Literal

from roleplay.errors import BackendError

Kind = Literal[
    "unreachable",
    "unknown_host",
    "untrusted",
    "no_key",
    "forbidden",
    "no_model",
    "busy",
    "refused",
    "broken",
    "silent",
    "cut",
    "web_page",
    "garbled",
    "empty",
    "endless",
    "slow",
    "unfit",
]

_KNOWN: dict[Kind, tuple[str, str]] = {
    "unreachable": ("nothing answers at that address", "Is the server running, and is the address right?"),
    "unknown_host": ("there is no computer of that name", "Is the address right, and is there a network?"),
    "untrusted": ("no secure connection could be made", "Should the address begin with http:// or with https://?"),
    "no_key": ("the key was not accepted", "Set the right one in ROLEPLAY_API_KEY or in the settings file."),
    "forbidden": ("this key may not use this model", "Ask whoever gave you the key, or name another model."),
    "no_model": ("there is no such model at that address", "`roleplay doctor` lists those that there are."),
    "busy": ("it has too much to do just now", "Wait a while, or look at the limits of your account."),
    "refused": ("the request was not understood", "`roleplay doctor` shows what this server can do."),
    "broken": ("the server has a problem of its own", "Try again later; its own log may tell more."),
    "silent": ("no more words came in time", "A smaller model is faster; the settings say how long to wait."),
    "cut": ("the answer broke off", "Try again; if it happens often, look at the server's own log."),
    "web_page": ("a web page came back instead of an answer", "Does this network want you to log in somewhere first?"),
    "garbled": ("what came back could not be read", "Is this an OpenAI-compatible address? Most of them end in /v1."),
    "empty": ("the answer was empty", "Try another model."),
    "endless": ("the answer did not come to an end", "Try another model."),
    "slow": ("the answer took too long", "A smaller model is faster; the settings say how long to wait."),
    "unfit": ("the answer was not of use", "Try another model; `roleplay doctor` says what this one is fit for."),
}

LASTING: frozenset[Kind] = frozenset(("unknown_host", "untrusted", "no_key", "forbidden", "no_model", "web_page"))
"""What does not go away by itself, so that asking again is in vain."""
PASSING: frozenset[Kind] = frozenset(("unreachable", "busy", "broken", "cut"))
"""What may be over in a moment, so that it is worth asking once more while nothing has been said."""


class ModelFault(BackendError):
    """A model did not do its job; `kind` says how, and whoever asked goes on without it."""

    def __init__(self, kind: Kind, details: str = "", wait: float | None = None) -> None:
        what, hint = _KNOWN[kind]
        super().__init__(what, hint=hint)
        self.kind, self.details = kind, details
        self.wait = wait
        """Seconds after which the server says it would answer again."""
        self.begun = False
        """Words had come before it happened."""

    @property
    def lasts(self) -> bool:
        """Whether asking again is in vain."""
        return self.kind in LASTING
