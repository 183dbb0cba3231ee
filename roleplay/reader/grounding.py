"""Grounding: what the found moves refer to, in this scenario and at this point of the conversation."""

from dataclasses import replace

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings, Hit, Target
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.questions import asks
from roleplay.reader.recognition import NEGATORS
from roleplay.reader.situation import Situation

DEEDS = ("commit_next_step", "offer_solution", "offer_option")
CLOSE_CALL = 3
"""Facts whose cue is nearly as particular as the best one are asked for too."""
ASKS_WHEN = frozenset({"when", "date", "day", "time"})
DATED = 9
"""What a fact with a date gains when a date is asked for."""
POINTERS = frozenset(["it", "that", "this", "them", "one", "both", "those", "these", "so", "done"])
"""Words that point back to what was named before."""


def ground_deeds(drafts: list[Draft], found: list[Clause], situation: Situation) -> list[Draft]:
    """Deeds with the action or outcome they mean; one clause may carry out several."""
    ground = situation.bearings
    if ground is None:
        return drafts
    grounded: list[Draft] = []
    named: list[Hit] = []
    for draft in drafts:
        if draft.kind not in DEEDS:
            grounded.append(draft)
            continue
        hits = _apart(ground, ground.hits(draft.clause.words, "action", "outcome"))
        if draft.stage != "offer":
            hits = _one_way(ground, hits, situation)
        if not hits and _points_back(draft.clause):
            hits = named[-1:] or _last_offered(ground, situation)
        elif not hits:
            before = [other for other in beside(found, draft.clause) if other is not draft.clause]
            hits = _apart(ground, [hit for other in before for hit in ground.hits(other.words, "outcome", "action")])[
                :1
            ]
        hits = hits or ground.by_name(draft.clause.words)[:1]
        named += hits
        grounded += [_meaning(draft, ground, hit, situation) for hit in hits] or [draft]
    return grounded


def _points_back(clause: Clause) -> bool:
    return len(clause.words) <= 3 or not POINTERS.isdisjoint(clause.words)


