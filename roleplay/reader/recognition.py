"""Recognition: which moves a reply performs, clause by clause, by cues and guards.

Guards come first: what is quoted, reported, negated or meant the other way round is not performed.
"""

from collections.abc import Iterator

from roleplay.reader.clauses import Clause, beside
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import Cue, lexicon, stands
from roleplay.reader.phrases import Phrase
from roleplay.reader.questions import asks

NEGATORS = frozenset(["not", "never", "no", "nobody", "none", "nor", "without", "hardly"])
NEGATABLE = frozenset(
    [
        "acknowledge",
        "apologise",
        "take_ownership",
        "insult",
        "false_promise",
        "ask_secret",
        "reassure",
        "thank",
        "boundary",
        "calm_down",
        "data_leak",
        "dismiss",
        "boilerplate",
        "verify_identity",
    ]
)
"""Moves that are not performed when negated ("I won't ask for your PIN")."""

GUARANTEED = frozenset({"guaranteed", "guarantee", "guarantees"})
SUPPOSED = frozenset({"if", "unless", "provided"})
FLAT = 0.9
"""Confidence of a day or a time vouched for."""
NEGATED_FROM_AFAR = frozenset({"ask_secret", "data_leak"})
"""A negation anywhere before them in the clause is enough: "nobody here will ever ask for your PIN"."""

REPORTERS = frozenset(
    ["said", "says", "told", "tells", "wrote", "writes", "called", "mentioned", "claimed", "heard", "told"]
)
"""Verbs that report: "you wrote 'you idiots'" insults nobody."""
REPORTABLE = frozenset(
    [
        "take_ownership",
        "apologise",
        "insult",
        "false_promise",
        "calm_down",
        "dismiss",
        "argue",
        "blame_customer",
        "conditional_apology",
    ]
)


def recognised(clauses: list[Clause]) -> list[Draft]:
    """A draft for every move that a cue finds, the surest cue of each move and clause."""
    best: dict[tuple[str, int], Draft] = {}
    for index, clause in enumerate(clauses):
        if clause.quoted:
            continue
        before = clauses[index - 1] if index and clauses[index - 1].sentence == clause.sentence else None
        for cue in _cues(clause, before):
            key = (cue.move, index)
            if key not in best or (cue.confidence, cue.quality) > (best[key].confidence, best[key].quality):
                best[key] = Draft(cue.move, clause, cue.confidence, cue.quality, cue.shade)
    return _settled([_flagrant(_conditional(draft, clauses), clauses) for draft in best.values()], clauses)


def _flagrant(draft: Draft, clauses: list[Clause]) -> Draft:
    """A day or a time of arrival that is called guaranteed: "Tomorrow at 9:00 it's there, guaranteed"."""
    if draft.kind == "false_promise" and GUARANTEED & set(draft.clause.words):
        words = tuple(word for one in beside(clauses, draft.clause) for word in one.words)
        dated = any(word.startswith(("time:", "date:")) or word in lexicon().classes["day"] for word in words)
        if dated and not SUPPOSED & set(words) and stands(lexicon().steps["arrival"], words):
            draft.confidence = max(draft.confidence, FLAT)
    return draft


def _conditional(draft: Draft, clauses: list[Clause]) -> Draft:
    """ "If that caused you trouble, I apologise" is an apology with an if, whichever clause comes first."""
    if draft.kind == "apologise":
        sentence = beside(clauses, draft.clause)
        if any(
            clause.words[:2] in (("if", "our"), ("if", "you"), ("if", "this"), ("if", "that"), ("if", "we"))
            for clause in sentence
        ):
            draft.kind = "conditional_apology"
    return draft


INSISTS = Cue("dismiss", 0.85, 1.0, "lectures")
"""A limit said to be itself: "30 days is 30 days"."""
LONGEST_ECHO = 3


def _is_itself(words: tuple[str, ...]) -> bool:
    """The same words on both sides of an "is", and a limit among them; "wrong is wrong" may own up."""
    limits = lexicon().classes["limit"]
    for at, word in enumerate(words):
        for size in range(1, LONGEST_ECHO + 1):
            said = words[max(0, at - size) : at]
            if word in ("is", "are") and said == words[at + 1 : at + 1 + size] and not limits.isdisjoint(said):
                return True
    return False


def _cues(clause: Clause, before: Clause | None) -> Iterator[Cue]:
    words = clause.words
    asking = clause.asks or asks(words)
    if not asking and _is_itself(words):
        yield INSISTS
    for start, end, phrase, cue in lexicon().moves.find(words):
        if (cue.only == "question" and not asking) or (cue.only == "statement" and asking):
            continue
        if cue.whole and (start or end < len(words)):
            continue
        if cue.vetoed(words):
            continue
        if cue.move in NEGATABLE and _negated(cue.move, words, start, end, phrase):
            continue
        if cue.move in REPORTABLE and _reported(words, start, before):
            continue
        yield cue


def _negated(move: str, words: tuple[str, ...], start: int, end: int, phrase: Phrase) -> bool:
    """A negation stands in the matched words or just before them, and is not part of the phrase."""
    own = any(element.words & NEGATORS for element in phrase.elements)
    reach = len(words) if move in NEGATED_FROM_AFAR else 2
    return not own and not NEGATORS.isdisjoint(words[max(0, start - reach) : end])


def _reported(words: tuple[str, ...], start: int, before: Clause | None) -> bool:
    """Somebody else's words: a verb of saying with another subject than "I" stands before them."""
    head = list(before.words[-3:] if before is not None else ()) if start == 0 else list(words[:start])
    for index, word in enumerate(head):
        if word in REPORTERS and (index == 0 or head[index - 1] not in ("i", "we")):
            return True
    return False


def _settled(drafts: list[Draft], clauses: list[Clause]) -> list[Draft]:
    """Moves that exclude each other in one clause, settled for the more particular one."""
    kinds: dict[int, set[str]] = {}
    turned = {clause.sentence for clause in clauses if clause.words[:1] == ("but",)}
    for draft in drafts:
        kinds.setdefault(id(draft.clause), set()).add(draft.kind)
    settled = []
    for draft in drafts:
        beside = kinds[id(draft.clause)]
        if draft.kind == "apologise" and "conditional_apology" in beside:
            continue
        if draft.kind == "dismiss" and draft.shade == "" and draft.clause.sentence in turned:
            continue
        if draft.kind == "acknowledge" and not beside.isdisjoint(
            ("dismiss", "calm_down", "conditional_apology", "insult")
        ):
            continue
        if draft.kind == "take_ownership" and not beside.isdisjoint(("blame_customer", "dismiss")):
            continue
        if draft.kind == "false_promise" and not beside.isdisjoint(("set_limit", "bare_no")):
            continue
        if draft.kind == "bare_no" and "set_limit" in beside:
            continue
        settled.append(draft)
    return settled
