"""Text to words: lower case, contractions opened, spellings and dialects folded, dates and amounts understood.

Every token keeps the code points it came from, so that a quote is always the trainee's own words.
Folding is what makes a grade deaf to form: "im", "I'm", "I am" and "Ah'm" are one word to the rules.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from roleplay.reader.numbers import date_at, number
from roleplay.reader.tables import folds

_MARKED = "\u0300-\u036f"
"""Combining marks: part of the letter before them."""
_PIECE = re.compile(
    rf"(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKED}])*(?:['’ʼ`´][^\W\d_]+)*['’]?)"
    r"|(?P<number>[0-9]+(?:[.,:/][0-9]+)*)(?P<unit>\s?(?:st|nd|rd|th|am|pm|a\.m\.|p\.m\.|h|%)(?![^\W\d_]))?"
    r"|(?P<money>[€$£])"
    r"|(?P<mark>[.!?;:,()\n\"“”„«»‘…—–-]+)",
    re.IGNORECASE,
)
REMEMBERED = 256
"""Texts whose words are kept at hand: some conversations."""
_MONEY = {"€": "euro", "$": "dollar", "£": "pound"}


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word, and where it stands in the reply; `mark` tokens are punctuation."""

    word: str
    start: int
    end: int
    mark: bool = False
    capital: bool = False
    """What was written begins with a capital letter."""


def tokens(text: str) -> list[Token]:
    """The reply's words and punctuation marks, in order."""
    return list(_tokens(text))


@lru_cache(maxsize=REMEMBERED)
def _tokens(text: str) -> tuple[Token, ...]:
    """Remembered, because what has been said is looked at again with each reply."""
    found: list[Token] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match["mark"]:
            found.append(Token(match["mark"].strip(" ") or match["mark"], start, end, mark=True))
        elif match["number"]:
            found.append(Token(number(match["number"], match["unit"]), start, end))
        elif match["money"]:
            found.append(Token(_MONEY[match["money"]], start, end))
        else:
            capital = match["word"][0].isupper()
            found += [Token(word, start, end, capital=capital) for word in _words(match["word"])]
    return tuple(_joined(_settled(found)))


_OPENED = (("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("n't", "not"))


def _words(raw: str) -> list[str]:
    """One written word as the words it stands for."""
    word = re.sub(rf"[{_MARKED}]", "", re.sub(r"['’ʼ`´]", "'", raw.lower()))
    endings: list[str] = []
    while not (folded := _folded(word)):
        ending, meaning = next((pair for pair in _OPENED if word.endswith(pair[0]) and word != pair[0]), ("", ""))
        if word.endswith("'s") and len(word) > 2:
            ending, meaning = "'s", "'s"
        if not ending or len(endings) > 2:
            folded = [_british(word.replace("'", ""))] if word.strip("'") else []
            break
        word, endings = word[: -len(ending)], [meaning, *endings]
    return [*folded, *endings]


def _folded(word: str) -> list[str]:
    tables = folds()
    return (tables["contractions"].get(word) or tables["spellings"].get(word) or "").split()


def _british(word: str) -> str:
    """One spelling for words that two countries write differently."""
    if len(word) > 5 and re.search(r"[^aeiou]i?z(?:e|es|ed|ing)$", word) and not word.startswith(("siz", "priz")):
        return re.sub(r"z(e|es|ed|ing)$", r"s\1", word)
    return word


def _settled(found: list[Token]) -> list[Token]:
    """The apostrophe-s as "is" where it is one, dropped where it owns something; "ill" and "id" by what follows."""
    settled: list[Token] = []
    sets = folds()["apostrophes"]
    for index, token in enumerate(found):
        after = found[index + 1].word if index + 1 < len(found) else ""
        if token.word == "'s":
            before = found[index - 1].word if index else ""
            if before == "let":
                settled.append(Token("us", token.start, token.end))
            elif before in sets["is_after"] or after in sets["is_before"] or re.search(r".(?:ing|ed)$", after):
                settled.append(Token("is", token.start, token.end))
        elif token.word in ("ill", "id") and after and not found[index + 1].mark and _starts_verb(token.word, after):
            settled += [
                Token(word, token.start, token.end) for word in ("i", "will" if token.word == "ill" else "would")
            ]
        else:
            settled.append(token)
    return settled


def _starts_verb(word: str, after: str) -> bool:
    if word == "id":
        return after in ("like", "love", "need", "be", "not", "say", "want", "suggest", "recommend")
    return after not in ("and", "or", "but", "is", "was", "person", "health", "in", "with", "for")


def _joined(found: list[Token]) -> list[Token]:
    """Dates, and other things that are written as several words, as one token each."""
    numbers = folds()["numbers"]
    joined: list[Token] = []
    index = 0
    while index < len(found):
        token, after = found[index], found[index + 1].word if index + 1 < len(found) else ""
        size, value = date_at(found, index)
        if (token.word, after) in _ONE_WORD:
            size, value = 2, _ONE_WORD[token.word, after]
        while size and index + size < len(found) and found[index + size].start == found[index + size - 1].start:
            size += 1
        if size:
            joined.append(Token(value, token.start, found[index + size - 1].end))
        elif token.mark:
            joined.append(token)
        else:
            parts = numbers.get(token.word, token.word).split()
            joined += [replace(token, word=part) for part in parts]
        index += size or 1
    return joined


_ONE_WORD = {("no", "one"): "nobody", ("per", "cent"): "percent", ("all", "right"): "okay"}


def stem(word: str) -> str:
    """A crude stem: enough to tell that two inflections are one word."""
    for ending in ("ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
