"""Resolution, from state and not from phrases: what was known, offered, kept and closed (domain guide 1.5)."""

from roleplay.domain.reading import Move
from roleplay.grader.closing import abandons
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.measures.reached import help_evidence, reached, undone
from roleplay.grader.observed import ADAPTED, SPECIFIC, Observed, Thresholds, best, observe
from roleplay.grader.offers import PLANS, deeds, firm, means_something, offers, permitted, violations

_ASKS = ("open_question", "closed_question")
_STATED = (*PLANS, "answer", "explain", "reassure", "take_ownership")


def diagnosis(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """RE1: knows what matters before acting; best when the cause is found and told."""
    if conversation.tracked and not conversation.hidden:
        return []
    plans = [reply for reply in conversation.fresh if any(_prescribes(conversation, move) for move in offers(reply))]
    found = [_diagnosis(conversation, reply) for reply in plans]
    if found or not conversation.fresh:
        return found
    asked = [(reply, move) for reply in conversation.fresh for move in reply.questions if not move.about.known]
    if asked:
        reply, _ = asked[-1]
        return [observe(reply, 2, "asks, and does not get as far as acting", [m for r, m in asked if r is reply])]
    return [observe(conversation.fresh[-1], 1, "neither asks nor acts")]


def _prescribes(conversation: Conversation, move: Move) -> bool:
    """An outcome for the customer; blocking a card at once is first aid, not a prescription."""
    return move.about.outcome is not None if conversation.scenario else move.kind != "commit_next_step"


def _diagnosis(conversation: Conversation, reply: Reply) -> Observed:
    plans = [move for move in offers(reply) if _prescribes(conversation, move)]
    if reply.wrong:
        return observe(reply, 0, "acts on a wrong assumption", reply.wrong)
    known, needed = _known(conversation, reply)
    if not known:
        return observe(reply, 1, "offers a solution with nothing of what matters known", plans)
    if known < needed:
        return observe(reply, 2, "offers a solution with part of what matters known", plans)
    causes = [
        move
        for move in reply.of("explain", "answer")
        if move.quality >= SPECIFIC and (means_something(move) or move.about.facts) and permitted(move)
    ]
    if causes:
        return observe(reply, 4, "knows what matters, and tells the cause in plain words", [*plans, causes[0]])
    return observe(reply, 3, "knows what matters before acting", plans)


def _known(conversation: Conversation, reply: Reply) -> tuple[int, int]:
    """How much of what matters was known, of how much; where facts are not followed, what was asked or said back."""
    if conversation.tracked:
        return len(set(conversation.hidden) & reply.before.told), len(conversation.hidden)
    sofar = [move for one in conversation.fresh if one.place <= reply.place for move in one.moves]
    asked = any(
        move.kind in _ASKS and not (move.about.known or move.about.general or move.about.confirms) for move in sofar
    )
    retold = {id for move in sofar if move.kind == "restate" for id in move.about.facts or (move.span.quote,)}
    return (2 if asked or len(retold) >= 2 else len(retold)), 2


def correct(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
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


def next_step(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """RE3: who does what by when, and how it is confirmed (W9)."""
    found = [one for reply in conversation.replies if (one := _step(conversation, reply))]
    if not found and conversation.fresh and undone(conversation):
        found.append(observe(conversation.fresh[-1], 1, "no next step"))
    return found


def _step(conversation: Conversation, reply: Reply) -> Observed | None:
    impossible = [move for move in violations(reply) if move.kind in ("false_promise", *PLANS)]
    if impossible:
        return observe(reply, 0, "promises what may not or cannot be", impossible)
    steps = [
        move for move in reply.of(*_STATED) if move.kind == "commit_next_step" or (means_something(move) and firm(move))
    ]
    if not steps:
        return None
    move = max(steps, key=lambda one: (_share(conversation, one), len(_parts(one)), one.quality))
    level = _share(conversation, move)
    parts = frozenset().union(*(_parts(one) for one in steps))
    if level == 3 and len(parts) == 4:
        return observe(reply, 4, "who, what, when and how it is confirmed", steps)
    return observe(
        reply, level, ("", "", "a vague step", "who, what and when", "who, what, when and how")[level], [move]
    )


def _parts(move: Move) -> frozenset[str]:
    """A deed done or under way has its time in it."""
    return move.about.parts | ({"when"} if move.about.stage in ("done", "doing") else frozenset())


def _share(conversation: Conversation, move: Move) -> int:
    """Two or fewer of the four parts are vague; a step that means nothing in this case stays so."""
    empty = conversation.scenario is not None and not means_something(move) and move.quality < SPECIFIC
    if move.about.stage == "vague" or empty:
        return 2
    return max(2, min(4, len(_parts(move))))


def ownership(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """RE4: somebody says "I" and does it, or hands over warmly (W8)."""
    found = [one for reply in conversation.replies if (one := _ownership(reply))]
    if not found and conversation.fresh and undone(conversation):
        found.append(observe(conversation.fresh[-1], 1, "nobody takes it on"))
    return found


def _ownership(reply: Reply) -> Observed | None:
    shifted = reply.harm("blame_others", "blame_customer", "cold_transfer")
    if shifted:
        return observe(reply, 0, "shifts it on to somebody else", shifted)
    mine = [move for move in reply.of("take_ownership", "warm_handover") if move.about.stage != "vague"]
    mine += [move for move in deeds(reply) if "who" in move.about.parts]
    loose = [move for move in reply.of(*_STATED) if move.about.stage == "vague"]
    passive = [move for move in deeds(reply) if "who" not in move.about.parts]
    if loose or (passive and not mine):
        return observe(reply, 2, "somebody will", dict.fromkeys([*loose, *passive, *mine]))
    if not mine:
        return None
    done = [move for move in mine if move.kind != "take_ownership"]
    follow_up = [move for move in done if move.about.stage in ("will", None) and move.about.parts >= {"who", "when"}]
    if follow_up and len(done) > 1:
        return observe(reply, 4, "takes it on, and says when they will be back", mine)
    return observe(reply, 3, "takes it on in the first person", mine)


def choice(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """RE5: a choice, or no work left for the customer."""
    found = [one for reply in conversation.replies if (one := _choice(reply))]
    if not found and conversation.fresh and undone(conversation):
        found.append(observe(conversation.fresh[-1], 1, "no option"))
    return found


def _choice(reply: Reply) -> Observed | None:
    pushed = reply.harm("cold_transfer")
    if pushed:
        return observe(reply, 0, "leaves the work to the customer", pushed)
    plans = list(dict.fromkeys([*offers(reply), *deeds(reply)]))
    if not plans:
        return None
    options = {move.about.outcome or move.about.action or str(move.span.start) for move in plans if not _is_done(move)}
    if len(options) >= 2:
        framed = [move for move in plans if move.quality >= ADAPTED]
        if framed:
            return observe(reply, 4, "options in the light of what matters to the customer", plans)
        return observe(reply, 3, "at least two ways to go", plans)
    done = [move for move in plans if _is_done(move)]
    if done and len(done) == len(plans):
        return observe(reply, 3, "does the work for the customer", done)
    return observe(reply, 2, "one way to go", plans)


def _is_done(move: Move) -> bool:
    return firm(move) and "who" in _parts(move) and move.about.stage in ("done", "doing", "will")


def close_loop(conversation: Conversation, thresholds: Thresholds) -> list[Observed]:
    """RE6: at the end, makes sure that the need is met (W10)."""
    over = [reply for reply in conversation.replies if reply.harm("close") and abandons(conversation, reply)]
    if over:
        return [observe(over[-1], 0, "ends while the customer still waits", over[-1].harm("close"))]
    window = conversation.fresh[-int(thresholds.get("window", 2)) :]
    if not window or not (conversation.settled or any(reply.of("close", "check_satisfaction") for reply in window)):
        return []
    return [_closing(conversation, window)]


def _closing(conversation: Conversation, window: tuple[Reply, ...]) -> Observed:
    last = window[-1]
    checks = [(reply, move) for reply in window for move in reply.of("check_satisfaction")]
    if not checks or not help_evidence(conversation):
        return observe(last, 1, "does not ask whether it helps")
    reply, check = max(checks, key=lambda pair: pair[1].quality)
    if check.quality < SPECIFIC or check.about.general:
        return observe(reply, 2, "asks only if there is anything else", [check])
    passed = best(move for move in reply.of(*_STATED) if move.quality >= ADAPTED and permitted(move))
    if passed:
        return observe(reply, 4, "checks the need, and passes on what went wrong", [check, passed])
    return observe(reply, 3, "checks that the need is met", [check])
