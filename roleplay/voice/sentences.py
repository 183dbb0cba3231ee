"""Words that come in pieces, put together to sentences: nothing is shown before it is whole."""

import re

ABBREVIATIONS = (
    *("mr.", "mrs.", "ms.", "mx.", "dr.", "prof.", "st.", "e.g.", "i.e.", "etc.", "approx.", "vs."),
    *("a.m.", "p.m.", "inc.", "ltd."),
)
NUMBER = "no."
"""Short for a number where a figure follows, and otherwise a whole answer."""
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)]*(?=\s)|\n+")
_TAG = re.compile(
    r"<\s*(/?)\s*(?:think|thinking|thought|thoughts|reasoning|analysis|reflection)\b[^<>]*>", re.IGNORECASE
)
"""What some models put around what they think before they speak; it is never part of what they say."""
_BEGUN = re.compile(r"<[\s/]*[a-z]*[^<>]{0,40}$", re.IGNORECASE)


class Sentences:
    """Takes pieces, gives sentences."""

    def __init__(self) -> None:
        self._waiting, self._depth = "", 0
        """What may be the beginning of a tag, and how many thoughts are open."""
        self._text = ""

    def feed(self, piece: str) -> list[str]:
        """The sentences that are whole now, in order."""
        self._text += self._spoken(piece)
        found: list[str] = []
        at = start = 0
        while match := _END.search(self._text, at):
            at = match.end()
            sentence = self._text[start:at].strip()
            last = sentence.lower().split()[-1:]
            follows = self._text[at:].lstrip(" \t")[:1]
            if last == [NUMBER] and not follows and not match[0].isspace():
                break
            if not match[0].isspace() and _goes_on(last, follows):
                continue
            start = at
            if sentence:
                found.append(sentence)
        self._text = self._text[start:]
        return found

    def rest(self) -> str:
        """What came after the last whole sentence; only of use when the answer has come to its own end."""
        return "" if self._depth else f"{self._text}{self._waiting}".strip()

    def _spoken(self, piece: str) -> str:
        """What of the words so far is no thought; what may yet become one waits."""
        self._waiting += piece
        spoken = ""
        while tag := _TAG.search(self._waiting):
            if not self._depth:
                # A thought that ends has begun before the answer did: what stands before its end stays suspicious.
                spoken += self._waiting[: tag.start() if not tag[1] else tag.end()]
            self._depth = max(0, self._depth + (-1 if tag[1] else 1))
            self._waiting = self._waiting[tag.end() :]
        begun = _BEGUN.search(self._waiting)
        at = begun.start() if begun else len(self._waiting)
        if not self._depth:
            spoken += self._waiting[:at]
        self._waiting = self._waiting[at:]
        return spoken


def _goes_on(last: list[str], follows: str) -> bool:
    """Whether the full stop belongs to the last word and ends nothing."""
    word = last[0].lstrip("('\"\u201c\u2018") if last else ""
    return word in ABBREVIATIONS or (word == NUMBER and follows.isdigit())


def in_sentences(text: str) -> list[str]:
    """The sentences of a text that is whole."""
    sentences = Sentences()
    found = sentences.feed(text)
    return [*found, rest] if (rest := sentences.rest()) else found
