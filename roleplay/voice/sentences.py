"""Words that come in pieces, put together to sentences: nothing is shown before it is whole."""

import re

ABBREVIATIONS = ("mr.", "mrs.", "ms.", "dr.", "st.", "no.", "e.g.", "i.e.", "etc.", "approx.", "vs.")
THOUGHTS = ("<think>", "</think>")
"""What some models put around what they think before they speak; it is never part of what they say."""
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)]*(?=\s)|\n+")


class Sentences:
    """Takes pieces, gives sentences."""

    def __init__(self) -> None:
        self._text, self._spoken = "", False

    def feed(self, piece: str) -> list[str]:
        """The sentences that are whole now, in order."""
        self._text += piece
        if not self._spoken and not self._past_thoughts():
            return []
        found: list[str] = []
        at = start = 0
        while match := _END.search(self._text, at):
            at = match.end()
            sentence = self._text[start:at].strip()
            if sentence.lower().rpartition(" ")[2] in ABBREVIATIONS:
                continue
            start = at
            if sentence:
                found.append(sentence)
        self._text = self._text[start:]
        return found

    def rest(self) -> str:
        """What came after the last whole sentence; only of use when the answer has come to its own end."""
        return "" if self._thinks() else self._text.strip()

    def _past_thoughts(self) -> bool:
        """Whether the words have begun. A model that thinks aloud does so first, and between marks."""
        opens, closes = THOUGHTS
        if self._thinks():
            _, closed, after = self._text.partition(closes)
            if not closed:
                return False
            self._text = after
        self._text = self._text.lstrip()
        self._spoken = bool(self._text) and not opens.startswith(self._text[: len(opens)])
        return self._spoken

    def _thinks(self) -> bool:
        return not self._spoken and self._text.lstrip().startswith(THOUGHTS[0])


def in_sentences(text: str) -> list[str]:
    """The sentences of a text that is whole."""
    sentences = Sentences()
    found = sentences.feed(text)
    return [*found, rest] if (rest := sentences.rest()) else found
