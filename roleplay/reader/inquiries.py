"""Inquiries: what a question asks for, in this scenario and at this point of the conversation."""

from collections.abc import Iterator
from dataclasses import replace

from roleplay.domain.reading import About, Seeks
from roleplay.reader.bearings import Bearings, Hit, Target
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.likeness import asks_when
from roleplay.reader.questions import HEARER, core, is_open
from roleplay.reader.referents import meaning
from roleplay.reader.situation import Situation, content, particulars, words_of
from roleplay.reader.words import stem

CLOSE_CALL = 1
"""Facts whose cue is nearly as particular as the best one are asked for too."""
MORE = frozenset({"else", "anything", "something"})
"""Words that ask whether there is more."""
OTHERS = frozenset({"else", "other", "others", "another", "more", "further", "rest"})
STANDS_FOR = frozenset({"it", "one", "them", "that", "this", "those", "these", "both"})
"""Words that stand for what was named before."""
NEAR, NEAR_BOTH = 2, 4
"""Clauses before a question in which one of these may have been named."""
DATED = 9
"""What a fact with a date gains when a date is asked for."""
_ASKING = ("open_question", "closed_question", "verify_identity", "teach_back")


def ground_questions(drafts: list[Draft], found: list[Clause], situation: Situation) -> list[Draft]:
    """Questions with the fact they ask for: new, or known already; and what is asked again."""
    grounded: list[Draft] = []
    asking = {id(draft.clause) for draft in drafts if draft.kind in _ASKING}
    for draft in (_asking_on(one, situation) for one in drafts):
        if draft.kind not in _ASKING:
            grounded.append(draft)
            continue
        if stands(lexicon().steps["choosing"], draft.clause.words) and (offer := _offered(draft, situation)):
            grounded.append(offer)
            continue
        about = _asked_about(draft, [one for one in found if one is draft.clause or id(one) not in asking], situation)
        if about.seeks == "wish" and (offer := _offered(draft, situation)):
            grounded.append(offer)
            continue
        quality = draft.quality
        if about.facts and not about.known:
            quality = 0.9 if draft.kind == "open_question" else 0.7
        elif about.general:
            quality = 0.6
        if situation.scenario is None and about.general and particulars(draft.clause.words, situation):
            # Without a case nothing but its words can tell that a question is about it.
            about, quality = replace(about, general=False), 0.8
        if draft.clause.lead or stands(lexicon().steps["purpose"], draft.clause.words):
            quality = min(1.0, quality + 0.1)
        grounded.append(replace(draft, about=about, quality=quality))
        if about.known and draft.kind in ("open_question", "closed_question"):
            grounded.append(Draft("repeat_question", draft.clause, 0.85, 1.0, about=about))
    return grounded


def _asking_on(draft: Draft, situation: Situation) -> Draft:
    """ "What else has a battery in it?" asks for more of the case; "anything else?" does not."""
    ground, words = situation.bearings, draft.clause.words
    if ground is None or draft.kind != "check_satisfaction" or MORE.isdisjoint(words):
        return draft
    says = content(words) - lexicon().general - {stem(word) for word in MORE}
    if not (says or words[:2] == ("what", "else")):
        return draft
    if all(hit.target.id in situation.told for hit in ground.hits(words, "asks")):
        return draft
    return Draft("open_question" if is_open(words) else "closed_question", draft.clause, 0.9, 0.6)


def _asked_about(draft: Draft, around: list[Clause], situation: Situation) -> About:
    """What a question is about; `around` are the clauses of the reply that ask nothing of their own, and this one."""
    words, ground = draft.clause.words, situation.bearings
    if draft.shade == "confirms":
        return About(confirms=True)
    steps, hits = lexicon().steps, _sought(ground, draft.clause, around, situation) if ground else []
    if stands(steps["everything"], words):
        return About(general=True)
    if facts := _apart(hits, situation):
        if facts[0] not in situation.told or _confirming(beside(around, draft.clause), facts, ground):
            return About(facts=facts)
        if not OTHERS.isdisjoint(words):
            # "And what sank the others?" asks for what has not been told yet.
            return About(general=True)
        if not _asks_anew(hits[0], words, situation):
            return About(facts=facts, known=True)
        return About(seeks=_seeks(words, draft.clause.asks))
    if stands(steps["wish"], words):
        wants = tuple(one.id for one in situation.scenario.requests) if situation.scenario else ()
        return About(requests=wants, general=not wants)
    if stands(steps["general"], words):
        return About(general=True)
    return About(seeks=_seeks(words, draft.clause.asks)) if ground else About()


def _asks_anew(hit: Hit, words: tuple[str, ...], situation: Situation) -> bool:
    """Beside what has been told it speaks of something that has not come up: "Where were you going to pack it?"."""
    fact = situation.bearings.facts[hit.target.id] if situation.bearings else None
    said = content(word for turn in situation.customer_turns for word in turn) | lexicon().general
    said |= content(words_of(" ".join((fact.value, *fact.asks)))) if fact else frozenset()
    return bool(content((*words[: hit.start], *words[hit.end :])) - said)


def _apart(hits: list[Hit], situation: Situation) -> tuple[str, ...]:
    """The likeliest fact, one not yet told before one that is; with it another that other words ask for."""
    near = [hit for hit in hits if hit.weight >= hits[0].weight - CLOSE_CALL]
    near = [hit for hit in near if hit.target.id not in situation.told] or near
    second = [hit for hit in near[1:] if hit.start >= near[0].end or hit.end <= near[0].start]
    return tuple(dict.fromkeys(hit.target.id for hit in (*near[:1], *second[:1])))


