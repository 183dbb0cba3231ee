"""What a reply gives back of what the customer said: restated rightly, wrongly, or with its weight named."""

from dataclasses import replace

from roleplay.domain.reading import About
from roleplay.reader.bearings import Bearings, Hit
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import DEEDS, Draft
from roleplay.reader.lexicon import lexicon
from roleplay.reader.numbers import is_typed
from roleplay.reader.questions import asks, is_offer
from roleplay.reader.situation import SMALL, Situation, content

HINDERS = frozenset(
    [
        "blame_customer",
        "argue",
        "insult",
        "false_promise",
        "boilerplate",
        "cold_transfer",
        "close",
        "set_limit",
        "bare_no",
        "dismiss",
        "calm_down",
    ]
)
AGENTS = frozenset(["mine", "ours", "myself"])
ADDRESS = frozenset(["you", "your", "yours", "yourself"])


def restated(found: list[Clause], drafts: list[Draft], situation: Situation) -> tuple[list[Draft], list[Draft]]:
    """The drafts with what is said back, and deeds dropped where a clause only tells what happened."""
    if situation.bearings is None:
        return drafts, _by_overlap(found, drafts, situation)
    back: list[Draft] = []
    dropped: list[Draft] = []
    for clause in found:
        here = [draft for draft in drafts if draft.clause is clause]
        hinders = {draft.kind for draft in here} & HINDERS
        if clause.quoted or hinders - {"argue"}:
            continue
        asking = (clause.asks or asks(clause.words)) and not _confirming_statement(clause)
        asking = asking or _is_alternative(clause, found) or _goes_on_asking(clause, found)
        facts, wrong, weight = _facts(situation.bearings, clause, situation, asking)
        if hinders:
            # Who disputes a fact has got it wrong, and has said nothing back.
            back += [Draft("restate", clause, 0.85, 0.6, about=About(wrong=wrong))] if wrong else []
            continue
        deeds = [draft for draft in here if draft.kind in DEEDS]
        if any(draft.stage != "done" and draft.about.action for draft in deeds) or not (facts or wrong):
            continue
        meant = max((_action_weight(situation.bearings, draft) for draft in deeds), default=0)
        if deeds and meant > weight and not wrong:
            continue
        # Who tells what others did to the customer blames nobody by it.
        dropped += deeds + [draft for draft in here if draft.kind == "blame_others" and facts]
        back.append(Draft("restate", clause, 0.85, 0.6, about=About(facts=facts, wrong=wrong)))
    return [draft for draft in drafts if not any(draft is gone for gone in dropped)], _rated(back, drafts, situation)


def _goes_on_asking(clause: Clause, found: list[Clause]) -> bool:
    """The end of a question that began before it: "Who decides, your boss, the works council?"."""
    before = [one for one in found if one.sentence == clause.sentence and one.index < clause.index]
    return clause.asks and (clause.words[:1] == ("or",) or any(asks(one.words) for one in before))


def _is_alternative(clause: Clause, found: list[Clause]) -> bool:
    """One half of a question: "The screen is black, or do you see pictures?"."""
    after = found[clause.index + 1] if clause.index + 1 < len(found) else None
    return after is not None and after.sentence == clause.sentence and after.asks and after.words[:1] == ("or",)


def _confirming_statement(clause: Clause) -> bool:
    """A statement with a question mark: "so you ordered green?" says it back."""
    return clause.asks and not asks(clause.words) and not is_offer(clause.words)


def _action_weight(ground: Bearings, draft: Draft) -> int:
    hits = ground.hits(draft.clause.words, "action", "outcome")
    return hits[0].weight if hits else 0


