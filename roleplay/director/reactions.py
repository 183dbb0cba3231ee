"""What the customer reacts to first: a mistake, a slight, an offer, or having been heard."""

from roleplay.director.answers import QUESTIONS
from roleplay.director.needs import GOOD_ENOUGH, fit, serving
from roleplay.director.parts import about_fact, about_offer
from roleplay.domain.customer import Part, State, Tone
from roleplay.domain.reading import Move, Reading
from roleplay.domain.scenario import Request, Scenario

SLIGHTS = (
    "insult",
    "data_leak",
    "ask_secret",
    "ignore_safety",
    "blame_customer",
    "calm_down",
    "argue",
    "bare_no",
    "dismiss",
    "conditional_apology",
    "false_promise",
    "cold_transfer",
    "blame_others",
    "repeat_question",
    "interrogate",
    "jargon",
    "off_topic",
)
"""Moves a customer takes amiss, worst first; one of them is answered before anything else.

The finer ones stand before the brush-off that the same words are as well.
"""

KINDNESSES = (
    "take_ownership",
    "acknowledge",
    "apologise",
    "restate",
    "reassure",
    "explain",
    "answer",
    "commit_next_step",
    "thank",
)
"""Moves that may be met with a softer word, the most telling first."""

TOO_MANY_APOLOGIES = 3


def reactions(scenario: Scenario, before: State, state: State, reading: Reading) -> list[Part]:
    """The first thing the customer says, and the second where a slight came with an offer."""
    mistakes = [about_fact(scenario, "correct_you", id, words) for id, words in _mistakes(reading)][:1]
    slights = [_slighted(scenario, felt[0]) for kind in SLIGHTS if (felt := list(filter(_is_felt, reading.of(kind))))]
    offers = _offers(scenario, before, state, reading)
    if mistakes or slights:
        return (mistakes + slights)[:1] + offers[:1]
    offers = offers or _finished(scenario, before, state, reading) or _beside(scenario, state, reading)
    asked = _asked_again(scenario, before, state, reading) or _asked_beside(scenario, reading)
    offers = offers[:1] + (asked or offers[1:])
    if offers:
        return offers[:2]
    if reading.has("close") and not state.settled:
        return [Part("vent", "close")]
    if any(move.about.requests for move in reading.of("set_limit")):
        return [Part("vent", "set_limit")]
    if reading.has("boundary"):
        return [] if before.abusive else [Part("vent", "boundary")]
    if reading.has("apologise") and state.mood.apologies >= TOO_MANY_APOLOGIES:
        return [Part("vent", "apologise")]
    late = [] if reading.has(*QUESTIONS) else _taken_late(scenario, before, state)
    return (_softened(before, state, reading) + late)[:2]


def _slighted(scenario: Scenario, move: Move) -> Part:
    """What is said to a slight; where the case has words for the very rule that is broken, those."""
    of_rule = Part("vent", move.about.policy)
    return of_rule if move.about.policy and _has_words(scenario, of_rule) else Part("vent", move.kind)


def _taken_late(scenario: Scenario, before: State, state: State) -> list[Part]:
    """What was on the table already and is taken now that the customer feels heard."""
    late = [one for one in scenario.requests if one.id in state.accepted and one.id not in before.accepted]
    ways = [id for one in late if (id := serving(scenario, one, state)) and id != one.id]
    return [
        about_offer(scenario, "thank", id) if id in state.done else about_offer(scenario, "react_offer", id, "accept")
        for id in ways[:1]
    ]


def _mistakes(reading: Reading) -> list[tuple[str, str]]:
    return [wrong for move in reading.moves for wrong in move.about.wrong]


def _softened(before: State, state: State, reading: Reading) -> list[Part]:
    """A softer word for a kindness that was felt; stock phrases earn a dry one from their second time."""
    kind = next((kind for kind in KINDNESSES if any(_is_felt(move) for move in _counted(reading, kind))), None)
    eased = state.mood.anger < before.mood.anger and state.falling
    if kind and (eased or not state.mood.anger):
        return [Part("soften", kind)]
    if reading.has("boilerplate") and not state.settled and (state.mood.boilerplates > 1 or not kind):
        return [Part("vent", "boilerplate")]
    return []


def _counted(reading: Reading, kind: str) -> list[Move]:
    return [move for move in reading.counted() if move.kind == kind]


def _is_felt(move: Move) -> bool:
    """Well enough done to be felt; information is felt when it meets something the customer wants to know."""
    if move.kind in ("explain", "answer") and not (move.about.requests or move.about.facts):
        return False
    return move.quality >= 0.5 and not move.about.invented


def _offers(scenario: Scenario, before: State, state: State, reading: Reading) -> list[Part]:
    """A part for each request that this reply put something on the table for, accepted ones first."""
    named = _named_now(scenario, reading)
    parts: list[tuple[int, Part]] = []
    used: set[str] = set()
    for request in scenario.requests:
        if request.id in before.accepted:
            continue
        id = _best_named(scenario, request, state, named)
        if id is None or id in used:
            continue
        used.add(id)
        if request.id in state.accepted:
            done = id == request.id or not {id, *_actions(scenario, id)}.isdisjoint(state.done)
            done = done and not _is_looking(scenario, reading, id)
            part = about_offer(scenario, "thank" if done else "react_offer", id, None if done else "accept")
            parts.append((0, part))
        elif id in state.offered:
            rank, tone = _tone(scenario, state, reading, id)
            if tone == "doubt" and id in before.offered and state.band == "calm":
                # Somebody calm says once what they miss.
                continue
            parts.append((rank, about_offer(scenario, "react_offer", id, tone)))
    vague = [
        move for move in reading.moves if move.about.stage == "vague" and (move.about.outcome or move.about.action)
    ]
    if not parts and vague:
        id = vague[0].about.outcome or vague[0].about.action or ""
        parts.append((1, about_offer(scenario, "react_offer", id, "doubt")))
    return [part for _, part in sorted(parts, key=lambda pair: pair[0])]


