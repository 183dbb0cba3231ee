"""What a reply can refer to: the scenario's facts, actions, outcomes, requests and policies, ready for matching.

Built once per scenario. Without a scenario there is nothing to refer to but what the customer said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roleplay.domain.scenario import Fact, Outcome, Policy, Scenario
from roleplay.reader.lexicon import lexicon
from roleplay.reader.likeness import HALF, MOST, Likeness, is_question
from roleplay.reader.numbers import is_typed
from roleplay.reader.phrases import Phrase, PhraseBook, expanded, parse
from roleplay.reader.words import stem, tokens

LOOKING = frozenset({"check", "look"})
"""Alone these name the one thing that a desk looks up: "Checked." """
MOST_REMEMBERED = 1000
"""Clauses whose hits are kept at hand."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing a cue of the scenario points to."""

    kind: str
    """fact, wrong, topic, danger, asks, action, outcome, request, policy or because"""
    id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A target found in a clause: where, and how particular the phrase was."""

    target: Target
    start: int
    end: int
    weight: int


class Bearings:
    """The scenario's cues in one book."""

    def __init__(self, scenario: Scenario) -> None:
        self.facts: dict[str, Fact] = {fact.id: fact for fact in scenario.facts}
        self.outcomes: dict[str, Outcome] = {one.id: one for one in scenario.outcomes}
        self.actions = {one.id: one for one in scenario.actions}
        self.policies: dict[str, Policy] = {one.id: one for one in scenario.policy}
        self.values = {id: typed_words(fact.value) for id, fact in self.facts.items()}
        self.dated = frozenset(fact.id for fact in scenario.facts if _is_dated(fact))
        """Facts that a date or a day is told in."""
        self.secrets = _secrets(scenario)
        """The words that only a hidden fact has, by its id."""
        self.own_words = frozenset(_content(scenario))
        entries = list(_entries(scenario))
        self._plain = list(_plain(scenario))
        self.vocabulary = frozenset(
            [
                *(word for phrase, _ in entries for word in phrase.vocabulary()),
                *(word for likeness, _ in self._plain for word in likeness.vocabulary()),
                *self.own_words,
            ]
        )
        self.stems = frozenset(stem(word) for word in self.vocabulary)
        self._names = _names(scenario)
        self._looked_at = _looked_at(scenario, entries)
        kinds = dict.fromkeys(target.kind for _, target in entries)
        self._books = {
            kind: PhraseBook((phrase, target) for phrase, target in entries if target.kind == kind) for kind in kinds
        }
        self._found: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}

    def by_name(self, words: tuple[str, ...]) -> list[Hit]:
        """Actions and outcomes named by a word that only their own label has: "express", "virtual"."""
        return [
            Hit(self._names[stem(word)], at, at + 1, 1) for at, word in enumerate(words) if stem(word) in self._names
        ]

    def looked_up(self, words: tuple[str, ...]) -> list[Hit]:
        """The one thing that a desk looks up and whose own words these share most: "opening their book"."""
        there = {stem(word) for word in words}
        shared = {id: len(there & own) for id, own in self._looked_at.items()}
        most = max(shared.values(), default=0)
        likeliest = [id for id, count in shared.items() if count == most > 0]
        return [Hit(Target("action", id), 0, len(words), 0) for id in likeliest] if len(likeliest) == 1 else []

    def outcome_of(self, id: str) -> Outcome | None:
        """The best outcome that an action brings about, or the outcome with this id."""
        ways = [one for one in self.outcomes.values() if id == one.id or id in one.actions]
        return max(ways, key=lambda one: one.fit, default=None)

    def hits(self, words: tuple[str, ...], *kinds: str) -> list[Hit]:
        """Everything of these kinds that the words point to, the most particular first."""
        found = [hit for kind in kinds for hit in self._of_kind(kind, words)]
        return sorted(found, key=lambda hit: (-hit.weight, hit.start))

    def _of_kind(self, kind: str, words: tuple[str, ...]) -> list[Hit]:
        """Remembered, because several steps of reading ask the same of one clause."""
        if (kind, words) not in self._found:
            if len(self._found) > MOST_REMEMBERED:
                self._found.clear()
            book = self._books.get(kind)
            matches = book.find(words) if book else ()
            self._found[kind, words] = [
                Hit(target, start, end, _weight(phrase)) for start, end, phrase, target in matches
            ] + list(self._alike(kind, words))
        return self._found[kind, words]

    def _alike(self, kind: str, words: tuple[str, ...]) -> Iterator[Hit]:
        """What is written in plain words and found by its meaning."""
        for likeness, target in self._plain:
            if target.kind == kind and (shared := likeness.found(words)):
                yield Hit(target, 0, len(words), 3 * shared)


def _weight(phrase: Phrase) -> int:
    return (
        sum(3 if not element.is_gap else 0 for element in phrase.elements)
        + min((len(word) for element in phrase.elements for word in (*element.words, *element.beginnings)), default=0)
        // 4
    )


def typed_words(text: str) -> frozenset[str]:
    """Dates, times and numbers in a text, folded."""
    return frozenset(token.word for token in tokens(text) if is_typed(token.word))


def _is_dated(fact: Fact) -> bool:
    words = {token.word for token in tokens(f"{fact.value} {fact.say or ''}")}
    return any(map(is_typed, words)) or not lexicon().classes["day"].isdisjoint(words)


