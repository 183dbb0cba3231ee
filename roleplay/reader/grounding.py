"""Grounding: what the found moves refer to, in this scenario and at this point of the conversation."""

from dataclasses import replace

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings, Hit
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.questions import asks, is_open
from roleplay.reader.recognition import NEGATORS
from roleplay.reader.referents import served
from roleplay.reader.situation import Situation, content, particulars
from roleplay.reader.words import stem

SUPPOSING = frozenset({"if", "whether", "would", "could", "might", "until", "before", "unless"})
CLOSE_CALL = 1
"""Facts whose cue is nearly as particular as the best one are asked for too."""
HALF = 0.5
"""Share of a reply's words under which something may have been said in it that nobody heard."""
MORE = frozenset({"else", "anything", "something"})
"""Words that ask whether there is more."""
STANDS_FOR = frozenset({"it", "one", "them", "that", "this", "those", "these"})
"""Words that stand for what was named before."""
NEAR = 2
"""Clauses before a question in which one of these may have been named."""
ASKS_WHEN = frozenset({"when", "date", "day", "time"})
DATED = 9
"""What a fact with a date gains when a date is asked for."""


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
            named = set().union(*(served(ground, hit, situation) for hit in hits)) if hits else set()
            open_now = [one.id for one in situation.scenario.requests if one.id not in state.accepted + state.declined]
            wanted = named or set(state.pending) or set(open_now[:1])
            draft = replace(draft, about=replace(draft.about, requests=tuple(id for id in open_now if id in wanted)))
        grounded.append(draft)
    return grounded


def ground_questions(drafts: list[Draft], found: list[Clause], situation: Situation) -> list[Draft]:
    """Questions with the fact they ask for: new, or known already; and what is asked again."""
    grounded: list[Draft] = []
    for draft in (_asking_on(one, situation) for one in drafts):
        if draft.kind not in ("open_question", "closed_question", "verify_identity", "teach_back"):
            grounded.append(draft)
            continue
        about = _asked_about(draft, found, situation)
        quality = draft.quality
        if about.facts and not about.known:
            quality = 0.9 if draft.kind == "open_question" else 0.7
        elif about.general:
            quality = 0.6
        if situation.scenario is None and about.general and particulars(draft.clause.words, situation):
            # Without a case nothing but its words can tell that a question is about it.
            about, quality = replace(about, general=False), 0.8
        if draft.clause.lead or stands(lexicon().steps["purpose"], draft.clause.words):
            quality = min(1.0, quality + 0.1)
        grounded.append(replace(draft, about=about, quality=quality))
        if about.known and draft.kind in ("open_question", "closed_question"):
            grounded.append(Draft("repeat_question", draft.clause, 0.85, 1.0, about=about))
    return grounded


def _asking_on(draft: Draft, situation: Situation) -> Draft:
    """ "What else has a battery in it?" asks for more of the case; "anything else?" does not."""
    ground, words = situation.bearings, draft.clause.words
    if ground is None or draft.kind != "check_satisfaction" or MORE.isdisjoint(words):
        return draft
    says = content(words) - lexicon().general - {stem(word) for word in MORE}
    if not (says or words[:2] == ("what", "else")):
        return draft
    if all(hit.target.id in situation.told for hit in ground.hits(words, "asks")):
        return draft
    return Draft("open_question" if is_open(words) else "closed_question", draft.clause, 0.9, 0.6)


def _asked_about(draft: Draft, found: list[Clause], situation: Situation) -> About:
    words, around = draft.clause.words, beside(found, draft.clause)
    if draft.shade == "confirms":
        return About(confirms=True)
    ground = situation.bearings
    hits = _by_likelihood(ground, draft.clause, found) if ground else []
    facts = tuple(dict.fromkeys(hit.target.id for hit in hits if hit.weight >= hits[0].weight - CLOSE_CALL))[:2]
    if facts:
        fresh = tuple(id for id in facts if id not in situation.told)
        return About(facts=fresh or facts, known=not fresh and not _confirming(around, facts, ground))
    if stands(lexicon().steps["wish"], words):
        wants = tuple(one.id for one in situation.scenario.requests) if situation.scenario else ()
        return About(requests=wants, general=not wants)
    return About(general=stands(lexicon().steps["general"], words))