def _facts(
    ground: Bearings, clause: Clause, situation: Situation, asking: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], int]:
    """Facts said rightly, facts said wrongly with the words, and how particular the best hit is."""
    if asking:
        return (), (), 0
    hits = [hit for hit in ground.hits(clause.words, "fact") if hit.target.id in situation.told]
    if not AGENTS.isdisjoint(clause.words) and ADDRESS.isdisjoint(clause.words):
        # "Mine lay in a drawer for two weeks" says nothing of the customer's.
        return (), (), 0
    slips = [hit for hit in ground.hits(clause.words, "wrong") if hit.target.id in situation.told]
    right = list(dict.fromkeys(hit.target.id for hit in hits))
    wrong = {hit.target.id: _words(clause, hit) for hit in slips}
    for id, words in _mistaken_values(ground, clause, situation).items():
        wrong.setdefault(id, words)
    right += [id for id in _said_values(ground, clause, situation) if id not in right]
    best = max((hit.weight for hit in hits), default=1 if right else 0)
    return tuple(id for id in right if id not in wrong), tuple(wrong.items()), best


def _words(clause: Clause, hit: Hit) -> str:
    return " ".join(clause.words[hit.start : hit.end])


def _said_values(ground: Bearings, clause: Clause, situation: Situation) -> list[str]:
    """Facts whose date, or whose number near its topic, stands in the clause."""
    said = set(clause.words)
    topics = {hit.target.id for hit in ground.hits(clause.words, "topic")}
    return [
        id
        for id, values in ground.values.items()
        if id in situation.told and values & said and (id in topics or any(word.startswith("date:") for word in values))
    ]


def _mistaken_values(ground: Bearings, clause: Clause, situation: Situation) -> dict[str, str]:
    """Facts whose topic stands beside another date, time or number of the same kind than the true one."""
    said = [word for word in clause.words if is_typed(word)]
    mistaken = {}
    for hit in ground.hits(clause.words, "topic"):
        values = ground.values[hit.target.id]
        kinds = {_kind(value) for value in values}
        others = [word for word in said if _kind(word) in kinds]
        if values and others and not values & set(said) and hit.target.id in situation.told:
            mistaken[hit.target.id] = _written(clause, others[0])
    return mistaken


def _kind(word: str) -> str:
    return word.split(":")[0] if ":" in word else "number"


def _written(clause: Clause, word: str) -> str:
    """The folded word as plain text, for putting it right."""
    return word.split(":", 1)[-1] if not word.startswith("date:") else _date(word)


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _date(word: str) -> str:
    month, day = word.removeprefix("date:").split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}"


