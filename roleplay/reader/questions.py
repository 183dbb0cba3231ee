"""Questions: whether a clause asks, with or without a question mark, and whether it leaves the answer open."""

from dataclasses import replace

from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.situation import content

LONGEST_LEAD_IN = 8
"""Small words that may stand before a question."""
LONGEST_CONFIRMATION = 7
"""Words of "did I get that right?"; longer ones ask for something of their own."""
ANSWERED_ELSEWHERE = frozenset(
    (
        "offer_solution",
        "commit_next_step",
        "check_satisfaction",
        "teach_back",
        "ask_secret",
        "insult",
        "calm_down",
        "boundary",
        "off_topic",
    )
)
"""Moves that say all there is to say about a question."""

TAGS, SHORTEST_TAGGED = frozenset(("okay", "alright", "yes")), 3
BEFORE_WH = frozenset(("for", "in", "on", "at", "by", "until", "till", "to", "with", "from", "since"))
"""What may stand before a question word: "until which day?"."""
HEARER = frozenset(("you", "your", "yours"))
"""A question with one of these asks the customer for something of its own."""
ADDS = frozenset(("and", "also", "plus"))
_SUBJECTS = frozenset(("i", "you", "we", "he", "she", "it", "they", "this", "that", "there"))
"""Before a verb these make a statement of what begins like a question."""
_RELATIVES = frozenset(("which", "who", "whose", "where"))
_NOT_ASKED = frozenset(("i", "we", "you", "they", "it", "a", "an", "the"))
"""After a question word these begin a statement: "what I can do", "how you did it"."""


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The clause without the small words that lead up to a question."""
    lead_ins = lexicon().classes["leads_in"]
    for index in range(min(len(words), LONGEST_LEAD_IN)):
        rest = words[index:]
        if _is_name(rest) or (rest[0] in BEFORE_WH and rest[1:2] and rest[1] in lexicon().classes["wh"]):
            return rest[1:]
        if words[index] not in lead_ins or _begins("asking", rest):
            return rest
    return words


def _is_name(words: tuple[str, ...]) -> bool:
    """Somebody is spoken to before they are asked: "Sam, what ..."."""
    known = lexicon().classes
    named = words[0] not in known["leads_in"] | known["wh"] | known["aux"] | known["asked"] and len(words) > 2
    return named and (words[1] in known["wh"] or (words[1] in known["aux"] and words[2] == "you"))


def asks(words: tuple[str, ...]) -> bool:
    """Whether the clause asks by its form alone."""
    inner = core(words)
    if len(inner) < 2:
        return False
    if _begins("asking", inner):
        said = len(inner) > 3 or not lexicon().classes["opener"].isdisjoint(inner) or inner[-1] in ("both", "them")
        return said and "thank" not in inner[:3]
    inverted = inner[0] in lexicon().classes["aux"] and inner[1] in lexicon().classes["asked"]
    return _wh_question(inner) or (len(inner) > 2 and inverted)


def is_offer(words: tuple[str, ...]) -> bool:
    """Whether a question offers something rather than asking."""
    inner = core(words)
    return _begins("offering", inner) and not _begins("not_offering", inner)


def is_relative(clause: Clause, found: list[Clause]) -> bool:
    """Whether it only says more of what stands before it: "my answer, which was rather vague"."""
    before = found[clause.index - 1] if 0 < clause.index <= len(found) else None
    goes_on = before is not None and before.sentence == clause.sentence
    return goes_on and not clause.asks and clause.words[:1] != () and clause.words[0] in _RELATIVES


def is_open(words: tuple[str, ...]) -> bool:
    """Whether a question leaves many possible answers (rule W6), rather than yes, no or a single slot."""
    inner, classes = core(words), lexicon().classes
    if _begins("asking", inner):
        return _asks_openly(inner)
    if "anything" in inner and ("else" in inner or "know" in inner):
        return True
    if inner[:1] == ("how",):
        return inner[1:2] == () or inner[1] not in classes["closed_how"]
    if inner[:1] in (("what",), ("which",), ("why",)):
        reach = 5 if inner[1:2] == ("is",) else 3
        return classes["slot"].isdisjoint(inner[1:reach])
    return False


def with_purposes(found: list[Clause]) -> list[Clause]:
    """The clauses, each question joined with the one beside it that only says what it is asked for."""
    joined: list[Clause] = []
    for clause in found:
        last = joined[-1] if joined and joined[-1].sentence == clause.sentence else None
        quoted = clause.quoted or (last is not None and last.quoted)
        if last and not quoted and _asks_something(last.words) and _begins("aim", clause.words):
            one = replace(last, tokens=last.tokens + clause.tokens, asks=last.asks or clause.asks)
            joined[-1] = one
        elif (
            last and not quoted and not last.lead and _asks_something(clause.words) and _begins("aim_first", last.words)
        ):
            joined[-1] = replace(clause, tokens=last.tokens + clause.tokens, index=last.index, lead=len(last.tokens))
        else:
            joined.append(replace(clause, index=len(joined)))
    return joined


def _asks_something(words: tuple[str, ...]) -> bool:
    return asks(words) and not is_offer(words)


def questions(clauses: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """A draft for each clause that asks something about the case."""
    taken = {id(draft.clause) for draft in drafts if draft.kind in ANSWERED_ELSEWHERE}
    asking = {clause.sentence for clause in clauses if clause.asks}
    found = []
    for clause in clauses:
        # "In which shop you bought them, and what is wrong?" asks twice, whatever the order of its words.
        begun = clause.sentence in asking and not lexicon().classes["wh"].isdisjoint(core(clause.words)[:2])
        asked = clause.asks or ((begun or asks(clause.words)) and not is_relative(clause, clauses))
        if clause.quoted or id(clause) in taken or not asked:
            continue
        if (
            is_tagged(clause)
            or is_offer(clause.words)
            or lexicon().fillers.issuperset(clause.words)
            or _is_offered(clause, drafts)
        ):
            continue
        kind = "open_question" if is_open(clause.words) else "closed_question"
        confirms = kind == "closed_question" and _confirms(clause.words)
        found.append(Draft(kind, clause, 0.9 if clause.asks else 0.8, 0.6, "confirms" if confirms else ""))
    return [draft for draft in found if draft.shade or not _belongs(draft.clause, [one.clause for one in found])]


def is_tagged(clause: Clause) -> bool:
    """A statement that only waits for a nod: "I'm stopping that card now, ok?"."""
    words = clause.words
    return clause.asks and len(words) > SHORTEST_TAGGED and words[-1] in TAGS and not asks(words[:-1])


def _is_offered(clause: Clause, drafts: list[Draft]) -> bool:
    """ "Shall I do the one, or both?" ends as it began: as an offer."""
    offers = [one.clause for one in drafts if one.kind == "offer_solution" and one.clause.sentence == clause.sentence]
    return clause.words[:1] == ("or",) and any(one.index < clause.index for one in offers)


def _belongs(clause: Clause, asked: list[Clause]) -> bool:
    """Whether it only leads up to another question of its sentence, or lists what may be the answer to one.

    "Please tell me, what is it?" asks once, and so does "How did you cancel, was it by letter?".
    """
    others = [one for one in asked if one.sentence == clause.sentence and one is not clause]
    words, classes = clause.words, lexicon().classes
    if _leads_up(words):
        return any(one.index > clause.index for one in others)
    others = [one for one in others if not _leads_up(one.words)]
    if clause.asks and not asks(words) and not ADDS.intersection(words[:1]) and not is_offer(words):
        # "Does anything hang on it, your number for example?"
        return any(one.index == clause.index - 1 for one in others)
    spoken = HEARER.isdisjoint(words) and not ADDS.intersection(words[:1])
    wh = [one for one in others if one.index < clause.index and not classes["wh"].isdisjoint(core(one.words)[:2])]
    return bool(wh) and spoken and classes["wh"].isdisjoint(core(words)[:2])


def _leads_up(words: tuple[str, ...]) -> bool:
    """ "Please tell me" and nothing else."""
    return _begins("asking", core(words)) and not content(words) - lexicon().general


def _confirms(words: tuple[str, ...]) -> bool:
    """Asks for a yes or no to what was said back: "did I get that right?"."""
    is_wh = not lexicon().classes["wh"].isdisjoint(core(words)[:1])
    return not is_wh and len(words) <= LONGEST_CONFIRMATION and stands(lexicon().steps["correct"], words)


def _begins(name: str, words: tuple[str, ...]) -> bool:
    return lexicon().steps[name].begin(words)


def _wh_question(inner: tuple[str, ...]) -> bool:
    aux = lexicon().classes["aux"]
    if inner[0] not in lexicon().classes["wh"]:
        return False
    if inner[0] == "how" and inner[1] in lexicon().classes["feeling"]:
        return False
    if inner[1] in aux:
        return True
    if inner[1] in _NOT_ASKED or inner[0] == "when":
        return False
    if inner[0] == "who":
        return len(inner) > 2
    near = inner[1:5]
    # "How fast it can be" and "what they have done" only stand in for a thing.
    return any(
        word in aux and index + 1 < len(near) and near[index - 1] not in _SUBJECTS
        for index, word in enumerate(near)
        if index
    )


def _asks_openly(inner: tuple[str, ...]) -> bool:
    rest, classes = inner[2:], lexicon().classes
    if not classes["slot"].isdisjoint(rest[:5]) or {"when", "who", "where"} & set(rest[:3]) or "anything" in rest[:3]:
        return False
    return not classes["opener"].isdisjoint(rest) or inner[0] in ("describe", "tell") or "need" in rest[:5]
