"""`roleplay regrade`: a stored conversation graded once more, beside the grade that it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from roleplay.cli import Places, streams
from roleplay.cli.judging import endpoint_of_judge, is_wanted, judge_at, stood_in, unjudged
from roleplay.cli.places import named_session, record, settings
from roleplay.formats.again import then_and_now
from roleplay.formats.page import as_text
from roleplay.formats.report import as_json as one_line
from roleplay.formats.report import of_debrief
from roleplay.library import rubric
from roleplay.session import new_id, now
from roleplay.session.afterwards import graded_again

if TYPE_CHECKING:
    from roleplay.domain.debrief import Debrief
    from roleplay.llm import Endpoint
    from roleplay.review.again import Judge


@click.command
@click.argument("id")
@click.option(
    "--rubric", "names", multiple=True, metavar="NAME", help="Grade by this rubric; can be given several times."
)
@click.option("--read-again", is_flag=True, help="Read every reply again with the reader of today.")
@click.option(
    "--judge", type=click.Choice(["measures", "llm"]), help="Let a language model judge as well; the rules grade first."
)
@click.option("--json", "as_json", is_flag=True, help="Print both results as JSON.")
@click.pass_obj
def regrade(
    places: Places, id: str, names: tuple[str, ...], read_again: bool, judge: str | None, as_json: bool
) -> None:
    """Grade the conversation ID once more: the first grade stays, and the new one is kept beside it.

    Without --rubric, by the skills it was played with. Replies count as they were read then.
    """
    chosen = settings(places, judge=judge)
    endpoint = endpoint_of_judge(chosen)
    found = (rubric(name, chosen.library.value, chosen.data.value).rubric for name in names)
    rubrics = tuple({one.id: one for one in found}.values())
    with record(chosen) as store:
        session = named_session(store, id)

        def again(by: Judge | None) -> tuple[Debrief, Debrief]:
            return graded_again(store, session, rubrics, read_again, now, new_id, by)

        then, new = again(None) if endpoint is None else _judged(endpoint, is_wanted(chosen), again)
    if read_again:
        streams.tell("Every reply has been read again. What the customer said and felt stays as it was.")
    if as_json:
        streams.show(one_line({"then": of_debrief(then), "now": of_debrief(new)}))
        return
    streams.show(f"{then.scenario.meta.title}\n\n{as_text(then_and_now(then, new, read_again))}".rstrip("\n"))


def _judged(
    endpoint: Endpoint, by_flag: bool, again: Callable[[Judge | None], tuple[Debrief, Debrief]]
) -> tuple[Debrief, Debrief]:
    """By the model; by rules if it fails, unless a flag wants it: then nothing is kept, and BackendError says why."""
    from roleplay.llm import ModelFault

    with judge_at(endpoint) as judge:
        try:
            return again(judge)
        except ModelFault as fault:
            if by_flag:
                raise unjudged(fault) from None
            stood_in(fault)
    return again(None)
