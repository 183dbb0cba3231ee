"""How particular a sentence is to this case where no scenario says what the case is (rule W11).

What counts are dates, times and amounts, and words that the customer or the agent's sheet has used:
a sentence with none of them could be said to anybody.
"""

from dataclasses import replace

from roleplay.reader.clauses import Clause
from roleplay.reader.draft import DEEDS, Draft
from roleplay.reader.listening import meets
from roleplay.reader.situation import Situation, particulars

POINTS_BACK = 4
"""Words up to which a deed done leans on what was said before: "Booked." """
WORTH = (0.3, 0.6, 0.8)
"""Quality of a deed, an offer or an explanation by how many particulars stand in its sentence."""
_WEIGHED = (*DEEDS, "explain", "answer", "reassure")


def weighed(drafts: list[Draft], whole: list[Clause], situation: Situation) -> list[Draft]:
    """The drafts of a reply with no scenario, each worth what is particular in it."""
    if situation.scenario is not None:
        return drafts
    for draft in drafts:
        if draft.kind not in _WEIGHED:
            continue
        facts = tuple(id for id, told in situation.told_content.items() if meets(draft.clause.words, told))
        draft.about = replace(draft.about, facts=facts)
        near = [
            one for one in whole if one.sentence == draft.clause.sentence and abs(one.index - draft.clause.index) < 2
        ]
        found = particulars((word for one in near for word in one.words), situation)
        leans = draft.stage in ("done", "doing") and len(draft.clause.words) <= POINTS_BACK
        if not found and not leans:
            draft.quality, draft.confidence = WORTH[0], min(draft.confidence, 0.6)
            draft.about = replace(draft.about, hollow=True)
        elif draft.kind != "commit_next_step" or len(draft.about.parts) < 3:
            draft.quality = max(draft.quality if leans else 0.0, WORTH[min(found, 2)])
    return drafts