def _rated(back: list[Draft], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Quality by how much is said back (W5): two facts, or one with its consequence, are specific."""
    facts = {id for draft in back for id in draft.about.facts}
    ground = situation.bearings
    weighs = any(ground.facts[id].feeling for id in facts) if ground else False
    feels = any(draft.kind == "acknowledge" and draft.quality >= 0.5 for draft in drafts)
    if len(facts) >= 3 or (len(facts) == 2 and (weighs or feels)):
        quality = 1.0
    elif len(facts) == 2 or (len(facts) == 1 and (weighs or feels)):
        quality = 0.8
    else:
        quality = 0.6
    return [replace_quality(draft, quality) for draft in back]


def replace_quality(draft: Draft, quality: float) -> Draft:
    """The same draft at another quality."""
    return Draft(
        draft.kind, draft.clause, draft.confidence, quality, draft.shade, draft.stage, draft.about, draft.until
    )


def _by_overlap(found: list[Clause], drafts: list[Draft], situation: Situation) -> list[Draft]:
    """Without a scenario: statements that share content with what the customer said, and which of it."""
    back = []
    for clause in found:
        here = {draft.kind for draft in drafts if draft.clause is clause}
        if (
            clause.quoted
            or here & HINDERS
            or here & set(DEEDS)
            or (asks(clause.words) and not _confirming_statement(clause))
        ):
            continue
        shared = content(clause.words) & situation.customer_content - lexicon().general
        spoken = not ADDRESS.isdisjoint(clause.words) or clause.words[:1] in (("so",), ("okay",), ("right",))
        facts = tuple(id for id, words in situation.told_content.items() if meets(clause.words, words))
        theirs = clause.sentence < EARLY and OWN.isdisjoint(clause.words)
        if theirs and shared:
            # What is said first about the customer is often spread over the clauses of a sentence.
            whole = {word for one in found if one.sentence == clause.sentence for word in one.words}
            shared = content(whole) & situation.customer_content - lexicon().general
        if len(shared) >= 3 or (len(shared) >= 2 and (spoken or theirs)) or len(facts) >= 2:
            about = About(facts=facts)
            back.append(Draft("restate", clause, 0.7, 0.8 if len(shared) >= 4 or len(facts) >= 2 else 0.6, about=about))
    return back


def meets(words: tuple[str, ...], told: frozenset[str]) -> bool:
    """Whether words take up something told: two of its words, or a date, an amount or a number of it."""
    shared = (content(words) | {word for word in words if is_typed(word)}) & told
    return len(shared) >= 2 or any(is_typed(word) and word not in SMALL for word in shared)


LEANS = 8
"""Words up to which a feeling is named for what the sentence before has said."""
EARLY = 2
"""Sentences at the beginning of a reply that speak of the customer where they do not speak of the agent."""
OWN = frozenset({"i", "we", "our", "us", "my"})


def acknowledged(found: list[Clause], drafts: list[Draft], back: list[Draft], situation: Situation) -> list[Draft]:
    """Acknowledgements rated by what they name, and impacts that are named without a word for a feeling."""
    rated = []
    for draft in drafts:
        if draft.kind == "acknowledge":
            draft = _rate(draft, found, back, situation)
        rated.append(draft)
    ground = situation.bearings
    impacts = {id for id, fact in ground.facts.items() if fact.feeling} if ground else situation.impacts
    for draft in back:
        weighty = tuple(id for id in draft.about.facts if id in impacts)
        said = any(other.kind == "acknowledge" and other.clause is draft.clause for other in rated)
        if weighty and not said and not _mocked(draft, drafts):
            rated.append(Draft("acknowledge", draft.clause, 0.7, 0.8, "impact", about=About(facts=weighty)))
    return rated


def _mocked(draft: Draft, drafts: list[Draft]) -> bool:
    """A brush-off in the same sentence: "Oh poor you, a broken mug" feels with nobody."""
    return any(
        other.kind in ("dismiss", "insult") and other.clause.sentence == draft.clause.sentence for other in drafts
    )


VALIDATES = frozenset(
    [
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "wonder",
        "course",
        "right",
        "understandable",
        "understandably",
        "rightly",
        "reason",
        "expect",
    ]
)


def _rate(draft: Draft, found: list[Clause], back: list[Draft], situation: Situation) -> Draft:
    if draft.shade == "generic" or any(word in draft.clause.words for word in ("inconvenience",)):
        return draft
    sentence = tuple(word for clause in beside(found, draft.clause) for word in clause.words)
    if len(sentence) <= LEANS:
        # "Then the form says no. I'd be annoyed as well.": the cause stands in the sentence before.
        before = [one.clause for one in back if one.clause.sentence == draft.clause.sentence - 1]
        sentence = (*(word for clause in before for word in clause.words), *sentence)
    ground = situation.bearings
    facts = (
        tuple(dict.fromkeys(hit.target.id for hit in ground.hits(sentence, "fact") if hit.target.id in situation.told))
        if ground
        else ()
    )
    heard = situation.customer_content if ground else situation.case_content - lexicon().general
    shared = content(sentence) & heard
    quality = 0.8 if facts or len(shared) >= (1 if ground else 2) else 0.6
    if quality == 0.8 and VALIDATES & set(sentence):
        quality = 1.0
    graded = replace_quality(draft, quality)
    graded.about = replace(draft.about, facts=facts)
    return graded
