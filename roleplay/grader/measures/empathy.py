"""Empathy: feeling named, not judged, in time, honestly sorry, and acted on (domain guide 1.4).

A customer who only asks and is at ease calls for none of this in words; then nothing is scored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import SURE, Conversation, Reply
from roleplay.grader.later import came_late, named_later, repair
from roleplay.grader.observed import ADAPTED, PARTIAL, SPECIFIC, Observed, Thresholds, best, evidence, observe
from roleplay.grader.offers import GOOD_ENOUGH, PLANS, clearest, deeds, fit, means_something, offers, permitted
from roleplay.grader.quotes import telling

_DENIES = ("dismiss", "calm_down", "insult")
_JUDGES = ("dismiss", "calm_down", "insult", "blame_customer")
_COLD = ("argue", "bare_no")


def feeling_named(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EM1: names the feeling or what it means for them, in the first reply to it."""
    return [_or_later(conversation, reply, _named(reply)) for reply in conversation.cued[:1]]


def _owned(reply: Reply) -> list[Move]:
    """The fault owned before the fault regretted: the first says more."""
    found = [*reply.of("take_ownership"), *reply.of("apologise")]
    return [move for move in found if move.quality >= PARTIAL]


def _or_later(conversation: Conversation, reply: Reply, seen: Observed) -> Observed:
    """Where the first reply names no feeling and a later one does: the level stays, and the later words are shown."""
    late = named_later(conversation, reply) if seen.level in (1, 2) and not reply.of("acknowledge") else None
    if late is None:
        return seen
    quotes = (*seen.evidence, evidence(*late))
    return replace(seen, evidence=quotes, reason=f"{seen.reason}; a later one does", remark=came_late(*late))


def _or_repaired(conversation: Conversation, reply: Reply, seen: Observed) -> Observed:
    """A slight that is put right at once is no longer the worst that can be; good it is not."""
    fixed = repair(conversation, reply) if seen.level == 0 and seen.evidence else None
    if fixed is None:
        return seen
    mended = evidence(*fixed)
    slight = telling(seen.evidence)[0]
    remark = f"You wrote \u201c{slight.quote}\u201d, and put it right with \u201c{mended.quote}\u201d: that counts."
    quotes = (slight, mended)
    return replace(seen, level=1, evidence=quotes, reason=f"{seen.reason}, and puts it right", remark=remark)


def _named(reply: Reply) -> Observed:
    denied = [*reply.harm(*_DENIES), *(move for move in reply.wrong if move.kind == "acknowledge")]
    if denied:
        return observe(reply, 0, "denies the feeling or names a wrong one", denied)
    found = best(reply.of("acknowledge"))
    if found is None:
        owned = next(iter(_owned(reply)), None)
        reason = "owns the fault but names no feeling" if owned else "names no feeling"
        return observe(reply, 2, reason, [owned] if owned else ())

    def alike(least: float) -> list[Move]:
        same = [move for move in reply.of("acknowledge") if move.quality >= least]
        told = {move.span for move in reply.of("restate")}
        return sorted(same, key=lambda move: (move.span in told, -move.quality))

    if found.quality >= ADAPTED:
        return observe(reply, 4, "names feeling and cause, and why it is fair", alike(ADAPTED))
    if found.quality >= SPECIFIC:
        return observe(reply, 3, "names the feeling or impact with its cause", alike(SPECIFIC))
    return observe(reply, 2, "names a feeling in general", alike(0.0))


