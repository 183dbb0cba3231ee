"""For rubrics of one's own: how often certain moves are made."""

from roleplay.domain.moves import MOVES
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation
from roleplay.grader.observed import Observed, evidence, observe


def moves(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """Counts the criterion's moves: helpful ones raise the level from `fair` over `good` to `very_good` times.

    Harmful ones lower it to 1, and to 0 from `worse` times; where none was made, nothing called for it.
    """
    helps = [id for id in criterion.moves if MOVES[id].polarity != "harms"]
    harms = [id for id in criterion.moves if MOVES[id].polarity == "harms"]
    bad = [(reply, move) for reply in conversation.replies for move in reply.harm(*harms)]
    good = [(reply, move) for reply in conversation.fresh for move in reply.of(*helps)]
    limits = criterion.thresholds
    if bad:
        reply, move = bad[-1]
        return [observe(reply, 0 if len(bad) >= limits.get("worse", 2) else 1, "should not have been said", [move])]
    if not helps or not conversation.fresh:
        return []
    if not good:
        return [observe(conversation.fresh[-1], 1, "was not said")]
    steps = (limits.get("fair", 1), limits.get("good", 2), limits.get("very_good", 3))
    level = 1 + sum(len(good) >= step for step in steps)
    seen = observe(good[-1][0], level, "was said", [good[-1][1]])
    quotes = tuple(evidence(reply, move) for reply, move in good)
    return [Observed(seen.turn, seen.level, seen.reason, quotes, min(move.confidence for _, move in good))]
