"""How a customer starts and how one reply moves them: the pure step of the domain guide, part 2.

No clock and no chance. Every change is a ledger entry, and the entries of a name add up to the
change of that name. A solution offered to an angry customer who does not feel heard is worth 40%.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roleplay.director.effects import EFFECTS, GATED, Effect, Felt
from roleplay.domain.customer import STATE_NAMES, Change, Mood, Persona, Resolved

HABITUATION = (1.0, 0.4, 0.15)
"""What the first, second and third acknowledging reply is worth; later ones nothing (k of 2.2)."""
MOST_ROUSED, MOST_CALMED = 25.0, 20.0
"""The most that one reply can raise or lower anger."""
GATE = 0.4
BETRAYALS = frozenset({"blame", "bare_no"})
_POINTS = ("heard", "trust", "distributive", "procedural", "interactional", "effort")


def clamp(value: float, low: float = 0.0, high: float = 100.0) -> float:
    """The value within its bounds."""
    return float(max(low, min(high, value)))


def start(persona: Persona) -> Mood:
    """How a customer feels before the first reply (2.1): worse, the more was expected and the more often they wrote."""
    patience = 6 + round(6 * persona.patience)
    trust = 50 + 20 * persona.loyalty
    if not persona.failure:
        return Mood(clamp(5 + 10 * persona.reactivity), 40.0, clamp(trust), 50.0, 50.0, 50.0, 10.0, patience)
    gap = max(0.0, persona.expect - persona.perform)
    contacts = min(persona.prior, 3)
    anger = 0.9 * gap * (0.5 + 0.5 * persona.blame) + 10 * contacts + 12 * persona.reactivity
    return Mood(
        anger=clamp(anger, 0, 90),
        heard=20.0,
        trust=clamp(trust - 10 * contacts - 0.2 * gap, 5, 90),
        distributive=25.0,
        procedural=40.0,
        interactional=50.0,
        effort=clamp(10.0 + 15 * contacts),
        patience=patience,
    )


@dataclass(slots=True)
class _Running:
    """The numbers while one reply is felt, effect by effect."""

    mood: Mood
    persona: Persona
    points: dict[str, float]
    apologies: int
    acknowledgements: int
    boilerplates: int
    resolved: Resolved
    rouses: list[tuple[str, float, str]] = field(default_factory=list)
    calms: list[tuple[str, float, str]] = field(default_factory=list)
    ledger: list[Change] = field(default_factory=list)
    patience: int = 0
    effects: list[str] = field(default_factory=list)

    def spend(self, replies: int, rule: str, quote: str = "") -> None:
        self.patience += replies
        self.ledger.append(Change(rule, "patience", replies, quote))

    def feel(self, one: Felt) -> None:
        name, share = self._named(one)
        effect = EFFECTS[name]
        share *= one.quality if effect.by_quality else 1.0
        if name in GATED and self.mood.anger >= 40 and self.points["heard"] < 40:
            share *= GATE
        self.effects.append(name)
        self._add(name, effect, share, one.quote, self.persona.assertiveness)
        self._settle(name, one.quality)

    def _named(self, one: Felt) -> tuple[str, float]:
        """The effect as it is felt at this point of the conversation: first, again, or once too often."""
        match one.effect:
            case "acknowledgement":
                spent = self.acknowledgements
                return one.effect, HABITUATION[spent] if spent < len(HABITUATION) else 0.0
            case "apology":
                return ("apology", "second_apology", "apology_loop")[min(self.apologies, 2)], 1.0
            case "boilerplate" if self.boilerplates:
                return "more_boilerplate", 1.0
            case "fair_no" if self.points["heard"] < 60:
                return "fair_no_unheard", 1.0
        return one.effect, 1.0

    def _add(self, name: str, effect: Effect, share: float, quote: str, assertiveness: float) -> None:
        rouses = effect.rouses + (6 * assertiveness if name == "bare_no" else 0)
        if rouses:
            self.rouses.append((name, rouses * share, quote))
        if effect.calms:
            self.calms.append((name, effect.calms * share, quote))
        for point in _POINTS:
            amount = getattr(effect, point) * share
            if amount:
                self.points[point] += amount
                self.ledger.append(Change(name, point, amount, quote))
        if effect.patience:
            self.spend(effect.patience, name, quote)

    def _settle(self, name: str, quality: float) -> None:
        if name == "acknowledgement":
            self.acknowledgements += 1
        elif name in ("apology", "second_apology", "apology_loop"):
            self.apologies += 1
        elif name in ("boilerplate", "more_boilerplate"):
            self.boilerplates += 1
        elif name == "done":
            self.resolved = "done"
        elif self.resolved == "none" and (
            (name == "solution" and quality >= 0.7) or (name == "step" and quality >= 0.75) or name == "false_promise"
        ):
            self.resolved = "step"


def step(mood: Mood, persona: Persona, effects: Sequence[Felt]) -> tuple[Mood, tuple[Change, ...]]:
    """The mood after one reply, and the ledger of what moved it; wanting to leave is absorbing."""
    if mood.wants_to_leave:
        return mood, ()
    running = _Running(
        mood,
        persona,
        {name: getattr(mood, name) for name in _POINTS},
        mood.apologies,
        mood.acknowledgements,
        mood.boilerplates,
        mood.resolved,
    )
    for one in _best_acknowledgement_first(effects):
        running.feel(one)
    return _close(running)


def _best_acknowledgement_first(effects: Sequence[Felt]) -> list[Felt]:
    """Only the best acknowledgement of a reply counts (W4), in the place of the first."""
    best = max((one.quality for one in effects if one.effect == "acknowledgement"), default=0.0)
    kept: list[Felt] = []
    for one in effects:
        if one.effect != "acknowledgement":
            kept.append(one)
        elif not any(other.effect == "acknowledgement" for other in kept):
            kept.append(replace(one, quality=best))
    return kept


def _close(running: _Running) -> tuple[Mood, tuple[Change, ...]]:
    before, persona = running.mood, running.persona
    names = set(running.effects)
    progress = any(EFFECTS[name].progress for name in names)
    betrayed = before.betrayed or "insult" in names
    if persona.assertiveness < 0.4 and running.rouses:
        running.spend(-1, "swallowed")
    idle = 0 if progress else before.idle + 1
    anger = _anger(running, progress, betrayed, idle)
    running.spend(-1, "reply")
    if not progress:
        running.spend(-1, "no_progress")
    running.ledger.append(Change("reply", "effort", 2))
    acted = any(EFFECTS[name].action for name in names)
    points = {name: clamp(value) for name, value in running.points.items()}
    points["effort"] = max(before.effort, clamp(running.points["effort"] + 2))
    after = replace(
        before,
        anger=anger,
        heard=points["heard"],
        trust=points["trust"],
        distributive=points["distributive"],
        procedural=points["procedural"],
        interactional=points["interactional"],
        effort=points["effort"],
        patience=before.patience + running.patience,
        apologies=min(running.apologies, 1) if acted else running.apologies,
        acknowledgements=max(0, running.acknowledgements - 1) if acted else running.acknowledgements,
        boilerplates=running.boilerplates,
        idle=idle,
        resolved=running.resolved,
        breach=before.breach or bool(names & {"insult", "breach", "false_promise"}),
        false_promise=before.false_promise or "false_promise" in names,
        betrayed=betrayed,
    )
    leaves = (
        (after.patience <= 0 and after.resolved != "done")
        or (after.anger >= 95 and before.anger >= 85)
        or "insult" in names
    )
    return replace(after, wants_to_leave=leaves), _balanced(running.ledger, before, after)


def _anger(running: _Running, progress: bool, betrayed: bool, idle: int) -> float:
    """Anger after the reply (2.1): bounded per reply, worse after betrayal, worse the longer nothing moves."""
    before, persona = running.mood, running.persona
    up, down = 0.7 + 0.6 * persona.reactivity, 0.7 + 0.6 * persona.patience
    hurt = betrayed or bool(BETRAYALS & set(running.effects))
    factor = up * (1 + 0.3 * persona.loyalty if hurt else 1.0)
    rises = [(rule, amount * factor, quote) for rule, amount, quote in running.rouses]
    if not progress:
        rises.append(("no_progress", up * (2 + 2 * (1 - persona.patience) * min(idle, 3)), ""))
    falls = [(rule, -amount * down, quote) for rule, amount, quote in running.calms]
    if progress:
        running.ledger.append(Change("progress", "anger", before.anger * -0.03))
    running.ledger += [Change(rule, "anger", amount, quote) for rule, amount, quote in rises + falls]
    rise = min(sum(amount for _, amount, _ in rises), MOST_ROUSED)
    fall = min(-sum(amount for _, amount, _ in falls), MOST_CALMED)
    return clamp(before.anger * (0.97 if progress else 1.0) + rise - fall)


def _balanced(ledger: list[Change], before: Mood, after: Mood) -> tuple[Change, ...]:
    """The ledger with what the bounds took away, so that its entries add up."""
    for name in STATE_NAMES:
        moved = getattr(after, name) - getattr(before, name)
        booked = sum(change.amount for change in ledger if change.name == name)
        if abs(moved - booked) > 1e-9:
            ledger.append(Change("limit", name, moved - booked))
    return tuple(ledger)
