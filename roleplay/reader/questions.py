"""Questions: whether a clause asks, with or without a question mark, and whether it leaves the answer open."""

from roleplay.reader.clauses import Clause
from roleplay.reader.draft import Draft
from roleplay.reader.lexicon import lexicon, stands

WH = frozenset(["what", "how", "which", "why", "where", "when", "who", "whose", "whats"])
AUX = frozenset(
    [
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "have",
        "has",
        "had",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "am",
    ]
)
SUBJECTS = frozenset(
    [
        "you",
        "i",
        "we",
        "it",
        "that",
        "this",
        "there",
        "the",
        "your",
        "he",
        "she",
        "they",
        "any",
        "anyone",
        "anybody",
        "somebody",
        "someone",
        "anything",
        "these",
        "those",
        "my",
        "everything",
    ]
)
FILLERS = frozenset(
    [
        "and",
        "so",
        "but",
        "okay",
        "well",
        "now",
        "first",
        "then",
        "also",
        "please",
        "just",
        "hi",
        "hello",
        "hey",
        "sir",
        "madam",
        "maybe",
        "perhaps",
        "sorry",
        "oh",
        "ah",
        "right",
        "thanks",
        "yes",
        "no",
    ]
)
SLOTS = frozenset(
    [
        "size",
        "sizes",
        "date",
        "time",
        "day",
        "number",
        "name",
        "address",
        "model",
        "colour",
        "code",
        "email",
        "phone",
        "amount",
        "version",
        "year",
        "month",
        "account",
        "street",
        "city",
        "brand",
        "type",
        "plan",
        "seat",
        "reference",
    ]
)
CLOSED_HOW = frozenset(
    ["many", "much", "long", "often", "old", "far", "soon", "big", "quickly", "large", "late", "early"]
)
ASKING = (
    ("tell", "me"),
    ("tell", "us"),
    ("let", "me", "know"),
    ("could", "you"),
    ("can", "you"),
    ("would", "you"),
    ("will", "you"),
    ("i", "need", "to", "know"),
    ("i", "would", "like", "to", "know"),
    ("i", "would", "like", "to", "hear"),
    ("i", "want", "to", "know"),
    ("i", "would", "like", "to", "understand"),
    ("i", "want", "to", "understand"),
    ("please", "tell"),
    ("please", "describe"),
    ("please", "give"),
    ("please", "share"),
    ("please", "send"),
    ("please", "confirm"),
    ("please", "provide"),
    ("please", "explain"),
    ("i", "need", "your"),
    ("i", "would", "need"),
    ("share", "your"),
    ("give", "me", "your"),
    ("send", "me", "your"),
    ("describe",),
    ("walk", "me"),
    ("may", "i", "ask"),
    ("can", "i", "ask"),
    ("may", "i", "know"),
    ("may", "i", "have"),
    ("can", "i", "have"),
    ("i", "need", "the"),
    ("help", "me", "understand"),
    ("need", "to", "know"),
    ("need", "your"),
)
OPENERS = frozenset(
    [
        "what",
        "how",
        "why",
        "more",
        "about",
        "describe",
        "explain",
        "walk",
        "happened",
        "everything",
        "which",
        "whole",
        "story",
        "bit",
    ]
)
OFFERS = (
    ("shall", "i"),
    ("shall", "we"),
    ("should", "i"),
    ("should", "we"),
    ("can", "i"),
    ("could", "i"),
    ("may", "i"),
    ("would", "you", "like"),
    ("would", "you", "prefer"),
    ("would", "you", "rather"),
    ("do", "you", "want"),
    ("do", "you", "prefer"),
    ("do", "you", "fancy"),
    ("want", "me"),
    ("how", "about"),
    ("what", "about"),
    ("would", "it", "help"),
    ("what", "if", "i"),
    ("what", "suits"),
    ("which", "is", "better"),
    ("which", "suits"),
    ("are", "you", "okay", "with", "me"),
    ("fancy",),
    ("like", "me", "to"),
    ("okay", "if", "i"),
)
"""Beginnings of questions that put something on the table."""


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The clause without the small words that lead up to a question."""
    index = 0
    while index < len(words) and words[index] in FILLERS and words[index : index + 2] != ("let", "me") and index < 8:
        if _starts(words[index:], ASKING):
            break
        index += 1
    return words[index:] or words


def _starts(words: tuple[str, ...], beginnings: tuple[tuple[str, ...], ...]) -> bool:
    return any(words[: len(beginning)] == beginning for beginning in beginnings)


def asks(words: tuple[str, ...]) -> bool:
    """Whether the clause asks by its form alone."""
    inner = core(words)
    if not inner:
        return False
    if _starts(inner, ASKING):
        return _asks_for_information(inner)
    return _wh_question(inner) or (
        len(inner) > 2 and inner[0] in AUX and inner[1] in SUBJECTS and inner[:3] != ("have", "a", "nice")
    )


def _asks_for_information(inner: tuple[str, ...]) -> bool:
    """ "Could you" and "please" ask for information or an act of the customer; "let me" and thanks do not."""
    return len(inner) > 2 and "thank" not in inner[:3] and not (inner[0] == "will" and "not" in inner)


def _wh_question(inner: tuple[str, ...]) -> bool:
    if inner[0] not in WH or len(inner) < 2:
        return False
    if inner[0] in ("what", "which", "how", "who", "why", "where", "when", "whose") and inner[1] in AUX:
        return not (inner[0] == "what" and inner[1:2] in (("was",),) and "?" in inner)
    near = inner[1:5]
    if inner[1] in ("i", "we", "you", "they", "it", "a", "an", "the") or inner[0] == "when":
        return False
    return any(word in AUX and index + 1 < len(near) for index, word in enumerate(near))


def is_offer(words: tuple[str, ...]) -> bool:
    """Whether a question offers something rather than asking."""
    return _starts(core(words), OFFERS) and not _starts(
        core(words),
        (
            ("can", "i", "ask"),
            ("may", "i", "ask"),
            ("may", "i", "know"),
            ("may", "i", "have"),
            ("can", "i", "have"),
            ("can", "i", "get"),
            ("should", "i", "know"),
        ),
    )


def is_open(words: tuple[str, ...]) -> bool:
    """Whether a question leaves many possible answers (rule W6), rather than yes, no or a single slot."""
    inner = core(words)
    if _starts(inner, ASKING):
        rest = inner[2:]
        if SLOTS & set(rest[:5]) or {"when", "who", "where"} & set(rest[:3]) or "anything" in rest[:3]:
            return False
        return bool(OPENERS & set(rest)) or inner[0] in ("describe", "tell") or "need" in rest[:5]
    if "anything" in inner and ("else" in inner or "know" in inner):
        return True
    if inner[0] == "how":
        return inner[1:2] == () or inner[1] not in CLOSED_HOW
    if inner[0] in ("what", "which", "why"):
        return not (set(inner[1:3]) & SLOTS or (inner[1:2] == ("is",) and set(inner[2:5]) & SLOTS))
    return False


def questions(clauses: list[Clause], drafts: list[Draft]) -> list[Draft]:
    """A draft for each clause that asks something about the case."""
    taken = {
        id(draft.clause)
        for draft in drafts
        if draft.kind
        in ("check_satisfaction", "teach_back", "ask_secret", "insult", "calm_down", "boundary", "off_topic")
    }
    found = []
    for clause in clauses:
        if clause.quoted or id(clause) in taken or not (clause.asks or asks(clause.words)):
            continue
        if is_offer(clause.words):
            continue
        kind = "open_question" if is_open(clause.words) else "closed_question"
        sure = 0.9 if clause.asks else 0.8
        confirms = len(clause.words) <= 7 and stands(lexicon().steps["correct"], clause.words)
        found.append(Draft(kind, clause, sure, 0.6, "confirms" if confirms else ""))
    return found
