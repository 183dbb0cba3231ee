"""Ways laid before the customer to choose from: "by post it comes on Monday, at the shop it is ready today"."""

from dataclasses import replace

from roleplay.reader.bearings import Bearings, Hit, Target
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import DEEDS, Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.referents import served
from roleplay.reader.situation import Situation

OWN = frozenset({"i", "we"})
"""Who says so does it, whatever is asked beside it: "I'm sending them now. Which address suits you?"."""


def left_to_choose(drafts: list[Draft], found: list[Clause], situation: Situation) -> list[Draft]:
    """The drafts, with deeds as offers where the reply asks which of several ways to one end the customer wants."""
    ground = situation.bearings
    if ground is None or not any(_asks_which(clause) for clause in found):
        return drafts
    return [_offered(one) if _is_one_of_several(one, drafts, ground, situation) else one for one in drafts]


def _asks_which(clause: Clause) -> bool:
    choosing = stands(lexicon().steps["choosing"], clause.words) or (
        clause.words[:1] in (("which",), ("what",)) and stands(lexicon().steps["offering"], clause.words)
    )
    return choosing and (clause.asks or clause.words[:1] == ("which",))


def _is_one_of_several(draft: Draft, drafts: list[Draft], ground: Bearings, situation: Situation) -> bool:
    if draft.kind not in DEEDS or draft.stage not in ("done", "will") or not OWN.isdisjoint(draft.clause.words):
        return False
    mine = _ends(draft, ground, situation)
    others = (one for one in drafts if one.kind in DEEDS and one.about.action != draft.about.action)
    return any(mine & _ends(one, ground, situation) for one in others)


def _ends(draft: Draft, ground: Bearings, situation: Situation) -> set[str]:
    id = draft.about.action
    return served(ground, Hit(Target("action", id), 0, 0, 0), situation) if id else set()


def _offered(draft: Draft) -> Draft:
    return replace(draft, kind="offer_option", quality=0.6, stage="offer", about=replace(draft.about, stage="offer"))
