"""Explanations and answers: what is left of a reply once feelings, questions and deeds are taken out."""

from dataclasses import replace

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import DEEDS, Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.numbers import is_typed
from roleplay.reader.questions import asks
from roleplay.reader.situation import Situation, content

SAYS_NOTHING_NEW = frozenset(
    [
        "greet",
        "thank",
        "close",
        "boilerplate",
        "acknowledge",
        "restate",
        "dismiss",
        "calm_down",
        "argue",
        "insult",
        "blame_customer",
        "blame_others",
        "bare_no",
        "set_limit",
        "cold_transfer",
        "warm_handover",
        "boundary",
        "off_topic",
        "take_ownership",
        "apologise",
        "conditional_apology",
        "reassure",
        "teach_back",
        "false_promise",
        "verify_identity",
        "ask_secret",
        "data_leak",
    ]
)


HONEST = (*DEEDS, "explain", "answer", "set_limit")
"""Moves in which an honest "I don't know yet" can stand."""


def informed(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Drafts for explanations, and for the first statement after a direct question of the customer: its answer."""
    told: list[Draft] = []
    ground = situation.bearings
    for clause in found:
        here = {draft.kind for draft in drafts if draft.clause is clause}
        if clause.quoted or clause.asks or asks(clause.words):
            continue
        requests = _answered_in(clause, found, ground) if ground else ()
        if requests and not here & {"blame_customer", "dismiss", "insult", "argue"}:
            told.append(Draft("explain", clause, 0.85, 0.8, about=About(requests=requests, stage="done")))
        elif not here & SAYS_NOTHING_NEW and not here & set(DEEDS) and _informs(clause, situation):
            told.append(Draft("explain", clause, 0.6, 0.5))
    return told


def _answered_in(clause: Clause, found: list[Clause], ground: Bearings) -> tuple[str, ...]:
    """The wants that a clause answers, if need be with the one before it: "you send them back, costs you nothing"."""
    hits = ground.hits(clause.words, "request")
    before = found[clause.index - 1] if 0 < clause.index < len(found) else None
    if not hits and before and before.sentence == clause.sentence and not before.asks:
        at = len(before.words)
        whole = ground.hits((*before.words, *clause.words), "request")
        hits = [hit for hit in whole if hit.start < at < hit.end]
    return tuple(dict.fromkeys(hit.target.id for hit in hits))


def _informs(clause: Clause, situation: Situation) -> bool:
    words = clause.words
    if len(words) < 4:
        return False
    ground = situation.bearings
    if ground and stands(lexicon().steps["praise"], words):
        return False
    about_case = bool(ground and len(content(words) & content(ground.own_words)) >= 1)
    shared = bool(content(words) & situation.customer_content)
    return (about_case or shared or any(map(is_typed, words))) and (
        stands(lexicon().steps["links"], words) or situation.asked or about_case
    )


def marked_honest(found: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """The drafts, with those marked that name a source or say what is not known; new ones where nothing else does."""
    steps = lexicon().steps
    honest = [clause for clause in found if not clause.quoted and stands(steps["unsure"], clause.words)]
    marked: list[Draft] = []
    for draft in drafts:
        if draft.kind in HONEST and any(draft.clause is one for one in honest):
            draft = replace(draft, about=replace(draft.about, unsure=True))
        if draft.kind in ("explain", "offer_solution") and stands(steps["source"], draft.clause.words):
            draft = replace(draft, about=replace(draft.about, parts=draft.about.parts | {"source"}))
        marked.append(draft)
    taken = {id(draft.clause) for draft in drafts}
    new = [clause for clause in honest if id(clause) not in taken and not clause.asks]
    return marked + [Draft("explain", clause, 0.7, 0.5, about=About(unsure=True)) for clause in new]


def answered(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """The explanations that answer a direct question, and an answer beside the first deed that meets one."""
    if not situation.asked:
        return drafts
    if any(draft.kind == "answer" for draft in drafts):
        return drafts
    told = [draft for draft in drafts if draft.kind == "explain"]
    if told:
        return [
            Draft("answer", draft.clause, draft.confidence, draft.quality, about=draft.about)
            if draft.kind == "explain"
            else draft
            for draft in drafts
        ]
    firm = [draft for draft in drafts if draft.kind in (*DEEDS, "reassure") and draft.stage != "vague"]
    if not firm:
        return drafts
    return [
        *drafts,
        Draft(
            "answer", firm[0].clause, 0.65, 0.6, about=About(requests=firm[0].about.requests, facts=firm[0].about.facts)
        ),
    ]
