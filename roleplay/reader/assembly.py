"""The reading put together: what hangs on the history, the final qualities, what is countable, and clarity."""

from dataclasses import replace

from roleplay.domain.reading import Features, Flag, Move, Reading
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import DEEDS, LEARNED, Draft
from roleplay.reader.instructions import is_numbered, steps
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.oddities import copied, repeated
from roleplay.reader.questions import asks
from roleplay.reader.situation import Situation, content, sentences
from roleplay.reader.specifics import weighed
from roleplay.reader.words import stem

INTERROGATION = 3
"""More questions than this in one message are an interrogation (W6)."""
SURE_ENOUGH = 0.6
"""A reply without a move this sure is not understood; what was learned is heard only where it is sure by itself."""
UPSET = 25
"""Anger from which a customer is upset (domain guide 2.3)."""
AGAIN = 0.3
"""What a sentence is worth that the trainee has sent before."""
ANSWERING = frozenset(
    [
        "explain",
        "answer",
        "offer_solution",
        "offer_option",
        "commit_next_step",
        "set_limit",
        "bare_no",
        "reassure",
        "warm_handover",
        "cold_transfer",
        "teach_back",
        "open_question",
        "closed_question",
        "verify_identity",
        "false_promise",
        "insult",
    ]
)
"""Any of these meets a direct question in some way; without one it was passed over."""
ASKED = frozenset(["open_question", "closed_question", "verify_identity"])
"""Too many of these at once are an interrogation."""
RELATIONAL = frozenset(["acknowledge", "apologise", "thank", "greet", "close", "boilerplate", "conditional_apology"])
STATED = (*DEEDS, "answer", "explain", "reassure", "data_leak")
"""Moves that break the policy which forbids their words."""
FINER = ("calm_down", "argue", "bare_no", "insult")
"""Moves that the codebook counts as dismissing too."""


def assembled(
    text: str, whole: list[Clause], drafts: list[Draft], flags: frozenset[Flag], situation: Situation
) -> Reading:
    """The finished reading of a reply."""
    drafts = weighed(_options(_fitting(_unrefused(_unblamed(drafts)), situation), situation), whole, situation)
    drafts += [Draft("dismiss", one.clause, one.confidence, 1.0) for one in drafts if _brushes_off(one)]
    drafts += _history(whole, drafts, flags, situation)
    spoken = sentences(whole)
    drafts = [_final(draft, spoken, drafts, flags, situation) for draft in drafts]
    moves = tuple(sorted((draft.move(text) for draft in drafts), key=lambda move: (move.span.start, move.span.end)))
    unclear = not flags & {"filler", "empty"} and not any(map(_is_sure, drafts))
    return Reading(moves, _features(text, whole, drafts, moves, situation), flags, unclear)


def _is_sure(draft: Draft) -> bool:
    return draft.shade == LEARNED or draft.confidence >= SURE_ENOUGH


def _brushes_off(draft: Draft) -> bool:
    """A finer slight is a brush-off as well; for what was learned, that is learned too."""
    return draft.kind in FINER and draft.shade != LEARNED


def _unblamed(drafts: list[Draft]) -> list[Draft]:
    """Naming another's part is no blaming while the agent owns the matter or acts on it."""
    owns = any(
        draft.kind == "take_ownership" or (draft.kind in DEEDS and draft.stage in ("done", "doing", "will"))
        for draft in drafts
    )
    return [
        draft
        for draft in drafts
        if not (draft.kind == "blame_others" and owns) and not (draft.kind == "cold_transfer" and _is_dated(draft))
    ]


def _unrefused(drafts: list[Draft]) -> list[Draft]:
    """ "B and C have it, A doesn't" answers what was asked: nothing is refused by it."""
    answered = {id for draft in drafts if draft.kind in ("answer", "explain") for id in draft.about.requests}
    return [
        draft
        for draft in drafts
        if not (draft.kind == "bare_no" and draft.about.requests and answered.issuperset(draft.about.requests))
    ]


def _is_dated(transfer: Draft) -> bool:
    """ "I'll pass it to the manager today" leaves nobody alone: the agent does it, and says when."""
    words = transfer.clause.words
    return bool({"i", "we"} & set(words[:3])) and stands(lexicon().steps["when"], words)


