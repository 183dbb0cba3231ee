"""What a customer from elsewhere does in a turn, and which facts of a case their words tell.

In a sitting the director knows that, because it chose it. A transcript brings only the customer's
words; read so, they are evidence of whether the reply before them heard and solved (design part 2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from roleplay.domain.customer import BANDS, CONTENT, UNHELPED, Act, Band, Directive, Part
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.domain.transcript import Turn
from roleplay.reader.bearings import bearings
from roleplay.reader.clauses import Clause, clauses
from roleplay.reader.landing import landed
from roleplay.reader.lexicon import stands
from roleplay.reader.phrases import Phrase, PhraseBook, Phrases, expanded, parse
from roleplay.reader.situation import content, facts_in, said
from roleplay.reader.words import tokens

SHOUTED = 0.6
"""Share of capitals from which a text of some length is shouted."""
SAID_BEFORE = 0.6
"""Share of a turn's content that the customer has said before, from which they repeat themselves."""
EMPHATIC = 3
"""Letters from which a word in capitals, beside others that are not, is stressed."""

_DENIALS = {(verb, "not") for verb in ("is", "was", "are", "were", "does", "did")}
"""With these something is said not to be so; what somebody cannot or will not do is no correction."""
BRIEF = 3
"""Words of a question that only throws something back, and questions of that kind in one breath."""
_TURNS = (("but",), ("so",))
"""After kind words, a question that begins so is what the customer still waits for."""
_EDGES = ".,!?:;()\"'"
_STEPS: dict[Act, int] = {
    "reveal": 1,
    "notice": 1,
    "repeat": 1,
    "vent": 1,
    "demand_supervisor": 1,
    "threaten": 2,
    "ultimatum": 3,
}


@dataclass(frozen=True)
class _Shown:
    """What a phrase shows: an act, or abuse (None)."""

    act: Act | None
    unless: tuple[Phrase, ...]


def overhear(text: str, before: tuple[Turn, ...]) -> Directive:
    """What the customer does with these words, as if it had been chosen."""
    found = clauses(tokens(text[:LONGEST_REPLY_READ]))
    acts = cued_acts(text, found, before)
    abusive = any(one.act is None for clause in found for one in _shown(clause))
    if any(turn.role == "agent" for turn in before):
        acts = landed(found, acts, before)
    band = _band(text, acts, abusive)
    if UNHELPED.intersection(acts) or abusive or band in ("hostile", "ultimatum"):
        acts = [act for act in acts if act not in ("confirm", "soften")]
    number = sum(turn.role == "customer" for turn in before)
    facts = tuple(facts_in(text, number))
    parts = tuple(Part(act, tone="doubt" if act == "react_offer" else None) for act in acts)
    return Directive(parts, band, facts, abusive=abusive)


def cued_acts(text: str, found: list[Clause], before: tuple[Turn, ...]) -> list[Act]:
    """What the words show by themselves, in the order in which they show it."""
    shown = [one.act for clause in found for one in _shown(clause)]
    acts: list[Act] = [act for act in dict.fromkeys(shown) if act is not None]
    if "vent" not in acts and _insists(text, before):
        acts.append("vent")
    if (_repeats(found, before) or _echoes(found, before)) and "repeat" not in acts:
        acts.append("repeat")
    if any(clause.asks and clause.words[:1] in _TURNS for clause in found):
        acts = [act for act in acts if act not in CONTENT]
    if _contradicts(found, before) and "correct_you" not in acts:
        acts.append("correct_you")
    if "thank" in acts and "vent" in acts and not (UNHELPED - {"vent"}).intersection(acts):
        acts.remove("vent")
    if any(clause.asks for clause in found):
        acts.append("ask")
    return acts


def told_in(text: str, scenario: Scenario) -> tuple[str, ...]:
    """Facts of the case that the customer's words tell, in the order of the scenario."""
    ground = bearings(scenario)
    found = clauses(tokens(text[:LONGEST_REPLY_READ]))
    hit = {one.target.id for clause in found for one in ground.hits(clause.words, "fact")}
    return tuple(fact.id for fact in scenario.facts if fact.id in hit and fact.status != "unknown")


