"""RE5: two ways to choose from, or no work left for the customer."""

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.measures.reached import undone
from roleplay.grader.observed import ADAPTED, Observed, as_it_landed, observe
from roleplay.grader.offers import clearest, deeds, demanded, offers, useful

_CHOICE = "puts at least two ways to the customer"
_OFFERED = ("offer_solution", "offer_option")


def choice(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """RE5: a choice in so many words comes first, since it says most; then work done, then a single offer."""
    found = [
        as_it_landed(reply, one, 2, gladly=True)
        for reply in conversation.replies
        if (one := _choice(conversation, reply))
    ]
    if not found and conversation.fresh and undone(conversation):
        found.append(observe(conversation.fresh[-1], 1, "no option"))
    return sorted(found, key=lambda one: one.reason != _CHOICE)


def _choice(conversation: Conversation, reply: Reply) -> Observed | None:
    pushed = reply.harm("cold_transfer")
    if pushed:
        return observe(reply, 0, "leaves the work to the customer", pushed)
    plans = [move for move in dict.fromkeys([*offers(reply), *deeds(reply)]) if useful(conversation, move)]
    if not plans:
        return None
    options = _options(conversation, reply)
    if len(options) >= 2:
        framed = any(move.quality >= ADAPTED and move.kind == "offer_option" for move in options)
        return observe(reply, 4 if framed else 3, _CHOICE, options)
    done = {way for one in conversation.replies for way in _done(conversation, one)}
    if not any(_way(conversation, move) in done for move in plans):
        return observe(reply, 2, "one way to go", clearest(plans))
    return observe(reply, 3, "does the work for the customer", [*clearest(plans), *demanded(conversation, reply)])


def _way(conversation: Conversation, move: Move) -> str:
    """What tells one way from another; without a scenario, the place where it is said."""
    about = move.about
    return (about.outcome or about.action or "") if conversation.scenario else str(move.span.start)


def _options(conversation: Conversation, reply: Reply) -> list[Move]:
    """One move for each way that the customer may pick: what is being done anyway is not up for choice."""
    under_way = {_way(conversation, move) for move in deeds(reply) if move.about.stage in ("done", "doing")}
    ways: dict[str, list[Move]] = {}
    for move in offers(reply):
        way = _way(conversation, move)
        if move.kind in _OFFERED and way not in under_way and (move.about.outcome or not conversation.scenario):
            ways.setdefault(way, []).append(move)
    if len(ways) < 2 or not _put_as_choice(reply, [move for moves in ways.values() for move in moves]):
        return []
    return sorted((_said_best(moves) for moves in ways.values()), key=lambda move: move.span.start)


def _put_as_choice(reply: Reply, moves: list[Move]) -> bool:
    """Two promises side by side are one plan; a further option, a question, or a bare offer makes it a choice."""
    promised = {move.span for move in deeds(reply)}
    first = min(move.span.start for move in moves)
    asks = [one for one in reply.of("open_question") if one.span.start > first and not one.about.facts]
    offered = any(move.about.stage == "offer" and move.span not in promised for move in moves)
    return offered or bool(asks or reply.of("offer_option"))


def _said_best(moves: list[Move]) -> Move:
    """The words that name the way themselves: the fuller before the shorter."""
    return max(moves, key=lambda move: (move.quality, len(move.span.quote)))


def _done(conversation: Conversation, reply: Reply) -> set[str]:
    """Ways taken, being taken or promised: a day, or who does it, makes a promise of it."""
    here = [*offers(reply), *deeds(reply)]
    named = {_way(conversation, move) for move in here if "who" in move.about.parts}
    return {
        way
        for move in deeds(reply)
        if move.about.stage in ("done", "doing")
        or (move.about.stage == "will" and ("when" in move.about.parts or _way(conversation, move) in named))
        for way in [_way(conversation, move)]
    }
