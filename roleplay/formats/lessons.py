"""What can be learned beside the grade: what was never told, which words are worth trying, what the firm could do."""

from roleplay.domain.debrief import Debrief, Idea
from roleplay.domain.scenario import Fact
from roleplay.formats.page import Section

MATTERS = 2
"""Salience from which a fact that was never told is worth hearing of."""


def untold(debrief: Debrief) -> Section:
    """What the customer kept to themselves, each with the question that would have brought it out."""
    scenario = debrief.scenario
    turns = debrief.transcript.turns
    told = {id for turn in turns if turn.state for id in turn.state.told}
    # Who says it back knows it from elsewhere: from the desk, for example.
    told |= {id for turn in turns if turn.reading for move in turn.reading.of("restate") for id in move.about.facts}
    hidden = (one for one in scenario.facts if one.reveal and one.status == "known" and one.salience >= MATTERS)
    items = tuple(_asked(one) for one in hidden if one.id not in told)
    return Section(f"What {scenario.customer.name} never told you", items=items)


def _asked(fact: Fact) -> str:
    assert fact.reveal is not None
    plain = next((one for one in fact.reveal.asks if one.endswith("?")), None)
    question = fact.reveal.question or plain
    sentence = f"{fact.value[:1].upper()}{fact.value[1:]}."
    return f"{sentence} You could have asked: \u201c{question}\u201d" if question else sentence


def worth_imitating(debrief: Debrief) -> tuple[Section, ...]:
    """The author's own words for this case: a good reply to a line, and the same moment weak and strong."""
    authored = debrief.scenario.debrief
    if authored is None:
        return ()
    models = tuple(
        f"To \u201c{one.to}\u201d you could say: \u201c{one.reply}\u201d {one.why}" for one in authored.model_replies
    )
    pairs = tuple(
        f"Weak: \u201c{one.weak}\u201d Strong: \u201c{one.strong}\u201d {one.why}" for one in authored.contrasts
    )
    return Section("Words worth trying", models), Section("The same moment, weak and strong", pairs)


def service(debrief: Debrief) -> Section:
    """What the firm itself could do otherwise, and what the trainee has put down about it."""
    authored = debrief.scenario.debrief
    asked = (authored.service_question,) if authored else ()
    return Section("What should the service change?", asked, tuple(map(_card, debrief.own.ideas)))


def _card(one: Idea) -> str:
    where = f"{one.touchpoint}: " if one.touchpoint else ""
    quote = f" (\u201c{one.quote}\u201d)" if one.quote else ""
    return f"Your idea. {where}{one.idea}{quote}"
