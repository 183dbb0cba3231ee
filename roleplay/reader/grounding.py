"""Grounding: what the found moves refer to, in this scenario and at this point of the conversation."""

from dataclasses import replace

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon
from roleplay.reader.questions import asks
from roleplay.reader.recognition import NEGATORS
from roleplay.reader.referents import served
from roleplay.reader.situation import Situation

SUPPOSING = frozenset({"if", "whether", "would", "could", "might", "until", "before", "unless"})
HALF = 0.5
"""Share of a reply's words under which something may have been said in it that nobody heard."""


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
            wanted = named if hits else set(state.pending) or set(open_now[:1])
            draft = replace(draft, about=replace(draft.about, requests=tuple(id for id in open_now if id in wanted)))
        grounded.append(draft)
    return grounded


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
        terms = _terms_before(clause, found)
        if claims_nothing(clause, found) and not (terms or _offers_on_terms(clause)):
            continue
        checked |= {
            hit.target.id for hit in ground.hits(clause.words, "action") if ground.actions[hit.target.id].checks
        }
        told = [hit.weight for hit in ground.hits(clause.words, "fact") if hit.target.id in situation.told]
        for hit in ground.hits((*terms, *clause.words), "policy"):
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
    return clause.quoted or asked or supposed or not NEGATORS.isdisjoint(clause.words) or _is_turned_down(clause, found)


def _is_turned_down(clause: Clause, found: list[Clause]) -> bool:
    """What stands before its own no: "All of it back | I can't do"."""
    after = found[clause.index + 1] if clause.index + 1 < len(found) else None
    if after is None or after.sentence != clause.sentence or after.words[:1] not in (("i",), ("we",)):
        return False
    says = lexicon().classes["aux"] | lexicon().classes["asked"] - {"the", "that", "this"}
    return "not" in after.words[1:4] and says.isdisjoint(clause.words)


def _offers_on_terms(clause: Clause) -> bool:
    """ "I could give you 15 percent off if you sign today" is an offer for all its ifs."""
    words = clause.words
    asked = clause.asks or clause.quoted or not NEGATORS.isdisjoint(words)
    at = words.index("if") if "if" in words else 0
    return not asked and at > 0 and words[at + 1 : at + 2] == ("you",) and words[:1] in (("i",), ("we",))


def _terms_before(clause: Clause, found: list[Clause]) -> tuple[str, ...]:
    """The terms that stand before what is offered on them: "If you hold it back, I can give you 20 percent"."""
    before = found[clause.index - 1] if 0 < clause.index < len(found) else None
    if before is None or before.sentence != clause.sentence or before.words[:2] != ("if", "you"):
        return ()
    offers = clause.words[:1] in (("i",), ("we",)) and NEGATORS.isdisjoint(clause.words)
    return before.words if offers and not clause.quoted and not asks(clause.words) else ()


def _is_checked(draft: Draft, ground: Bearings) -> bool:
    action = ground.actions.get(draft.about.action or "")
    return bool(action and action.checks and draft.stage in ("done", "doing", "will"))


def _supposing(clause: Clause) -> bool:
    return not SUPPOSING.isdisjoint(clause.words[:6])