def validation(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EM2: lets the customer's view stand; every judging word counts, and every new outburst asks for it."""
    found = [(reply, _validation(reply)) for reply in conversation.replies]
    return [_or_repaired(conversation, reply, one) for reply, one in found if one]


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
    sides = [*reply.of("acknowledge", "take_ownership"), *reply.of("apologise")]
    enough = [
        move
        for move in sides
        if move.quality >= SPECIFIC or (move.kind == "take_ownership" and move.quality >= PARTIAL)
    ]
    strong = best(move for move in enough if move.kind != "apologise") or best(enough)
    limits = reply.of("set_limit")
    if strong and not hedged:
        if limits:
            return observe(reply, 4, "takes their side and stays honest about limits", [strong, *enough, *limits])
        return observe(reply, 3, "says that anyone would see it so", [strong, *enough])
    weak = best(sides)
    if weak or (hedged and not reply.empty):
        return observe(reply, 2, "half takes their side", [weak, *sides] if weak else hedged)
    return observe(reply, 1, "neutral and cold")


def timing(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EM3: acknowledges first and briefly, then helps (W1, W2)."""
    found = [(reply, _timing(conversation, reply, criterion.thresholds)) for reply in conversation.cued[:1]]
    found = [(reply, _or_later(conversation, reply, one) if one.level == 1 else one) for reply, one in found]
    return [_or_repaired(conversation, reply, one) for reply, one in found]


def _timing(conversation: Conversation, reply: Reply, thresholds: Thresholds) -> Observed:
    seen = reply.of("acknowledge")
    owned = _owned(reply)
    fault = reply.harm(*_JUDGES, *_COLD)
    if fault and not seen:
        return observe(reply, 0, "answers a strong feeling with a fault phrase", fault)
    if not seen and not owned:
        return observe(reply, 1, "acknowledges nothing in the first reply")
    decided = min(_decisions(conversation, reply), default=None)
    first = min(seen, key=lambda move: move.span.start) if seen else owned[0]
    quote = f"\u201c{evidence(reply, first).quote}\u201d"
    if decided is not None and first.span.start > decided:
        remark = f"{quote} stands after the solution."
        return observe(reply, 2, "acknowledges only after the solution", [first, *seen], remark)
    if not seen:
        remark = f"{quote} is about the mistake. It does not say what that is like for the customer."
        return observe(reply, 2, "owns the fault first, but names no feeling", [first], remark)
    general = all(move.quality < SPECIFIC for move in seen) and not owned
    if general and reply.reading.features.relational > thresholds.get("relational", 0.6):
        remark = f"{quote} could be said to any customer, and nothing follows it."
        return observe(reply, 2, "a phrase, and nothing else", [first], remark)
    words = _words(seen)
    if words > thresholds.get("words", 35):
        remark = f"{words} words about the feeling are many, from {quote} on."
        return observe(reply, 2, "stays with the feeling for too long", [first], remark)
    return _warm_close(conversation, reply, first)


def _decisions(conversation: Conversation, reply: Reply) -> list[int]:
    """Where a solution or a refusal of this case begins."""
    known = conversation.scenario is None
    moves = (*reply.of(*PLANS), *deeds(reply))
    places = [move.span.start for move in moves if known or means_something(move)]
    return [*places, *(move.span.start for move in reply.of("set_limit", "bare_no"))]


def _words(moves: Sequence[Move]) -> int:
    """How many words the spans of these moves have, where two share words counted once."""
    whole = [move.span for move in moves]
    outer = {
        span
        for span in whole
        if not any(one != span and one.start <= span.start and span.end <= one.end for one in whole)
    }
    return sum(len(span.quote.split()) for span in outer)


def _warm_close(conversation: Conversation, reply: Reply, seen: Move) -> Observed:
    last = conversation.fresh[-1] if conversation.fresh else reply
    kinds = ("close", "thank", "reassure", "acknowledge")
    closing = [move for move in last.of(*kinds) if move.quality >= SPECIFIC]
    closing += [move for move in last.of("check_satisfaction") if move.about.facts or move.quality >= ADAPTED]
    warm = best(closing) if last.place > reply.place else None
    found = observe(
        reply, 3, "acknowledges first and briefly, then moves on", [seen, *reply.of("acknowledge"), *_owned(reply)]
    )
    if warm is None:
        return found
    end = observe(last, 4, "", [warm])
    sure = min(found.confidence, end.confidence)
    both = (*found.evidence, *end.evidence)
    return Observed(reply.turn, 4, "acknowledges first, and closes warmly", both, sure, found.fresh)


def apology(conversation: Conversation, criterion: Criterion) -> list[Observed]:
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
            found.append(_apology(reply, _Sorry(tuple(sorry), count, criterion.thresholds.get("loop", 3))))
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
    core = [move for move in _owned(reply) if move.kind == "take_ownership" or move.quality >= SPECIFIC]
    stock = reply.harm("boilerplate")
    if not core:
        some = best(reply.of("apologise", "take_ownership"))
        if some and not stock:
            return observe(reply, 2, "sorry in general", [some])
        return observe(reply, 1, "stock phrases only" if stock else "nothing said about the fault")
    if stock:
        return observe(reply, 3, "names what went wrong, among stock phrases", core)
    mended = clearest(move for move in deeds(reply) if move.kind in PLANS or move.about.action or move.about.outcome)
    if mended:
        return observe(reply, 4, "names what went wrong and repairs it in the same breath", [*core, *mended])
    return observe(reply, 3, "names what went wrong and who owns it", core)


def perspective(conversation: Conversation, criterion: Criterion) -> list[Observed]:
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
        return observe(reply, 4, "lifts a burden that was not asked about", [*clearest(lifted), *clearest(apt)])
    if apt:
        return observe(reply, 3, "fits the plan to the need", clearest(apt))
    needs = conversation.feelings | frozenset(conversation.hidden)
    said = [
        move for move in reply.of("restate", "acknowledge") if needs & set(move.about.facts) or move.quality >= SPECIFIC
    ]
    if said:
        return observe(reply, 2, "mentions the need", said)
    return observe(reply, 1, "no sign of the need in the plan")
