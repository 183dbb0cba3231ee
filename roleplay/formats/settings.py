"""The settings file: everything in it may be left out, and most people have none."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from roleplay.domain.value import Value
from roleplay.errors import BadInput
from roleplay.formats.toml import load_toml, parse_toml, quoted

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Seconds = Annotated[float, Field(gt=0, le=3600)]
Temperature = Annotated[float, Field(ge=0, le=2)]


class ModelHere(Value):
    """What is particular about the model of one job; anything left out is as for all."""

    base_url: str | None = None
    """Where it is: an OpenAI-compatible address, or the name of a server that is known."""
    model: str | None = None
    """Its name there."""
    api_key: str | None = Field(default=None, repr=False)
    """The key for it; the file must then be readable by its owner only."""
    temperature: Temperature | None = None
    """How freely it chooses its words, 0 to 2."""
    first_word: Seconds | None = None
    """Seconds to wait for the first word."""
    between_words: Seconds | None = None
    """Seconds to wait for each word after that."""


class SettingsFile(ModelHere):
    """`settings.toml`."""

    data: str | None = None
    """Folder of the trainee's own record."""
    library: tuple[str, ...] = ()
    """Folders with scenarios and rubrics beside the shipped ones."""
    seed: int | None = None
    """The seed of every conversation; without it one is drawn."""
    mode: Literal["practice", "alone"] | None = None
    """Practise with hints, or alone."""
    voice: Literal["scripted", "llm"] | None = None
    """Who words the customer."""
    style: Literal["guided", "free"] | None = None
    """How a model words the customer: it rewords the built-in line, or it speaks freely."""
    reader: Literal["rules", "llm"] | None = None
    """Who reads the replies: rules alone, or a model beside them."""
    judge: Literal["measures", "llm"] | None = None
    """Who grades: measures alone, or a model beside them."""
    for_voice: ModelHere = ModelHere()
    """The model that words the customer, where it is another one."""
    for_reader: ModelHere = ModelHere()
    """The model that reads, where it is another one."""
    for_judge: ModelHere = ModelHere()
    """The model that judges, where it is another one."""
    theme: Literal["dark", "light", "high-contrast"] | None = None
    """How the interface looks."""
    words: Literal["paced", "at once"] | None = None
    """Whether the customer's words arrive at a readable pace."""


CHOICES: dict[str, dict[str, str]] = {
    "theme": {"dark": "dark", "light": "light", "high-contrast": "high contrast"},
    "mode": {"practice": "practice, with mood, hints and going back", "alone": "alone, as it would really be"},
    "words": {"paced": "at a readable pace", "at once": "all at once"},
    "voice": {"scripted": "built-in customer", "llm": "AI customer"},
    "reader": {"rules": "built-in reader", "llm": "AI reader beside it"},
    "judge": {"measures": "rules", "llm": "AI judge beside them"},
}
"""Settings with few values, and what people read for each of them."""


def load_settings(path: Path) -> SettingsFile:
    """The settings in this file; `FileProblems` if there is anything wrong in it."""
    return load_toml(SettingsFile, path)


def changed(data: bytes, name: str, value: str, file: str) -> bytes:
    """The settings file with another value of one setting; all else in it, comments too, stays as it was written.

    A file with a mistake in it is a `FileProblems`: its author mends it, and nothing is written over it.
    """
    # Only here: reading settings doesn't need it.
    from roleplay.formats.layout import document_of

    parse_toml(SettingsFile, data, file)
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    document = document_of(data[len(mark) :].decode("utf-8"))
    if document is None:
        hint = f"Write this into it yourself: {name} = {quoted(value)}"
        raise BadInput("this file is written in a way that can be read, but not changed from here", file, hint)
    if name in document or not _put_above_tables(document, f"{name} = {quoted(value)}"):
        document[name] = value
    told = mark + document.as_string().encode("utf-8")
    parse_toml(SettingsFile, told, file)
    return told


def _put_above_tables(document: "TOMLDocument", line: str) -> bool:
    """Another line above the first table and the comment that leads to it; False where there is no table."""
    from tomlkit.items import AoT, Comment, Table, Whitespace

    body = document.body
    tables = (
        at for at, (key, item) in enumerate(body) if isinstance(item, Table | AoT) and key and not key.is_dotted()
    )
    first = at = next(tables, -1)
    if first < 0:
        return False
    while at and isinstance(body[at - 1][1], Comment):
        at -= 1
    # Beside the other settings, if there are any: the blank line below them stays below.
    while at and isinstance(body[at - 1][1], Whitespace) and any(key for key, _ in body[:at]):
        at -= 1
    end = "\r\n" if "\r\n" in document.as_string() else "\n"
    apart = "" if at < first and isinstance(body[at][1], Whitespace) else end
    body.insert(at, (None, Whitespace(line + end + apart)))
    return True
