"""A no is fair with a reason or a way out beside it; a handover is warm when context, name or time go along."""

from roleplay.domain.reading import About
from roleplay.domain.scenario import Outcome
from roleplay.reader.bearings import Bearings
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.recognition import NEGATORS
from roleplay.reader.situation import Situation

TURNS = ("but", "instead", "however")
ADDRESS = frozenset({"you", "your"})
"""A clause that begins with these tells of the customer, and offers nothing: "you bought them under warranty"."""
FAIR_END = 0.7
"""Fit from which an outcome that nothing at the desk brings about is help; a lesser one stands for what is refused."""


def refusals(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Each refusal as a fair or a bare one, by what stands in its sentence and the next; a rule with either is told."""
    kept: list[Draft] = []
    refused = {draft.clause.sentence for draft in drafts if draft.shade == "refusal"}
    for draft in drafts:
        if draft.shade in ("stated policy", "policy") and draft.clause.sentence in refused:
            # A rule that is the reason of a no belittles nobody: the no beside it is the fault.
            continue
        if draft.shade not in ("refusal", "stated policy"):
            kept.append(draft)
            continue
        near = range(draft.clause.sentence - 1, draft.clause.sentence + 3)
        around = [clause for clause in found if clause.sentence in near and not clause.asks]
        reason = any(_gives_reason(clause, draft, situation) for clause in around)
        ways_out = [clause for clause in around if _is_way_out(clause, draft, situation)]
        if draft.shade == "refusal":
            kept.append(_fair(draft, around, reason, ways_out))
        elif not reason and not ways_out:
            kept.append(draft)
    return kept


def _gives_reason(clause: Clause, refusal: Draft, situation: Situation) -> bool:
    """Says why, or names what the rule rests on; stating a rule is no reason for it."""
    stated = refusal.shade == "stated policy" and clause is refusal.clause
    return stands(lexicon().steps["reason"], clause.words) or (not stated and _names_rule(clause, situation))


def _near(draft: Draft) -> set[int]:
    return set(range(draft.clause.sentence - 1, draft.clause.sentence + 2))


def _fair(draft: Draft, around: list[Clause], reason: bool, ways_out: list[Clause]) -> Draft:
    if not reason and not ways_out:
        return draft
    steps = lexicon().steps
    last = ways_out[-1] if ways_out else None
    until = last if last and last.start > draft.clause.start else None
    appeal = any(stands(steps["appeal"], clause.words) for clause in around)
    said = {"reason": reason, "alternative": bool(ways_out), "appeal": appeal}
    about = About(parts=frozenset(name for name, is_said in said.items() if is_said))
    quality = 1.0 if reason and ways_out else 0.7
    return Draft("set_limit", draft.clause, draft.confidence, quality, "refusal", about=about, until=until)


def _names_rule(clause: Clause, situation: Situation) -> bool:
    """It says what the rule rests on: "these have been worn", "that was 45 days ago"."""
    return bool(situation.bearings and situation.bearings.hits(clause.words, "because"))


def _at_work(hold: Draft, drafts: list[Draft]) -> bool:
    """ "One moment, I'm looking at the stock" parks nobody."""
    near = (hold.clause.sentence, hold.clause.sentence + 1)
    return any(draft.stage in ("doing", "will") and draft.clause.sentence in near for draft in drafts)


def _is_way_out(clause: Clause, refusal: Draft, situation: Situation) -> bool:
    """Something that can be done instead, in the refusing clause only after a turn ("but I can ...")."""
    words, refused = clause.words, refusal.clause.words
    if refusal.shade == "stated policy":
        refused = ()
    elif clause is refusal.clause:
        turn = next((at for at, word in enumerate(words) if word in TURNS), len(words))
        words, refused = words[turn:], words[:turn]
    if not NEGATORS.isdisjoint(words):
        return False
    return stands(lexicon().steps["way_out"], words) or _names_another(words, refused, situation)


def _names_another(words: tuple[str, ...], refused: tuple[str, ...], situation: Situation) -> bool:
    """Something else that the case can end with: "I can't take them back, but the sole is under warranty"."""
    ground = situation.bearings
    if ground is None or not ADDRESS.isdisjoint(words[:2]):
        return False
    named = _ends_named(ground, words)
    ways = [way for way in named if way.actions or way.fit >= FAIR_END]
    return bool(ways) and not any(way in named for way in _ends_named(ground, refused))


def _ends_named(ground: Bearings, words: tuple[str, ...]) -> list[Outcome]:
    """Outcomes by their cues, their names or what brings them about."""
    hits = ground.hits(words, "outcome", "action") + ground.by_name(words)
    return [way for hit in hits if (way := ground.outcome_of(hit.target.id))]


def handovers(found: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """Transfers with context as warm ones; context without a transfer is no move of its own."""
    drafts = [draft for draft in drafts if draft.shade != "hold" or not _at_work(draft, drafts)]
    transfers = [draft for draft in drafts if draft.kind == "cold_transfer" and draft.shade != "hold"]
    context = [draft for draft in drafts if draft.kind == "warm_handover"]
    kept = [draft for draft in drafts if draft not in context]
    if not context:
        return drafts
    people = (
        "engineer",
        "technician",
        "expert",
        "mechanic",
        "nurse",
        "doctor",
        "adviser",
        "colleague",
        "supervisor",
        "manager",
        "specialist",
        "handing",
        "hand",
        "desk",
    )
    named = [clause for clause in found if any(word in people for word in clause.words)]
    if not transfers and not named:
        return kept
    start = transfers[0].clause if transfers else named[0]
    kept = [draft for draft in kept if draft not in transfers]
    first, last = sorted((start, context[-1].clause), key=lambda clause: clause.start)
    return [*kept, Draft("warm_handover", first, 0.8, context[-1].quality, until=last)]