def _shown(clause: Clause) -> Iterator[_Shown]:
    for _, _, _, one in _book().find(clause.words):
        if not stands(one.unless, clause.words):
            yield one


def _repeats(found: list[Clause], before: tuple[Turn, ...]) -> bool:
    """Most of what is said has been said by them before."""
    now = content(word for clause in found for word in clause.words)
    earlier = [turn.content for turn in before if turn.role == "customer"]
    said = content(token.word for text in earlier for token in tokens(text) if not token.mark)
    return len(now) >= 4 and len(now & said) >= SAID_BEFORE * len(now)


def _insists(text: str, before: tuple[Turn, ...]) -> bool:
    """Said louder than before: words in capitals that are no abbreviations, marks doubled, a plain no."""
    spoken = {word.strip(_EDGES) for turn in before if turn.role == "agent" for word in turn.content.split()}
    words = [word.strip(_EDGES) for word in text.split()]
    stressed = [word for word in words if len(word) >= EMPHATIC and word.isalpha() and word.isupper()]
    short = _document()["classes"]["short"].split()
    vowels = [one for one in stressed if set("AEIOUY") & set(one) and one not in spoken and one.lower() not in short]
    refused = text.lstrip().lower().startswith("no!")
    return bool(vowels) or "??" in text or "?!" in text or "!!" in text or refused


def _echoes(found: list[Clause], before: tuple[Turn, ...]) -> bool:
    """Asks what the agent's own words mean: "Which options?", "What next steps?"; or three things in one breath."""
    spoken = [turn.content for turn in before[-1:] if turn.role == "agent"]
    theirs = content(token.word for text in spoken for token in tokens(text) if not token.mark)
    short = [one for one in found if one.asks and len(one.words) <= BRIEF]
    asked_back = any(one.words[:1] in (("which",), ("what",)) and content(one.words) & theirs for one in short)
    return asked_back or len(short) >= BRIEF


def _contradicts(found: list[Clause], before: tuple[Turn, ...]) -> bool:
    """Says of something that only the agent has brought up that it is not so: "Japan isn't in Europe"."""
    spoken = [turn.content for turn in before[-1:] if turn.role == "agent"]
    own = said(token.word for turn in before if turn.role == "customer" for token in tokens(turn.content))
    new = said(token.word for text in spoken for token in tokens(text) if not token.mark) - own
    return any(
        any(pair in _DENIALS for pair in zip(clause.words, clause.words[1:], strict=False))
        and not {"i", "we"} & set(clause.words[:2])
        and bool(said(clause.words) & new)
        for clause in found
    )


def _band(text: str, acts: list[Act], abusive: bool) -> Band:
    """How angry it sounds: from what is done, and from shouting."""
    letters = [letter for letter in text if letter.isalpha()]
    shouted = len(letters) > 12 and sum(letter.isupper() for letter in letters) >= SHOUTED * len(letters)
    heat = sum(_STEPS.get(act, 0) for act in acts) + 2 * shouted + 2 * abusive + ("!!" in text)
    heat -= bool(CONTENT.intersection(acts))
    return BANDS[max(0, min(heat, 3))]


@cache
def _document() -> dict[str, Any]:
    return tomli.loads(files(__package__).joinpath("customer.toml").read_text("utf-8"))


@cache
def _book() -> PhraseBook[_Shown]:
    document = _document()
    classes = {name: frozenset(text.split()) for name, text in document["classes"].items()}

    def phrases(cues: list[str]) -> tuple[Phrase, ...]:
        return Phrases(parse(one, classes) for cue in cues for one in expanded(cue))

    rows = [*document["cues"], *document["abuse"]]
    return PhraseBook(
        (phrase, _Shown(row.get("act"), phrases(row.get("unless", []))))
        for row in rows
        for phrase in phrases(row["phrases"])
    )
