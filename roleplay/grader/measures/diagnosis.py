"""RE1: finding out before acting, from what was known or asked when a solution was first offered."""

from collections.abc import Iterable

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import PARTIAL, SPECIFIC, Observed, as_it_landed, evidence, observe
from roleplay.grader.offers import accuses, clearest, means_something, offers, permitted
from roleplay.grader.quotes import telling


def diagnosis(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """RE1: knows or has asked what matters before acting; best when the cause is found and told."""
    if conversation.tracked and not conversation.hidden:
        return []
    plans = [reply for reply in conversation.fresh if _plans(conversation, reply)]
    found = [as_it_landed(reply, _diagnosis(conversation, reply), 2, gladly=True) for reply in plans]
    if found or not conversation.fresh:
        return found
    last = conversation.fresh[-1]
    asked = _asked(conversation, last.place + 1)
    if asked:
        reply, _ = asked[-1]
        return [observe(reply, 2, "asks, and does not get as far as acting", [m for r, m in asked if r is reply])]
    return [observe(last, 1, "neither asks nor acts")]


def _plans(conversation: Conversation, reply: Reply) -> list[Move]:
    """Outcomes for the customer; blocking a card at once is first aid, not a prescription."""
    known = conversation.scenario is not None
    return clearest(
        move
        for move in offers(reply)
        if (move.about.outcome is not None if known else move.kind != "commit_next_step" or move.quality >= PARTIAL)
    )


def _asked(conversation: Conversation, place: int) -> list[tuple[Reply, Move]]:
    """Questions on purpose in the replies before this place, answered or fended off: asking is what counts."""
    return [
        (reply, move)
        for reply in conversation.fresh
        if reply.place < place
        for move in reply.questions
        if _on_purpose(conversation, reply, move)
    ]


def _on_purpose(conversation: Conversation, reply: Reply, move: Move) -> bool:
    """It reaches for something of the case that is not known yet, and accuses nobody."""
    if move.about.known or move.about.general or accuses(reply, move):
        return False
    facts = set(move.about.facts)
    return bool(facts & set(conversation.hidden)) if facts and conversation.tracked else move.quality >= PARTIAL


def _diagnosis(conversation: Conversation, reply: Reply) -> Observed:
    plans = _plans(conversation, reply)
    if reply.wrong:
        return observe(reply, 0, "acts on a wrong assumption", reply.wrong)
    asked = _asked(conversation, reply.place)
    ranked = sorted(asked, key=lambda pair: not set(conversation.deciding) & set(pair[1].about.facts))
    known, needed = _known(conversation, reply, asked)
    remark = _missing(conversation, reply, plans)
    if not known and not asked:
        return observe(reply, 1, "offers a solution with nothing of what matters known", plans, remark)
    if known < needed:
        seen = observe(reply, 2, "offers a solution with part of what matters known", plans, remark)
        return _with_questions(seen, ranked)
    causes = [
        move
        for move in reply.of("explain", "answer")
        if move.quality >= SPECIFIC and (means_something(move) or move.about.facts) and permitted(move)
    ]
    if causes:
        seen = observe(reply, 4, "knows what matters, and tells the cause in plain words", [*plans, *causes])
    else:
        seen = observe(reply, 3, "knows what matters before acting", plans)
    return _with_questions(seen, ranked)


def _with_questions(seen: Observed, asked: list[tuple[Reply, Move]]) -> Observed:
    """The questions are what the grade is about, so they are quoted first."""
    questions = tuple(evidence(reply, move) for reply, move in asked)
    sure = min([seen.confidence, *(move.confidence for _, move in asked)])
    return Observed(seen.turn, seen.level, seen.reason, (*questions, *seen.evidence), sure, seen.fresh, seen.remark)


def _missing(conversation: Conversation, reply: Reply, plans: Iterable[Move]) -> str:
    """What was not known yet, by name: "find out more" helps nobody."""
    quote = next((one.quote for one in telling(evidence(reply, move) for move in plans)), "")
    values = [fact.value for id, fact in conversation.deciding.items() if id not in reply.before.told]
    if not quote or not values or not conversation.tracked:
        return ""
    return f"When you wrote \u201c{quote}\u201d, you did not know yet about this: {'; '.join(values)}."


def _known(conversation: Conversation, reply: Reply, asked: list[tuple[Reply, Move]]) -> tuple[int, int]:
    """How much of what decides was known or asked for, of how much; without a case, what was asked or retold."""
    if conversation.tracked:
        sought = {id for _, move in asked for id in move.about.facts}
        deciding = set(conversation.deciding)
        return len(deciding & (reply.before.told | sought)), len(deciding)
    sofar = [move for one in conversation.fresh if one.place <= reply.place for move in one.moves]
    here = [move for move in reply.questions if not (move.about.known or move.about.general)]
    retold = {id for move in sofar if move.kind == "restate" for id in move.about.facts or (move.span.quote,)}
    return (2 if asked or here or len(retold) >= 2 else len(retold)), 2
