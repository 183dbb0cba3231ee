"""What has been said so far, as far as reading the next reply needs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from roleplay.domain.customer import State
from roleplay.domain.scenario import Scenario
from roleplay.domain.text import LONGEST_REPLY_READ
from roleplay.domain.transcript import Turn
from roleplay.reader.bearings import Bearings, bearings
from roleplay.reader.clauses import Clause, clauses
from roleplay.reader.lexicon import lexicon, stands
from roleplay.reader.numbers import is_typed
from roleplay.reader.words import stem, tokens

FOLD = {
    "my": "POSS",
    "your": "POSS",
    "our": "POSS",
    "i": "PERSON",
    "you": "PERSON",
    "we": "PERSON",
    "me": "PERSON",
    "us": "PERSON",
}
"""Pronouns folded, so that a copied sentence is found when only I and you were swapped (W5)."""


@dataclass(frozen=True)
class Situation:
    """The conversation before a reply, and the scenario's bearings if there is one."""

    scenario: Scenario | None
    state: State | None
    history: tuple[Turn, ...]
    sheet: str = ""
    """What the agent knew of a case that has no scenario: facts and rules, in plain text."""

    @cached_property
    def bearings(self) -> Bearings | None:
        """What the reply can refer to in this scenario."""
        return bearings(self.scenario) if self.scenario else None

    @cached_property
    def told(self) -> frozenset[str]:
        """Facts the customer has said."""
        return frozenset(self.state.told if self.state else ())

    @cached_property
    def customer_turns(self) -> tuple[tuple[str, ...], ...]:
        """The customer's turns as folded words, newest last."""
        return tuple(words_of(turn.content[:LONGEST_REPLY_READ]) for turn in self.history if turn.role == "customer")

    @cached_property
    def customer_content(self) -> frozenset[str]:
        """Content words of the customer's last two turns."""
        return content(word for words in self.customer_turns[-2:] for word in words)

    @cached_property
    def told_content(self) -> dict[str, frozenset[str]]:
        """Without a scenario the facts are the customer's clauses: what each of them says, by an id of its own."""
        turns = [turn.content for turn in self.history if turn.role == "customer"]
        return {id: words for at, text in enumerate(turns) for id, words in facts_in(text, at).items()}

    @cached_property
    def impacts(self) -> frozenset[str]:
        """Of these facts those that tell what it means for the customer: what they lost, bore or could not do."""
        turns = [turn.content for turn in self.history if turn.role == "customer"]
        weighty = lexicon().impact
        return frozenset(
            f"{at}.{one.index}"
            for at, text in enumerate(turns)
            for one in clauses(tokens(text[:LONGEST_REPLY_READ]))
            if stands(weighty, one.words)
        )

    @cached_property
    def case_content(self) -> frozenset[str]:
        """Content words of this case where no scenario names them: the customer's, and those of the sheet."""
        said = content(word for words in self.customer_turns for word in words)
        return said | content(words_of(self.sheet[:LONGEST_REPLY_READ]))

    @cached_property
    def asked(self) -> bool:
        """Whether the customer's last turn asked something."""
        last = next((turn.content for turn in reversed(self.history) if turn.role == "customer"), "")
        return bool(self.state and self.state.pending) or "?" in last

    @cached_property
    def own_sentences(self) -> frozenset[tuple[str, ...]]:
        """Sentences the trainee has sent before."""
        own = [turn.content[:LONGEST_REPLY_READ] for turn in self.history if turn.role == "agent"]
        return frozenset(words for text in own for words in sentences(clauses(tokens(text))).values())


def facts_in(text: str, turn: int) -> dict[str, frozenset[str]]:
    """What the clauses of the customer's `turn`, counted from 0, say; one with nothing particular says no fact."""
    found = clauses(tokens(text[:LONGEST_REPLY_READ]))
    told = {f"{turn}.{one.index}": said(one.words) for one in found}
    return {id: words for id, words in told.items() if len(words) >= 2}


def said(words: Iterable[str]) -> frozenset[str]:
    """Content words and typed ones (dates, amounts), without those that any service conversation has."""
    whole = list(words)
    return (content(whole) | {word for word in whole if is_typed(word)}) - lexicon().general


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(token.word for token in tokens(text) if not token.mark)


def content(words: Iterable[str]) -> frozenset[str]:
    """Words that carry meaning, cut to their stem so that "posted" and "posting" meet."""
    skip = lexicon().function_words | lexicon().fillers
    return frozenset(stem(word) for word in words if word not in skip and len(word) > 2)


def sentences(found: list[Clause]) -> dict[int, tuple[str, ...]]:
    """The folded words of each sentence, by its number."""
    whole: dict[int, tuple[str, ...]] = {}
    for clause in found:
        whole[clause.sentence] = whole.get(clause.sentence, ()) + clause.words
    return whole


SMALL = frozenset("12")
"""Numbers that stand in any sentence."""


def particulars(words: Iterable[str], situation: Situation) -> int:
    """How many things of this case stand in the words."""
    whole = list(words)
    typed = {word for word in whole if is_typed(word) and word not in SMALL}
    return len(typed) + len(content(whole) & situation.case_content - lexicon().general)
