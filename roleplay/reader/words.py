"""Text to words: lower case, contractions opened, spellings and dialects folded, dates and amounts understood.

Every token keeps the code points it came from, so that a quote is always the trainee's own words.
Folding is what makes a grade deaf to form: "im", "I'm", "I am" and "Ah'm" are one word to the rules.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

_PIECE = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*['’]?)"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)(?P<unit>\s?(?:st|nd|rd|th|am|pm|a\.m\.|p\.m\.|h|%)(?![^\W\d_]))?"
    r"|(?P<money>[€$£])"
    r"|(?P<mark>[.!?;:,()\n\"“”„«»…—–-]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word, and where it stands in the reply; `mark` tokens are punctuation."""

    word: str
    start: int
    end: int
    mark: bool = False


@cache
def folds() -> dict[str, dict[str, str]]:
    """The tables of spellings, contractions, number words and months."""
    return tomli.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def tokens(text: str) -> list[Token]:
    """The reply's words and punctuation marks, in order."""
    found: list[Token] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match["mark"]:
            found.append(Token(match["mark"].strip(" ") or match["mark"], start, end, mark=True))
        elif match["number"]:
            found.append(Token(_number(match["number"], match["unit"]), start, end))
        elif match["money"]:
            found.append(Token("euro" if match["money"] == "€" else "money", start, end))
        else:
            found += [Token(word, start, end) for word in _words(match["word"])]
    return _joined(_settled(found))


def _number(digits: str, unit: str | None) -> str:
    unit = (unit or "").strip().lower().replace(".", "")
    clock = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?", digits)
    if unit in ("am", "pm", "h") and clock:
        hour = int(clock[1]) % 12 + (12 if unit == "pm" else 0) if unit != "h" else int(clock[1])
        return f"time:{hour:02}:{clock[2] or '00'}"
    if re.fullmatch(r"\d{1,2}:\d\d", digits):
        return "time:" + digits.zfill(5)
    day = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?|(\d{1,2})\.(\d{1,2})\.(?:\d{2,4})?", digits)
    if day:
        first, second = int(day[1] or day[3]), int(day[2] or day[4])
        if 1 <= first <= 31 and 1 <= second <= 12:
            return f"date:{second:02}-{first:02}"
    if unit == "%":
        return digits + " percent"
    return re.sub(r"[.,]00$", "", digits)


def _words(raw: str) -> list[str]:
    """One written word as the words it stands for."""
    word = re.sub(r"['’ʼ`´]", "'", raw.lower())
    tables = folds()
    folded = tables["contractions"].get(word) or tables["spellings"].get(word)
    if folded:
        return folded.split()
    if word.endswith("n't"):
        return [*_words(word[:-3]), "not"]
    for ending, meaning in (("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would")):
        if word.endswith(ending) and len(word) > len(ending):
            return [*_words(word[: -len(ending)]), meaning]
    if word.endswith("'s"):
        return [*_words(word[:-2]), "'s"]
    return [_british(word.replace("'", ""))] if word.strip("'") else []


def _british(word: str) -> str:
    """One spelling for words that two countries write differently."""
    if len(word) > 5 and re.search(r"[^aeiou]i?z(?:e|es|ed|ing)$", word) and not word.startswith(("siz", "priz")):
        return re.sub(r"z(e|es|ed|ing)$", r"s\1", word)
    return word


_PRONOUNS = frozenset(
    [
        "it",
        "that",
        "this",
        "what",
        "there",
        "here",
        "he",
        "she",
        "who",
        "where",
        "how",
        "when",
        "everything",
        "something",
        "nothing",
        "all",
    ]
)
_AFTER_IS = frozenset(
    [
        "in",
        "on",
        "at",
        "a",
        "an",
        "the",
        "not",
        "no",
        "your",
        "my",
        "our",
        "been",
        "being",
        "now",
        "just",
        "already",
        "so",
        "too",
        "done",
        "gone",
        "there",
        "here",
    ]
)


def _settled(found: list[Token]) -> list[Token]:
    """The apostrophe-s as "is" where it is one, dropped where it owns something; "ill" and "id" by what follows."""
    settled: list[Token] = []
    for index, token in enumerate(found):
        after = found[index + 1].word if index + 1 < len(found) else ""
        if token.word == "'s":
            before = found[index - 1].word if index else ""
            if before == "let":
                settled.append(Token("us", token.start, token.end))
            elif before in _PRONOUNS or after in _AFTER_IS or re.search(r".(?:ing|ed)$", after):
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
    """Dates and times that are written as several words, as one token each."""
    months, numbers = folds()["months"], folds()["numbers"]
    joined: list[Token] = []
    index = 0
    while index < len(found):
        token = found[index]
        if token.word == "no" and index + 1 < len(found) and found[index + 1].word == "one":
            joined.append(Token("nobody", token.start, found[index + 1].end))
            index += 2
            continue
        word = numbers.get(token.word, token.word)
        size, value = _date_at(found, index, months, numbers)
        if size:
            joined.append(Token(value, token.start, found[index + size - 1].end))
            index += size
            continue
        for part in word.split():
            joined.append(Token(part, token.start, token.end, token.mark))
        index += 1
    return joined


def _date_at(found: list[Token], index: int, months: dict[str, str], numbers: dict[str, str]) -> tuple[int, str]:
    """How many tokens from here make a date ("3 March", "March 3rd", "the 3rd of March"), and which."""

    def day(at: int) -> int | None:
        word = found[at].word if at < len(found) else ""
        word = folds()["ordinals"].get(word) or numbers.get(word, word)
        return int(word) if word.isdigit() and 1 <= int(word) <= 31 else None

    def month(at: int) -> str | None:
        return months.get(found[at].word) if at < len(found) else None

    first = day(index)
    if first is not None:
        skip = 1 if index + 1 < len(found) and found[index + 1].word == "of" else 0
        named = month(index + 1 + skip)
        if named:
            return 2 + skip, f"date:{named}-{first:02}"
    named = month(index)
    if named and (first := day(index + 1)) is not None:
        return 2, f"date:{named}-{first:02}"
    if named and index + 1 < len(found) and found[index + 1].word == "the" and (first := day(index + 2)) is not None:
        return 3, f"date:{named}-{first:02}"
    return 0, ""


def is_typed(word: str) -> bool:
    """Whether a folded word is a date, a time or a number."""
    return word.startswith(("date:", "time:")) or word[:1].isdigit()


def stem(word: str) -> str:
    """A crude stem: enough to tell that two inflections are one word."""
    for ending in ("ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
