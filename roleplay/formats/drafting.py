"""A case out of twelve answers: it plays at once, and holds no syntax but keys and quotes."""

import re
import unicodedata

from roleplay.formats.answers import Answers, Manner
from roleplay.formats.problem import printable
from roleplay.formats.toml import quoted

LONGEST_ID = 64
_LONGEST_SLUG = 32
_LONGEST_LABEL = 60
_SLOT = re.compile(r"\{(?=(?:want|fact|offer|wrong|right)\})")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def slug(text: str, longest: int = LONGEST_ID) -> str:
    """The words as an id, cut between words where that can be; empty if no letter or digit of it can be used."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("'", "").replace("\u2019", ""))
    words = re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one)))
    found = ""
    for word in words:
        if len(found) + len(word) >= longest:
            break
        found += f"-{word}" if found else word
    return found or "".join(words)[:longest]


def scenario_draft(answers: Answers, id: str, schema: str) -> str:
    """A case that can be played, out of answers of which none is missing; `schema` is where its schema is."""
    names = _Names(answers)
    kind = answers.kind or _KINDS[_mood(answers)]
    must = {name: quoted(text) for name, text in answers.model_dump().items() if text is not None}
    title = quoted(answers.title or in_words(id))
    secret = quoted(_phrase(_of(answers.hidden)))
    wants = quoted(f"I want to {_want(answers)}.")
    happened = quoted(_phrase(max(_SENTENCE.split(_of(answers.opening)), key=len)))
    return f"""\
#:schema {schema}
# Reword it while it is played: roleplay play {id}.toml --watch
# One more rule, fact, outcome or line of the customer's is one more entry in its list.

meta = {{ id = "{id}", title = {title}, kind = "{kind}", industry = {quoted(_industry(answers))}, \
difficulty = {_DIFFICULTY[_mood(answers)]}, minutes = 5 }}
rubrics = {_RUBRICS[kind]}

lines = [ # What the customer says.
  {{ act = "open", asks = ["{names.request}"], text = [{_spoken(answers.opening)}] }},
  {{ act = "reveal", about = "{names.hidden}", text = [{_spoken(answers.hidden)}] }},
]
# What they want: text goes on after "I want to".
requests = [{{ id = "{names.request}", text = {quoted(_want(answers))}, served_by = {names.served_by} }}]
need = {{ presenting = {wants}, underlying = {must["hidden"]}, would_accept = {names.served_by} }}

facts = [ # What is true. What has a question in `asks` comes out when somebody asks it.
  {{ id = "{names.happened}", value = {happened} }},
  {{ id = "{names.hidden}", value = {secret}, reveal = {{ asks = [{must["question"]}] }} }},
]
outcomes = [ # What they can end up with, and how well it fits (from 0.7 it serves).
  {{ id = "{names.outcome}", label = {quoted(_phrase(_of(answers.outcome)))}, fit = 0.9 }},
  {{ id = "{names.other}", label = {quoted(_phrase(_of(answers.other)))}, fit = 0.75 }},
]
policy = [ # The rules of the house.
  {{ id = "{names.may}", text = {must["may"]}, authority = "may" }},
  {{ id = "{names.never}", text = {must["never"]}, authority = "never" }},
]

[customer]
name = {must["customer"]}
{_disposition(answers, kind)}

[brief] # What the trainee reads before the first word.
role = {must["role"]}
company = {must["company"]}
situation = {quoted(f"{_of(answers.customer)} writes to you in the chat.")}
objective = {quoted(f"Find out what {_of(answers.customer)} needs, put it right, and say what happens next.")}
"""


class _Names:
    """Ids out of the words, none of them twice in the file."""

    def __init__(self, answers: Answers) -> None:
        self._taken: set[str] = set()
        self.happened = self._new(answers.opening, "what-happened")
        self.hidden = self._new(answers.hidden, "what-is-behind-it")
        self.request = self._new(_want(answers), "what-they-want")
        self.outcome = self._new(answers.outcome, "one-way")
        self.other = self._new(answers.other, "another-way")
        self.may = self._new(answers.may, "you-may")
        self.never = self._new(answers.never, "you-must-not")
        self.served_by = f'["{self.outcome}", "{self.other}"]'

    def _new(self, text: str | None, otherwise: str) -> str:
        first = slug(_of(text), _LONGEST_SLUG) or otherwise
        numbered = (f"{first}-{number}" for number in range(2, len(self._taken) + 3))
        id = next(one for one in (first, *numbered) if one not in self._taken)
        self._taken.add(id)
        return id


def _of(text: str | None) -> str:
    assert text is not None, "only a whole set of answers is drafted"
    return text


def _mood(answers: Answers) -> Manner:
    assert answers.mood is not None, "only a whole set of answers is drafted"
    return answers.mood


def _phrase(text: str) -> str:
    """A sentence as a few words: as it stands in a list or after other words."""
    return text.rstrip(" .!") or text


def _want(answers: Answers) -> str:
    """What follows "I want to", also where it was typed whole."""
    wants = _phrase(_of(answers.wants))
    return re.sub(r"^(?:i\s+want\s+)?to\s+(?=\S)", "", wants, flags=re.IGNORECASE)


def _industry(answers: Answers) -> str:
    words = printable(_phrase(_SENTENCE.split(_of(answers.company))[0]))
    return words if len(words) <= _LONGEST_LABEL else f"{words[: _LONGEST_LABEL - 1].rstrip()}…"


def _spoken(text: str | None) -> str:
    """Words of the customer: what would be a slot in a line of theirs is only braces here."""
    return quoted(_SLOT.sub("{ ", _of(text)))


def in_words(id: str) -> str:
    """An id as a title, until its author has a better one."""
    return id.replace("-", " ").capitalize()


def _disposition(answers: Answers, kind: str) -> str:
    """The keys with which the customer starts in this mood (domain guide 2.1 and 2.5b)."""
    mood = _mood(answers)
    if mood == "calm" and kind != "product-question":
        # Something did go wrong, so this is nobody who only asks.
        return 'preset = "steady"\npersona = { expect = 60, perform = 50 }'
    return f'preset = "{_PRESETS[mood]}"'


_PRESETS: dict[Manner, str] = {"calm": "asking", "irritated": "steady", "angry": "average", "furious": "hot"}
_DIFFICULTY: dict[Manner, int] = {"calm": 1, "irritated": 2, "angry": 3, "furious": 4}
_KINDS: dict[Manner, str] = {"calm": "product-question", "irritated": "angry", "angry": "angry", "furious": "angry"}
_RUBRICS = {
    "angry": "{ active-listening = 30, empathy = 35, resolution = 35 }",
    "product-question": "{ active-listening = 30, empathy = 10, resolution = 35, product-knowledge = 25 }",
    "conflict": "{ active-listening = 25, empathy = 25, resolution = 25, conflict-resolution = 25 }",
}
