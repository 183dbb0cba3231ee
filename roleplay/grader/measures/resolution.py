"""Resolution, from state and not from phrases: what was known, offered, kept and closed (domain guide 1.5)."""

from dataclasses import replace

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.closing import abandons, goes_on
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.measures.reached import help_evidence, reached, undone
from roleplay.grader.observed import ADAPTED, SPECIFIC, Observed, as_it_landed, best, evidence, observe
from roleplay.grader.offers import (
    PLANS,
    clearest,
    deeds,
    demanded,
    firm,
    means_something,
    permitted,
    serves,
    useful,
    violations,
)

_STATED = (*PLANS, "answer", "explain", "reassure", "take_ownership")


def correct(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """RE2: the requests are met with what is permitted; anything outside policy counts by itself."""
    if not conversation.replies:
        return []
    found = []
    for reply in conversation.replies:
        if broken := violations(reply):
            found.append(observe(reply, 0, "goes outside the policy, or claims what was not done", broken))
        elif told := [move for move in reply.wrong if move.kind in ("answer", "explain", *PLANS)]:
            found.append(observe(reply, 1, "tells something wrong", told))
    return [*found, reached(conversation)]


def next_step(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """RE3: who does what by when, and how it is confirmed (W9)."""
    found = [
        as_it_landed(reply, one, 2, gladly=True)
        for reply in conversation.replies
        if (one := _step(conversation, reply))
    ]
    dates = [evidence(reply, move) for reply in conversation.fresh for move in _dates(reply)]
    found = [replace(one, evidence=(*dates[-1:], *one.evidence)) if one.level > 2 else one for one in found]
    if not found and conversation.fresh and undone(conversation):
        found.append(observe(conversation.fresh[-1], 1, "no next step"))
    return found


def _dates(reply: Reply) -> list[Move]:
    """Steps with a time still to come: whatever else was said well, this is what the customer plans with."""
    return [move for move in reply.of(*PLANS) if firm(move) and means_something(move) and _dated(move)[0]]


def _step(conversation: Conversation, reply: Reply) -> Observed | None:
    impossible = [move for move in violations(reply) if move.kind in ("false_promise", *PLANS)]
    if impossible:
        return observe(reply, 0, "promises what may not or cannot be", impossible)
    steps = [
        move for move in reply.of(*_STATED) if move.kind == "commit_next_step" or (means_something(move) and firm(move))
    ]
    steps = [move for move in steps if not _looked_up(conversation, move)]
    if not steps:
        return None
    level = max(_share(conversation, steps, move) for move in steps)
    top = sorted(
        (move for move in steps if _share(conversation, steps, move) == level),
        key=lambda move: _dated(move),
        reverse=True,
    )
    real = [one for one in steps if conversation.scenario is None or means_something(one) or one.about.stage != "done"]
    if level == 3 and len(frozenset[str]().union(*(_parts(one) for one in real))) == 4:
        level, top = 4, list(dict.fromkeys([*top, *steps]))
    reason = ("", "", "a vague step", "who, what and when", "who, what, when, and how it is confirmed or what if not")[
        level
    ]
    return observe(reply, level, reason, [*top, *demanded(conversation, reply)])


def _looked_up(conversation: Conversation, move: Move) -> bool:
    """Something looked up is done with: it brings the customer nothing they could plan with."""
    about = move.about
    return bool(about.stage == "done" and about.action and not about.requests and not useful(conversation, move))


def _dated(move: Move) -> tuple[bool, bool, int, float]:
    """What shows a step best: a time still to come, then what it brings, then how much of it is said."""
    about = move.about
    ahead = "when" in about.parts and about.stage in ("will", None)
    return ahead, about.outcome is not None, len(about.parts), move.quality


def _parts(move: Move) -> frozenset[str]:
    """A deed done or under way has its time in it."""
    parts = move.about.parts | ({"when"} if move.about.stage in ("done", "doing") else frozenset())
    return parts if "when" in parts else parts - {"fallback"}


def _share(conversation: Conversation, steps: list[Move], move: Move) -> int:
    """Two or fewer of the four parts are vague; parts of the same deed may stand in two clauses of a reply."""
    empty = conversation.scenario is not None and not means_something(move) and move.quality < SPECIFIC
    if move.about.stage == "vague" or empty:
        return 2
    same = [one for one in steps if one.about.stage != "vague" and means_something(one) and _deed(one) == _deed(move)]
    return max(2, min(4, len(_parts(move).union(*(_parts(one) for one in same)))))


def _deed(move: Move) -> tuple[str | None, str | None]:
    return move.about.outcome, move.about.action


def ownership(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """RE4: somebody says "I" and does it, or hands over warmly (W8)."""
    found = [
        as_it_landed(reply, one, 2, gladly=True)
        for reply in conversation.replies
        if (one := _ownership(conversation, reply))
    ]
    if not found and conversation.fresh and undone(conversation):
        found.append(observe(conversation.fresh[-1], 1, "nobody takes it on"))
    return found


def _ownership(conversation: Conversation, reply: Reply) -> Observed | None:
    shifted = reply.harm("blame_others", "blame_customer", "cold_transfer")
    if shifted:
        return observe(reply, 0, "shifts it on to somebody else", shifted)
    real = conversation.scenario is None
    acts = [move for move in deeds(reply) if move.kind in PLANS or move.about.action or move.about.outcome]
    mine = clearest(move for move in acts if "who" in move.about.parts)
    mine += [move for move in reply.of("take_ownership", "warm_handover") if move.about.stage != "vague"]
    loose = [move for move in reply.of(*_STATED) if move.about.stage == "vague" and (real or means_something(move))]
    passive = [move for move in acts if "who" not in move.about.parts and (real or means_something(move))]
    firmly = real and any(move.kind != "take_ownership" for move in mine)
    if (loose and not firmly) or (passive and not mine):
        return observe(reply, 2, "somebody will", dict.fromkeys([*loose, *passive, *mine]))
    if not mine:
        return None
    done = [move for move in mine if move.kind != "take_ownership"]
    follow_up = [move for move in done if move.about.stage in ("will", None) and move.about.parts >= {"who", "when"}]
    if follow_up and len(done) > 1:
        return observe(reply, 4, "takes it on, and says when they will be back", mine)
    return observe(reply, 3, "takes it on in the first person", mine)


def close_loop(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """RE6: at the end, makes sure that the need is met (W10)."""
    over = [reply for reply in conversation.replies if reply.harm("close") and abandons(conversation, reply)]
    if over:
        return [observe(over[-1], 0, "ends while the customer still waits", over[-1].harm("close"))]
    window = conversation.fresh[-int(criterion.thresholds.get("window", 2)) :]
    if not window or not (conversation.settled or any(_winds_up(reply) for reply in window)):
        return []
    return [as_it_landed(window[-1], _closing(conversation, window))]


def _winds_up(reply: Reply) -> bool:
    """It asks whether all is well, or says goodbye; a sign-off under a reply that goes on is manners."""
    return bool(reply.of("check_satisfaction")) or (bool(reply.of("close")) and not goes_on(reply))


def _closing(conversation: Conversation, window: tuple[Reply, ...]) -> Observed:
    last = window[-1]
    checks = [(reply, move) for reply in window for move in reply.of("check_satisfaction")]
    if not checks and not conversation.tracked and conversation.settled and help_evidence(conversation):
        given = help_evidence(conversation)[-1]
        return observe(given[0], 3, "the customer says by themselves that it helps", [given[1]])
    if not checks or not help_evidence(conversation):
        return observe(last, 1, "does not ask whether it helps")
    reply, check = max(checks, key=lambda pair: pair[1].quality)
    helped = [move for one, move in help_evidence(conversation) if one is reply]
    asked = [check, *(move for one, move in checks if one is reply), *helped]
    if check.quality < SPECIFIC or check.about.general:
        return observe(reply, 2, "asks only if there is anything else", asked)
    passed = best(move for move in reply.of(*_STATED) if move.quality >= ADAPTED and _passed_on(conversation, move))
    if passed:
        return observe(reply, 4, "checks the need, and passes on what went wrong", [*asked, passed])
    return observe(reply, 3, "checks that the need is met", asked)


def _passed_on(conversation: Conversation, move: Move) -> bool:
    """Something told to others or about the cause, and not one more thing for this customer."""
    wants = conversation.scenario.requests if conversation.scenario else ()
    return permitted(move) and move.about.outcome is None and not any(serves(conversation, move, one) for one in wants)
