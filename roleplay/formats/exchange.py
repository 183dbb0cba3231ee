"""One line for `roleplay read`, and the line that answers it. Keys are a contract: added to, never renamed."""

from roleplay.domain.heard import Heard
from roleplay.domain.reading import Move, Reading
from roleplay.domain.text import clean
from roleplay.domain.value import Value
from roleplay.formats.problem import FileProblems
from roleplay.formats.report import Json
from roleplay.formats.source import LARGEST, decode
from roleplay.formats.strict_json import in_json, read_json


class Exchange(Value):
    """What the customer said and the reply to it; `id` comes back as it is."""

    id: str | int | None = None
    customer: str = ""
    reply: str

    def cleaned(self) -> "Exchange":
        """The same with nothing in it that acts on a terminal: places are counted in these texts."""
        id = clean(self.id) if isinstance(self.id, str) else self.id
        return Exchange(id=id, customer=clean(self.customer), reply=clean(self.reply))


def parse_exchange(line: bytes, name: str) -> Exchange:
    """The exchange in a line of the document `name`; `FileProblems`, counted from line 1, if it is none."""
    if len(line) > LARGEST:
        raise FileProblems.of(name, f"this line is too long: at most {LARGEST / 1_000_000:g} MB", line=1, column=1)
    found = read_json(Exchange, decode(line, name), name, lambda one, data: in_json(one, "exchange", data))
    return found.cleaned()


def moves(id: str | int | None, reading: Reading, in_case: bool = False) -> Json:
    """The moves of a reply with their words; `start` and `end` are code points of the cleaned reply.

    In a case each move tells as well what it is about, by the ids of the case's file.
    """
    return {
        "id": id,
        "moves": [
            {
                "move": one.kind,
                "start": one.span.start,
                "end": one.span.end,
                "quote": one.span.quote,
                "confidence": round(one.confidence, 2),
                "quality": round(one.quality, 2),
            }
            | ({"about": _about(one)} if in_case else {})
            for one in reading.moves
        ],
    }


def _about(move: Move) -> Json:
    """What it refers to, as a replay would write it down; what is not so is left out."""
    return Heard.of(move).model_dump(
        mode="json", exclude_defaults=True, exclude={"move", "confidence", "quality", "parts"}
    )
