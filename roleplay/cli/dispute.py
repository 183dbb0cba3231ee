"""`roleplay dispute`: the trainee disagrees with a grade, and that stands beside it from then on."""

import sys

import click

from roleplay.cli import Places, streams
from roleplay.cli.places import named_session, record, settings
from roleplay.errors import BadInput
from roleplay.formats.page import wrapped
from roleplay.session import new_id, now
from roleplay.session.afterwards import disputed
from roleplay.store import Store


@click.command
@click.argument("id")
@click.argument("criterion", metavar="GRADE")
@click.argument("reason", required=False)
@click.pass_obj
def dispute(places: Places, id: str, criterion: str, reason: str | None) -> None:
    """Say that you disagree with a grade of the conversation ID, and why.

    GRADE is its name in the debrief, or the name of a skill for all of it. Without REASON you are asked for it,
    and it stays out of the history of your shell. The grade itself doesn't change: both are kept and shown.
    """
    with record(settings(places)) as store:
        session = _found(store, id)
        said = reason if reason is not None else streams.Lines(sys.stdout).next("Why do you disagree? ") or ""
        kept = disputed(store, session, criterion, said, now, new_id)
    if kept.masked:
        streams.tell("Something in your reason looked like personal data; it was dotted out before it was kept.")
    streams.show(wrapped(f"{kept.title}: you disagree with \u201c{kept.grade.title}\u201d: \u201c{kept.reason}\u201d"))
    streams.show(wrapped("This is kept beside the grade, which stays as it is. Nothing of it is sent anywhere."))


def _found(store: Store, id: str) -> str:
    """Whoever looks for a private conversation has to be told why it isn't here."""
    try:
        return named_session(store, id)
    except BadInput as error:
        private = "Of a private conversation nothing is kept, not even its grade."
        raise BadInput(error.what, error.where, f"{error.hint} {private}".strip()) from None
