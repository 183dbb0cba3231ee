"""What each thing done in a reply does to a customer, and how moves come to count as such things.

`EFFECTS` holds the numbers of the domain guide 2.2: `calms` and `rouses` are anger before the
persona's multipliers, the others are points of 0 to 100, `patience` counts replies. `FELT_AS`
maps (move, grounding) to effects, first row that fits; a move without a row does nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roleplay.domain.reading import Move, Reading


@dataclass(frozen=True, slots=True)
class Effect:
    """Points that one effect moves; with `by_quality` they are times the quality."""

    calms: float = 0
    rouses: float = 0
    heard: float = 0
    trust: float = 0
    distributive: float = 0
    procedural: float = 0
    interactional: float = 0
    effort: float = 0
    patience: int = 0
    by_quality: bool = True
    progress: bool = False
    """It takes the case forward; a reply without any is an idle one."""
    action: bool = False
    """It does something about the case, so apologies may start afresh."""


def _harm(rouses: float, **points: float) -> Effect:
    return Effect(rouses=rouses, by_quality=False, **points)  # type: ignore[arg-type]


EFFECTS: dict[str, Effect] = {
    "acknowledgement": Effect(calms=12, heard=22, interactional=10, trust=3),
    "right_paraphrase": Effect(calms=5, heard=20, trust=3),
    "wrong_paraphrase": _harm(8, heard=-15, trust=-5, effort=5),
    "new_question": Effect(heard=6, procedural=4, progress=True),
    "repeat_question": _harm(8, heard=-12, effort=15, patience=-1),
    "apology": Effect(calms=8, interactional=8, trust=2),
    "second_apology": Effect(calms=2, interactional=2),
    "apology_loop": _harm(5, trust=-3, interactional=-4),
    "ownership": Effect(calms=4, heard=4, trust=5, interactional=5),
    "explanation": Effect(procedural=8, trust=2),
    "excuse": _harm(6, trust=-5, interactional=-6),
    "solution": Effect(calms=16, distributive=34, procedural=4, trust=4, progress=True, action=True),
    "option": Effect(calms=5, distributive=6, procedural=6, trust=4, progress=True),
    "step": Effect(calms=6, procedural=14, trust=7, distributive=8, progress=True, action=True),
    "done": Effect(calms=10, distributive=18, trust=6, progress=True, action=True),
    "answer": Effect(calms=3, heard=6, procedural=4, distributive=6, progress=True),
    "check": Effect(interactional=6, procedural=4, heard=5),
    "thanks": Effect(interactional=2),
    "fair_no": Effect(procedural=6, distributive=-4, by_quality=False),
    "fair_no_unheard": _harm(2, procedural=6, distributive=-4),
    "bare_no": _harm(10, distributive=-10, procedural=-8, interactional=-6, trust=-6),
    "boilerplate": _harm(0, heard=-2, trust=-2),
    "more_boilerplate": _harm(4, heard=-2, trust=-2, interactional=-4),
    "calm_down": _harm(12, interactional=-12, heard=-10),
    "argue": _harm(10, interactional=-8, heard=-8),
    "blame": _harm(15, trust=-12, interactional=-20, heard=-10),
    "ignored_question": _harm(6, heard=-8, effort=5),
    "jargon": _harm(2, effort=3, procedural=-3),
    "cold_transfer": _harm(10, effort=20, trust=-6, patience=-2),
    "warm_transfer": _harm(1, effort=6),
    "false_promise": Effect(calms=10, trust=4, distributive=15, by_quality=False),
    "insult": _harm(30, interactional=-40, trust=-30),
    "breach": _harm(0, trust=-20),
    "boundary": Effect(calms=4, by_quality=False),
    "needless_boundary": _harm(8),
}

GATED = frozenset({"solution", "option"})
"""Worth 40% while the customer is angry and unheard (domain guide 2.1, GATE)."""


@dataclass(frozen=True, slots=True)
class Felt:
    """One effect on its way to the customer, with the words that cause it."""

    effect: str
    quality: float = 1.0
    quote: str = ""
    key: str = ""
    """Which action or outcome it is about: the same thing said twice counts once."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the customer knows already, and what a deed is: news is felt once, a look-up solves nothing."""

    checks: frozenset[str] = frozenset()
    done: tuple[str, ...] = ()
    abusive: bool = False

    def named(self, effect: str, move: Move) -> str:
        """The effect, given that."""
        if effect == "done" and (move.about.action in self.checks or move.about.action in self.done):
            return "answer"
        if effect == "boundary" and not self.abusive:
            return "needless_boundary"
        return effect


