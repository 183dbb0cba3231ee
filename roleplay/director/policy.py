"""Dialogue policy: from what was heard to what the customer does next.

A turn is built of three slots: a reaction to what was said, what the customer tells, and what they
want next. Each slot is filled by the first rule that has something; anger leaves room for less.
"""

from dataclasses import replace

from roleplay.director.answers import QUESTIONS, answers, leaks
from roleplay.director.conditions import holds
from roleplay.director.effects import Known, felt
from roleplay.director.endings import ending, may_leave
from roleplay.director.mood import start, step
from roleplay.director.needs import open_requests, serving, still_accepted, unmet
from roleplay.director.parts import about_agreed, about_fact, about_offer, about_request
from roleplay.director.reactions import reactions
from roleplay.director.tracking import band_of, track
from roleplay.domain.customer import Directive, Mood, Part, Persona, State
from roleplay.domain.reading import Reading
from roleplay.domain.scenario import Beat, Scenario

PUSHY = 50
"""Below this anger the customer lets the trainee work, and does not press in the same breath."""


def begin(scenario: Scenario) -> tuple[State, Directive]:
    """The state before the first reply, and the opening."""
    mood = start(scenario.customer.dispositions())
    told = tuple(fact.id for fact in scenario.facts if fact.reveal is None and fact.status != "unknown")
    asked = tuple(id for line in scenario.lines if line.act == "open" for id in line.asks)
    wanted = tuple(one.id for one in scenario.requests if not one.after)
    abusive = _is_abusive(scenario, mood, False)
    state = State(mood, band_of(mood.anger), told=told, pending=asked, pressed=wanted, abusive=abusive)
    return state, Directive((Part("open"),), state.band, told)


def direct(scenario: Scenario, state: State, reading: Reading) -> tuple[State, Directive]:
    """The state after a reply, and what the customer does. Pure: the same values give the same answer."""
    if state.ending:
        return state, Directive((), state.band, state.told, state.ending)
    if reading.unclear and not state.unclear:
        return _ask_back(state)
    persona = scenario.customer.dispositions()
    waiting = replace(state.mood, wants_to_leave=False) if state.mood.wants_to_leave else state.mood
    mood, ledger = step(waiting, persona, felt(reading, _known(scenario, state)))
    if reading.features.withdraws and not reading.has("false_promise"):
        # What it cost in trust stays; that nothing comes of it two days later is settled.
        mood = replace(mood, false_promise=False)
    after = track(scenario, state, reading, _settled_mood(scenario, mood))
    bounded = state.bounded or (state.abusive and reading.has("boundary"))
    after = replace(
        after,
        unclear=state.unclear + 1 if reading.unclear else 0,
        settled=_settled(scenario, state, after, reading),
        bounded=bounded,
        abusive=_is_abusive(scenario, mood, bounded),
    )
    if (resolved := _resolution(scenario, after)) is not after.mood:
        after = replace(after, mood=resolved)
    asked = answers(scenario, after, reading)
    reacts = reactions(scenario, state, _telling(scenario, after, asked), reading)
    tells = asked or leaks(scenario, after)
    answering = any(part.act in ("reveal", "answer") for part in tells) or _is_puzzled(asked, reading)
    answering = answering or _is_choosing(reacts, reading)
    telling = any(part.act == "reveal" for part in asked)
    ends = ending(scenario, state, after, reading, answering, telling)
    if ends:
        parts = [*_last_words(after, reading, reacts), Part("leave", ends)]
        return replace(after, ending=ends), Directive(tuple(parts), after.band, after.told, ends, ledger)
    wanting, wants = _wants(scenario, persona, state, after, reading, bool(tells))
    parts = _room(after, reacts, _worth_saying(reading, reacts, tells), wants)
    if any(part not in parts for part in wants):
        wanting = replace(wanting, beats=after.beats)
    after = _remember(scenario, wanting, parts, asked)
    return after, Directive(tuple(parts), after.band, after.told, None, ledger)


def _telling(scenario: Scenario, state: State, asked: list[Part]) -> State:
    """The customer's mind while they answer: what they are about to tell weighs in what they think of an offer."""
    told = [part.about for part in asked if part.act == "reveal" and part.about]
    if not told:
        return state
    state = replace(state, told=tuple(dict.fromkeys((*state.told, *told))))
    return replace(state, accepted=still_accepted(scenario, state))


def _is_puzzled(asked: list[Part], reading: Reading) -> bool:
    """Asked something they cannot tell, and not merely whether all is well."""
    return any(part.act == "unknown" for part in asked) and not reading.has("check_satisfaction", "close")


