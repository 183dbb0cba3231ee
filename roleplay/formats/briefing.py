"""What a trainee reads before the first word, and what a trainer reads with the secrets in it."""

from roleplay.domain.scenario import Fact, Policy, Scenario, When
from roleplay.formats.page import Section
from roleplay.formats.words import DIFFICULTY, FEELINGS, KINDS, plain


def briefing(scenario: Scenario) -> tuple[Section, ...]:
    """The trainee's card: who they are, why somebody writes, what they can do, when it is good enough."""
    brief = scenario.brief
    allowed = {"may": "You can", "needs_approval": "You need approval for", "never": "You must keep to this"}
    rules = [
        Section(heading, items=tuple(_rule(scenario, one) for one in scenario.policy if one.authority == authority))
        for authority, heading in allowed.items()
    ]
    sections = (
        Section("You are", (brief.role, brief.company)),
        Section("They write because", (brief.situation,)),
        *rules,
        _desk(scenario),
        Section("What your screen shows of them", items=brief.log),
        Section("Beside you", (scenario.knowledge.strip(),) if scenario.knowledge.strip() else ()),
        Section("What is good enough", (brief.objective,)),
        Section("Before you start", items=scenario.meta.content_notes),
    )
    return tuple(section for section in sections if section.paragraphs or section.items)


def _desk(scenario: Scenario) -> Section:
    """What can be done, and that words do it: nobody should find out by chance."""
    if not scenario.actions:
        return Section("")
    labels = tuple(f"{number}. {one.label}" for number, one in enumerate(scenario.actions, 1))
    return Section("At your desk", (WORDS_DO_IT,), labels)


WORDS_DO_IT = "To write \u201clet me check\u201d or \u201cI'm blocking it\u201d in a reply does it here, too."


def about(scenario: Scenario) -> Section:
    """The line of the library: what kind of case this is, how hard and how long."""
    meta = scenario.meta
    how_hard = DIFFICULTY[meta.difficulty - 1].capitalize()
    kind = f"{meta.industry}: {KINDS[meta.kind]}, by {meta.channel}."
    return Section(meta.title, (f"{kind} {how_hard}, about {meta.minutes} minutes.",))


def trainer_page(scenario: Scenario) -> tuple[Section, ...]:
    """One page with everything the trainee is not told; not for the room's screen."""
    need, debrief = scenario.need, scenario.debrief
    sections = (
        Section("Who it is", (scenario.customer.about or scenario.customer.name,)),
        Section("What they say, and what is behind it", (need.presenting, need.underlying)),
        Section("What they keep back", items=tuple(_secret(one) for one in scenario.facts if one.reveal)),
        Section("What could end it badly", items=need.dealbreakers),
        Section("What they can end up with", items=_outcomes(scenario)),
        Section("Turning points", items=_turning_points(scenario)),
        Section(
            "What good looks like",
            items=tuple(f"To \u201c{one.to}\u201d: \u201c{one.reply}\u201d {one.why}" for one in debrief.model_replies)
            if debrief
            else (),
        ),
        Section(
            "The same moment, weak and strong",
            items=tuple(
                f"Weak: \u201c{one.weak}\u201d Strong: \u201c{one.strong}\u201d {one.why}" for one in debrief.contrasts
            )
            if debrief
            else (),
        ),
        Section("The way here", items=journey(scenario)),
        Section("Questions for the room", items=(*debrief.questions, debrief.service_question) if debrief else ()),
    )
    return tuple(section for section in sections if section.paragraphs or section.items)


def journey(scenario: Scenario) -> tuple[str, ...]:
    """The customer's way here: what they expected, and what they met."""
    return tuple(
        f"{one.touchpoint}. Expected: {_ended(one.expected)} Met: {_ended(one.perceived)}"
        for one in scenario.customer.journey
    )


def _rule(scenario: Scenario, policy: Policy) -> str:
    after = next((one.label for one in scenario.actions if one.id == policy.until), None)
    return f"{_ended(policy.text)} (First: {after}.)" if after and policy.authority != "never" else policy.text


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _secret(fact: Fact) -> str:
    assert fact.reveal is not None
    gate = [f"{word} is at least {value:g}" for word, value in _gates(fact) if value > 0]
    asked = "asked about it" if not gate else f"asked about it and {' and '.join(gate)}"
    late = " It may slip out late by itself." if fact.reveal.leaks else ""
    return f"{fact.value}. Comes out when {asked}.{late}"


def _gates(fact: Fact) -> list[tuple[str, float]]:
    assert fact.reveal is not None
    return [(FEELINGS["trust"], fact.reveal.trust), (FEELINGS["heard"], fact.reveal.heard)]


def _outcomes(scenario: Scenario) -> tuple[str, ...]:
    facts = {one.id: one.value for one in scenario.facts}
    told: list[str] = []
    for one in scenario.outcomes:
        changes = [f"once you know \u201c{facts[id]}\u201d: {_fit(share)}" for id, share in one.unless.items()]
        told.append("; ".join([f"{one.label}: {_fit(one.fit)}", *changes]))
    return tuple(told)


def _fit(share: float) -> str:
    return next(words for least, words in _FITS if share >= least)


_FITS = ((0.9, "serves them best"), (0.7, "good enough"), (0.4, "second best"), (0.0, "doesn't help them"))


def _turning_points(scenario: Scenario) -> tuple[str, ...]:
    """What the customer brings up by themselves, and the endings with a condition of their own."""
    values = {one.id: one.value for one in scenario.facts} | {one.id: one.text for one in scenario.requests}
    beats = [
        f"{scenario.customer.name} brings up \u201c{values.get(one.about or '', plain(one.about or one.id))}\u201d"
        f"{_condition(scenario, one.when, one.about)}."
        for one in scenario.beats
    ]
    endings = [f"It ends ({plain(one.kind)}){_condition(scenario, one.when)}." for one in scenario.endings if one.when]
    return (*beats, *endings)


def _condition(scenario: Scenario, when: When, about: str | None = None) -> str:
    """When something happens; that the thing itself is still open goes without saying."""
    labels = (
        {one.id: one.value for one in scenario.facts}
        | {one.id: one.text for one in scenario.requests}
        | {one.id: one.label for one in scenario.actions}
        | {one.id: one.label for one in scenario.outcomes}
    )
    told = [
        f"{words} {' or '.join(f'“{labels.get(id, plain(id))}”' for id in ids)}"
        for words, ids in (
            ("you say", (*when.all_moves, *when.any_move)),
            ("this is out:", (*when.any_fact, *when.all_facts)),
            ("this is done:", when.actions),
            ("this is on the table:", when.any_outcome),
            ("this is settled:", when.requests),
            ("this is open:", tuple(id for id in when.open_requests if id != about)),
        )
        if ids
    ]
    told += [f"{FEELINGS.get(name, plain(name))} is at least {value:g}" for name, value in when.at_least.items()]
    told += [f"{FEELINGS.get(name, plain(name))} is at most {value:g}" for name, value in when.at_most.items()]
    return f", once {', and '.join(told)}" if told else ""
