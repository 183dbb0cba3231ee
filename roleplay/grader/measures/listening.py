"""Active listening: said back, asked, picked up, answered, remembered (domain guide 1.3)."""

from collections.abc import Iterable
from dataclasses import replace

from roleplay.domain.reading import Move
from roleplay.domain.rubric import Criterion
from roleplay.grader.conversation import Conversation, Reply
from roleplay.grader.observed import ADAPTED, PARTIAL, SPECIFIC, Observed, Thresholds, as_it_landed, best, observe
from roleplay.grader.offers import HELP, accuses, offers, permitted, serves

_RETELLING = ("restate", "acknowledge", "apologise", "take_ownership")
_QUESTIONS = ("open_question", "closed_question")


def paraphrase(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """AL1: facts said back rightly, in own words; one that contradicts the customer spoils the reply."""
    spoke = [reply for reply in conversation.replies if reply.before.told or conversation.scenario is None]
    return [
        as_it_landed(reply, _paraphrase(conversation, reply, criterion.thresholds), 2, gladly=True) for reply in spoke
    ]


def _paraphrase(conversation: Conversation, reply: Reply, thresholds: Thresholds) -> Observed:
    if reply.wrong:
        return observe(reply, 0, "says a fact back wrongly", reply.wrong)
    if "pasted" in reply.reading.flags:
        return observe(reply, 1, "pastes the customer's words")
    told = [move for move in reply.of(*_RETELLING) if _content(conversation, move)]
    told += _taken_up(conversation, reply)
    restated = [move for move in told if move.kind == "restate" or move.kind not in _RETELLING]
    if not restated:
        vague = reply.of("restate") or tuple(told)
        return observe(reply, 2 if vague else 1, "names the topic only" if vague else "says nothing back", vague)
    facts = {id for move in told if move.kind != "acknowledge" for id in _content(conversation, move)}
    plain = facts - conversation.feelings
    impact = bool(facts & conversation.feelings) or any(move.kind == "acknowledge" for move in told)
    enough = len(facts) >= thresholds.get("facts", 2)
    if not enough and not (plain and impact):
        return observe(reply, 2, "says one fact back", restated)
    level, reason = 3, "says the facts back in own words"
    extra = [move for move in reply.moves if move.about.confirms] or [move for move in restated if move.about.requests]
    if enough and extra:
        level, reason = 4, "says facts and goal back, or asks if it got them right"
    copied = reply.reading.features
    if copied.copied_run >= thresholds.get("run", 8) or copied.copied_share >= thresholds.get("share", 0.5):
        level, reason, extra = 2, "says it back in the customer's own words", []
    return observe(reply, level, reason, dict.fromkeys([*told, *(extra if level == 4 else ())]))


def _taken_up(conversation: Conversation, reply: Reply) -> list[Move]:
    """Without a scenario: what is done or answered in the customer's own particulars shows them heard as well."""
    if conversation.scenario is not None:
        return []
    return [move for move in reply.of(*HELP, "explain", "reassure") if move.about.facts and permitted(move)]


def _content(conversation: Conversation, move: Move) -> tuple[str, ...]:
    """The facts in a move; where no scenario names them, what is said back in some detail is one."""
    unnamed = conversation.scenario is None and move.kind in ("restate", "acknowledge") and move.quality >= PARTIAL
    return move.about.facts or ((f"at {move.span.start}",) if unnamed else ())


def questions(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """AL2: asks what is missing, openly and on purpose, and nothing that is known."""
    found = []
    asked = False
    for reply in conversation.replies:
        here = reply.questions
        if here or reply.harm("repeat_question"):
            found.append(as_it_landed(reply, _questions(conversation, reply, criterion.thresholds)))
        elif not asked and not reply.stale and conversation.undiagnosed(reply) and offers(reply):
            found.append(observe(reply, 1, "offers something while a fact that matters is missing"))
        elif conversation.scenario is None and reply.after is None and _missed_the_point(conversation, reply):
            found.append(observe(reply, 1, "asks nothing, and the customer has to say it again"))
        asked = asked or any(not move.about.known for move in here)
    return found or _never_asked(conversation)


def _never_asked(conversation: Conversation) -> list[Observed]:
    """Nothing asked at all; one reply that only listens is fair, where the customer then tells by themselves."""
    lacking = [reply for reply in conversation.fresh if conversation.undiagnosed(reply)]
    if len(lacking) > 1 or (lacking and lacking[-1] is conversation.fresh[-1]):
        return [observe(lacking[-1], 1, "asks nothing, though a fact that matters is missing")]
    return []


def _missed_the_point(conversation: Conversation, reply: Reply) -> bool:
    after = next(
        (one.before.acts for one in conversation.replies if one.place == reply.place + 1), conversation.closing
    )
    return bool(after & {"correct_you", "repeat"})


def _questions(conversation: Conversation, reply: Reply, thresholds: Thresholds) -> Observed:
    asked = reply.questions
    known = [move for move in asked if move.about.known] + list(reply.harm("repeat_question"))
    loaded = [move for move in asked if accuses(reply, move)]
    if loaded:
        return observe(reply, 0, "accuses with a question", loaded)
    new = [move for move in asked if not move.about.known]
    if not new:
        return observe(reply, 1, "asks what the customer has already said", known)
    levels = [_question(conversation, reply, move) for move in new]
    level = max(levels)
    good = [move for move, reached in zip(new, levels, strict=True) if reached == level]
    reason = ("", "", "asks closed or in general", "asks openly for what is missing", "asks openly and says why")[level]
    if known:
        level, reason = min(level, 2), "asks something new, and something already said"
    if reply.harm("interrogate") or reply.reading.features.questions > thresholds.get("questions", 3):
        level, reason = min(level, 2), "asks too much at once"
    return observe(reply, level, reason, good)


def _question(conversation: Conversation, reply: Reply, move: Move) -> int:
    if move.about.general or move.quality < PARTIAL:
        return 2
    if conversation.scenario is None and _put_to_use(conversation, reply):
        return 4 if move.kind == "open_question" or move.quality >= ADAPTED else 3
    if move.kind == "closed_question":
        return 3 if conversation.untold(reply) & set(move.about.facts) else 2
    return 4 if move.quality >= ADAPTED else 3


def _put_to_use(conversation: Conversation, reply: Reply) -> bool:
    """The customer answers the question, and the next reply does something with it that they can use."""
    if reply.missed:
        return False
    following = next((one for one in conversation.replies if one.place == reply.place + 1), None)
    return following is not None and not following.missed and bool(following.of(*HELP, "explain"))


def cues(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """AL3: hears what is behind the words: a deadline, a fear, a third person."""
    feelings = conversation.feelings | frozenset(conversation.hidden)
    called = [
        reply
        for reply in conversation.replies
        if reply.cue or reply.before.news & feelings or "AL3" in reply.before.opens
    ]
    return [_cues(conversation, reply) for reply in called]


def _cues(conversation: Conversation, reply: Reply) -> Observed:
    harm = reply.harm("dismiss", "calm_down", "insult", "blame_customer", "ignore_safety")
    if harm:
        return observe(reply, 0, "brushes the cue off", harm)
    reach = conversation.untold(reply)
    probes = [
        move
        for move in reply.questions
        if not move.about.known and (reach & set(move.about.facts) or (not conversation.scenario and move.about.facts))
    ]
    answers = [move for move in reply.of("acknowledge", "reassure") if move.quality >= SPECIFIC]
    answers += [move for move in offers(reply) if move.about.facts and move.quality >= SPECIFIC]
    answers += [move for move in _taken_up(conversation, reply) if move.quality >= SPECIFIC and not reply.missed]
    if probes and answers:
        return observe(reply, 4, "meets the cue and checks what is behind it", [*answers, *probes])
    if probes or answers:
        return observe(reply, 3, "responds to what the customer implies", [*answers, *probes])
    named = best([*reply.of("acknowledge"), *(move for move in reply.of("restate") if move.about.facts)])
    if named:
        return observe(reply, 2, "names the topic only", [named])
    return observe(reply, 1, "goes past the cue")


def contingency(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """AL4: answers what was asked, all of it (W14)."""
    found = []
    for reply in conversation.replies:
        missed = reply.reading.features.missed or reply.harm("ignore_question") or reply.missed
        if reply.stale:
            found.append(observe(reply, 1, "says again what was said before"))
        elif _walks_past(conversation, reply):
            found.append(observe(reply, 1, "leaves a direct question open"))
        elif reply.before.pending or missed or (not conversation.tracked and (reply.of("answer") or reply.welcome)):
            found.append(as_it_landed(reply, _contingency(conversation, reply, bool(missed)), gladly=True))
        elif late := _answers(conversation, reply, reply.before.pressed - reply.before.settled):
            found.append(observe(reply, 3, "answers what was asked before", late))
    return found


def _walks_past(conversation: Conversation, reply: Reply) -> bool:
    """Without states: the customer has asked something, and the reply says goodbye and answers nothing."""
    asked = not conversation.tracked and "ask" in reply.before.acts
    return asked and bool(reply.of("close")) and not reply.of(*HELP, "explain", "reassure", *_QUESTIONS)


def _answers(conversation: Conversation, reply: Reply, asked: Iterable[str]) -> list[Move]:
    """What meets these requests with more than a phrase, the fullest words first."""
    wanted = [one for one in (conversation.scenario.requests if conversation.scenario else ()) if one.id in set(asked)]
    found = [
        move
        for move in reply.of("answer", "explain", "reassure")
        if permitted(move) and move.quality >= PARTIAL and any(one.id in move.about.requests for one in wanted)
    ]
    return sorted(found, key=lambda move: (-move.quality, -len(move.span.quote.split())))


def _contingency(conversation: Conversation, reply: Reply, missed: bool) -> Observed:
    strays = reply.harm("off_topic")
    helps = [move for move in reply.of(*HELP, "explain", "reassure") if move.about.stage == "vague" or permitted(move)]
    asked = set(reply.before.pending)
    wanted = [one for one in (conversation.scenario.requests if conversation.scenario else ()) if one.id in asked]
    to_the_point = [move for move in helps if any(serves(conversation, move, one) for one in wanted)]
    answered = to_the_point or [move for move in helps if move.kind == "answer"] or helps
    if strays and not answered:
        return observe(reply, 0, "answers something else", strays)
    if "correct_you" in reply.answered:
        return observe(reply, 0, "answers something else, and is corrected", answered)
    if missed or not answered:
        return observe(reply, 1, "leaves a direct question open", reply.harm("ignore_question"))
    if all(move.quality < PARTIAL or move.about.stage == "vague" for move in helps) or (wanted and not to_the_point):
        return observe(reply, 2, "answers vaguely", answered)
    order = [id for move in answered for id in move.about.requests if id in reply.before.pending]
    ranks = [reply.before.pending.index(id) for id in dict.fromkeys(order)]
    all_in_order = len(ranks) > 1 and ranks == sorted(ranks)
    adapted = max(move.quality for move in answered) >= ADAPTED
    answered = sorted(answered, key=lambda move: (not asked & set(move.about.requests), -move.quality))
    if all_in_order or (len(ranks) == 1 and adapted):
        return observe(reply, 4, "answers all, in the customer's order", answered)
    return observe(reply, 3, "answers what was asked", answered)


def memory(conversation: Conversation, criterion: Criterion) -> list[Observed]:
    """AL5: keeps what it was told. Each lapse counts; of the good uses the best stands for all."""
    lapses = [one for reply in conversation.replies if (one := _lapse(reply))]
    uses = [one for reply in conversation.fresh if (one := _use(conversation, reply, criterion.thresholds))]
    good = sorted(uses, key=lambda one: -one.level)[:1]
    shown = [replace(one, evidence=(*uses[-1].evidence, *one.evidence)) for one in good]
    return sorted([*lapses, *shown], key=lambda one: one.turn)


def _lapse(reply: Reply) -> Observed | None:
    again = [*reply.harm("repeat_question"), *(move for move in reply.questions if move.about.known)]
    if reply.wrong and reply.reading.features.dropped:
        return observe(reply, 0, "contradicts what the customer said", reply.wrong)
    if again or reply.reading.features.dropped:
        return observe(reply, 1, "makes the customer say it again", again)
    if reply.answered & {"repeat", "correct_you"}:
        return observe(reply, 1, "makes the customer say it again")
    return observe(reply, 1, "sends the same words again") if reply.stale else None


def _use(conversation: Conversation, reply: Reply, thresholds: Thresholds) -> Observed | None:
    moves = [move for move in reply.moves if move.about.facts and move.kind not in _QUESTIONS and not move.about.wrong]
    told = {id for move in moves for id in move.about.facts}
    if not told:
        return None
    earlier = told & (reply.before.told - reply.before.news)
    plans = [move.span.start for move in offers(reply)]
    summary = [move for move in moves if move.kind == "restate" and (not plans or move.span.start < max(plans))]
    connected = {id for move in summary for id in move.about.facts}
    if plans and connected & earlier and connected - earlier:
        return observe(reply, 4, "connects details from several turns before acting", summary)
    if earlier:
        return observe(
            reply, 3, "uses an earlier detail", [move for move in moves if earlier & set(move.about.facts)][:1]
        )
    if len(told) >= thresholds.get("facts", 2):
        return observe(reply, 3, "keeps the details it was told", moves)
    return observe(reply, 2, "keeps one detail", moves)
