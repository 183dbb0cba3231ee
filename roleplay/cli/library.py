"""`roleplay list` and `roleplay show`: what there is to practise with."""

import json

import click

from roleplay.cli import Places, streams
from roleplay.cli.places import cache_folder, settings, tell_origin
from roleplay.formats.words import DIFFICULTY, KINDS, origin
from roleplay.library import Listed, find_scenario, list_scenarios


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.pass_obj
def list_(places: Places, as_json: bool) -> None:
    """Show the scenarios there are, and files that cannot be used."""
    chosen = settings(places)
    found, broken = list_scenarios(chosen.library.value, chosen.data.value, cache_folder())
    if as_json:
        streams.show(json.dumps([_row(one) for one in found], ensure_ascii=False))
    else:
        easiest_first = sorted(found, key=lambda one: one.meta.difficulty)
        for one in easiest_first:
            streams.show(_line(one))
        if found:
            streams.show(f"Start one with: roleplay play {easiest_first[0].meta.id}")
        else:
            streams.show("There are no scenarios here. `roleplay doctor` says where they are looked for.")
    for problems in broken:
        streams.tell(f"This file is left out:\n{problems}")


@click.command
@click.argument("scenario")
@click.option("--trainer", is_flag=True, help="With the secrets: one page for whoever leads the practice.")
@click.pass_obj
def show(places: Places, scenario: str, trainer: bool) -> None:
    """Show the briefing of SCENARIO as a trainee gets it."""
    from roleplay.formats.briefing import about, briefing, trainer_page
    from roleplay.formats.page import as_text

    chosen = settings(places)
    found = find_scenario(scenario, chosen.library.value, chosen.data.value)
    tell_origin(found)
    case = found.scenario
    sections = trainer_page(case) if trainer else briefing(case)
    streams.show(as_text((about(case), *sections)).rstrip("\n"))


def _line(found: Listed) -> str:
    meta = found.meta
    where = "" if found.source == "shipped" else f" From {origin(found.source, found.overrides)}."
    kind = KINDS[meta.kind].capitalize()
    title = meta.title if meta.title.endswith((".", "?", "!")) else f"{meta.title}."
    return f"{meta.id}: {title} {kind}, {DIFFICULTY[meta.difficulty - 1]}, {meta.minutes} minutes.{where}"


def _row(found: Listed) -> dict[str, object]:
    """The keys of the contract."""
    meta = found.meta
    return {
        "id": meta.id,
        "title": meta.title,
        "kind": meta.kind,
        "industry": meta.industry,
        "difficulty": meta.difficulty,
        "minutes": meta.minutes,
        "skills": list(meta.skills),
        "source": found.source,
        "overrides": list(found.overrides),
    }
