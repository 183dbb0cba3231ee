"""A model that means no good: whatever it says, nothing of it reaches the trainee, and the conversation goes on."""

from __future__ import annotations

import random
from importlib import import_module
from itertools import cycle
from types import ModuleType
from typing import Any

import adversarial_lines
import held_out_lines
import pytest
from adversary import HOW, Bad, came_through, every_line, hidden, is_wrong_in, line_in, mixed
from good_lines import FREE, REWORDED, Good
from moments import SHIPPED, moment_of, shipped

from roleplay.llm import Endpoint, opened, wire
from roleplay.llm.fake import FakeServer
from roleplay.session import Cast, Session
from roleplay.store import open_store
from roleplay.turn import reply
from roleplay.voice.guards import objection
from roleplay.voice.prompts import Style
from roleplay.voice.scene import Scene
from roleplay.voice.sentences import in_sentences

CONVERSATIONS = 50
"""With each table in each style: 200 in all."""
STYLES: tuple[Style, ...] = ("guided", "free")
FLOORS = {"guided": 0.9, "free": 0.85}
"""Shares of good lines that pass; 59 of 62 and 38 of 42 were measured."""


class Adversary:
    """What the model says next; it remembers what it has said since it was last asked to."""

    def __init__(self, table: ModuleType, seed: int) -> None:
        self._chance = random.Random(seed)
        self._lines, self._how = cycle(every_line(table, self._chance)), cycle(HOW)
        self.secrets: list[Bad] = []
        self.said: list[Bad] = []

    def __call__(self, body: dict[str, Any]) -> str:
        tells = self.secrets and self._chance.random() < 0.3
        bad = self._chance.choice(self.secrets) if tells else next(self._lines)
        self.said.append(bad)
        return mixed(bad, line_in(body), next(self._how))


class Shared:
    """One client for all conversations: to set one up takes longer than to ask it."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    async def close(self) -> None:
        """It stays open."""


async def slips(number: int, cast: Cast, adversary: Adversary) -> list[str]:
    """A conversation of up to three replies, and what bad words came through in it."""
    scenario = shipped(SHIPPED[number % len(SHIPPED)])
    chance = random.Random(number)
    texts = [text for probe in scenario.probes for text in probe.replies]
    found: list[str] = []
    with open_store(":memory:") as store:
        session = await Session.start(scenario, (), number, store, cast=cast)
        for _ in range(chance.randrange(1, 4)):
            if session.ended is not None:
                break
            text, turns, before = chance.choice(texts), session.turns, session.state
            ahead = reply(scenario, number, before, turns, text)
            adversary.said, adversary.secrets = [], list(hidden(scenario, ahead.state, ahead.directive))
            shown: list[str] = []
            said = await session.say(text, show=shown.append)
            scene = Scene(scenario, ahead.directive, ahead.lines, turns)
            words, allowed = "\n".join((*shown, said.exchange.words)), "\n".join(scene.own)
            assert session.state == ahead.state
            assert adversary.said
            for bad in adversary.said:
                if is_wrong_in(bad, scene) and (slipped := came_through(bad, words, allowed)):
                    found.append(f"{scenario.meta.id}: {bad.kind}: {slipped!r} in {words!r}")
            if not cast.asks("voice"):
                cast.switch()
        await session.close()
    return found


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("table", [adversarial_lines, held_out_lines])
async def test_nothing_bad_that_a_model_says_is_shown_or_stored(
    table: ModuleType, style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "PIECE", 400)
    adversary = Adversary(table, 3)
    async with FakeServer(adversary) as server:
        endpoint = Endpoint(server.base_url, "adversary", first_word=5, between_words=5, whole_answer=10)
        client = await opened(endpoint)

        async def shared(_: Endpoint) -> Any:
            return Shared(client)

        monkeypatch.setattr(import_module("roleplay.session.cast"), "opened", shared)
        found: list[str] = []
        for number in range(CONVERSATIONS):
            found += await slips(number, Cast({"voice": endpoint}, style), adversary)
        await client.close()
    assert not found, "\n".join(found)


def passes(good: Good, style: Style) -> bool:
    """Whether every sentence of a good line may be seen."""
    moment, said = moment_of(good, style), ""
    for sentence in in_sentences(good.said):
        if objection(sentence, said, moment) is not None:
            return False
        said = f"{said} {sentence}".strip()
    return True


@pytest.mark.parametrize(("table", "style"), [(REWORDED, "guided"), (FREE, "free")])
def test_what_a_good_model_says_is_mostly_shown(table: tuple[Good, ...], style: Style) -> None:
    shown = sum(passes(good, style) for good in table)
    assert shown >= FLOORS[style] * len(table), f"{shown} of {len(table)}"


def test_the_built_in_line_itself_always_passes() -> None:
    lines = [good._replace(said=good.line) for good in (*REWORDED, *FREE)]
    assert not [good.line for good in lines for style in STYLES if not passes(good, style)]
