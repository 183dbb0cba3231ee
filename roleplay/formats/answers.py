"""What somebody has to tell of a case before it can be played: twelve questions, and their answers as a file."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError

from roleplay.domain.meta import Kind
from roleplay.domain.scenario import Cue
from roleplay.domain.text import clean
from roleplay.domain.value import Value
from roleplay.errors import BadInput
from roleplay.formats.toml import load_toml, quoted
from roleplay.formats.wording import complaints

Answer = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]
"""Short enough that a sentence around it still fits where it has to stand."""

Manner = Literal["calm", "irritated", "angry", "furious"]
"""How a customer comes in."""


def _asked(question: str) -> Any:
    return Field(default=None, description=question)


class Answers(Value):
    """A case in its author's own words; what has not been told yet is None."""

    company: Answer | None = _asked("Your company, and what it does? [Larkstep sells running shoes online.]")
    role: Answer | None = _asked("Who are you there? [You answer the chat at Larkstep.]")
    customer: Answer | None = _asked("Who writes to you? [Sam]")
    mood: Manner | None = _asked("How do they come in: calm, irritated, angry or furious? [irritated]")
    opening: Answer | None = _asked(
        "What has happened? Say it in their own first words. [I ordered green shoes, and they're blue.]"
    )
    wants: Answer | None = _asked('What do they want? Go on after "I want to". [have the green pair]')
    hidden: Answer | None = _asked(
        "What is behind it that they don't say at first? In their words. [There's a team race on Saturday.]"
    )
    question: Cue | None = _asked("Which question brings that out? [When do you need them?]")
    may: Answer | None = _asked("What may you do for them? [A wrong item is exchanged at no cost.]")
    never: Answer | None = _asked("What must you never do or promise? [Never name a day before you have looked.]")
    outcome: Answer | None = _asked("A good way for it to end, in a few words? [the green pair by express]")
    other: Answer | None = _asked("Another way that would do? [an exchange by post]")
    kind: Kind | None = None
    title: Answer | None = None

    def missing(self) -> list[str]:
        """The questions that nobody has answered, in the order of the story."""
        return [name for name in QUESTIONS if getattr(self, name) is None]


QUESTIONS = {name: field.description for name, field in Answers.model_fields.items() if field.description is not None}
"""What is asked, by the name of the answer: a plain question with an example in brackets."""


def answered(given: Mapping[str, str | None], flags: bool = False) -> Answers:
    """What was typed, as answers; BadInput names each that won't do. With `flags` they are called as on a command."""
    told = {name: text for name, text in ((name, _tidied(name, text or "")) for name, text in given.items()) if text}
    try:
        return Answers.model_validate(told)
    except ValidationError as error:
        wrong = complaints(error.errors(include_url=False), told, Answers)
        dashes = "--" if flags else ""
        said = "; ".join(f"{dashes}{one.path[0]} {one.message}" for one in wrong)
        raise BadInput(said, hint=" ".join(one.hint for one in wrong if one.hint)) from None


def load_answers(path: Path) -> Answers:
    """The answers in a file as `answers_text` writes it; `FileProblems` if there is anything wrong in it."""
    found = load_toml(Answers, path)
    return answered(found.model_dump())


def answers_text(answers: Answers) -> str:
    """What was answered so far, as a file."""
    return "".join(f"{name} = {quoted(text)}\n" for name, text in answers.model_dump(exclude_none=True).items())


def _tidied(name: str, text: str) -> str:
    """A question is one in plain words: signs with which cues are written are none of it."""
    text = clean(text).strip()
    if name == "mood" or name == "kind":
        return text.lower().rstrip(".")
    if name != "question" or not text:
        return text
    words = " ".join(re.sub(r"[*|(){}^$]", " ", text).split()).rstrip("?!. ")
    return f"{words}?" if re.search(r"\w", words) else ""
