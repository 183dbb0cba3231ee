"""A scene as it is put to a model, in two styles: reword the line, or speak freely by a direction.

The static part goes first and the direction last, so that a server can keep what it has read already. Nothing
of a rubric and no fact that is not out yet is in either; in the guided style nothing that the trainee wrote is.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import tomli

from roleplay.domain.customer import Part
from roleplay.llm import Ask, Message
from roleplay.voice.scene import Scene

Style = Literal["guided", "free"]

MOST_TOKENS = 200
"""Of an answer: about twice what guards let through."""
STEADY = 0.2
"""The temperature at which small models keep to a line."""
MOST_TURNS = 16
"""Turns of the conversation that a model gets to see; a small one forgets the direction behind more."""
DROPPED = 8
"""Turns that go at once when there are more: what is left begins the same for some replies, and a server keeps it."""
LONGEST_TURN = 1200
"""Characters of each of them."""


def prompt(scene: Scene, style: Style) -> Ask:
    """What to ask of a model in this scene."""
    return _guided(scene) if style == "guided" else _free(scene)


def passport(model: str, style: Style) -> str:
    """Which model speaks, in which style, and by which version of the prompt."""
    fixed = json.dumps([_texts()[style], _texts()["direction"], _texts()["does"], _texts()["examples"]], sort_keys=True)
    return f"voice: {model}, {style}, {hashlib.sha256(fixed.encode()).hexdigest()[:8]}"


def again(ask: Ask, said: str, why: str) -> Ask:
    """The same once more, with what was wrong."""
    told = _texts()["again"].format(why=why)
    turns = (Message("assistant", said[:LONGEST_TURN] or "..."), Message("user", told))
    return Ask((*ask.messages, *turns), ask.most_tokens, ask.temperature)


def _guided(scene: Scene) -> Ask:
    shots: list[Message] = []
    for one in _texts()["examples"]:
        shots += (Message("user", _line(one["mood"], one["line"])), Message("assistant", one["answer"]))
    mood = _texts()["moods"][scene.directive.band]
    messages = (Message("system", _who(scene, "guided")), *shots, Message("user", _line(mood, scene.line)))
    return Ask(messages, MOST_TOKENS, STEADY)


def _line(mood: str, line: str) -> str:
    return f"MOOD: {mood}\nLINE: {line}"


def _free(scene: Scene) -> Ask:
    texts = _texts()
    does = " ".join(dict.fromkeys(_does(part) for part, _ in scene.lines))
    direction = _filled(texts["direction"], mood=texts["moods"][scene.directive.band], does=does, line=scene.line)
    turns = [
        Message("assistant" if turn.role == "customer" else "user", turn.content[:LONGEST_TURN])
        for turn in scene.turns[_gone(len(scene.turns)) :]
    ]
    said = turns.pop().content if turns and turns[-1].role == "user" else ""
    if turns and turns[0].role == "assistant":
        turns.insert(0, Message("user", "(The conversation begins.)"))
    return Ask((Message("system", _who(scene, "free")), *turns, Message("user", f"{said}\n\n{direction}")), MOST_TOKENS)


def _gone(turns: int) -> int:
    """How many of so many turns a model does not get to see any more."""
    return -(-max(0, turns - MOST_TURNS) // DROPPED) * DROPPED


def _who(scene: Scene, style: Style) -> str:
    scenario, texts = scene.scenario, _texts()
    customer = scenario.customer
    manner = customer.manner or _filled(texts["styles"][customer.style], name=customer.name)
    channel = scenario.meta.channel.replace("-", " ")
    return _filled(
        texts[style], name=customer.name, company=_company(scenario.brief.company), manner=manner, channel=channel
    ).strip()


def _company(text: str) -> str:
    """Its first sentence says who they are; the rest is for whoever works there."""
    return text.strip().partition(". ")[0].rstrip(".")


def _does(part: Part) -> str:
    tone = _texts()["tones"].get(part.tone or "", "")
    return _filled(_texts()["does"][part.act], tone=tone)


def _filled(text: str, **words: str) -> str:
    """The words put in literally: what they hold is never a template."""
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value.replace("{", "(").replace("}", ")"))
    return text


@cache
def _texts() -> dict[str, Any]:
    return tomli.loads(files(__package__).joinpath("prompts.toml").read_text("utf-8"))
