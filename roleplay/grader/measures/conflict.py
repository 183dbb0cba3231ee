"""Conflict resolution: an open first reply, interests, a fair no, a boundary, both sides (domain guide 1.6)."""

from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import ADAPTED, PARTIAL, SPECIFIC, Observed, as_it_landed, best, observe
from roleplay.grader.offers import GOOD_ENOUGH, PLANS, clearest, means_something, offers, permitted, violations

_ATTACKS = ("insult", "blame_customer", "calm_down")
_SHUTS = ("bare_no", "argue", "cold_transfer")
PINGPONG = 3
"""So many bare refusals are a quarrel and no answer."""


def first_reply(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """CD1: the first reply lets the customer's point stand before it defends anything."""
    return [_first(conversation, reply) for reply in (conversation.cued or conversation.replies)[:1]]


def _first(conversation: Conversation, reply: Reply) -> Observed:
    attacks = reply.harm(*_ATTACKS)
    if attacks:
        return observe(reply, 0, "strikes back", attacks)
    brushed = [move for move in reply.harm("dismiss") if not reply.harm(*_SHUTS)]
    if brushed:
        return observe(reply, 0, "brushes the point aside", brushed)
    shut = reply.harm(*_SHUTS)
    granted = [move for move in reply.of("take_ownership") if move.quality >= PARTIAL]
    granted += [move for move in reply.of("acknowledge", "apologise") if move.quality >= ADAPTED]
    stands = [move for move in reply.of("restate") if not move.about.wrong and move.quality >= PARTIAL]
    stands += [move for move in reply.of("acknowledge", "apologise") if move.quality >= SPECIFIC]
    curious = [move for move in reply.questions if not move.about.known]
    if shut:
        both = [*shut, *granted, *stands, *curious]
        return observe(reply, 2 if granted or stands else 1, "defends the firm first", both)
    if granted and (stands or curious):
        return observe(reply, 4, "says what is right in the customer's view", [*granted, *stands, *curious])
    if granted or stands or curious:
        return observe(reply, 3, "lets the point stand, or asks about it", [*granted, *stands, *curious])
    neutral = [*reply.of("acknowledge", "apologise"), *offers(reply), *reply.of("answer", "explain", "set_limit")]
    if neutral and not reply.harm("boilerplate"):
        return observe(reply, 2, "neither for nor against", neutral)
    return observe(reply, 1, "says nothing to the point")


def interests(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """CD2: asks what the demand is for, and finds a way that serves both."""
    found = []
    asked = False
    for reply in conversation.fresh:
        seen = _interests(conversation, reply, asked)
        asked = asked or any(not move.about.known for move in reply.questions)
        found += [as_it_landed(reply, seen, 2, gladly=True)] if seen else []
    if not found and conversation.fresh:
        found.append(observe(conversation.fresh[-1], 1, "asks for no reason behind the demand"))
    return found


def _interests(conversation: Conversation, reply: Reply, asked: bool) -> Observed | None:
    threats = [*reply.harm("insult"), *(move for move in reply.harm("boundary") if not reply.before.abusive)]
    if threats:
        return observe(reply, 0, "threatens", threats)
    ways = [
        move
        for move in clearest(offers(reply))
        if move.about.fit >= GOOD_ENOUGH or (not conversation.scenario and move.quality >= PARTIAL)
    ]
    asks = [
        move
        for move in reply.questions
        if not move.about.known and (move.about.facts or move.kind == "open_question" or move.about.requests)
    ]
    informed = asked or bool(conversation.hidden and set(conversation.hidden) & reply.before.told)
    if ways and informed:
        return observe(reply, 4, "a way that serves what lies behind the demand", ways)
    if asks:
        return observe(reply, 3, "asks what the demand is for", asks)
    told = [move for move in reply.of("restate", "acknowledge") if move.quality >= PARTIAL and not move.about.wrong]
    positions = ways or ([] if reply.harm("argue", "dismiss") else told)
    if positions:
        return observe(reply, 2, "keeps to the positions", positions)
    rules = [*reply.harm("bare_no", "argue", "dismiss"), *reply.of("set_limit")]
    return observe(reply, 1, "quotes the rule", rules) if rules else None


def fair_no(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """CD3: a no with its reason and a way on; giving in against the rules is none."""
    found: list[Observed] = []
    bare = 0
    for reply in conversation.replies:
        broken = [move for move in violations(reply) if move.kind in ("false_promise", *PLANS)]
        refused = reply.harm("bare_no")
        bare += bool(refused)
        if broken:
            found.append(observe(reply, 0, "gives in against the rules", broken))
        elif refused and bare >= PINGPONG:
            found.append(observe(reply, 0, "the same no again and again", refused))
        elif refused or reply.of("set_limit"):
            found.append(_no(conversation, reply))
    return found


def _no(conversation: Conversation, reply: Reply) -> Observed:
    limits, bare = reply.of("set_limit"), reply.harm("bare_no")
    parts = frozenset[str]().union(*(move.about.parts for move in limits))
    ways = [move for move in clearest(offers(reply)) if means_something(move) or not conversation.scenario]
    ways += [move for move in reply.of("answer", "explain") if permitted(move) and means_something(move)]
    reason = "reason" in parts or (bool(limits) and not parts)
    told = [*limits, *bare, *ways]
    if not limits and not ways:
        return observe(reply, 1, "a bare no", bare)
    if not ways and "alternative" not in parts:
        return observe(reply, 2, "a no with its reason", told)
    onward = [*reply.of("offer_option"), *reply.of("check_satisfaction"), *reply.questions]
    if reason and ("appeal" in parts or (ways and onward)):
        return observe(reply, 4, "a no with reason, a way on, and the customer's choice", [*told, *onward])
    if limits:
        return observe(reply, 3, "a no with a way on", told)
    return observe(reply, 2, "a no with no reason, beside a way on", told)


def boundary(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """CD4: to abuse and to nothing else: names it, says once what follows, keeps the door open."""
    abused = [reply for reply in conversation.replies if reply.before.abusive]
    if not abused:
        return []
    found = [one for reply in abused if (one := _boundary(conversation, reply))]
    if not found:
        level = 0 if len(abused) > 1 else 1
        return [observe(abused[-1], level, "passes over the abuse without a word")]
    return found


def _boundary(conversation: Conversation, reply: Reply) -> Observed | None:
    back = reply.harm("insult")
    if back:
        return observe(reply, 0, "insults back", back)
    set_here = best(reply.of("boundary"))
    if set_here is None:
        ended = reply.harm("close")
        if ended:
            return observe(reply, 1, "ends without a warning", ended)
        # The same plea once more is no answer to the abuse.
        begged = () if reply.stale else reply.harm("calm_down")
        return observe(reply, 2, "a plea that says nothing of what follows", begged) if begged else None
    if set_here.quality < PARTIAL:
        return observe(reply, 2, "a plea that says nothing of what follows", [set_here])
    door = [move for move in (*offers(reply), *reply.of("set_limit"), *reply.questions) if move.span != set_here.span]
    if set_here.quality >= ADAPTED or door:
        return observe(reply, 4, "a boundary with the door open, and a way on", [set_here, *door[:1]])
    return observe(reply, 3, "names it, says what follows, keeps the door open", [set_here])


def neutrality(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """CD5: between two parties, where a case says that there are two: both sides said back, neither judged."""
    called = [reply for reply in conversation.fresh if criterion.id in reply.before.opens]
    return [_neutrality(conversation, reply) for reply in called]


def _neutrality(conversation: Conversation, reply: Reply) -> Observed:
    sided = reply.harm("blame_others", "blame_customer", "argue")
    if sided:
        return observe(reply, 0, "takes a side unheard", sided)
    told = [move for move in reply.of("restate") if not move.about.wrong]
    facts = {id for move in told for id in move.about.facts}
    steps = [move for move in reply.of("commit_next_step") if "when" in move.about.parts]
    if len(facts) > 1 and steps:
        return observe(reply, 4, "both sides said back, and how it will be decided", [*told, steps[0]])
    if len(facts) > 1:
        return observe(reply, 3, "says both sides back", told)
    heard = [*told, *reply.questions]
    return observe(reply, 2 if heard else 1, "hears a side" if heard else "one side only", heard)
