"""A move on its way into the reading, before it is grounded and its quality known."""

from dataclasses import dataclass, field, replace

from roleplay.domain.reading import NOWHERE, About, Move, Span, Stage
from roleplay.reader.clauses import Clause

QUOTES, CLOSING = '"“”„«»', ('"', "”", "“", "»")
"""Quotation marks, and those that can end a label ("Tap on "Text size".")."""
DEEDS = ("commit_next_step", "offer_solution", "offer_option")
"""Moves that say what the agent does or could do."""
LEARNED = "learned"
"""The shade of a move that no cue has found."""
STATED = "stated"
"""The shade of a promise that is held against what is stated."""


@dataclass(slots=True)
class Draft:
    """A move found in one clause; later steps of the reader fill in what it is about."""

    kind: str
    clause: Clause
    confidence: float
    quality: float
    shade: str = ""
    stage: Stage | None = None
    about: About = NOWHERE
    until: Clause | None = field(default=None)
    """The last clause it reaches to, when it takes more than one."""

    def move(self, text: str) -> Move:
        """The finished move, quoting the trainee's own words."""
        start, end = self.clause.start, (self.until or self.clause).end
        if text[end : end + 1] in CLOSING and sum(text.count(mark, start, end) for mark in QUOTES) % 2:
            end += 1
        if end < len(text) and text[end] == "?":
            end += 1
        about = replace(self.about, asked=True) if text[start:end].endswith("?") else self.about
        return Move(
            self.kind, Span(start, end, text[start:end]), round(self.confidence, 2), round(self.quality, 2), about
        )
