"""The one door for text from outside: what passes here can be shown, stored and read.

Replies, scenario files, model output and names all go through `clean` once. What it takes out
are characters that act on a terminal instead of showing something: control characters, C1,
escapes, bidirectional marks, NUL and lone surrogates.
"""

import re
from collections.abc import Callable

LONGEST_REPLY_READ = 4000
"""Characters of a reply that are read; the rest is stored and flagged (design part 8)."""

_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI sequences: colours, cursor moves, clearing the screen
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC, DCS, SOS, PM, APC
    "|\x1b[ -/]*[0-~]?"
)
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without anything that acts on a terminal; cleaning twice changes nothing more."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return _UNSHOWN.sub("", _ESCAPE.sub("", text))


_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}[ -]?)?(?:\(\d{1,5}\)[ -]?)?\d(?:[ -]?\d){8,13}(?![\w-])")


def mask(text: str, allowed: Callable[[], frozenset[str]] = frozenset) -> str:
    """Likely personal data (card, e-mail and phone numbers) dotted out, length kept.

    `allowed` gives the strings of the scenario itself, which stay readable; it is asked only where something was found.
    Done right after `clean`, so that shown, read, graded and stored text are one.
    """

    def dots(match: re.Match[str]) -> str:
        found = match.group()
        bare = re.sub(r"\W", "", found).lower()
        if any(bare and bare in re.sub(r"\W", "", kept).lower() for kept in allowed()):
            return found
        return re.sub(r"[^\W_]", "•", found)

    for pattern in (_EMAIL, _CARD, _PHONE):
        text = pattern.sub(dots, text)
    return text
