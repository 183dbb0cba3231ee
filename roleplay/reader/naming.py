"""Ways out that a reply only names: "Express card, free, by Wednesday", "New pair or repair?"."""

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon
from roleplay.reader.questions import asks
from roleplay.reader.recognition import NEGATORS
from roleplay.reader.referents import meaning
from roleplay.reader.situation import Situation

LONGEST_NAMING = 8
"""Words of a clause that does nothing but name a way out."""
BOUNDS = frozenset({"only", "until", "till"})
"""What has its bounds told is explained, not offered: "Our approval counts for 214 only"."""


def named_choices(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Two ways named as a question and nothing else: "New pair or repair?" """
    ground = situation.bearings
    taken = {id(draft.clause) for draft in drafts}
    if ground is None:
        return []
    return [
        Draft("offer_solution", one, 0.75, 0.6, "", "offer", About(stage="offer", parts=frozenset({"what"})))
        for one in found
        if one.asks and id(one) not in taken and not one.quoted and not asks(one.words) and _two_ways(one.words, ground)
    ]


def _two_ways(words: tuple[str, ...], ground: Bearings) -> bool:
    """On both sides of an "or" something that the case can end with; one side may only say how it gets there."""
    at = words.index("or") if "or" in words else 0
    sides = (words[:at], words[at + 1 :])
    named = [
        any(ground.outcome_of(hit.target.id) for hit in ground.hits(side, "outcome", "action") + ground.by_name(side))
        for side in sides
    ]
    how = [not lexicon().classes["by_way"].isdisjoint(side) for side in sides]
    return at > 0 and any(named) and all(a or b for a, b in zip(named, how, strict=True))


def named_offers(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Ways out that are named and nothing else, as terse people do: "Express card, free, by Wednesday"."""
    ground = situation.bearings
    if ground is None:
        return []
    taken = {id(draft.clause) for draft in drafts}
    offers = []
    for clause in found:
        small = NEGATORS | BOUNDS | lexicon().classes["asked"]
        if id(clause) in taken or clause.quoted or len(clause.words) > LONGEST_NAMING or small & set(clause.words):
            continue
        hits = ground.hits(clause.words, "outcome", "action") + ground.by_name(clause.words)
        ways = [hit for hit in hits if ground.outcome_of(hit.target.id)]
        if ways:
            about = About(stage="offer", parts=frozenset({"what"}))
            named = Draft("offer_solution", clause, 0.65, 0.6, "", "offer", about)
            offers.append(meaning(named, ground, ways[0], situation))
    return offers