def _is_choosing(reacts: list[Part], reading: Reading) -> bool:
    """Asked which way they want, and nothing of it is under way: who chooses stays to hear that it is done."""
    offers = reading.of("offer_solution", "offer_option")
    chosen = any(part.act == "react_offer" for part in reacts)
    return chosen and any(move.about.asked and move.about.stage == "offer" for move in offers)


def _is_abusive(scenario: Scenario, mood: Mood, bounded: bool) -> bool:
    """What is said at this anger is abuse, unless a boundary has been set (domain guide 2.2)."""
    least = scenario.customer.abusive_from
    return least is not None and mood.anger >= least and not bounded


def _settled(scenario: Scenario, before: State, state: State, reading: Reading) -> int:
    """Replies since nothing that matters is open; agreeing to an offer is not yet having it."""
    if unmet(scenario, state):
        return 0
    fresh = [one for one in scenario.requests if one.id in state.accepted and one.id not in before.accepted]
    ways = {id for one in fresh for id in one.served_by}
    binding = [
        move
        for move in reading.of("commit_next_step", "offer_solution", "offer_option")
        if move.about.stage in ("done", "doing", "will")
        and not ways.isdisjoint((move.about.action, move.about.outcome))
        and not move.about.invented
    ]
    is_offer = fresh and not before.settled and reading.has("offer_solution", "offer_option")
    return 0 if is_offer and not binding else before.settled + 1


def _known(scenario: Scenario, state: State) -> Known:
    checks = frozenset(one.id for one in scenario.actions if one.checks)
    return Known(checks, state.done, state.abusive)


def _ask_back(state: State) -> tuple[State, Directive]:
    """Being misread costs nothing: the customer asks what was meant, and nothing else moves."""
    after = replace(state, turn=state.turn + 1, unclear=state.unclear + 1)
    return after, Directive((Part("ask_back"),), after.band, after.told)


def _settled_mood(scenario: Scenario, mood: Mood) -> Mood:
    """Where the customer cannot walk out, they do not want to either."""
    return mood if scenario.limits.can_leave else replace(mood, wants_to_leave=False)


def _resolution(scenario: Scenario, state: State) -> Mood:
    """Served with words alone, where words were asked for, is served."""
    mood = state.mood
    if state.settled and state.accepted and mood.resolved == "none":
        return replace(mood, resolved="done" if set(state.accepted) <= set(state.offered) else "step")
    return mood


def _last_words(state: State, reading: Reading, reacts: list[Part]) -> list[Part]:
    """Before the goodbye: the reaction still due, or a yes to "does that work for you?"."""
    if reacts:
        return reacts[:1]
    return [about_agreed(state)] if state.settled and reading.has("check_satisfaction") else []


def _worth_saying(reading: Reading, reacts: list[Part], tells: list[Part]) -> list[Part]:
    """A mere shrug is left out beside something to say, and so is "why do you ask?" where the reply has gone on."""
    shrugs = [None] if reading.moves[-1:] == reading.of(*QUESTIONS)[-1:] else [None, "own"]
    told = any(part.act != "unknown" or part.about not in shrugs for part in tells)
    return tells if told or not reacts else []


def _room(state: State, reacts: list[Part], tells: list[Part], wants: list[Part]) -> list[Part]:
    """What fits into one turn: three parts when calm, two when angry; what was asked is answered first of all."""
    most = 2 if state.mood.anger > 70 else 3
    urgent = [part for part in wants if part.act in ("notice", "ultimatum", "repeat", "demand_supervisor", "threaten")]
    kept = (tells + urgent + reacts + wants)[: most + len(urgent)]
    chosen = [part for part in (*reacts, *tells, *wants) if part in kept][: most + len(urgent)]
    return list({(part.act, part.about): part for part in reversed(chosen)}.values())[::-1] or [Part("vent")]


