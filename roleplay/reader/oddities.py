"""What is odd about a reply: nothing in it, words without sentences, another language, copies, orders to the grader."""

from itertools import pairwise

from roleplay.domain.reading import Flag
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.reader.clauses import Clause
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.numbers import is_typed
from roleplay.reader.situation import FOLD, Situation, sentences, words_of
from roleplay.reader.tables import folds
from roleplay.reader.words import Token

LONG_RUN = 8
"""Words in a row shared with the customer from which a reply is a copy (W5)."""
COPIED = 0.5
"""Share of four-word runs shared with the customer from which a reply is a copy (W5)."""
SALAD = 8
"""Words in one clause from which a string of cue words without grammar is no sentence."""
STRUNG = 6
"""From so many words one without any small word is none either, unless it begins with a deed."""


HEAP = 7
"""Scraps of a word or two from which a reply is a heap of cue words."""
HEAP_WORDS = 1.8
"""Words a scrap has on average."""


def oddities(text: str, found: list[Clause], situation: Situation) -> frozenset[Flag]:
    """The flags of a reply."""
    words = [word for clause in found for word in clause.words]
    flags: set[Flag] = set()
    if len(text) > LONGEST_REPLY_READ:
        flags.add("truncated")
    if not words:
        flags.add("empty")
    elif all(word in lexicon().fillers for word in words):
        flags.add("filler")
    elif _is_foreign(words_of(text[:LONGEST_REPLY_READ])) or foreign_sentences(found, text):
        flags.add("other_language")
    if salad(found, text):
        flags.add("salad")
    if any(stands(lexicon().injection, clause.words) for clause in found):
        flags.add("injection")
    run, share = copied(words, situation)
    if run >= LONG_RUN and share >= COPIED:
        flags.add("pasted")
    if repeated(found, situation) > 0.5:
        flags.add("repeated")
    return frozenset(flags)


def worth_reading(text: str, found: list[Clause], flags: frozenset[Flag], situation: Situation) -> list[Clause]:
    """The clauses that can perform a move: no salad, no orders to a grader, nothing copied, each sentence once."""
    if "other_language" in flags and _is_foreign(words_of(text[:LONGEST_REPLY_READ])):
        return []
    kept: list[Clause] = []
    foreign = foreign_sentences(found, text)
    unread = {id(clause) for clause in found if clause.sentence in foreign}
    unread |= {id(clause) for clause in salad(found, text)}
    by_words: dict[tuple[str, ...], int] = {}
    for clause in found:
        first = by_words.setdefault(clause.words, clause.sentence)
        if len(clause.words) >= 4 and first != clause.sentence:
            continue
        if "pasted" in flags and copied(list(clause.words), situation)[1] >= COPIED:
            continue
        if id(clause) in unread or ("injection" in flags and stands(lexicon().injection, clause.words)):
            continue
        kept.append(clause)
    return kept


FEWEST_FOREIGN, FOREIGN_SHARE = 2, 0.25
"""Small words of another language, and their share, from which a sentence is in it."""
LONG_SALAD = 12
"""Words from which English without a fifth of small words is none."""


def salad(found: list[Clause], text: str) -> list[Clause]:
    """Clauses of a run of cue words that neither grammar nor punctuation holds together."""
    foreign = foreign_sentences(found, text)
    found = [clause for clause in found if clause.sentence not in foreign]
    runs: list[list[tuple[Clause, Token]]] = []
    for clause in found:
        for token in clause.tokens:
            if runs and text[runs[-1][-1][1].end : token.start].strip() in ("", "-"):
                runs[-1].append((clause, token))
            else:
                runs.append([(clause, token)])
    if len(runs) >= HEAP and sum(map(len, runs)) <= HEAP_WORDS * len(runs):
        return found
    heaped = [clause for run in runs if _is_salad([token.word for _, token in run]) for clause, _ in run]
    marked = {one[-1][0].index for one, other in pairwise(runs) if one[-1][0] is other[0][0]}
    return heaped + [clause for clause in found if clause.index not in marked and _is_salad(list(clause.words))]


def _is_salad(words: list[str]) -> bool:
    small = sum(word in lexicon().function_words for word in words)
    deeds = lexicon().classes["done"] | lexicon().classes["doing"] | lexicon().classes["instruct"]
    if not small and len(words) >= STRUNG and words[0] not in deeds:
        return True
    counted = any(is_typed(word) for word in words)
    least = LONG_SALAD if counted else SALAD
    share = 0.2 if len(words) >= LONG_SALAD else 0.15
    return len(words) >= least and small / len(words) < share


def _is_foreign(words: tuple[str, ...]) -> bool:
    """Hardly an English function word among many words."""
    small = sum(word in lexicon().function_words for word in words)
    known = sum(word in lexicon().vocabulary or word in lexicon().fillers for word in words)
    return len(words) >= 4 and small / len(words) < 0.15 and known / len(words) < 0.35


def foreign_sentences(found: list[Clause], text: str) -> frozenset[int]:
    """Sentences held together by the small words of another language, as they were written."""
    small = lexicon().function_words
    others = frozenset(folds()["foreign"]["small"].split())
    foreign = set()
    for sentence in {clause.sentence for clause in found}:
        own = [one for one in found if one.sentence == sentence and not one.quoted]
        words = [text[token.start : token.end].lower() for clause in own for token in clause.tokens]
        theirs = [word for word in words if word in others]
        english = sum(word in small for word in words)
        if len(set(theirs)) >= FEWEST_FOREIGN and len(theirs) > max(english, FOREIGN_SHARE * len(words)):
            foreign.add(sentence)
    return frozenset(foreign)


def copied(words: list[str], situation: Situation) -> tuple[int, float]:
    """The longest run of words shared with a customer's turn, and the share of four-word runs (W5, W5's folding)."""
    own = [FOLD.get(word, word) for word in words]
    longest, shared, runs = 0, 0, max(1, len(own) - 3)
    fours: set[tuple[str, ...]] = set()
    for turn in situation.customer_turns:
        theirs = [FOLD.get(word, word) for word in turn]
        fours |= {tuple(theirs[at : at + 4]) for at in range(len(theirs) - 3)}
    shared = sum(tuple(own[at : at + 4]) in fours for at in range(len(own) - 3))
    run = 0
    for at in range(len(own) - 3):
        run = run + 1 if tuple(own[at : at + 4]) in fours else 0
        longest = max(longest, run + 3 if run else 0)
    return longest, round(shared / runs, 3)


def repeated(found: list[Clause], situation: Situation) -> float:
    """Share of this reply's sentences that the trainee has sent before, or says twice here."""
    whole = [words for words in sentences(found).values() if len(words) >= 4]
    if not whole:
        return 0.0
    again = sum(words in situation.own_sentences or words in whole[:at] for at, words in enumerate(whole))
    return round(again / len(whole), 3)
