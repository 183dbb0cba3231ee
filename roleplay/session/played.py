"""A reply and its answer with models in it: each takes what is built in as given, and leaves it where it fails."""

from dataclasses import replace

from roleplay.domain.customer import State
from roleplay.domain.debrief import Debrief
from roleplay.domain.reading import Flag
from roleplay.domain.scenario import Scenario
from roleplay.domain.scorecard import Scorecard
from roleplay.domain.transcript import Turn, VoiceUsed
from roleplay.grader.judge import judged
from roleplay.llm import Model
from roleplay.reader import read
from roleplay.reader.llm import passport as read_by
from roleplay.reader.llm import proposals
from roleplay.session.cast import Cast
from roleplay.session.hearing import Understood
from roleplay.session.said import Said, heard_again
from roleplay.voice.llm import finished, voiced
from roleplay.voice.prompts import passport
from roleplay.voice.scene import Scene, Show, Voiced

ODD: frozenset[Flag] = frozenset(("injection", "salad", "pasted", "repeated", "empty", "filler", "other_language"))
"""Replies that no model is asked about: what is odd about them is known already, and some are meant for a model."""


async def read_again(
    cast: Cast, scenario: Scenario, seed: int, state: State, turns: tuple[Turn, ...], heard: Said
) -> Said:
    """The reply as a model heard it too, and what comes of that; as it was heard where it has nothing to say."""
    if heard.exchange.reading.flags & ODD:
        return heard
    found = await cast.ask("reader", lambda model: proposals(model, heard.text, turns))
    if isinstance(found, str):
        return replace(heard, notices=(*heard.notices, found or UNREAD))
    reading = read(heard.text, scenario, state, turns, proposals=found)
    return heard_again(scenario, seed, state, heard, reading, read_by(cast.model_of("reader")))


async def worded(cast: Cast, scenario: Scenario, turns: tuple[Turn, ...], heard: Said, show: Show) -> Said:
    """The answer in a model's words, sentence after sentence; the built-in words where it has none.

    `turns` is what was said before the reply.
    """
    found, number = heard.exchange, len(turns)
    reply = Turn(number, "agent", heard.text)
    scene = Scene(scenario, found.directive, found.lines, (*turns, reply))
    shown: list[str] = []

    def seen(sentence: str) -> None:
        shown.append(sentence)
        show(sentence)

    hearing = Understood(scenario)
    spoken = await cast.ask("voice", lambda model: voiced(model, scene, hearing, cast.style, seen))
    by = (*found.by, passport(cast.model_of("voice"), cast.style))
    if isinstance(spoken, Voiced):
        used: VoiceUsed = "fallback" if spoken.stood_in else "llm"
        notices = (STOOD_IN.format(why=spoken.why),) if spoken.stood_in else ()
        exchange = replace(found, words=spoken.text, voice=used, by=by)
        return replace(heard, exchange=exchange, notices=(*heard.notices, *notices))
    # Stopped in the middle: what was seen was said, and the built-in words say the rest.
    words = finished(shown, scene, hearing, cast.style)
    exchange = replace(found, words=words, voice="fallback", by=by if shown else found.by)
    return replace(heard, exchange=exchange, notices=(*heard.notices, spoken or HURRIED))


async def by_model(model: Model, debrief: Debrief) -> Scorecard:
    """The grade of a conversation that is over as a model sees it; a ModelFault if it fails."""
    return await judged(model, debrief.rubrics, debrief.transcript, debrief.scenario, debrief.scorecard)


STOOD_IN = "AI customer: {why}; the built-in customer said the rest."
UNREAD = "You did not wait; the built-in reader read alone."
HURRIED = "You did not wait; the built-in customer answered."