def _by_likelihood(ground: Bearings, clause: Clause, found: list[Clause]) -> list[Hit]:
    """What a question can ask for, the likeliest first: "when" asks for a date before anything else."""
    asks_when = not ASKS_WHEN.isdisjoint(clause.words)

    def likely(hit: Hit) -> Hit:
        dated = asks_when and bool(ground.values[hit.target.id])
        return replace(hit, weight=hit.weight + DATED) if dated else hit

    hits = ground.hits(clause.words, "asks") + _meant_by_it(ground, clause, found)
    return sorted((likely(hit) for hit in hits), key=lambda hit: -hit.weight)


def _meant_by_it(ground: Bearings, clause: Clause, found: list[Clause]) -> list[Hit]:
    """What is asked for with "it" in the place of what was named last: "The receipt. Do you still have it?"."""
    words = clause.words
    at = next((at for at, word in enumerate(words) if at and word in STANDS_FOR and _alone(words[at + 1 :])), 0)
    if not at:
        return []
    skip = lexicon().function_words | lexicon().fillers
    before = [one for one in found if clause.index - NEAR <= one.index < clause.index]
    named = [word for one in before for word in one.words if word not in skip]
    hits = (ground.hits((*words[:at], word, *words[at + 1 :]), "asks") for word in reversed(named))
    return next((one for one in hits if one), [])


def _alone(after: tuple[str, ...]) -> bool:
    """Whether no noun follows: "that one" stands for something, "that day" is itself."""
    known = lexicon().function_words | lexicon().fillers | STANDS_FOR
    return not after or after[0] in known or after[0] in lexicon().classes["done"]


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
        done = {draft.about.action for draft in drafts if draft.clause is clause and _is_checked(draft, ground)}
        checked |= {action for action in done if action}
        if claims_nothing(clause, found) and not _offers_on_terms(clause):
            continue
        checked |= {
            hit.target.id for hit in ground.hits(clause.words, "action") if ground.actions[hit.target.id].checks
        }
        told = [hit.weight for hit in ground.hits(clause.words, "fact") if hit.target.id in situation.told]
        for hit in ground.hits(clause.words, "policy"):
            if max(told, default=0) >= hit.weight:
                # It says back what went wrong, it promises nothing.
                continue
            policy = ground.policies[hit.target.id]
            if policy.until and policy.until in checked:
                continue
            sure = 0.4 if policy.until and _half_heard(situation) else 0.9
            broken.append(Draft("false_promise", clause, sure, 1.0, about=About(policy=policy.id)))
            break
    return broken


def _half_heard(situation: Situation) -> bool:
    """Much of an earlier reply was not understood: the check that the rule asks for may have stood there."""
    readings = [turn.reading for turn in situation.history if turn.role == "agent" and turn.reading]
    return any(one.unclear or one.features.understood < HALF for one in readings)


def claims_nothing(clause: Clause, found: list[Clause]) -> bool:
    """Quoted, asked, negated or supposed: "If they're in stock, they arrive on Thursday" promises nothing."""
    supposed = any(_supposing(other) for other in beside(found, clause) if other.index <= clause.index)
    asked = clause.asks or asks(clause.words)
    return clause.quoted or asked or supposed or not NEGATORS.isdisjoint(clause.words)


def _offers_on_terms(clause: Clause) -> bool:
    """ "I could give you 15 percent off if you sign today" is an offer for all its ifs."""
    words = clause.words
    asked = clause.asks or clause.quoted or not NEGATORS.isdisjoint(words)
    at = words.index("if") if "if" in words else 0
    return not asked and at > 0 and words[at + 1 : at + 2] == ("you",) and words[:1] in (("i",), ("we",))


def _is_checked(draft: Draft, ground: Bearings) -> bool:
    action = ground.actions.get(draft.about.action or "")
    return bool(action and action.checks and draft.stage in ("done", "doing", "will"))


def _supposing(clause: Clause) -> bool:
    return not SUPPOSING.isdisjoint(clause.words[:6])