@dataclass(frozen=True, slots=True)
class _Row:
    move: str
    effect: str
    when: Callable[[Move], bool] = lambda move: True
    quality: Callable[[Move], float] = lambda move: move.quality


def _is_done(move: Move) -> bool:
    return move.about.action is not None and move.about.stage in ("done", "doing") and not move.about.invented


def _fit(move: Move) -> float:
    """An outcome of the scenario is worth its fit; help that it does not know of, half."""
    return move.about.fit if move.about.outcome else move.about.fit or move.quality * 0.5


def _is_void(move: Move) -> bool:
    """A promise outside policy is felt as one thing, the `false_promise` found on the same words."""
    return move.about.policy is not None


FELT_AS: tuple[_Row, ...] = (
    _Row("acknowledge", "acknowledgement"),
    _Row("restate", "wrong_paraphrase", lambda move: bool(move.about.wrong)),
    _Row("restate", "right_paraphrase"),
    _Row("open_question", "repeat_question", lambda move: move.about.known),
    _Row("open_question", "new_question"),
    _Row("closed_question", "repeat_question", lambda move: move.about.known),
    _Row("closed_question", "new_question"),
    _Row("repeat_question", "repeat_question"),
    _Row("apologise", "apology"),
    _Row("take_ownership", "ownership"),
    _Row("blame_others", "excuse"),
    _Row("commit_next_step", "", lambda move: move.about.invented),
    _Row("offer_solution", "", _is_void),
    _Row("offer_solution", "done", _is_done),
    _Row("offer_solution", "solution", quality=lambda move: _fit(move)),
    _Row("offer_option", "", _is_void),
    _Row("offer_option", "done", _is_done),
    _Row("offer_option", "option"),
    _Row("commit_next_step", "", _is_void),
    _Row("commit_next_step", "done", _is_done),
    _Row("commit_next_step", "step"),
    _Row("answer", "", _is_void),
    _Row("answer", "done", lambda move: _is_done(move) and move.about.stage == "done"),
    _Row("answer", "answer"),
    _Row("explain", "", _is_void),
    _Row("explain", "answer", lambda move: bool(move.about.requests or move.about.facts)),
    _Row("explain", "explanation"),
    _Row("teach_back", "answer"),
    _Row("verify_identity", "answer", lambda move: not move.about.known),
    _Row("reassure", "answer", lambda move: bool(move.about.requests or move.about.facts) and not _is_void(move)),
    _Row("check_satisfaction", "check"),
    _Row("thank", "thanks"),
    _Row("set_limit", "fair_no", lambda move: bool(move.about.requests)),
    _Row("bare_no", "bare_no"),
    _Row("boilerplate", "boilerplate"),
    _Row("conditional_apology", "more_boilerplate"),
    _Row("calm_down", "calm_down"),
    _Row("argue", "argue"),
    _Row("dismiss", "argue"),
    _Row("blame_customer", "blame"),
    _Row("ignore_question", "ignored_question"),
    _Row("jargon", "jargon"),
    _Row("interrogate", "jargon"),
    _Row("cold_transfer", "cold_transfer", lambda move: move.quality >= 0.5),
    _Row("warm_handover", "warm_transfer"),
    _Row("false_promise", "false_promise"),
    _Row("insult", "insult"),
    _Row("data_leak", "breach"),
    _Row("ask_secret", "breach"),
    _Row("ignore_safety", "breach"),
    _Row("boundary", "boundary"),
)


def _rows(reading: Reading, known: Known) -> Iterator[Felt]:
    for move in reading.counted():
        row = next((row for row in FELT_AS if row.move == move.kind and row.when(move)), None)
        if row is not None and row.effect:
            key = move.about.action or move.about.outcome or ""
            yield Felt(known.named(row.effect, move), row.quality(move), move.span.quote, key)


def felt(reading: Reading, known: Known = Known()) -> tuple[Felt, ...]:
    """A reply's effects in the order of its words; the same thing said twice counts once, at its best."""
    best: dict[tuple[str, str], Felt] = {}
    for one in _rows(reading, known):
        same = (one.effect, one.key if one.effect in ("solution", "option", "done") else "")
        if same not in best or one.quality > best[same].quality:
            best[same] = one
    return tuple(best.values())
