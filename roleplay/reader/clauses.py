"""Sentences and clauses: the pieces in which moves are looked for, each with its exact place."""

from dataclasses import dataclass
from functools import cached_property

from roleplay.reader.lexicon import lexicon
from roleplay.reader.seams import seams
from roleplay.reader.words import Token

LONGEST_CLAUSE = 32
"""Words after which a run without punctuation is cut, so that reading time grows with length only."""

NEIGHBOURS = 2
"""Clauses to either side that can belong to one thought."""

STARTERS = frozenset(
    [
        "i",
        "we",
        "you",
        "it",
        "that",
        "this",
        "they",
        "there",
        "what",
        "which",
        "when",
        "where",
        "how",
        "who",
        "let",
        "please",
        "your",
        "our",
        "the",
        "my",
        "sorry",
        "thanks",
        "thank",
    ]
)
CAPITALISED = STARTERS - {"i", "my"} | frozenset(
    {"these", "why", "if", "once", "until", "since", "as", "in", "on", "for", "to", "no", "yes", "and", "but", "so"}
    | {
        "then",
        "because",
        "he",
        "she",
        "do",
        "does",
        "did",
        "can",
        "could",
        "would",
        "will",
        "shall",
        "is",
        "are",
        "have",
    }
)
"""Words that begin a sentence where they stand with a capital letter amid small ones, though no mark is before them."""
JOINERS = frozenset(["and", "but", "so", "because", "while", "although", "though", "however", "then", "plus", "or"])
ASKING_WORDS = frozenset({"what", "which", "how", "when", "where", "who", "why"})
"""After these a verb before its subject goes on with the question."""
QUOTES = frozenset('"“”„«»')
ENDS = frozenset(".!?\n;…")
LONGEST_LABEL = 3
"""Quoted words that can be the name of something on a screen."""
SAID = frozenset({"wrote", "said", "told", "say"})
"""After these the quoted words are somebody's, and no name of a thing."""
UNQUOTED = frozenset({"and", "but", "so", "then", "because"})
"""Joiners that a quote does without when they lead up to it."""
FRESH_STARTS = (
    ("i", "am"),
    ("i", "will"),
    ("i", "have"),
    ("i", "can"),
    ("i", "would"),
    ("we", "will"),
    ("we", "can"),
    ("i", "do"),
    ("what", "do"),
    ("what", "is"),
    ("what", "are"),
    ("when", "do"),
    ("how", "do"),
    ("which", "do"),
    ("what", "would"),
    ("can", "you"),
    ("could", "you"),
    ("do", "you"),
    ("did", "you"),
    ("would", "you"),
    ("have", "you"),
    ("are", "you"),
    ("let", "me"),
    ("tell", "me"),
    ("give", "me"),
    ("bear", "with"),
    ("hold", "on"),
    ("hang", "on"),
    ("thank", "you"),
    ("that", "is"),
    ("did", "i"),
    ("shall", "i"),
)
"""Word pairs that begin a new clause in text without punctuation (dictation, thumbs)."""
NEVER_BEFORE = frozenset(
    [
        "not",
        "will",
        "can",
        "could",
        "would",
        "should",
        "may",
        "might",
        "must",
        "that",
        "what",
        "which",
        "if",
        "when",
        "where",
        "how",
        "who",
        "because",
        "and",
        "but",
        "so",
        "or",
        "as",
        "than",
        "while",
        "since",
        "until",
        "i",
        "we",
        "you",
        "to",
        "for",
        "know",
        "see",
        "else",
        "anything",
        "something",
        "nothing",
        "everything",
        "all",
        "think",
        "hope",
        "believe",
        "sure",
        "say",
        "said",
        "me",
        "because",
        "what",
        "whether",
        "the",
        "before",
        "after",
    ]
)


@dataclass(frozen=True)
class Clause:
    """A run of words between marks or joiners; `words` are its folded words."""

    tokens: tuple[Token, ...]
    sentence: int
    asks: bool
    """It ends in a question mark."""
    quoted: bool = False
    """It stands between quotation marks."""
    index: int = 0
    """Its place among the clauses of the reply."""
    lead: int = 0
    """Tokens at its beginning that only say what a question is asked for."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words, punctuation left out."""
        return tuple(token.word for token in self.tokens[self.lead :])

    @property
    def start(self) -> int:
        """First code point in the reply, joiners such as "and" left out."""
        own = self.tokens[self.lead :]
        return next((token for token in own if token.word not in UNQUOTED), own[0]).start

    @property
    def end(self) -> int:
        """Code point after the last one."""
        return self.tokens[-1].end


