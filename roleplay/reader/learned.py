"""The learned recogniser: linear scores of each move for each clause, trained on the labelled replies of `data/moves`.

Scored at first sight, and again knowing what was heard around each clause.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from roleplay.domain.moves import MOVES
from roleplay.domain.reading import NOWHERE, About, Stage
from roleplay.reader.clauses import Clause
from roleplay.reader.draft import LEARNED, STATED, Draft
from roleplay.reader.features import Levels, features, seconded
from roleplay.reader.lexicon import lexicon
from roleplay.reader.situation import Situation
from roleplay.reader.weights import Table, table, unpacked

FILE = "learned.dat"
REMEMBERED = 4096
"""Clauses whose scores are kept at hand."""
CERTAIN = 0.9
"""Confidence from which a move is heard in a case."""
DOUBTFUL = 0.2
"""Confidence below which a cue is not believed where no case holds it up."""
LIKELY = 0.65
"""The most confidence in a fault that no rule hears, never sure enough to be called critical; and the least in a deed
of a case that no cue hears."""
STAGES: dict[str, Stage] = {"commit_next_step": "will", "offer_solution": "offer"}
"""Deeds that no cue hears, and how far they have got where their words don't tell."""
SLIGHT, EVEN = 0.3, 0.55
"""The least confidence in anything learned, and in a fault: it is more likely there than not."""
WORTH = 0.6
"""Quality of a move that is heard without a rule for how well it is done, until grounding says more."""


@dataclass(frozen=True)
class Recogniser:
    """A trained file, ready to score clauses: at first sight, and knowing what was heard around them."""

    version: str
    moves: tuple[str, ...]
    first: Table
    second: Table
    cuts: tuple[int, ...]
    """Scores at first sight from which a move is likelier by one level."""
    heard: tuple[int, ...]
    """The score from which each move is heard although no rule hears it."""
    steps: tuple[tuple[int, ...], ...]
    """Each move's scores for a confidence of 0.05, 0.10 and so on."""

    def levels(self, names: frozenset[str]) -> Levels:
        """How likely each move is at first sight."""
        return tuple(bisect_right(self.cuts, score) for score in self.first.scores(names))

    def confidence(self, move: int, score: int) -> float:
        """How often a clause with this score performs the move, 0 to 0.95 in steps of 0.05."""
        return bisect_right(self.steps[move], score) / 20


def parse(content: bytes) -> Recogniser:
    """The recogniser in a trained file.

    Raises ValueError if the file is not whole.
    """
    header, payload = unpacked(content)
    first, payload = table(header["first"], payload)
    second, _ = table(header["second"], payload)
    return Recogniser(
        header["version"],
        tuple(header["moves"]),
        first,
        second,
        tuple(header["cuts"]),
        tuple(header["heard"]),
        tuple(map(tuple, header["steps"])),
    )


@cache
def recogniser() -> Recogniser:
    """The shipped recogniser, read once per process."""
    return parse(files(__package__).joinpath(FILE).read_bytes())


@lru_cache(maxsize=REMEMBERED)
def _levels(names: frozenset[str]) -> Levels:
    return recogniser().levels(names)


@lru_cache(maxsize=REMEMBERED)
def _scores(names: frozenset[str], around: frozenset[str]) -> tuple[int, ...]:
    return recogniser().second.scores((*names, *around))


@dataclass(frozen=True)
class Opinion:
    """What the recogniser thinks of the clauses of one reply.

    Cues of a case know better than it: there it adds deeds that the case can ground, and only where cues hear nothing
    at all other help that is nearly certain; it holds nothing against anybody and doubts nothing.
    """

    by_clause: dict[int, tuple[int, ...]]
    in_case: bool
    silent: bool
    """Cues hear nothing in the whole reply."""

    def proposed(self, found: list[Clause], drafts: list[Draft]) -> list[Draft]:
        """A draft for each move that is heard in a clause and in no draft."""
        return [
            _proposal(kind, clause, sure if _helps(kind) else min(sure, LIKELY))
            for clause in found
            if not clause.quoted and not (self.in_case and "not" in clause.words)
            for kind, sure in self._heard(clause)
            if _is_fair(kind, sure, clause)
            and not any(draft.clause is clause and (draft.kind == kind or self.in_case) for draft in drafts)
        ]

    def _heard(self, clause: Clause) -> Iterator[tuple[str, float]]:
        """The moves of a clause, each with how sure it is."""
        learned = recogniser()
        for at, score in enumerate(self.by_clause.get(clause.index, ())):
            kind, sure = learned.moves[at], learned.confidence(at, score)
            if score >= learned.heard[at] and (not self.in_case or self._fits_case(kind, sure)):
                yield kind, sure

    def _fits_case(self, kind: str, sure: float) -> bool:
        return (kind in STAGES and sure >= LIKELY) or (self.silent and sure >= CERTAIN and _helps(kind))

    def believed(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts without those that are doubted and that nothing in the case holds up."""
        return drafts if self.in_case else [draft for draft in drafts if _is_held(draft) or not self._doubts(draft)]

    def _doubts(self, draft: Draft) -> bool:
        learned = recogniser()
        if draft.kind not in learned.moves:
            return False
        at = learned.moves.index(draft.kind)
        return learned.confidence(at, self.by_clause[draft.clause.index][at]) < DOUBTFUL


def _proposal(kind: str, clause: Clause, sure: float) -> Draft:
    stage = STAGES.get(kind)
    if stage == "will" and not lexicon().classes["done"].isdisjoint(clause.words):
        stage = "done"
    about = About(stage=stage, parts=frozenset({"what"})) if stage else NOWHERE
    return Draft(kind, clause, sure, WORTH, LEARNED, stage, about)


def _is_fair(kind: str, sure: float, clause: Clause) -> bool:
    """No fault is found in what is likelier none, nor in a bare "ok"."""
    if _helps(kind):
        return sure >= SLIGHT
    return sure >= EVEN and not lexicon().fillers.issuperset(clause.words)


def _helps(kind: str) -> bool:
    return MOVES[kind].polarity != "harms"


def _is_held(draft: Draft) -> bool:
    return draft.about.is_grounded or draft.shade == STATED


def opinion(found: list[Clause], drafts: list[Draft], situation: Situation) -> Opinion:
    """The scores of every clause, given what the cues hear."""
    looked = features(found, drafts, situation)
    around = seconded([_levels(names) for names in looked], recogniser().moves)
    scored = zip(found, map(_scores, looked, around), strict=True)
    in_case = situation.scenario is not None
    return Opinion({clause.index: scores for clause, scores in scored}, in_case, not drafts)
