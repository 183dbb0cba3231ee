"""`roleplay history`, `export` and `delete`: the trainee's own record, theirs to read, take away and destroy."""

import json
import sys
from pathlib import Path

import click

from roleplay.cli import Places, streams
from roleplay.cli.mishap import forget
from roleplay.cli.places import named_session, record, settings
from roleplay.errors import BadInput
from roleplay.formats.words import ENDINGS, plain
from roleplay.store import Summary

SHORT = 8
"""Characters of an id that are shown: enough to find it again."""

NO_CASES = (
    "There is nothing to write: you disagreed with no grade of this conversation, and took back no reply as misread."
)


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
@click.pass_obj
def history(places: Places, as_json: bool) -> None:
    """Show your conversations so far, the newest first."""
    with record(settings(places)) as store:
        found = store.sessions()
    if as_json:
        streams.show(json.dumps([_row(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        streams.show(_line(one))
    if not found:
        streams.show("There is nothing here yet. `roleplay list` shows what you can start.")


@click.command
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Everything that is stored, as JSON.")
@click.option("--cases", is_flag=True, help="Only what you say was graded or read wrongly, for a better grader.")
@click.option("--output", metavar="FILE", help="Write to this file, which must be a new one.")
@click.pass_obj
def export(places: Places, id: str, as_json: bool, cases: bool, output: str | None) -> None:
    """Write the conversation ID as Markdown, or as JSON, to the terminal or to a file."""
    from roleplay.cli.saving import write_new
    from roleplay.session.cases import exported_cases
    from roleplay.session.export import exported_json, exported_markdown

    if as_json and cases:
        raise BadInput("--json and --cases don't go together", hint="--cases writes JSON of its own, a case per line.")
    written = exported_cases if cases else exported_json if as_json else exported_markdown
    with record(settings(places)) as store:
        text = written(store, named_session(store, id))
    if not text:
        streams.tell(NO_CASES)
    elif output is None:
        streams.show(text.rstrip("\n"))
    else:
        write_new(Path(output).expanduser(), text)
        streams.tell(f"Written: {output}")


@click.command
@click.argument("id", required=False)
@click.option("--all", "everything", is_flag=True, help="Delete every conversation.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete(places: Places, id: str | None, everything: bool, yes: bool) -> None:
    """Delete the conversation ID, or all of them, for good: nothing of them stays on the disk."""
    if (id is None) == (not everything):
        raise BadInput("say which conversation to delete, or --all", hint="`roleplay history` lists them.")
    chosen_settings = settings(places)
    with record(chosen_settings) as store:
        found = store.sessions()
        session = None if id is None else store.find(id)
        chosen = found if session is None else [one for one in found if one.id == session]
        if not chosen:
            streams.show("There is nothing to delete.")
            return
        if not yes:
            _confirm(chosen)
        if session is None:
            store.delete_all()
        else:
            store.delete(session)
    forget(chosen_settings.data.value)
    streams.show(f"Deleted: {_counted(len(chosen), 'conversation')}.")


def _confirm(chosen: list[Summary]) -> None:
    what = _line(chosen[0]) if len(chosen) == 1 else f"All {len(chosen)} conversations"
    lines = streams.Lines(sys.stdout)
    if not lines.interactive:
        raise BadInput("nobody is here to be asked", hint="Say --yes to delete without a question.")
    streams.show(what)
    answer = lines.next("Delete this for good? Type yes: ")
    if (answer or "").strip().lower() != "yes":
        raise click.Abort


def _row(one: Summary) -> dict[str, object]:
    """The keys of the contract."""
    return {
        "id": one.id,
        "scenario": one.scenario,
        "started": one.started,
        "turns": one.turns,
        "ending": one.ending,
    }


def _line(one: Summary) -> str:
    how = "not over yet" if one.ending is None else ENDINGS.get(one.ending, plain(one.ending))
    when = one.started[:16].replace("T", " ")
    return f"{one.id[:SHORT]}: {one.title}. Begun {when}, {_counted(one.turns, 'reply', 'replies')}, {how}."


def _counted(number: int, one: str, more: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {more or one + 's'}"