def _fitting(drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Without what does not fit the moment: joy is wrong only towards somebody upset; a broken promise counts once.

    Praise mocks somebody upset, and where nobody knows, somebody who has told what it cost them.
    """
    state = situation.state
    upset = state is not None and state.mood.anger >= UPSET
    unfit = {
        "wrong feeling": not upset,
        "praise": not upset and (state is not None or not situation.impacts),
        "mock praise": not upset and state is not None,
    }
    broken = [draft.clause for draft in drafts if policy_of(draft)]
    return [
        draft
        for draft in drafts
        if not unfit.get(draft.shade, False)
        and not (draft.kind == "data_leak" and _is_told(draft, situation))
        and not (draft.kind == "false_promise" and not policy_of(draft) and any(draft.clause is one for one in broken))
    ]


def _is_told(leak: Draft, situation: Situation) -> bool:
    """A name that the customer has said is given away by nobody: "her name is Tara"."""
    words = content(leak.clause.words) - lexicon().general - {stem("name")}
    return "name" in leak.clause.words and bool(words) and words <= situation.case_content


def _options(drafts: list[Draft], situation: Situation) -> list[Draft]:
    """The first offer is the solution, others are further options; "two options" is none when they are named.

    Where no case tells two ways apart, that a further one is offered is heard in its words.
    """
    if situation.scenario is None:
        return drafts
    offers = [draft for draft in drafts if draft.kind == "offer_solution"]
    named = [draft for draft in offers if draft.about.outcome or draft.about.action]
    for later in (named or offers)[1:]:
        if later.about.outcome != (named or offers)[0].about.outcome or not named:
            later.kind = "offer_option"
    return [draft for draft in drafts if draft not in offers or not named or any(draft is one for one in named)]


def _history(whole: list[Clause], drafts: list[Draft], flags: frozenset[Flag], situation: Situation) -> list[Draft]:
    """Moves that only the conversation shows: interrogation, a question passed over, a fix newly on the table."""
    found: list[Draft] = []
    asked = _asked(whole, drafts)
    if len(asked) > INTERROGATION:
        found.append(Draft("interrogate", asked[0], 0.9, 1.0, until=asked[-1]))
    if whole and situation.asked and not flags & {"other_language"} and _passes_over(whole, drafts):
        found.append(Draft("ignore_question", whole[0], 0.7, 1.0, until=whole[-1]))
    offered = set(situation.state.offered if situation.state else ())
    for draft in drafts:
        new = draft.about.outcome and draft.about.outcome not in offered
        if draft.kind == "commit_next_step" and new and draft.stage in ("done", "doing", "will"):
            offered.add(draft.about.outcome or "")
            about = replace(draft.about, stage="offer")
            found.append(Draft("offer_solution", draft.clause, draft.confidence, 0.8, stage="offer", about=about))
    return found


def _asked(whole: list[Clause], drafts: list[Draft]) -> list[Clause]:
    """The clauses that want something of the customer; a question mark is enough where nothing else is done."""
    kinds: dict[int, set[str]] = {}
    for draft in drafts:
        kinds.setdefault(id(draft.clause), set()).add("confirms" if draft.about.confirms else draft.kind)
    heard = [(clause, kinds.get(id(clause), set())) for clause in whole]
    return [clause for clause, here in heard if here & ASKED or (clause.asks and not here)]


def _passes_over(whole: list[Clause], drafts: list[Draft]) -> bool:
    """Only words about the relation, and nothing that could be an answer: what no cue understands is no fault."""
    if any(draft.kind in ANSWERING and draft.confidence >= 0.5 for draft in drafts):
        return False
    covered = {id(draft.clause) for draft in drafts if draft.shade != LEARNED}
    return not any(
        {"yes", "no"} & set(clause.words[:2])
        or (id(clause) not in covered and not lexicon().fillers.issuperset(clause.words))
        for clause in whole
    )


def _final(
    draft: Draft,
    spoken: dict[int, tuple[str, ...]],
    drafts: list[Draft],
    flags: frozenset[Flag],
    situation: Situation,
) -> Draft:
    """Quality after all is known: generic, repeated and copied words are worth less, particular ones more."""
    sentence = spoken.get(draft.clause.sentence, ())
    if draft.kind == "apologise":
        draft.quality = _apology(draft, sentence, drafts, situation)
    if draft.kind in DEEDS and draft.about.fit:
        draft.quality = draft.about.fit if draft.kind != "commit_next_step" else draft.quality
    elif draft.kind == "commit_next_step" and situation.scenario and not draft.about.action:
        draft.quality = min(draft.quality, 0.75)
    if sentence in situation.own_sentences and len(sentence) >= 4:
        draft.quality *= AGAIN
    if "pasted" in flags and draft.kind in ("restate", "acknowledge"):
        draft.quality = min(draft.quality, 0.4)
    if draft.kind in STATED and (policy := _policy_broken(draft, drafts)):
        draft.about = replace(draft.about, policy=policy)
    return draft


def _policy_broken(draft: Draft, drafts: list[Draft]) -> str | None:
    """The policy that the same words break, and for a deed that hangs on a secret asked for in its sentence, that."""
    here = [policy_of(other) for other in drafts if other.clause is draft.clause and policy_of(other)]
    deed = any(other.kind in DEEDS and other.clause is draft.clause for other in drafts)
    for other in drafts:
        if deed and other.kind == "ask_secret" and other.clause.sentence == draft.clause.sentence:
            return next(iter(here), other.kind)
    return next(iter(here), None)


def policy_of(draft: Draft) -> str | None:
    """The policy that a false promise breaks."""
    return draft.about.policy if draft.kind == "false_promise" else None


def _apology(draft: Draft, sentence: tuple[str, ...], drafts: list[Draft], situation: Situation) -> float:
    """Naming what went wrong makes an apology specific; a stock phrase makes it generic."""
    if any(other.kind == "boilerplate" and other.clause is draft.clause for other in drafts):
        return 0.3
    beside = any(other.kind == "restate" and other.clause.sentence == draft.clause.sentence for other in drafts)
    named = content(sentence) & situation.customer_content
    if beside or named or ({"that", "for", "about"} & set(sentence) and len(sentence) >= 5):
        return 0.9
    return 0.5


def _features(
    text: str, whole: list[Clause], drafts: list[Draft], moves: tuple[Move, ...], situation: Situation
) -> Features:
    words = [word for clause in whole for word in clause.words]
    run, share = copied(words, situation)
    relational = sum(_length(move) for move in moves if move.kind in RELATIONAL)
    back = {fact for move in moves if move.kind == "restate" for fact in move.about.facts}
    pending = situation.state.pending if situation.state else ()
    passed = pending if any(move.kind == "ignore_question" for move in moves) else ()
    return Features(
        words=len(words),
        copied_run=run,
        copied_share=share,
        repeated=repeated(whole, situation),
        relational=round(min(1.0, relational / max(1, len(words))), 3),
        acknowledgement_words=sum(_length(move) for move in moves if move.kind == "acknowledge"),
        questions=sum(clause.asks or asks(clause.words) for clause in whole),
        coverage=_coverage(back, situation),
        understood=_understood(whole, drafts),
        steps=steps(whole, drafts),
        numbered=is_numbered(text),
        missed=tuple(passed),
        dropped=tuple(
            dict.fromkeys(
                [id for move in moves for id, _ in move.about.wrong]
                + [id for move in moves if move.kind == "repeat_question" for id in move.about.facts]
            )
        ),
        withdraws=any(stands(lexicon().steps["withdraws"], clause.words) for clause in whole if not clause.quoted),
    )


def _understood(whole: list[Clause], drafts: list[Draft]) -> float:
    """What nothing was heard in may have held anything."""
    heard = {id(draft.clause) for draft in drafts if draft.confidence >= 0.5}
    words = sum(len(clause.words) for clause in whole)
    return round(sum(len(one.words) for one in whole if id(one) in heard) / words, 3) if words else 1.0


def _length(move: Move) -> int:
    return len(move.span.quote.split())


def _coverage(back: set[str], situation: Situation) -> float:
    """Share of what the customer has told that is said back, by salience (W5)."""
    ground = situation.bearings
    told = [fact for id, fact in ground.facts.items() if id in situation.told] if ground else []
    weight = sum(fact.salience for fact in told)
    return round(sum(fact.salience for fact in told if fact.id in back) / weight, 3) if weight else 0.0
