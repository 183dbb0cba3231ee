"""What can go wrong, in one small family.

RoleplayError            anything a person can act on
├── BadInput             a file, an argument or a name that cannot be used   (exit code 2)
├── StoreError           the record of a session cannot be opened or written
└── BackendError         a language model that was asked for cannot be reached (exit code 3)
"""


class RoleplayError(Exception):
    """A problem told to a person: what is wrong, where, and what to do about it."""

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}" if self.where else self.what
        return f"{told}\n  {self.hint}" if self.hint else told


class BadInput(RoleplayError):
    """Something from outside that cannot be used as it is."""


class StoreError(RoleplayError):
    """The record cannot be opened or written; the conversation itself goes on."""


class BackendError(RoleplayError):
    """A model that was explicitly asked for did not do its job."""