def _wants(
    scenario: Scenario, persona: Persona, before: State, state: State, reading: Reading, telling: bool
) -> tuple[State, list[Part]]:
    """What the customer brings up by themselves, the most pressing thing first."""
    if may_leave(scenario, before, state, reading):
        return replace(state, noticed=True), [Part("notice")]
    if state.band == "ultimatum" and scenario.limits.can_leave:
        return replace(state, noticed=True), [Part("ultimatum")]
    state = replace(state, noticed=False) if state.noticed else state
    if not state.escalation and _demands_supervisor(persona, state):
        return replace(state, escalation=True), [Part("demand_supervisor")]
    if "threaten" not in state.beats and _threatens(persona, state):
        return replace(state, beats=(*state.beats, "threaten")), [Part("threaten")]
    missed = [id for id in reading.features.missed if id not in state.accepted + state.declined]
    if missed:
        return state, [about_request(scenario, "repeat", missed[0])]
    wanted = {one.id for one in scenario.requests}
    waiting = {one.id for one in open_requests(scenario, state) if not serving(scenario, one, state)}
    beat = next(
        (
            one
            for one in scenario.beats
            if one.id not in state.beats
            and not (telling and one.act == "vent")
            and _is_due(one, wanted, waiting, state, reading)
        ),
        None,
    )
    if beat:
        return replace(state, beats=(*state.beats, beat.id)), [_beat_part(scenario, beat)]
    if reading.has("check_satisfaction") and state.settled:
        return state, [about_agreed(state)]
    return state, _ask(scenario, before, state, reading, telling)


def _demands_supervisor(persona: Persona, state: State) -> bool:
    unheard = state.mood.heard < 40 or state.mood.idle >= 2
    return state.mood.anger >= 65 and unheard and persona.assertiveness >= 0.5 and state.turn > 0


def _threatens(persona: Persona, state: State) -> bool:
    return state.mood.trust < 25 and state.mood.distributive < 35 and persona.assertiveness >= 0.4 and state.turn > 0


def _is_due(beat: Beat, wanted: set[str], waiting: set[str], state: State, reading: Reading) -> bool:
    if beat.about in wanted and beat.about not in waiting:
        return False
    if beat.act == "reveal" and beat.about in state.told:
        return False
    return holds(beat.when, state, reading)


def _beat_part(scenario: Scenario, beat: Beat) -> Part:
    if beat.about and beat.about in {one.id for one in scenario.requests}:
        return about_request(scenario, beat.act, beat.about)
    if beat.about in {one.id for one in scenario.outcomes} | {one.id for one in scenario.actions}:
        return about_offer(scenario, beat.act, beat.about or "")
    if beat.about and beat.about in {one.id for one in scenario.facts}:
        return about_fact(scenario, beat.act, beat.about)
    return Part(beat.act, beat.about or beat.id)


def _ask(scenario: Scenario, before: State, state: State, reading: Reading, telling: bool) -> list[Part]:
    """The next thing still open: asked once, then pressed; left alone while the trainee has the ball."""
    if (telling or _is_at_work(before, state, reading)) and state.mood.anger < PUSHY:
        return []
    # What is on the table already waits for the customer to feel heard, not for being asked for again;
    # what was refused with a reason in this very reply is not asked for in the same breath.
    refused = {id for move in reading.of("set_limit") for id in move.about.requests}
    wants = [one for one in open_requests(scenario, state) if not serving(scenario, one, state)]
    wants = [one for one in wants if one.id not in refused]
    if not wants:
        return []
    fresh = [one for one in wants if one.id not in state.pressed]
    if fresh:
        return [about_request(scenario, "ask", fresh[0].id)]
    longest_ago = min(wants, key=lambda one: (one.optional, state.pressed.index(one.id)))
    return [about_request(scenario, "press", longest_ago.id)]


def _is_at_work(before: State, state: State, reading: Reading) -> bool:
    """The trainee has said what they are doing next, and has not just finished something."""
    if state.accepted != before.accepted:
        return False
    return any(
        move.about.stage in ("doing", "will") and not move.about.invented for move in reading.of("commit_next_step")
    )


def _remember(scenario: Scenario, state: State, parts: list[Part], asked: list[Part]) -> State:
    """What the customer's own turn adds: facts told, requests put into words, questions left standing."""
    told = [part.about for part in parts if part.act == "reveal" and part.about]
    pending = [part.about for part in parts if part.act in ("ask", "repeat") and part.about]
    pressed = [part.about for part in parts if part.act in ("ask", "repeat", "press") and part.about]
    elicited = [id for id in told if any(part.about == id for part in asked)]
    state = replace(state, told=tuple(dict.fromkeys((*state.told, *told))))
    kept = still_accepted(scenario, state)
    return replace(
        state,
        accepted=kept,
        settled=state.settled if kept == state.accepted else 0,
        elicited=tuple(dict.fromkeys((*state.elicited, *elicited))),
        pending=tuple(pending),
        pressed=(*(id for id in state.pressed if id not in pressed), *pressed),
    )
