"""Deeds: what the agent says is done, under way, promised or offered, and how concretely (rules W8 and W9)."""

from roleplay.domain.reading import About, Stage
from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import Deed, lexicon, stands
from roleplay.reader.questions import asks, is_offer, is_relative, is_tagged

PREFERENCE: tuple[str, ...] = ("invented", "vague", "offer", "done", "doing", "will")
"""Which stage a clause has when several could be read: the least binding one first."""

TAKEN_BY = frozenset(
    [
        "dismiss",
        "blame_customer",
        "blame_others",
        "argue",
        "calm_down",
        "bare_no",
        "insult",
        "boilerplate",
        "cold_transfer",
        "conditional_apology",
        "close",
        "greet",
        "set_limit",
        "ask_secret",
        "data_leak",
        "jargon",
        "boundary",
        "off_topic",
        "verify_identity",
        "teach_back",
        "check_satisfaction",
    ]
)
"""A clause that does one of these promises nothing."""
SEARCHES = frozenset(
    ["check", "checking", "pull", "pulling", "opening", "search", "searching", "hunt", "hunting", "dig", "digging"]
)
LOOKS = SEARCHES | frozenset(["look", "looking", "see", "seeing", "find", "asking", "reading"])
ELLIPTIC = frozenset({"checking", "searching", "digging"})
"""These are the agent's own even where nobody says whose; "opening hours" are not."""
SOUGHT = frozenset({"if", "whether", "when", "which", "what", "how", "where", "who", "why"})
"""Before these stands who looks, after them what is looked for."""
NEGATIONS = frozenset({"not", "no", "never", "if", "would", "could"})
LONGEST_LEAD, FAR = 8, 7
SUBJECTS = frozenset({"i", "we", "you", "he", "she", "they"})
PURPOSE, SHORTEST_DEED = frozenset({"so", "because"}), 3


def deeds(clauses: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """A draft for each clause in which the agent does, promises or offers something."""
    felt = {id(draft.clause) for draft in drafts if draft.kind in ("apologise", "acknowledge")}
    taken = {id(draft.clause) for draft in drafts if draft.kind in TAKEN_BY and draft.confidence >= 0.7}
    unreal = {clause.sentence for clause in clauses if stands(lexicon().steps["unreal"], clause.words)}
    found = []
    for clause in clauses:
        if clause.quoted or id(clause) in taken:
            continue
        looked = looking(clause.words)
        offered = not looked and is_offer(clause.words) and not is_relative(clause, clauses)
        if asks(clause.words) and not offered and not looked:
            continue
        stage = "offer" if offered else _stage(looked or _purposeless(clause.words)) or _searched(clause.words)
        if clause.asks and stage == "offer" and not offered:
            stage = None
        if clause.asks and stage != "offer" and not looked and not is_tagged(clause):
            stage = "offer" if stage == "will" and {"i", "we"} & set(clause.words) else None
        if stage and clause.sentence in unreal:
            # What somebody would do if they could, or was about to do, is done by nobody.
            stage = "vague"
        if stage and not (stage == "vague" and id(clause) in felt):
            found.append(_draft(clause, stage, beside(clauses, clause)))
    return found


def looking(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a look-up without what is looked for: "let me check" of "let me check when we can send it"."""
    if not lexicon().classes["aux"].isdisjoint(words[:1]):
        return ()
    for at, word in enumerate(words[:LONGEST_LEAD]):
        if word in LOOKS and _own(words[:at], word):
            after = next((to for to in range(at + 1, min(at + FAR, len(words))) if words[to] in SOUGHT), 0)
            return words[:after]
    return ()


def searches(words: tuple[str, ...]) -> bool:
    """The agent looks something up, whatever it is: "let me hunt for it in the payments"."""
    return any(
        word in SEARCHES and _own(words[:at], word) and words[at + 1 : at + 2] != ("in",)
        for at, word in enumerate(words[:LONGEST_LEAD])
    )


def _own(before: tuple[str, ...], look: str) -> bool:
    """The agent is who looks; on the run even without saying so: "ok checking if there is one"."""
    elliptic = look in ELLIPTIC and lexicon().fillers.issuperset(before)
    return elliptic or (bool({"i", "we", "me", "us"} & set(before)) and "you" not in before)


def _purposeless(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to what a deed is done for: "I'm writing a note, so nobody argues" is a deed for all its nobody."""
    ends = (at for at, word in enumerate(words) if word in PURPOSE and at >= SHORTEST_DEED)
    return words[: next(ends, len(words))]


def _stage(words: tuple[str, ...]) -> str | None:
    own = [word for word in words if word not in lexicon().fillers]
    if len(own) == 1 and own[0] in lexicon().classes["done"] and SUBJECTS.isdisjoint(words):
        return "done"
    stages = {deed.stage for _, _, _, deed in lexicon().deeds.find(words) if not _vetoed(deed, words)}
    stage = next((stage for stage in PREFERENCE if stage in stages), None)
    # "I'll block it right now" is as good as doing it.
    return "doing" if stage == "will" and stands(lexicon().steps["at_once"], words) else stage


def _searched(words: tuple[str, ...]) -> str | None:
    return "will" if searches(words) and NEGATIONS.isdisjoint(words) else None


def _vetoed(deed: Deed, words: tuple[str, ...]) -> bool:
    return stands(deed.unless, words)


def _draft(clause: Clause, stage: str, sentence: list[Clause]) -> Draft:
    invented = stage == "invented"
    real: Stage = "done" if invented else stage  # type: ignore[assignment]
    parts = said_parts(clause, sentence, real)
    kind = "offer_solution" if real == "offer" else "commit_next_step"
    quality = len(parts - {"fallback"}) / 4 if real in ("done", "doing", "will") else 0.6 if real == "offer" else 0.25
    return Draft(kind, clause, 0.75, quality, stage=real, about=About(stage=real, parts=parts, invented=invented))


def said_parts(clause: Clause, sentence: list[Clause], stage: Stage) -> frozenset[str]:
    """Which of who, what, when and how are said; "soon" is no when, and what is done has its when."""
    steps = lexicon().steps
    words = clause.words
    around = tuple(word for other in sentence for word in other.words)
    parts = {"what"} if len(words) > 1 or stage == "done" else set()
    if stands(steps["who"], words) or stage == "done":
        parts.add("who")
    if (
        stage in ("done", "doing")
        or (stands(steps["when"], around) and not stands(steps["vague_when"], words))
        or _dated(around)
    ):
        parts.add("when")
    if stage != "vague" and stands(steps["how"], around):
        parts.add("how")
    if stage != "vague" and stands(steps["fallback"], around):
        parts.add("fallback")
    return frozenset(parts if stage != "vague" else parts - {"who", "when"})


def _dated(words: tuple[str, ...]) -> bool:
    return any(word.startswith(("time:", "date:")) for word in words)