def _secrets(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Stems of the words of each hidden fact that stand nowhere else in what is told, wanted, done or known."""

    def stems(*texts: str) -> frozenset[str]:
        skip = lexicon().function_words | lexicon().fillers
        words = (token.word for text in texts for token in tokens(text) if len(token.word) > 2 and not token.mark)
        return frozenset(stem(word) for word in words if word not in skip) - lexicon().general

    said = {fact.id: stems(fact.value, fact.say or "") for fact in scenario.facts}
    labels = [*(one.label for one in scenario.outcomes), *(one.label for one in scenario.actions)]
    rules = [*(one.text for one in scenario.requests), *(one.text for one in scenario.policy), scenario.knowledge]
    rest = stems(*labels, *rules, *(text for line in scenario.lines if line.act == "open" for text in line.text))
    return {
        fact.id: said[fact.id] - rest - frozenset().union(*(said[other] for other in said if other != fact.id))
        for fact in scenario.facts
        if fact.reveal is not None
    }


def _names(scenario: Scenario) -> dict[str, Target]:
    """Label words that point to one outcome only, or to one action that brings about none.

    No word of any sentence, nor of what the customer wants or has told: their bike is not the one on loan.
    """
    labels = {Target("outcome", one.id): one.label for one in scenario.outcomes}
    bound = {action for one in scenario.outcomes for action in one.actions}
    labels |= {Target("action", one.id): one.label for one in scenario.actions if one.id not in bound}
    checks = {one.id for one in scenario.actions if one.checks}
    story = [*(one.text for one in scenario.requests), *(one.value for one in scenario.facts if one.reveal is None)]
    theirs = {stem(token.word) for text in story for token in tokens(text)}
    owners: dict[str, set[Target]] = {}
    for target, label in labels.items():
        for token in tokens(label):
            word = stem(token.word)
            looks = target.id in checks and word in LOOKING
            if len(token.word) > 3 and (looks or word not in lexicon().unnamed | theirs):
                owners.setdefault(word, set()).add(target)
    return {word: next(iter(targets)) for word, targets in owners.items() if len(targets) == 1}


def _looked_at(scenario: Scenario, entries: Iterable[tuple[Phrase, Target]]) -> dict[str, frozenset[str]]:
    """For each thing that a desk looks up the stems of its label's and cues' words that nothing else there has."""
    words = {one.id: {token.word for token in tokens(one.label)} for one in scenario.actions if one.checks}
    for phrase, target in entries:
        if target.id in words and target.kind == "action":
            words[target.id] |= set(phrase.vocabulary())
    skip = lexicon().function_words | lexicon().fillers
    stems = {id: {stem(word) for word in its - skip if len(word) > 2} for id, its in words.items()}
    return {
        id: frozenset(its.difference(*(other for one, other in stems.items() if one != id)))
        for id, its in stems.items()
    }


def _entries(scenario: Scenario) -> Iterator[tuple[Phrase, Target]]:
    for fact in scenario.facts:
        yield from _cues("fact", fact.id, fact.aliases)
        yield from _cues("wrong", fact.id, fact.wrong)
        yield from _cues("topic", fact.id, fact.topic)
        yield from _cues("danger", fact.id, fact.danger)
        yield from _cues("asks", fact.id, (*fact.asks, *(fact.reveal.asks if fact.reveal else ())))
    for action in scenario.actions:
        yield from _cues("action", action.id, action.cues)
    for outcome in scenario.outcomes:
        yield from _cues("outcome", outcome.id, outcome.cues)
    for request in scenario.requests:
        yield from _cues("request", request.id, request.answered_by)
    for policy in scenario.policy:
        yield from _cues("policy", policy.id, policy.forbids)
        yield from _cues("because", policy.id, policy.because)


def _cues(kind: str, id: str, cues: Iterable[str]) -> Iterator[tuple[Phrase, Target]]:
    target = Target(kind, id)
    same = lexicon().same if kind in ("fact", "asks", "action") else None
    for cue in cues:
        if kind == "asks" and is_question(cue):
            continue
        for one in expanded(cue):
            yield parse(one, lexicon().classes, same), target


def _plain(scenario: Scenario) -> Iterator[tuple[Likeness, Target]]:
    """What the author has written no cues for: questions in plain words, values and labels."""
    for fact in scenario.facts:
        asks = (*fact.asks, *(fact.reveal.asks if fact.reveal else ()))
        yield from ((Likeness.asked(one), Target("asks", fact.id)) for one in asks if is_question(one))
        if not fact.aliases:
            yield Likeness.of(fact.value, MOST), Target("fact", fact.id)
    for action in scenario.actions:
        if not action.cues:
            yield Likeness.of(action.label, HALF), Target("action", action.id)
    for outcome in scenario.outcomes:
        if not outcome.cues and not outcome.actions:
            yield Likeness.of(outcome.label, HALF), Target("outcome", outcome.id)


def _content(scenario: Scenario) -> Iterator[str]:
    """Words that belong to this case, for telling an explanation from a phrase."""
    texts = [
        scenario.knowledge,
        *(one.text for one in scenario.policy),
        *(one.result for one in scenario.actions),
        *(one.label for one in scenario.outcomes),
    ]
    for text in texts:
        yield from (token.word for token in tokens(text) if len(token.word) > 3 and not token.mark)


_CACHE: dict[int, tuple[Scenario, Bearings]] = {}


def bearings(scenario: Scenario) -> Bearings:
    """The bearings of a scenario, built once for as long as that scenario is in use."""
    known = _CACHE.get(id(scenario))
    if known is None or known[0] is not scenario:
        if len(_CACHE) > 64:
            _CACHE.clear()
        known = _CACHE[id(scenario)] = (scenario, Bearings(scenario))
    return known[1]
