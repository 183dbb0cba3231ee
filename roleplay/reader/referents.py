"""What a deed refers to: the action or outcome it names, points back to, or carries on from."""

from dataclasses import replace

from roleplay.reader.bearings import Bearings, Hit, Target
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.deeds import looking, searches
from roleplay.reader.draft import DEEDS, LEARNED, Draft
from roleplay.reader.instructions import instructs
from roleplay.reader.lexicon import lexicon
from roleplay.reader.situation import Situation, content
from roleplay.reader.words import stem

SHORTEST_NAMING = 4
"""Words up to which a clause leans on what was said before: "Should I go ahead?"."""
HERE = frozenset({"i", "we", "me", "us", "my", "our", "you", "your", "yours"})
"""Words that speak of the two who are talking."""
NO_DEEDS = frozenset({"open_question", "closed_question", "set_limit", "bare_no"})
"""Moves whose words are no deed to point back to."""
SEVERAL = frozenset({"both", "all", "everything"})
TELLING = frozenset({"pass", "passing", "passed", "mention", "mentioning", "mentioned", "found", "spotted", "located"})
"""Who only tells others, or has found something, carries nothing of the case out, whatever "it" is."""
POINTERS = frozenset(
    ["it", "that", "this", "them", "they", "one", "ones", "both", "those", "these", "so", "done", "which"]
)
"""Words that point back to what was named before."""


def ground_deeds(drafts: list[Draft], found: list[Clause], situation: Situation) -> list[Draft]:
    """Deeds with the action or outcome they mean; one clause may carry out several."""
    ground = situation.bearings
    if ground is None:
        return drafts
    grounded: list[Draft] = []
    for draft in drafts:
        if (
            draft.kind in DEEDS
            and draft.stage in ("done", "doing", "will")
            and _is_elsewhere(draft.clause, ground, situation)
        ):
            continue
        hits = _meant(draft, drafts, found, ground, situation) if draft.kind in DEEDS else []
        grounded += [meaning(draft, ground, hit, situation) for hit in hits]
        if not hits and not (draft.kind in DEEDS and draft.shade == LEARNED):
            grounded.append(draft)
    return grounded


def _is_elsewhere(clause: Clause, ground: Bearings, situation: Situation) -> bool:
    """Nobody's deed, about something of another world: "the pictures are shown in the hall"."""
    words = clause.words
    if not HERE.isdisjoint(words) or ground.hits(words, "action", "outcome"):
        return False
    case = ground.stems | situation.customer_content
    verbs = {stem(word) for word in lexicon().classes["done"]}
    alien = any(len(word) > 3 and word.isalpha() and stem(word) not in case | lexicon().stems for word in words)
    named = content(words) & case - lexicon().general - verbs
    return alien or not (named or _points_back(clause))


def _meant(draft: Draft, drafts: list[Draft], found: list[Clause], ground: Bearings, situation: Situation) -> list[Hit]:
    """What the clause itself names, else what it points back to, else what the desk did and nobody has said yet."""
    own = _apart(ground, ground.hits(draft.clause.words, "action", "outcome"))
    if looking(draft.clause.words):
        # "Let me check when we can send it" sends nothing.
        own = [hit for hit in own if not _is_deed(ground, hit) and hit.target.kind == "action"] or own
    if draft.stage != "offer":
        own = [_agreed(ground, hit, draft.clause, situation) for hit in _one_way(ground, own, situation)]
    if own or draft.shade == LEARNED or not TELLING.isdisjoint(draft.clause.words):
        # What no cue hears to be a deed has at least to name one, and "I'll pass it on" does nothing but tell.
        return own
    if searches(draft.clause.words) and (sought := ground.looked_up(draft.clause.words)):
        return sought
    if named := ground.by_name(draft.clause.words):
        return named[:1]
    others = _lenders(draft, drafts, found)
    before = [clause for clause in others if clause.index < draft.clause.index][::-1]
    after = [clause for clause in others if clause.index > draft.clause.index]
    several = SEVERAL.intersection(draft.clause.words) if draft.stage in ("done", "doing") else frozenset()
    if draft.clause.words[:1] == ("you",):
        # "You can try it on something small" is the customer's to do, and nothing at the desk.
        return _first_named(ground, before) or _first_named(ground, after)
    agreed = _untold(ground, situation, several) if draft.stage in ("done", "doing", "will") else []
    agreed = agreed or (_last_offered(ground, situation, several) if _points_back(draft.clause) else [])
    return _first_named(ground, before) or agreed or _first_named(ground, after)


def _lenders(draft: Draft, drafts: list[Draft], found: list[Clause]) -> list[Clause]:
    """Clauses that may say what a deed is about; one with a deed of its own lends it only to who points back.

    What is asked of the customer or refused is nobody's deed: "tell me the shop", "a refund is not possible".
    """
    barred = {id(other.clause) for other in drafts if other.kind in NO_DEEDS}
    barred |= {id(clause) for clause in found if instructs(clause)}
    found = [clause for clause in found if id(clause) not in barred]
    if _points_back(draft.clause):
        return [clause for clause in found if clause is not draft.clause]
    own_deeds = {id(other.clause) for other in drafts if other.kind in DEEDS and other.shade != LEARNED}
    return [clause for clause in beside(found, draft.clause) if id(clause) not in own_deeds]