def _sought(ground: Bearings, clause: Clause, around: list[Clause], situation: Situation) -> list[Hit]:
    """What a question can ask for, the likeliest first: by its own words, by its sentence, by what it names.

    "When" asks for a date before anything else, and not again for what has none.
    """
    told, by_date = situation.told, asks_when(clause.words)

    def likely(hit: Hit) -> Hit:
        return replace(hit, weight=hit.weight + DATED) if by_date and hit.target.id in ground.dated else hit

    hits = ground.hits(clause.words, "asks")
    hits = hits or [hit for hit in _meant_by_it(ground, clause, around) if hit.target.id not in told]
    if by_date:
        hits = [hit for hit in hits if hit.target.id in ground.dated or hit.target.id not in told]
    whole = tuple(word for one in around if one.sentence == clause.sentence for word in one.words)
    hits = hits or [hit for hit in ground.hits(whole, "asks") if hit.target.id not in told]
    hits = hits or [hit for hit in ground.hits(whole, "fact") if _names_hidden(ground, hit, whole, situation)]
    hits = hits or [hit for hit in _of_secret_words(ground, clause.words) if hit.target.id not in told]
    return sorted((likely(hit) for hit in hits), key=lambda hit: (-hit.weight, hit.end - hit.start))


def _of_secret_words(ground: Bearings, words: tuple[str, ...]) -> list[Hit]:
    """A question with a word in it that only one hidden fact has asks for that: "Can you take the bus?"."""
    asked = {stem(word) for word in words}
    return [
        Hit(Target("asks", id), 0, len(words), len(asked & own)) for id, own in ground.secrets.items() if asked & own
    ]


def _names_hidden(ground: Bearings, hit: Hit, words: tuple[str, ...], situation: Situation) -> bool:
    """A question that names what the customer has not told yet asks for it: "Was it the works council?"."""
    named = content(words[hit.start : hit.end]) - lexicon().general
    hidden = ground.facts[hit.target.id].reveal is not None and hit.target.id not in situation.told
    return hidden and bool(named)


def _meant_by_it(ground: Bearings, clause: Clause, around: list[Clause]) -> list[Hit]:
    """What is asked for with "it" in the place of what was named last: "The receipt. Do you still have it?"."""
    words = clause.words
    at = next((at for at, word in enumerate(words) if at and word in STANDS_FOR and _alone(words[at + 1 :])), 0)
    if not at:
        return []
    near = NEAR_BOTH if words[at] == "both" else NEAR
    before = [one for one in around if clause.index - near <= one.index < clause.index]
    named = [hits for hits in _named_last(ground, words, at, before) if hits]
    return [hit for hits in named for hit in hits] if words[at] == "both" else next(iter(named), [])


def _named_last(ground: Bearings, words: tuple[str, ...], at: int, before: list[Clause]) -> Iterator[list[Hit]]:
    """The question with each word named before in the place of its own, the last first; then with the whole clause."""
    skip = lexicon().function_words | lexicon().fillers
    for word in reversed([word for one in before for word in one.words if word not in skip]):
        hits = ground.hits((*words[:at], word, *words[at + 1 :]), "asks")
        yield [hit for hit in hits if hit.start <= at < hit.end]
    if words[at] == "both":
        yield from (ground.hits((*words[:at], *one.words), "asks") for one in reversed(before))


def _alone(after: tuple[str, ...]) -> bool:
    """Whether no noun follows: "that one" stands for something, "that day" is itself."""
    known = (lexicon().function_words | lexicon().fillers | STANDS_FOR) - HEARER
    return not after or after[0] in known or after[0] in lexicon().classes["done"]


def _confirming(around: list[Clause], facts: tuple[str, ...], ground: Bearings | None) -> bool:
    """A check marked as one, or one that says the value itself: "just to confirm the 3 March date"."""
    words = tuple(word for clause in around for word in clause.words)
    hits = (hit for clause in around for hit in ground.hits(clause.words, "fact")) if ground else ()
    return any(hit.target.id in facts for hit in hits) or stands(lexicon().steps["confirming"], words)


def _seeks(words: tuple[str, ...], marked: bool) -> Seeks | None:
    """What a question that the case knows nothing of wants of the customer; one without its mark may be none."""
    steps, inner = lexicon().steps, core(words)
    if stands(steps["favour"], inner) and not stands(steps["no_favour"], inner):
        return "deed"
    if stands(steps["wishing"], words) and lexicon().classes["wh"].isdisjoint(inner[:1]):
        return "wish"
    if not marked or not content(words) - lexicon().general:
        return "nothing"
    return None if HEARER.isdisjoint(words) else "own"


def _offered(question: Draft, situation: Situation) -> Draft | None:
    """The offer in a question whether something is wanted: "You need some cash today?"."""
    ground = situation.bearings
    hits = ground.hits(question.clause.words, "outcome", "action") if ground else []
    if ground is None or not hits:
        return None
    about = About(stage="offer", parts=frozenset({"what"}))
    return meaning(Draft("offer_solution", question.clause, 0.8, 0.6, "", "offer", about), ground, hits[0], situation)
