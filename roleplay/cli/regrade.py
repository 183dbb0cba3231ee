"""`roleplay regrade`: a stored conversation graded once more, beside the grade that it has."""

import click

from roleplay.cli import Places, streams
from roleplay.cli.places import named_session, record, settings
from roleplay.formats.again import then_and_now
from roleplay.formats.page import as_text
from roleplay.formats.report import as_json as one_line
from roleplay.formats.report import of_debrief
from roleplay.library import rubric
from roleplay.session import new_id, now
from roleplay.session.afterwards import graded_again


@click.command
@click.argument("id")
@click.option(
    "--rubric", "names", multiple=True, metavar="NAME", help="Grade by this rubric; can be given several times."
)
@click.option("--read-again", is_flag=True, help="Read every reply again with the reader of today.")
@click.option("--json", "as_json", is_flag=True, help="Print both results as JSON.")
@click.pass_obj
def regrade(places: Places, id: str, names: tuple[str, ...], read_again: bool, as_json: bool) -> None:
    """Grade the conversation ID once more: the first grade stays, and the new one is kept beside it.

    Without --rubric, by the skills it was played with. Replies count as they were read then.
    """
    chosen = settings(places)
    found = (rubric(name, chosen.library.value, chosen.data.value).rubric for name in names)
    rubrics = tuple({one.id: one for one in found}.values())
    with record(chosen) as store:
        then, new = graded_again(store, named_session(store, id), rubrics, read_again, now, new_id)
    if read_again:
        streams.tell("Every reply has been read again. What the customer said and felt stays as it was.")
    if as_json:
        streams.show(one_line({"then": of_debrief(then), "now": of_debrief(new)}))
        return
    streams.show(f"{then.scenario.meta.title}\n\n{as_text(then_and_now(then, new, read_again))}".rstrip("\n"))
