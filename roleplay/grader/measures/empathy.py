"""Empathy: feeling named, not judged, in time, honestly sorry, and acted on (domain guide 1.4).

A customer who only asks and is at ease calls for none of this in words; then nothing is scored.
"""

from dataclasses import dataclass

from roleplay.domain.reading import Move
from roleplay.grader.conversation import SURE, Conversation, Reply
from roleplay.grader.observed import ADAPTED, PARTIAL, SPECIFIC, Observed, Thresholds, best, observe
from roleplay.grader.offers import GOOD_ENOUGH, PLANS, deeds, fit, means_something, offers, permitted

_DENIES = ("dismiss", "calm_down", "insult")
_JUDGES = ("dismiss", "calm_down", "insult", "blame_customer")
_COLD = ("argue", "bare_no")
_DECISIONS = (*PLANS, "set_limit", "bare_no")


def feeling_named(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """EM1: names the feeling or what it means for them, in the first reply to it."""
    return [_named(reply) for reply in conversation.cued[:1]]


def _named(reply: Reply) -> Observed:
    denied = [*reply.harm(*_DENIES), *(move for move in reply.wrong if move.kind == "acknowledge")]
    if denied:
        return observe(reply, 0, "denies the feeling or names a wrong one", denied)
    found = best(reply.of("acknowledge"))
    if found is None:
        owned = best(move for move in reply.of("take_ownership", "apologise") if move.quality >= PARTIAL)
        reason = "owns the fault but names no feeling" if owned else "names no feeling"
        return observe(reply, 2, reason, [owned] if owned else ())
    if found.quality >= ADAPTED:
        return observe(reply, 4, "names feeling and cause, and why it is fair", [found])
    if found.quality >= SPECIFIC:
        return observe(reply, 3, "names the feeling or impact with its cause", [found])
    return observe(reply, 2, "names a feeling in general", [found])


def validation(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """EM2: lets the customer's view stand; every judging word counts, and every new outburst asks for it."""
    return [one for reply in conversation.replies if (one := _validation(reply))]


def _validation(reply: Reply) -> Observed | None:
    judged = reply.harm(*_JUDGES)
    if judged:
        return observe(reply, 0, "blames, mocks or belittles", judged)
    cold = list(reply.harm(*_COLD)) + [move for move in reply.harm("boundary") if not reply.before.abusive]
    if cold:
        return observe(reply, 1, "argues or refuses coldly", cold)
    if not reply.outburst:
        return None
    hedged = reply.harm("conditional_apology")
    sides = reply.of("acknowledge", "take_ownership", "apologise")
    strong = best(
        move
        for move in sides
        if move.quality >= SPECIFIC or (move.kind == "take_ownership" and move.quality >= PARTIAL)
    )
    limits = reply.of("set_limit")
    if strong and not hedged:
        if limits:
            return observe(reply, 4, "takes their side and stays honest about limits", [strong, limits[0]])
        return observe(reply, 3, "says that anyone would see it so", [strong])
    weak = best(sides)
    if weak or (hedged and not reply.empty):
        return observe(reply, 2, "half takes their side", [weak] if weak else hedged)
    return observe(reply, 1, "neutral and cold")


def timing(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """EM3: acknowledges first and briefly, then helps (W1, W2)."""
    return [_timing(conversation, reply, thresholds) for reply in conversation.cued[:1]]


def _timing(conversation: Conversation, reply: Reply, thresholds: Thresholds) -> Observed:
    seen = reply.of("acknowledge")
    owned = [move for move in reply.of("take_ownership", "apologise") if move.quality >= PARTIAL]
    fault = reply.harm(*_JUDGES, *_COLD)
    if fault and not seen:
        return observe(reply, 0, "answers a strong feeling with a fault phrase", fault)
    if not seen and not owned:
        return observe(reply, 1, "acknowledges nothing in the first reply")
    decided = min((move.span.start for move in (*reply.of(*_DECISIONS), *deeds(reply))), default=None)
    first = min([*seen, *owned], key=lambda move: move.span.start)
    features = reply.reading.features
    if decided is not None and first.span.start > decided:
        return observe(reply, 2, "acknowledges only after the solution", [first])
    if not seen:
        return observe(reply, 2, "owns the fault first, but names no feeling", [first])
    if decided is not None and seen[0].span.start > decided:
        return observe(reply, 2, "acknowledges only after the solution", [seen[0]])
    long = features.acknowledgement_words > thresholds.get("words", 35)
    if long or features.relational > thresholds.get("relational", 0.6):
        return observe(reply, 2, "stays with the feeling for too long", [seen[0]])
    return _warm_close(conversation, reply, seen[0])


def _warm_close(conversation: Conversation, reply: Reply, seen: Move) -> Observed:
    last = conversation.fresh[-1] if conversation.fresh else reply
    kinds = ("close", "thank", "reassure", "acknowledge", "check_satisfaction")
    warm = best(move for move in last.of(*kinds) if move.quality >= SPECIFIC) if last.place > reply.place else None
    found = observe(reply, 3, "acknowledges first and briefly, then moves on", [seen])
    if warm is None:
        return found
    closing = observe(last, 4, "", [warm])
    sure = min(found.confidence, closing.confidence)
    both = (*found.evidence, *closing.evidence)
    return Observed(reply.turn, 4, "acknowledges first, and closes warmly", both, sure, found.fresh)


def apology(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """EM4: sorry once, for what went wrong, with repair; or no sorry, but ownership (W3)."""
    if not conversation.cued:
        return []
    found = []
    count = 0
    start = conversation.cued[0].place
    for reply in conversation.replies:
        sorry = [move for move in reply.reading.of("apologise") if move.confidence >= SURE]
        count += len(sorry)
        speaks = sorry or reply.of("take_ownership") or reply.harm("conditional_apology", *_DENIES)
        if reply.place == start or (reply.place > start and speaks):
            found.append(_apology(reply, _Sorry(tuple(sorry), count, thresholds.get("loop", 3))))
        if deeds(reply):
            count = min(count, 1)
    return found


@dataclass(frozen=True, slots=True)
class _Sorry:
    moves: tuple[Move, ...]
    count: float
    loop: float


def _apology(reply: Reply, sorry: _Sorry) -> Observed:
    hollow = [*reply.harm("conditional_apology"), *reply.harm("dismiss", "insult")]
    if hollow:
        return observe(reply, 0, "a conditional or mocking apology", hollow)
    if sorry.moves and sorry.count >= sorry.loop:
        return observe(
            reply, 1 if sorry.count == sorry.loop else 0, "sorry again with nothing done between", sorry.moves
        )
    core = [move for move in reply.of("apologise") if move.quality >= SPECIFIC]
    core += [move for move in reply.of("take_ownership") if move.quality >= PARTIAL]
    stock = reply.harm("boilerplate")
    if not core:
        some = best(reply.of("apologise", "take_ownership"))
        if some and not stock:
            return observe(reply, 2, "sorry in general", [some])
        return observe(reply, 1, "stock phrases only" if stock else "nothing said about the fault")
    if stock:
        return observe(reply, 3, "names what went wrong, among stock phrases", core)
    repair = best(deeds(reply))
    if repair:
        return observe(reply, 4, "names what went wrong and repairs it in the same breath", [*core, repair])
    return observe(reply, 3, "names what went wrong and who owns it", core)


def perspective(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """EM5: the plan fits this customer's need; best when it lifts a burden they did not mention."""
    first = conversation.cued[0].place if conversation.cued else len(conversation.replies)
    known = conversation.scenario is not None
    seen = [(reply, _perspective(conversation, reply)) for reply in conversation.replies]
    return [one for reply, one in seen if reply.place >= first or (known and one.level in (0, 3, 4))]


def _perspective(conversation: Conversation, reply: Reply) -> Observed:
    plans = [
        *offers(reply),
        *(move for move in reply.of("answer", "explain") if permitted(move) and means_something(move)),
    ]
    told = reply.before.told
    misfits = [move for move in plans if move.about.outcome and fit(conversation, move.about.outcome, told) < 0.3]
    if misfits and len(misfits) == len(plans):
        return observe(reply, 0, "the plan goes against a stated need", misfits)
    apt = [
        move
        for move in plans
        if move.about.fit >= GOOD_ENOUGH or (not conversation.scenario and move.quality >= SPECIFIC)
    ]
    lifted = [
        move
        for move in apt
        if move.quality >= ADAPTED or (move.about.requests and not reply.before.pressed & set(move.about.requests))
    ]
    if lifted and conversation.scenario:
        return observe(reply, 4, "lifts a burden that was not asked about", lifted[:1])
    if apt:
        return observe(reply, 3, "fits the plan to the need", [best(apt) or apt[0]])
    needs = conversation.feelings | frozenset(conversation.hidden)
    said = [
        move for move in reply.of("restate", "acknowledge") if needs & set(move.about.facts) or move.quality >= SPECIFIC
    ]
    if said:
        return observe(reply, 2, "mentions the need", said[:1])
    return observe(reply, 1, "no sign of the need in the plan")
