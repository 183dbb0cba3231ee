"""Whether a model brings across what the conversation goes on from: facts, questions, how an offer is met."""

from dataclasses import dataclass

from roleplay.domain.customer import Act, Part
from roleplay.voice.moment import GOING, Moment
from roleplay.voice.reworded import repeats
from roleplay.voice.scene import Hearing
from roleplay.voice.sentences import in_sentences


@dataclass(frozen=True, slots=True)
class Told:
    """What was said, and what is heard in it."""

    text: str
    facts: frozenset[str]
    words: frozenset[str]
    acts: frozenset[Act]


def unsaid(text: str, moment: Moment) -> tuple[str, ...]:
    """Of the built-in words those that this text does not bring across: facts, questions, and how an offer is met."""
    told = Told(text, moment.hearing.facts(text), moment.hearing.words(text), moment.hearing.acts(text))
    lines = (line for part, line in moment.scene.lines if not _is_carried(part, line, told, moment.hearing))
    return tuple(" ".join(one for one in in_sentences(line) if not repeats(one, text)) for line in lines)


_NEEDED: dict[Act, float] = {
    "reveal": 0.5,
    "answer": 0.4,
    "unknown": 0.2,
    "correct_you": 0.5,
    "repeat": 0.2,
    "ask": 0.2,
    "press": 0.2,
    "ask_back": 0.2,
    "react_offer": 0.3,
    "demand_supervisor": 0.3,
    "ultimatum": 0.3,
    "notice": 0.3,
    "confirm": 0.3,
    "leave": 0.3,
}
"""What has to come across, because the conversation goes on from it: the least share of the built-in words of
meaning that has to be there where nothing else shows it. The rest of what a customer does may be said in any way."""
_SHOWN_BY: dict[Act, frozenset[Act]] = {
    "notice": GOING,
    "leave": frozenset(("leave",)),
    "ultimatum": frozenset(("ultimatum", "notice")),
    "demand_supervisor": frozenset(("demand_supervisor",)),
    "confirm": frozenset(("confirm", "thank")),
}
"""Acts in a model's words that show what the customer was to do."""


def _is_carried(part: Part, line: str, told: Told, hearing: Hearing) -> bool:
    act = part.act
    if act not in _NEEDED or told.acts & _SHOWN_BY.get(act, frozenset()):
        return True
    if act in ("reveal", "correct_you") and part.about in told.facts:
        return True
    if "?" in line and "?" not in told.text:
        return False
    wanted = hearing.words(line)
    return not wanted or len(wanted & told.words) >= max(1.0, _NEEDED[act] * len(wanted))
