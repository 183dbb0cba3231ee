"""`roleplay play` and `roleplay resume`: a conversation in the interface, or line by line."""

import asyncio
import secrets
import sys
from pathlib import Path

import click

from roleplay.cli import Places
from roleplay.cli.interface import can_draw, interface
from roleplay.cli.linear import Linear
from roleplay.cli.places import named_session, record, record_or_none, rubrics, settings, tell_origin
from roleplay.cli.typed import undo as take_back
from roleplay.cli.watch import Watch, WatchedLines, refuse_unwatchable
from roleplay.domain.scenario import Scenario
from roleplay.errors import BadInput
from roleplay.library import find_scenario
from roleplay.session import Mode, Session, cast
from roleplay.store import Store

SEEDS = 1_000_000
"""A seed that is drawn is below this: short enough to type."""


@click.command
@click.argument("scenario")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.option("--seed", type=int, help="The same seed and replies give the same conversation.")
@click.option("--voice", type=click.Choice(["scripted", "llm"]), help="Who words the customer.")
@click.option("--mode", type=click.Choice(["practice", "alone"]), help="Alone is without hints.")
@click.option("--private", is_flag=True, help="Keep nothing of this conversation.")
@click.option("--watch", is_flag=True, help="For authors: reload the file while you write it. Keeps nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
@click.pass_obj
def play(
    places: Places,
    scenario: str,
    plain: bool,
    seed: int | None,
    voice: str | None,
    mode: str | None,
    private: bool,
    watch: bool,
    as_json: bool,
) -> None:
    """Talk with the customer of SCENARIO, a name from `roleplay list` or a file."""
    on_screen = not (plain or watch or as_json) and can_draw()
    begin(
        places,
        scenario,
        seed=seed,
        voice=voice,
        mode=mode,
        private=private,
        watched=watch,
        as_json=as_json,
        on_screen=on_screen,
    )


def begin(
    places: Places,
    scenario: str,
    *,
    seed: int | None = None,
    voice: str | None = None,
    mode: str | None = None,
    private: bool = False,
    watched: bool = False,
    as_json: bool = False,
    on_screen: bool = False,
) -> None:
    """Play a scenario from its beginning, line by line or in the interface."""
    if watched:
        refuse_unwatchable(scenario, as_json)
    chosen = settings(places, seed, mode, voice)
    origin = find_scenario(scenario, chosen.library.value, chosen.data.value)
    tell_origin(origin)
    found = origin.scenario
    store, why = record_or_none(chosen, private or watched)
    if on_screen:
        with store:
            interface(places, chosen, store, why, found)
        return
    drawn = chosen.seed.value if chosen.seed.value is not None else secrets.randbelow(SEEDS)
    with store, asyncio.Runner() as runner:

        def start(scenario: Scenario) -> Session:
            how: Mode = "alone" if chosen.mode.value == "alone" else "practice"
            skills = rubrics(scenario, chosen)
            voice = chosen.voice.value
            return runner.run(Session.start(scenario, skills, drawn, store, how, voice, cast=cast(chosen)))

        lines = WatchedLines(sys.stdout) if watched else None
        linear = Linear(start(found), runner, as_json, kept=not why, lines=lines, named=scenario)
        if lines:
            lines.watch = Watch(Path(scenario), linear, start)
        if why:
            linear.note(why)
        linear.play(linear.brief)


@click.command
@click.argument("id", required=False)
@click.option("--undo", is_flag=True, help="Take the last reply back first, also after the end.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@click.option("--voice", type=click.Choice(["scripted", "llm"]), help="Who words the customer from here on.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
@click.pass_obj
def resume(places: Places, id: str | None, undo: bool, plain: bool, voice: str | None, as_json: bool) -> None:
    """Go on with the conversation ID (the beginning of it will do), or with the last unfinished one."""
    chosen = settings(places, voice=voice)
    with record(chosen) as store, asyncio.Runner() as runner:
        named = named_session(store, id) if id is not None else _unfinished(store)
        if not (undo or plain or as_json) and can_draw():
            interface(places, chosen, store, "", resumed=named)
            return
        session = runner.run(Session.resume(store, named, cast=cast(chosen)))
        linear = Linear(session, runner, as_json, kept=True)
        linear.play(linear.recall, *([lambda: take_back(linear, "")] if undo else []))


def _unfinished(store: Store) -> str:
    found = next((one.id for one in store.sessions() if one.ending is None), None)
    if found is None:
        raise BadInput("no conversation is waiting to go on", hint="`roleplay list` shows what you can start.")
    return found
