"""Why the mood moved: reply by reply, what happened to the customer's anger, and which words did it."""

from collections.abc import Iterator

from roleplay.domain.customer import Change, Mood, State
from roleplay.domain.debrief import Debrief
from roleplay.formats.page import WIDTH, Section
from roleplay.formats.words import FEELINGS, RULES, plain

MOST_REASONS = 2
"""Reasons told for each reply: the strongest; the page to keep has more."""
MOST_REASONS_WHOLE = 5
CALM = 25
"""Anger below which somebody is calm (domain guide 2.3), and a chart of it shows little."""
CHART_WIDTH = 20
"""Columns of a bar that is full."""
FULL, EMPTY = "\u2588", "\u2591"

_NEVER_A_REASON = ("reply", "limit")


def moved(debrief: Debrief, whole: bool) -> Section:
    """A line for each reply; `whole` adds the words behind every reason."""
    items = tuple(
        _whole(number, before.mood, after.mood, ledger) if whole else _short(number, before.mood, after.mood, ledger)
        for number, before, after, ledger in _replies(debrief)
    )
    return Section("Why the mood moved (0 is none, 100 the most)", items=items)


def chart(debrief: Debrief) -> Section:
    """The customer's anger over the replies, a bar for each, and what moved it most; of somebody calm, how far they
    felt heard."""
    replies = list(_replies(debrief))
    calm = all(state.mood.anger < CALM for _, before, after, _ in replies for state in (before, after))
    rows: list[str] = []
    for number, before, after, ledger in replies:
        then, now = (round(one.mood.heard if calm else one.mood.anger) for one in (before, after))
        if not rows:
            rows.append(_bar("Before", then))
        how = "=" if now == then else "\u2191" if now > then else "\u2193"
        why = next(iter(_reasons(before.mood, after.mood, ledger)), "")
        rows.append(f"{_bar(f'Reply {number}', now)} {how} {why}".rstrip())
    name = debrief.scenario.customer.name
    heading = f"How far {name} felt heard" if calm else f"How angry {name} was"
    return Section(f"{heading}, and what moved it", ("\n".join(rows),) if rows else ())


def _bar(label: str, value: int) -> str:
    filled = round(value / 100 * CHART_WIDTH)
    bar = FULL * filled + EMPTY * (CHART_WIDTH - filled)
    return f"{label:<9} {bar} {value:3}"


def _replies(debrief: Debrief) -> Iterator[tuple[int, State, State, tuple[Change, ...]]]:
    before: State | None = None
    turns = debrief.transcript.turns
    number = 0
    for at, turn in enumerate(turns):
        if turn.role == "agent" and turn.state is not None:
            number += 1
            answer = turns[at + 1].directive if at + 1 < len(turns) else None
            yield number, before or turn.state, turn.state, answer.ledger if answer else ()
        before = turn.state or before


def _short(number: int, then: Mood, now: Mood, ledger: tuple[Change, ...]) -> str:
    moves = _moves(then, now)
    if not moves:
        return f"Reply {number}: no change."
    told = _reasons(then, now, ledger)[:MOST_REASONS]
    line = f"Reply {number}: {moves[0]}"
    if len(told) == MOST_REASONS and len(f"- {line}: {'; '.join(told)}.") > WIDTH:
        told.pop()
    return f"{line}{': ' if told else ''}{'; '.join(told)}."


def _reasons(then: Mood, now: Mood, ledger: tuple[Change, ...]) -> list[str]:
    """The strongest first. One that pulled the other way would only puzzle: what won is what is told."""
    eased = now.anger < then.anger if round(now.anger) != round(then.anger) else now.heard > then.heard
    reasons = [rule for (rule, _), relief in _reliefs(ledger).items() if (relief > 0) == eased]
    return list(dict.fromkeys(RULES.get(rule, plain(rule)) for rule in reasons))


def _whole(number: int, then: Mood, now: Mood, ledger: tuple[Change, ...]) -> str:
    reasons = [
        f"{RULES.get(rule, plain(rule))} (\u201c{quote}\u201d)" if quote else RULES.get(rule, plain(rule))
        for rule, quote in list(_reliefs(ledger))[:MOST_REASONS_WHOLE]
    ]
    why = f" Why: {'; '.join(reasons)}." if reasons else ""
    return f"Reply {number}: {', '.join(_moves(then, now)) or 'no change'}.{why}"


def _moves(then: Mood, now: Mood) -> list[str]:
    """What moved by a whole number; the rest is no news."""
    pairs = (("anger", then.anger, now.anger), ("heard", then.heard, now.heard), ("trust", then.trust, now.trust))
    return [
        f"{FEELINGS[name]} {'rose' if b > a else 'fell'} from {a:.0f} to {b:.0f}"
        for name, a, b in pairs
        if round(a) != round(b)
    ]


def _reliefs(ledger: tuple[Change, ...]) -> dict[tuple[str, str], float]:
    """By rule and words, the strongest first: how far they eased the mood, below zero how far they spoilt it."""
    moved: dict[tuple[str, str], float] = {}
    reliefs: dict[tuple[str, str], float] = {}
    for change in ledger:
        if change.rule not in _NEVER_A_REASON and change.name in FEELINGS:
            key = (change.rule, change.quote)
            moved[key] = moved.get(key, 0.0) + abs(change.amount)
            reliefs[key] = reliefs.get(key, 0.0) + (-change.amount if change.name == "anger" else change.amount)
    strongest = sorted(moved, key=lambda key: -moved[key])
    return {key: reliefs[key] for key in strongest if moved[key] >= 1}
