"""How much processor time passes from a model's first whole sentence to the moment it is shown: what guards cost.

Built-in lines of the shipped cases are said as if by a model, each in a moment of its case and begun in another way,
with a bad sentence behind every other. The reader has read a reply before, as it has in a conversation; what else is
loaded with the first sentence is told apart.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from itertools import islice
from pathlib import Path
from statistics import median

from roleplay.domain.customer import Directive, Part, State
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn
from roleplay.formats.scenario import load_scenario
from roleplay.llm import Ask, Endpoint, ModelFault
from roleplay.session.hearing import Understood
from roleplay.turn import opening, reply
from roleplay.voice.llm import voiced
from roleplay.voice.prompts import Style
from roleplay.voice.scene import Scene

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
SENTENCES = 200
STYLES: tuple[Style, ...] = ("guided", "free")
MEDIAN = 5.0
"""Milliseconds that a sentence may wait for its guards."""
REPLY = "I'm sorry that you had to wait. Let me have a look at it, and then I'll tell you what I can do."
BEGINNING = "Well, honestly, "
BEHIND = "Is there anything else that I can help you with today?"


class Says:
    """A model that says this, and when it had said it."""

    endpoint = Endpoint("http://127.0.0.1:9/v1", "says")

    def __init__(self, text: str) -> None:
        self._text, self.said = text, 0.0

    async def words(self, ask: Ask) -> AsyncGenerator[str, None]:
        self.said = time.process_time()
        yield self._text

    async def names(self) -> tuple[str, ...]:
        return ()

    async def close(self) -> None:
        return None


def before(scenario: Scenario) -> tuple[State, tuple[Turn, ...]]:
    """Where a conversation stands when the customer has begun it."""
    state, _, words = opening(scenario, 7)
    return state, (Turn(0, "customer", words),)


def scenes(scenario: Scenario, most: int) -> list[Scene]:
    """Moments in which the customer says one of the case's own lines."""
    state, turns = before(scenario)
    turns = (*turns, Turn(1, "agent", REPLY))
    lines = (line for line in scenario.lines if line.act in ("vent", "press", "ask", "repeat", "react_offer", "answer"))
    facts = (*state.told, *(fact.id for fact in scenario.facts))
    found = []
    for line in islice((one for one in lines if "{" not in one.text[0]), most):
        part = Part(line.act, line.about, line.tone)
        found.append(Scene(scenario, Directive((part,), "irritated", facts), ((part, line.text[0]),), turns))
    return found


async def waited(scene: Scene, style: Style, bad: bool) -> float | None:
    """Milliseconds until the first sentence was shown; None if it never was."""
    line = f"{BEGINNING}{scene.line[0].lower()}{scene.line[1:]}"
    model, shown = Says(f"{line} {BEHIND if bad else ''} "), []
    try:
        await voiced(model, scene, Understood(scene.scenario), style, lambda _: shown.append(time.process_time()))
    except ModelFault:
        return None
    return (shown[0] - model.said) * 1000


def main() -> None:
    """Print the table; the process ends with 1 when guards take longer than allowed."""
    scenarios = [load_scenario(path) for path in sorted(SCENARIOS.glob("*.toml"))]
    each = -(-SENTENCES // len(scenarios))
    print("Guards, processor time in ms from a model's first sentence to its being shown")
    loading, late = 0.0, False
    took: dict[Style, list[float]] = {style: [] for style in STYLES}
    for scenario in scenarios:
        reply(scenario, 7, *before(scenario), REPLY)
        begun = time.process_time()
        asyncio.run(waited(scenes(scenario, 1)[0], "free", False))
        loading = max(loading, (time.process_time() - begun) * 1000)
        for number, scene in enumerate(scenes(scenario, each)):
            for style in STYLES:
                found = asyncio.run(waited(scene, style, number % 2 == 1))
                took[style] += [] if found is None else [found]
    print(f"  {'first sentence of a case, at most':44}{loading:10.2f}")
    for style in STYLES:
        times = sorted(took[style])
        late = late or median(times) > MEDIAN
        print(f"  {f'{style}: median of {len(times)}':44}{median(times):10.2f}   (allowed {MEDIAN:.0f})")
        print(f"  {f'{style}: 99th percentile':44}{times[int(len(times) * 0.99)]:10.2f}")
    raise SystemExit(int(late))


if __name__ == "__main__":
    main()
