"""Product knowledge: right, needs before advice, honest limits, checked understanding (domain guide 1.6)."""

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.measures.reached import seen_in, undone
from roleplay.grader.observed import PARTIAL, SPECIFIC, Observed, as_it_landed, best, evidence, observe
from roleplay.grader.offers import GOOD_ENOUGH, PLANS, clearest, fit, means_something, offers, permitted, violations

_TELLS = ("answer", "explain", "reassure", *PLANS)


def accuracy(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """PK1: what is told is so; each slip counts, and of what is right the best stands for all."""
    slips = [one for reply in conversation.replies if (one := _slip(reply))]
    told = [(reply, move) for reply in conversation.fresh for move in _told(conversation, reply)]
    if not told:
        return slips or [observe(reply, 1, "tells nothing of the product") for reply in conversation.fresh[-1:]]
    told.sort(key=lambda pair: (-pair[1].about.fit, -pair[1].quality, -len(pair[1].about.requests)))
    reply, move = told[0]
    source = [(one, other) for one, other in told if "source" in other.about.parts]
    if conversation.unhelped:
        right = observe(reply, 1, "told, and the customer is no wiser", [move])
    elif undone(conversation):
        right = seen_in(told, 2, "part of what the customer needs to know")
    elif source:
        where, shown = source[0]
        right = seen_in([(where, shown), *told], 4, "right, and says where to see it")
    else:
        right = seen_in(told, 3, "right")
    return [*slips, right]


def _told(conversation: Conversation, reply: Reply) -> list[Move]:
    """Information that is permitted and, in a case that knows what matters, about it."""
    return [
        move
        for move in reply.of(*_TELLS)
        if permitted(move) and move.quality > 0.3 and (means_something(move) or not conversation.scenario)
    ]


def _slip(reply: Reply) -> Observed | None:
    danger = reply.harm("ignore_safety", "ask_secret", "data_leak")
    if danger:
        return observe(reply, 0, "a dangerous error", danger)
    wrong = [*(move for move in reply.wrong if move.kind in _TELLS), *violations(reply)]
    return observe(reply, 1, "tells something that is not so", wrong) if wrong else None


def needs_first(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """PK2: knows what it is for before recommending anything."""
    for reply in conversation.fresh:
        plans = [move for move in clearest(offers(reply)) if move.about.outcome]
        if conversation.scenario is None:
            plans = [move for move in clearest(offers(reply)) if move.kind != "commit_next_step"]
            plans += [move for move in reply.of("answer", "explain") if permitted(move) and move.quality >= SPECIFIC]
        if plans:
            return [as_it_landed(reply, _advice(conversation, reply, plans), 2, gladly=True)]
    asked = [(reply, move) for reply in conversation.fresh for move in reply.questions if not move.about.known]
    if asked:
        reply, move = asked[-1]
        return [observe(reply, 2, "asks, and recommends nothing", [move])]
    return []


def _advice(conversation: Conversation, reply: Reply, plans: list[Move]) -> Observed:
    told = reply.before.told
    misfits = [move for move in plans if move.about.outcome and fit(conversation, move.about.outcome, told) < 0.3]
    if misfits and len(misfits) == len(plans):
        return observe(reply, 0, "recommends against what the customer needs", misfits)
    asked = [
        (one, move)
        for one in conversation.fresh
        if one.place <= reply.place
        for move in (*one.questions, *one.of("teach_back"))
        if not move.about.known and (move.quality >= PARTIAL or move.about.facts)
    ]
    known = bool(set(conversation.hidden) & told) or (not conversation.scenario and bool(reply.of("restate")))
    if not asked and not known:
        return observe(reply, 1, "recommends before asking", plans[:1])
    apt = [move for move in plans if move.about.fit >= GOOD_ENOUGH or (not conversation.scenario)]
    quotes = tuple(evidence(one, move) for one, move in asked)
    if not apt:
        seen = observe(reply, 2, "asks, and recommends what does not quite fit", plans[:1])
    elif len(apt) > 1 and reply.of("offer_option", "set_limit"):
        seen = observe(reply, 4, "matches the need, and weighs two ways", apt)
    else:
        seen = observe(reply, 3, "matches what the customer told", apt)
    return Observed(seen.turn, seen.level, seen.reason, (*quotes, *seen.evidence), seen.confidence, seen.fresh)


def honest_limits(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """PK3: says what is not known or not possible, and by when it will be."""
    return [one for reply in conversation.replies if (one := _limits(conversation, reply))]


def _limits(conversation: Conversation, reply: Reply) -> Observed | None:
    false = [move for move in violations(reply) if move.kind in ("false_promise", *_TELLS)]
    if false:
        return observe(reply, 0, "invents", false)
    unsure = [move for move in reply.moves if move.about.unsure]
    limits = list(reply.of("set_limit"))
    bluffs = [move for move in reply.of(*_TELLS) if move.about.stage == "vague"]
    if bluffs and not unsure:
        return observe(reply, 1, "says what should work, and does not know", bluffs)
    checks = [move for move in reply.of("commit_next_step") if "when" in move.about.parts]
    interim = [move for move in offers(reply) if move not in checks and move not in unsure]
    if (unsure and checks) or limits:
        both = [*unsure, *limits, *checks]
        if interim and (checks or limits):
            return observe(reply, 4, "says the limit, and what helps until then", [*both, *interim])
        return observe(reply, 3, "says the limit, or by when it will be known", both)
    return observe(reply, 2, "not sure, and leaves it there", unsure) if unsure else None


def teach_back(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """PK4: a step at a time, and what the customer sees decides the next."""
    steps = criterion.thresholds.get("steps", 3)
    flood = criterion.thresholds.get("flood", 7)
    found: list[Observed] = []
    for reply in conversation.fresh:
        counted, checks = reply.reading.features, list(reply.of("teach_back"))
        gone = reply.harm("cold_transfer", "dismiss") if conversation.kind == "product-question" else ()
        shown = _instructions(reply)
        if gone and not checks and not shown:
            found.append(observe(reply, 0, "leaves the customer alone with it", gone))
        elif counted.steps >= flood:
            found.append(observe(reply, 1, "all the steps at once", shown))
        elif checks and counted.steps <= steps:
            good = observe(reply, 3, "asks what the customer sees", checks)
            adapted = found and found[-1].level >= 3 and shown
            two = [*checks, *shown]
            found.append(observe(reply, 4, "goes on from what the customer sees", two) if adapted else good)
        elif counted.steps > steps:
            found.append(observe(reply, 2 if checks else 1, "many steps and no check", [*shown, *checks]))
        elif counted.steps:
            waits = (*reply.questions, *reply.of("check_satisfaction"))
            level = 3 if waits else 2
            found.append(observe(reply, level, "steps, and waits" if waits else "steps and no check", [*shown, *waits]))
    return found


def _instructions(reply: Reply) -> list[Move]:
    told = [move for move in reply.of("explain", "answer", "offer_solution", "offer_option") if permitted(move)]
    top = best(told)
    return sorted(told, key=lambda move: move is not top)