def clauses(tokens: list[Token]) -> list[Clause]:
    """The clauses of a reply in order; every word is in exactly one."""
    found: list[Clause] = []
    current: list[Token] = []
    sentence, quoted, label = 0, False, False
    begins = seams(tokens)

    def close(asks: bool = False) -> None:
        if current:
            found.append(Clause(tuple(current), sentence, asks, quoted, len(found)))
            current.clear()

    for index, token in enumerate(tokens):
        after = [other.word for other in tokens[index + 1 : index + 3] if not other.mark]
        if not token.mark:
            parted = current and not label and token.start != current[-1].start
            if parted and (token.start in begins or _begins_sentence(current, token)):
                close()
                sentence += 1
            if current and not label and _cuts(current, token, after):
                close()
            current.append(token)
            continue
        toggles = sum(map(token.word.count, QUOTES)) % 2 == 1
        if toggles and (label or (not quoted and _opens_label(current, tokens, index))):
            label, toggles = not label, False
        ends = token.word == "" or not ENDS.isdisjoint(token.word)
        if ends or toggles or (not QUOTES.intersection(token.word) and _parts(current, tokens, index, after)):
            close("?" in token.word)
        quoted = quoted != toggles
        sentence += ends
    close()
    return found


def _parts(current: list[Token], tokens: list[Token], index: int, after: list[str]) -> bool:
    """Whether a mark within a sentence parts two clauses: a hyphen inside a word and the commas of a list do not."""
    token = tokens[index]
    if token.word in "-–" and token.end - token.start == 1 and _glued(tokens, index):
        return False
    return "," not in token.word or _begins_clause(after) or _stands_alone(current, tokens, index)


def _opens_label(current: list[Token], tokens: list[Token], index: int) -> bool:
    """A few quoted words that name a thing on a screen, after a word of the desk for finding or pressing it."""
    closing = next((at for at in range(index + 1, len(tokens)) if not QUOTES.isdisjoint(tokens[at].word)), None)
    before = {token.word for token in current}
    if closing is None or before.isdisjoint(lexicon().classes["instruct"] | lexicon().classes["sign"]):
        return False
    named = [token.word for token in tokens[index + 1 : closing] if not token.mark]
    says_itself = any(True for _ in lexicon().moves.find(tuple(named)))
    return before.isdisjoint(SAID) and 0 < len(named) <= LONGEST_LABEL and not says_itself


def _stands_alone(current: list[Token], tokens: list[Token], comma: int) -> bool:
    """What a comma parts is a clause of its own on both sides, not one word of a list or the year of a date."""
    following = [token.word for token in tokens[comma + 1 : comma + 3] if not token.mark]
    is_list = len(following) < 2 or following[1] in ("and", "or") or following[0][:1].isdigit()
    return len(current) > 1 and not is_list


def _begins_clause(after: list[str]) -> bool:
    return bool(after) and (after[0] in STARTERS or after[0] in JOINERS or tuple(after[:2]) in FRESH_STARTS)


def _begins_sentence(current: list[Token], token: Token) -> bool:
    if not token.capital or token.word not in CAPITALISED:
        return False
    return len(current) > 1 and any(not other.capital and other.word.isalpha() for other in current[-2:])


def _cuts(current: list[Token], token: Token, after: list[str]) -> bool:
    """Whether a new clause begins at this word although no mark stands before it."""
    if len(current) >= LONGEST_CLAUSE:
        return True
    if current[-1].word in JOINERS:
        return False
    if token.word == "because" and after[:1] == ["of"]:
        # It only names the cause: "you had costs because of this?".
        return False
    if token.word in JOINERS and token.word != "or":
        if current[-1].word in ASKING_WORDS and ASKING_WORDS.issuperset(after[:1]):
            # "When and where we sent it" is one thing looked for.
            return False
        return len(current) > 1 and bool(after) and (after[0] in STARTERS or (token.word in ("but", "because")))
    pair = (token.word, after[0] if after else "")
    asked = ASKING_WORDS.intersection(other.word for other in current[-4:]) and token.word not in STARTERS
    return len(current) > 2 and pair in FRESH_STARTS and current[-1].word not in NEVER_BEFORE and not asked


def _glued(tokens: list[Token], index: int) -> bool:
    """A hyphen inside a word ("two-day") parts nothing."""
    return (
        0 < index < len(tokens) - 1
        and tokens[index - 1].end == tokens[index].start
        and tokens[index].end == tokens[index + 1].start
    )


def beside(found: list[Clause], clause: Clause) -> list[Clause]:
    """The clause and its neighbours in the same sentence: what belongs to it, however long the sentence is."""
    return [
        other for other in found if abs(other.index - clause.index) <= NEIGHBOURS and other.sentence == clause.sentence
    ]