def _last_offered(ground: Bearings, situation: Situation) -> list[Hit]:
    """ "Done." means what was offered last and not yet carried out."""
    state = situation.state
    left = [id for id in state.offered if id in ground.actions and id not in state.done] if state else []
    return [Hit(Target("action", left[-1]), 0, 0, 0)] if left else []


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
        serves = _served(ground, hit, situation)
        if not any(serves & _served(ground, other, situation) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _served(ground: Bearings, hit: Hit, situation: Situation) -> set[str]:
    """The requests that the target of a hit serves, itself or through the outcomes it brings about."""
    ends = {hit.target.id} | {one.id for one in ground.outcomes.values() if hit.target.id in one.actions}
    return {
        want.id for want in (situation.scenario.requests if situation.scenario else ()) if ends & set(want.served_by)
    }


def _reach(ground: Bearings, hit: Hit, situation: Situation) -> float:
    brought = [one.id for one in ground.outcomes.values() if hit.target.id in (one.id, *one.actions)]
    return max((_fit(ground, id, situation) for id in brought), default=0.0)


def _meaning(draft: Draft, ground: Bearings, hit: Hit, situation: Situation) -> Draft:
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


def ground_refusals(drafts: list[Draft], situation: Situation) -> list[Draft]:
    """A no with the request it turns down: the one it names, or what the customer asked for last."""
    ground, state = situation.bearings, situation.state
    if ground is None or state is None or situation.scenario is None:
        return drafts
    grounded = []
    for draft in drafts:
        if draft.kind in ("set_limit", "bare_no") and draft.shade == "refusal":
            words = draft.clause.words
            hits = ground.hits(words, "action", "outcome") + ground.by_name(words)
            named = set().union(*(_served(ground, hit, situation) for hit in hits)) if hits else set()
            open_now = [one.id for one in situation.scenario.requests if one.id not in state.accepted + state.declined]
            wanted = named or set(state.pending) or set(open_now[:1])
            draft = replace(draft, about=About(requests=tuple(id for id in open_now if id in wanted)))
        grounded.append(draft)
    return grounded


def ground_questions(drafts: list[Draft], found: list[Clause], situation: Situation) -> list[Draft]:
    """Questions with the fact they ask for: new, or known already; and what is asked again."""
    grounded: list[Draft] = []
    for draft in drafts:
        if draft.kind not in ("open_question", "closed_question", "verify_identity", "teach_back"):
            grounded.append(draft)
            continue
        about = _asked_about(draft, beside(found, draft.clause), situation)
        quality = draft.quality
        if about.facts and not about.known:
            quality = 0.9 if draft.kind == "open_question" else 0.7
        elif about.general:
            quality = 0.6
        if stands(lexicon().steps["purpose"], draft.clause.words):
            quality = min(1.0, quality + 0.1)
        grounded.append(replace(draft, about=about, quality=quality))
        if about.known and draft.kind in ("open_question", "closed_question"):
            grounded.append(Draft("repeat_question", draft.clause, 0.85, 1.0, about=about))
    return grounded


def _asked_about(draft: Draft, around: list[Clause], situation: Situation) -> About:
    words = draft.clause.words
    if draft.shade == "confirms":
        return About(confirms=True)
    ground = situation.bearings
    hits = _by_likelihood(ground, words) if ground else []
    facts = tuple(dict.fromkeys(hit.target.id for hit in hits if hit.weight >= hits[0].weight - CLOSE_CALL))[:2]
    if facts:
        fresh = tuple(id for id in facts if id not in situation.told)
        return About(facts=fresh or facts, known=not fresh and not _confirming(around, facts, ground))
    if stands(lexicon().steps["wish"], words):
        wants = tuple(one.id for one in situation.scenario.requests) if situation.scenario else ()
        return About(requests=wants, general=not wants)
    return About(general=stands(lexicon().steps["general"], words))


def _by_likelihood(ground: Bearings, words: tuple[str, ...]) -> list[Hit]:
    """What a question can ask for, the likeliest first: "when" asks for a date before anything else."""
    asks_when = not ASKS_WHEN.isdisjoint(words)

    def likely(hit: Hit) -> Hit:
        dated = asks_when and bool(ground.values[hit.target.id])
        return replace(hit, weight=hit.weight + DATED) if dated else hit

    return sorted((likely(hit) for hit in ground.hits(words, "asks")), key=lambda hit: -hit.weight)


def _confirming(around: list[Clause], facts: tuple[str, ...], ground: Bearings | None) -> bool:
    """A check marked as one, or one that says the value itself: "just to confirm the 3 March date"."""
    words = tuple(word for clause in around for word in clause.words)
    named = any(hit.target.id in facts for hit in ground.hits(words, "fact")) if ground else False
    return named or stands(lexicon().steps["confirming"], words)


def promises_broken(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """A false promise for every statement that a policy forbids at this point of the conversation."""
    ground = situation.bearings
    if ground is None:
        return []
    broken: list[Draft] = []
    checked = set(situation.state.done if situation.state else ())
    for clause in found:
        checked |= {
            draft.about.action
            for draft in drafts
            if draft.clause is clause and draft.about.action and _is_checked(draft, ground)
        }
        if (
            clause.quoted
            or clause.asks
            or asks(clause.words)
            or not NEGATORS.isdisjoint(clause.words)
            or _supposing(clause)
        ):
            continue
        for hit in ground.hits(clause.words, "policy"):
            policy = ground.policies[hit.target.id]
            if policy.until and policy.until in checked:
                continue
            broken.append(Draft("false_promise", clause, 0.9, 1.0, about=About(policy=policy.id)))
            break
    return broken


def _is_checked(draft: Draft, ground: Bearings) -> bool:
    action = ground.actions.get(draft.about.action or "")
    return bool(action and action.checks and draft.stage in ("done", "doing", "will"))


def _supposing(clause: Clause) -> bool:
    return bool({"if", "whether", "would", "could", "might", "until", "before"} & set(clause.words[:6]))