def _first_named(ground: Bearings, clauses: list[Clause]) -> list[Hit]:
    """The most particular way out or deed of the first clause that names one."""
    for clause in clauses:
        named = [hit for hit in _named(ground, clause) if ground.outcome_of(hit.target.id) or _is_deed(ground, hit)]
        if named:
            return named[-1:]
    return []


def _agreed(ground: Bearings, hit: Hit, clause: Clause, situation: Situation) -> Hit:
    """Once a way is agreed, "I'm sending it now" means that one, unless another is named by its own word."""
    state, wants = situation.state, situation.scenario.requests if situation.scenario else ()
    if state is None or ground.by_name(clause.words):
        return hit
    serves = served(ground, hit, situation) & set(state.accepted)
    ways = [id for want in wants if want.id in serves for id in state.offered if id in want.served_by]
    actions = [action for id in ways if id in ground.outcomes for action in ground.outcomes[id].actions]
    if not actions or hit.target.id in (*ways, *actions):
        return hit
    return replace(hit, target=Target("action", actions[-1]))


def _named(ground: Bearings, clause: Clause) -> list[Hit]:
    """What a clause names, the least particular first; one that does nothing else may do so by a label's word."""
    hits = ground.hits(clause.words, "action", "outcome")
    return _apart(ground, hits or (ground.by_name(clause.words) if len(clause.words) < SHORTEST_NAMING else []))[::-1]


def _is_deed(ground: Bearings, hit: Hit) -> bool:
    """Something is done, not merely looked up."""
    action = ground.actions.get(hit.target.id)
    return action is not None and not action.checks


def _points_back(clause: Clause) -> bool:
    return len(clause.words) <= SHORTEST_NAMING or not POINTERS.isdisjoint(clause.words)


def _untold(ground: Bearings, situation: Situation, several: frozenset[str]) -> list[Hit]:
    """The last thing done at the desk that the customer has not been told: "Booked. They arrive on Thursday."

    "Both done" tells of several.
    """
    state = situation.state
    if state is None:
        return []
    left = [
        id for id in state.done if id not in state.offered and id in ground.actions and not ground.actions[id].checks
    ]
    return _latest(left, ground, situation, several)


def _last_offered(ground: Bearings, situation: Situation, several: frozenset[str]) -> list[Hit]:
    """ "Done." means what was offered last and not yet carried out, "all done" one way for everything wanted."""
    state = situation.state
    left = [id for id in state.offered if id in ground.actions and id not in state.done] if state else []
    return _latest(left, ground, situation, several)


def _latest(left: list[str], ground: Bearings, situation: Situation, several: frozenset[str]) -> list[Hit]:
    """The last one; "both" are the last two, even to one end, "all" may have been offered to choose from."""
    hits = [Hit(Target("action", id), 0, 0, 0) for id in reversed(left)]
    if "both" in several:
        return hits[:2]
    return _one_way(ground, hits, situation) if several else hits[:1]


def _apart(ground: Bearings, hits: list[Hit]) -> list[Hit]:
    """The most particular hits that do not overlap; of two ways to the same end, one."""

    def worth(hit: Hit) -> tuple[float, float]:
        outcome = ground.outcomes.get(hit.target.id)
        brought = [one.fit for one in ground.outcomes.values() if hit.target.id in one.actions]
        return hit.weight, outcome.fit if outcome else max(brought, default=0.0)

    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: worth(hit), reverse=True):
        overlaps = any(hit.start < other.end and other.start < hit.end for other in kept)
        if not overlaps and all(hit.target != other.target for other in kept):
            kept.append(hit)
    return kept


def _one_way(ground: Bearings, hits: list[Hit], situation: Situation) -> list[Hit]:
    """Of several ways to serve one request only one is taken in a deed: the one that serves it best."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: -_reach(ground, hit, situation)):
        serves = served(ground, hit, situation)
        if not any(serves & served(ground, other, situation) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def served(ground: Bearings, hit: Hit, situation: Situation) -> set[str]:
    """The requests that the target of a hit serves, itself or through the outcomes it brings about."""
    ends = {hit.target.id} | {one.id for one in ground.outcomes.values() if hit.target.id in one.actions}
    return {
        want.id for want in (situation.scenario.requests if situation.scenario else ()) if ends & set(want.served_by)
    }


def _reach(ground: Bearings, hit: Hit, situation: Situation) -> float:
    brought = [one.id for one in ground.outcomes.values() if hit.target.id in (one.id, *one.actions)]
    return max((_fit(ground, id, situation) for id in brought), default=0.0)


def meaning(draft: Draft, ground: Bearings, hit: Hit, situation: Situation) -> Draft:
    """The draft with what a hit points to: its action, its outcome, and how well that serves."""
    action = hit.target.id if hit.target.kind == "action" else None
    outcome = hit.target.id if hit.target.kind == "outcome" else None
    if action and outcome is None:
        brought = [one for one in ground.outcomes.values() if action in one.actions]
        outcome = max(brought, key=lambda one: one.fit).id if brought else None
    elif outcome:
        action = next(iter(ground.outcomes[outcome].actions), None)
    fit = _fit(ground, outcome, situation)
    about = replace(draft.about, action=action, outcome=outcome, fit=fit)
    return replace(draft, confidence=max(draft.confidence, 0.9), about=about)


def _fit(ground: Bearings, outcome: str | None, situation: Situation) -> float:
    if outcome is None:
        return 0.0
    one = ground.outcomes[outcome]
    return min([one.fit, *(share for fact, share in one.unless.items() if fact in situation.told)])
