"""Effective communication: plain, well dosed, saying what can be done, honest about it (domain guide 1.6)."""

from collections.abc import Iterable

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import ADAPTED, SPECIFIC, Observed, Thresholds, as_it_landed, best, observe
from roleplay.grader.offers import DEEDS, PLANS, clearest, firm, offers, permitted, violations

_TELLS = (*DEEDS, "set_limit", "restate", "teach_back", "warm_handover")
"""Moves that tell a customer something they can use."""
_CHECKS = ("teach_back", "check_satisfaction")
_TALKS_DOWN = ("calm_down", "insult", "dismiss", "blame_customer")
_SHUTS = ("bare_no", "cold_transfer", "argue")


def substance(conversation: Conversation, reply: Reply) -> list[Move]:
    """What a reply tells or asks of this case, the clearest first; a phrase has none."""
    told = [
        move
        for move in reply.of(*_TELLS)
        if move.quality > 0.3 and move.about.stage != "vague" and not move.about.invented
    ]
    asked = [move for move in reply.questions if not move.about.known]
    return [*clearest(told), *asked]


def plain_language(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EC1: words that this customer knows; each term left unexplained costs (W13)."""
    return [as_it_landed(reply, _plain(conversation, reply), gladly=True) for reply in conversation.fresh]


def _plain(conversation: Conversation, reply: Reply) -> Observed:
    wrong = [move for move in reply.wrong if move.kind in ("answer", "explain", "reassure", *PLANS)]
    if wrong:
        return observe(reply, 0, "tells something that is not so", wrong)
    terms = reply.harm("jargon")
    if len(terms) > 1:
        return observe(reply, 1, "terms that nobody explains", terms)
    told = substance(conversation, reply)
    if terms:
        return observe(reply, 2, "a term that is not explained", [*terms, *told])
    if not told:
        return observe(reply, 1, "tells nothing of this case")
    checks = [move for move in reply.moves if move.kind == "teach_back" or move.about.confirms]
    if checks:
        return observe(reply, 4, "plain words, and a check that they arrived", [*told, *checks])
    return observe(reply, 3, "plain words", told)


def dose(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EC2: as much as one message can carry, in an order that helps."""
    limits = criterion.thresholds
    return [as_it_landed(reply, _dose(conversation, reply, limits), gladly=True) for reply in conversation.fresh]


def _dose(conversation: Conversation, reply: Reply, thresholds: Thresholds) -> Observed:
    told, counted = substance(conversation, reply), reply.reading.features
    if not told:
        return observe(reply, 1, "tells nothing of this case")
    flood = counted.steps >= thresholds.get("flood", 7) or counted.words > thresholds.get("wall", 250)
    if flood or reply.harm("interrogate"):
        return observe(reply, 1, "everything at once", told)
    much = counted.steps > thresholds.get("steps", 3) and not counted.numbered
    if much or counted.words > thresholds.get("words", 140):
        return observe(reply, 2, "much at once", told)
    waits = [move for move in reply.of(*_CHECKS) if not move.about.general and move.quality >= SPECIFIC]
    if waits and counted.steps <= thresholds.get("steps", 3):
        return observe(reply, 4, "a step at a time, and waits for the customer", [*told, *waits])
    return observe(reply, 3, "one goal for each message", told)


def can_do(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EC3: says what can happen, in words that leave room for the other."""
    found = [
        as_it_landed(reply, one, gladly=True) for reply in conversation.replies if (one := _can_do(conversation, reply))
    ]
    return found or [observe(reply, 1, "says nothing of what can be done") for reply in conversation.fresh[-1:]]


def _can_do(conversation: Conversation, reply: Reply) -> Observed | None:
    down = reply.harm(*_TALKS_DOWN)
    finer = [move for move in down if move.kind != "dismiss"] or [
        move for move in down if not _same_words(move, reply.harm(*_SHUTS))
    ]
    if finer:
        return observe(reply, 0, "talks down to the customer", finer)
    ways = [*clearest([*offers(reply), *(move for move in reply.of(*DEEDS) if firm(move))]), *reply.of("teach_back")]
    shut = reply.harm(*_SHUTS)
    if shut:
        both = "a closed door beside an open one"
        return observe(reply, 2, both, [*shut, *ways]) if ways else observe(reply, 1, "a closed door", shut)
    fair = [move for move in reply.of("set_limit") if "alternative" in move.about.parts or ways]
    ways += fair + [move for move in reply.of("answer", "explain") if permitted(move) and move.quality > 0.3]
    if not ways:
        return None
    if reply.cue and not reply.of("acknowledge", "take_ownership", "apologise", "restate"):
        return observe(reply, 2, "says what can be done, and nothing to the customer's upset", ways)
    shared = [move for move in ways if move.about.facts or move.quality >= ADAPTED]
    warm = best(move for move in reply.of("acknowledge", "reassure", "take_ownership") if move.quality >= SPECIFIC)
    if warm and (shared or reply.of("check_satisfaction", "offer_option")):
        return observe(reply, 4, "says what can be done for what this customer wants", [*(shared or ways), *ways, warm])
    return observe(reply, 3, "says what can be done", ways)


def _same_words(move: Move, others: Iterable[Move]) -> bool:
    return any(move.span.start < one.span.end and one.span.start < move.span.end for one in others)


def expectations(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """EC4: what to expect and by when; nothing promised that may not hold."""
    found = [as_it_landed(reply, one, 2) for reply in conversation.replies if (one := _expectation(reply))]
    if not found and conversation.fresh:
        return [observe(conversation.fresh[-1], 1, "says nothing of what to expect")]
    return found


def _expectation(reply: Reply) -> Observed | None:
    false = [move for move in violations(reply) if move.kind in ("false_promise", *DEEDS)]
    if false:
        return observe(reply, 0, "promises what may not hold", false)
    limits = list(reply.of("set_limit"))
    plans = [move for move in reply.of(*DEEDS) if permitted(move)]
    dated = [move for move in plans if "when" in move.about.parts]
    honest = [move for move in reply.moves if move.about.unsure]
    fallback = [move for move in dated if "fallback" in move.about.parts]
    if fallback or (dated and (limits or honest)):
        return observe(reply, 4, "limits, time, and what could change it", [*fallback, *dated, *limits, *honest])
    if dated or limits:
        return observe(reply, 3, "says by when, or what is not possible", [*dated, *limits])
    vague = [move for move in reply.of(*DEEDS) if move.about.stage == "vague"] + plans + honest
    return observe(reply, 2, "says what, and not by when", vague) if vague else None
