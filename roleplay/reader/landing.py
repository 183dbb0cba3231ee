"""How a reply landed, by the customer's next words: learned from the labelled turns of `data/turns`.

Few say "you did not answer"; they say "And the Saturday one?". Such turns are read as a whole, with what the customer
said before, what the agent has just said and done, and what the cues of `customer.toml` hear.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from roleplay.domain.customer import CONTENT, UNHELPED, Act
from roleplay.domain.transcript import Turn
from roleplay.reader.clauses import Clause
from roleplay.reader.features import own, plain
from roleplay.reader.lexicon import lexicon
from roleplay.reader.situation import content
from roleplay.reader.weights import Table, table, unpacked
from roleplay.reader.words import tokens

FILE = "landing.dat"
SHOWS: dict[str, Act] = {
    "content": "confirm",
    "ask": "ask",
    "repeat": "repeat",
    "correct_you": "correct_you",
    "vent": "vent",
    "threaten": "threaten",
    "leave": "notice",
    "refuse": "react_offer",
}
"""What a turn can show of how the reply before it landed, as `data/turns` labels it, and the act that it is."""
HELPED, WITHOUT = "content", "unhelped"
WITHOUT_HELP = ("repeat", "correct_you", "vent", "threaten", "leave")
"""Labels that are learned one by one, and together as WITHOUT: whether one of them holds is surer than which."""
CLEARLY = 16
"""How far above what is heard one of HELPED and WITHOUT has to score for cues of the other not to be believed."""
SHARES = (0.01, 0.34, 0.67)
"""Shares of a turn's words that were said before, from which it shares some, many or most of them."""


@dataclass(frozen=True)
class Listener:
    """A trained file, ready to tell what a turn shows."""

    version: str
    shows: tuple[str, ...]
    weights: Table
    heard: tuple[int, ...]
    """The score from which each label is heard though no cue shows it."""
    doubted: tuple[int, ...]
    """The score below which each label is not believed although a cue shows it."""


def parse(content: bytes) -> Listener:
    """The listener in a trained file.

    Raises ValueError if the file is not whole.
    """
    header, payload = unpacked(content)
    weights, _ = table(header["base"], payload)
    return Listener(
        header["version"], tuple(header["shows"]), weights, tuple(header["heard"]), tuple(header["doubted"])
    )


@cache
def listener() -> Listener:
    """The shipped listener, read once per process."""
    return parse(files(__package__).joinpath(FILE).read_bytes())


def landed(found: list[Clause], cued: list[Act], before: tuple[Turn, ...]) -> list[Act]:
    """What a customer's turn of these clauses does: what cues show, unless it is doubted, and what is heard beside it.

    Whether somebody goes without help or has been helped is asked together for all acts that show it.
    """
    trained = listener()
    scores = dict(zip(trained.shows, trained.weights.scores(looked_at(found, cued, before)), strict=True))
    above = {name: scores[name] - least for name, least in zip(trained.shows, trained.heard, strict=True)}
    doubted = {name for name, least in zip(trained.shows, trained.doubted, strict=True) if scores[name] < least}
    if max(above[HELPED], above[WITHOUT]) >= CLEARLY and min(above[HELPED], above[WITHOUT]) < 0:
        doubted.add(WITHOUT if above[HELPED] > above[WITHOUT] else HELPED)
    shown = [act for act in cued if _group(act) not in doubted]
    if above["refuse"] >= 0:
        shown.append(SHOWS["refuse"])
    if any(_group(act) for act in shown) or max(above[HELPED], above[WITHOUT]) < 0:
        return shown
    likeliest = max(WITHOUT_HELP, key=lambda name: above[name])
    return [*shown, SHOWS[HELPED if above[HELPED] > above[WITHOUT] else likeliest]]


def _group(act: Act) -> str | None:
    """What an act says of how the reply landed, as far as it says anything."""
    return WITHOUT if act in UNHELPED else HELPED if act in CONTENT else None


def looked_at(found: list[Clause], cues: Iterable[str], before: tuple[Turn, ...]) -> frozenset[str]:
    """The names of what stands in a customer's turn and in the reply before; the same for learning and for reading."""
    return frozenset((*_words(found), *(f"!{cue}" for cue in cues), *_place(found, before), *_reply(before)))


def _words(found: list[Clause]) -> Iterator[str]:
    for clause in found:
        yield from own(tuple(map(plain, clause.words)))
    if found:
        yield f"@begins {found[0].words[:1]}"
        yield f"@ends {found[-1].words[-1:]}"


def _place(found: list[Clause], before: tuple[Turn, ...]) -> Iterator[str]:
    said = content(word for clause in found for word in clause.words) - lexicon().general
    yield f"@said before {_share(said, _content([turn.content for turn in before if turn.role == 'customer']))}"
    last = before[-1].content if before and before[-1].role == "agent" else ""
    yield f"@answered {_share(said, _content([last]))}"
    if "?" in last:
        yield "@was asked"
        yield f"@was asked {'?' in last.strip()[-2:]} {any(clause.asks for clause in found)}"
    yield f"@asks {sum(clause.asks for clause in found)}"
    yield f"@length {min(sum(len(clause.words) for clause in found) // 4, 6)}"


def _reply(before: tuple[Turn, ...]) -> Iterator[str]:
    """The same short "Right." means one thing after a plan, and another after a shrug."""
    if before and before[-1].role == "agent":
        yield from (f"<{plain(one.word)}" for one in tokens(before[-1].content) if not one.mark)
        yield from (f"@did {move.kind}" for move in (before[-1].reading.moves if before[-1].reading else ()))


def _content(texts: list[str]) -> frozenset[str]:
    return content(one.word for text in texts for one in tokens(text) if not one.mark) - lexicon().general


def _share(said: frozenset[str], spoken: frozenset[str]) -> int:
    share = len(said & spoken) / len(said) if said else 0.0
    return sum(share >= least for least in SHARES)