def _is_looking(scenario: Scenario, reading: Reading, id: str) -> bool:
    """It is being looked up at this moment: nobody is thanked yet for what came of it."""
    looks = {one.id for one in scenario.actions if one.checks and one.id == id}
    return any(move.about.action in looks and move.about.stage in ("doing", "will") for move in reading.moves)


def _asked_again(scenario: Scenario, before: State, state: State, reading: Reading) -> list[Part]:
    """A yes or no to a way out that is asked about although the want it serves has been met."""
    met = {id for one in scenario.requests if one.id in before.accepted for id in one.served_by}
    for move in reading.of("offer_solution", "offer_option"):
        id = move.about.outcome
        if id in met and id and move.about.asked and move.about.stage == "offer" and not move.about.policy:
            fits = fit(scenario, id, state.told) >= GOOD_ENOUGH
            return [about_offer(scenario, "react_offer", id, "accept" if fits else "refuse")]
    return []


def _tone(scenario: Scenario, state: State, reading: Reading, id: str) -> tuple[int, Tone]:
    """How an offer that is not yet taken is met, and its rank: "Shall I block it?" gets a yes even in anger."""
    if fit(scenario, id, state.told) < GOOD_ENOUGH:
        return 2, "refuse"
    put_as_question = any(
        move.about.stage == "offer" and move.about.asked and id in (move.about.outcome, move.about.action)
        for move in reading.moves
    )
    return 1, "accept" if put_as_question else "doubt"


def _actions(scenario: Scenario, id: str) -> tuple[str, ...]:
    """The desk actions that bring an outcome about."""
    return next((one.actions for one in scenario.outcomes if one.id == id), ())


def _finished(scenario: Scenario, before: State, state: State, reading: Reading) -> list[Part]:
    """Thanks for what was agreed before and is now done."""
    fresh = [id for id in state.done if id not in before.done and not _is_looking(scenario, reading, id)]
    served = {id for one in scenario.requests if one.id in before.accepted for id in one.served_by}
    ways = {action: one.id for one in scenario.outcomes for action in one.actions}
    done = [id for id in fresh if {id, ways.get(id)} & served]
    return [about_offer(scenario, "thank", ways.get(id, id)) for id in done[-1:]]


def _beside(scenario: Scenario, state: State, reading: Reading) -> list[Part]:
    """What nobody asked for: a way out that misses the need is refused; for a deed the case may have words."""
    wanted = {id for one in scenario.requests for id in one.served_by}
    wanted |= {action for id in wanted for action in _actions(scenario, id)}
    for move in reading.of("offer_solution", "offer_option", "commit_next_step"):
        about = move.about
        if about.policy or about.invented or not wanted.isdisjoint((about.outcome, about.action)):
            continue
        if about.outcome:
            misses = fit(scenario, about.outcome, state.told) < GOOD_ENOUGH
            return [about_offer(scenario, "react_offer", about.outcome, "refuse" if misses else "doubt")]
        if about.action:
            done = about.stage == "done"
            part = about_offer(scenario, "thank" if done else "react_offer", about.action, None if done else "accept")
            if _has_words(scenario, part):
                return [part]
            return [Part("react_offer", "look", "accept")] if _is_looking(scenario, reading, about.action) else []
    return []


def _asked_beside(scenario: Scenario, reading: Reading) -> list[Part]:
    """A yes to what nobody asked for and the case has words for, where it is asked about: "Shall I write to you?"."""
    for move in reading.of("offer_solution", "offer_option"):
        id, asked = move.about.action, move.about.asked and move.about.stage == "offer" and not move.about.outcome
        part = about_offer(scenario, "react_offer", id, "accept") if id and asked else None
        if part and _has_words(scenario, part):
            return [part]
    return []


def _has_words(scenario: Scenario, part: Part) -> bool:
    """Whether the case has a line for just this."""
    return any((one.act, one.about, one.tone) == (part.act, part.about, part.tone) for one in scenario.lines)


def _named_now(scenario: Scenario, reading: Reading) -> list[str]:
    """Outcomes and actions named in this reply, and the outcomes that a named action brings about."""
    named: list[str] = []
    for move in reading.moves:
        if move.about.policy is None and not move.about.invented:
            named += [id for id in (move.about.outcome, move.about.action) if id]
    brought = [one.id for one in scenario.outcomes if not set(one.actions).isdisjoint(named)]
    return list(dict.fromkeys(named + brought))


def _best_named(scenario: Scenario, request: Request, state: State, named: list[str]) -> str | None:
    """The best of what was named now that could serve the request."""
    serves = [id for id in request.served_by if id in named]
    chosen = serving(scenario, request, state)
    if chosen in serves:
        return chosen
    return max(serves, key=lambda id: fit(scenario, id, state.told), default=None)
