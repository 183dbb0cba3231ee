"""How far the customer's requests were met by the end: the one result that several measures ask for."""

from dataclasses import replace

from roleplay.domain.reading import Move
from roleplay.domain.scenario import Request
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import DOUBTFUL, SPECIFIC, Observed, evidence, observe
from roleplay.grader.offers import GOOD_ENOUGH, clearest, demanded, fit, help_given, means_something, served, serves

_WORDS_ALONE = ("set_limit", "warm_handover", "teach_back")
"""Help that need not name an outcome of the case."""


def help_evidence(conversation: Conversation) -> list[tuple[Reply, Move]]:
    """What really helped or offered to: about this case, or where none is known, specific enough to be of use."""
    found = help_given(conversation)
    if conversation.scenario:
        return [pair for pair in found if means_something(pair[1]) or pair[1].kind in _WORDS_ALONE]
    return [pair for pair in found if pair[1].quality > 0.3]


def undone(conversation: Conversation) -> bool:
    """The customer still waits for help at the end."""
    if conversation.tracked:
        return not conversation.settled
    return conversation.unhelped or not help_evidence(conversation)


def reached(conversation: Conversation) -> Observed:
    """One observation, at the end: none, part or all of what the customer needed, or the best there was."""
    given = help_evidence(conversation)
    last = conversation.fresh[-1] if conversation.fresh else conversation.replies[-1]
    if not given:
        return observe(last, 1, "no solution")
    if not conversation.tracked:
        return _unfollowed(conversation, given)
    met = [one for one in conversation.required if served(conversation, one)]
    pairs = [pair for one in met for pair in _last_about(conversation, given, one)]
    pairs += [(reply, move) for reply in conversation.fresh for move in demanded(conversation, reply)]
    if not met or len(met) < len(conversation.required):
        return seen_in(pairs or given, 2, "part of what the customer needs")
    trade_off = [pair for pair in given if pair[1].kind in ("set_limit", "offer_option")]
    if trade_off and all(_is_best(conversation, one) for one in met):
        return seen_in([*pairs, *trade_off], 4, "the best that is permitted, honest about the rest")
    return seen_in(pairs, 3, "all that the customer needs, within the policy")


def _unfollowed(conversation: Conversation, given: list[tuple[Reply, Move]]) -> Observed:
    """Without a scenario: how specific the help was, and how the customer took it.

    Where their last words show neither, nobody can be sure, and the level says so.
    """
    top = max(given, key=lambda pair: (not pair[0].missed, pair[1].quality))
    if conversation.unhelped and any("correct_you" in reply.answered for reply in conversation.replies):
        return seen_in([top], 0, "help with something else, and the customer goes without")
    if conversation.unhelped:
        return seen_in([top], 1, "help that does not reach the customer")
    if top[1].quality < GOOD_ENOUGH or top[0].missed:
        return seen_in([top], 2, "help that does not go all the way")
    more = [pair for pair in given if pair[1].quality >= SPECIFIC and pair[1].span != top[1].span]
    if conversation.settled and top[0].welcome and more:
        return seen_in([top, *more], 4, "a solution that the customer takes gladly")
    seen = seen_in([top], 3, "a solution that fits")
    untold = conversation.followed and not conversation.settled
    return replace(seen, confidence=min(seen.confidence, DOUBTFUL)) if untold else seen


def _last_about(
    conversation: Conversation, given: list[tuple[Reply, Move]], request: Request
) -> list[tuple[Reply, Move]]:
    """What serves it, the last reply in its clearest words first."""
    about = [pair for pair in given if serves(conversation, pair[1], request)]
    last = about[-1][0] if about else None
    fullest = clearest(move for reply, move in about if reply is last)
    earlier = [pair for pair in about if pair[0] is not last]
    return [*((last, move) for move in fullest if last), *earlier]


def _is_best(conversation: Conversation, request: Request) -> bool:
    """Nothing permitted would have fitted better than what was offered."""
    state, scenario = conversation.final, conversation.scenario
    if state is None or scenario is None:
        return False
    open_to = {one.id for one in scenario.policy if one.authority == "may"}
    outcomes = {one.id: one for one in scenario.outcomes}
    allowed = [id for id in request.served_by if id not in outcomes or outcomes[id].policy in (None, *open_to)]
    shares = {id: fit(conversation, id, state.told) for id in allowed}
    offered = [share for id, share in shares.items() if id in state.offered]
    return not shares or (bool(offered) and max(offered) >= max(shares.values()))


def seen_in(pairs: list[tuple[Reply, Move]], level: int, reason: str) -> Observed:
    """An observation over several replies, placed at the last of them."""
    if not pairs:
        return Observed(0, 1, reason)
    quotes = tuple(dict.fromkeys(evidence(reply, move) for reply, move in pairs))
    sure = min(move.confidence for _, move in pairs)
    fresh = any(not reply.stale for reply, _ in pairs)
    return Observed(max(reply.turn for reply, _ in pairs), level, reason, quotes, sure, fresh)
