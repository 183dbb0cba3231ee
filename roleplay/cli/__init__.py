"""The command `roleplay`: parses, calls and prints; decides nothing.

Each command lives in a module of its own that is loaded only when it is called, so that a list of
scenarios doesn't pay for a conversation.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module

import click

from roleplay import __version__
from roleplay.cli import streams
from roleplay.domain.text import clean
from roleplay.errors import BackendError, RoleplayError
from roleplay.formats.problem import nearest, printable

FAULT, BAD_INPUT, NO_BACKEND, INTERRUPTED = 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Entry:
    """A command before it is loaded: what help says of it, and where it is."""

    heading: str
    summary: str
    module: str
    name: str


@dataclass(slots=True)
class Places:
    """Folders named on the command line, before the command or after it."""

    data: str | None = None
    library: list[str] = field(default_factory=list)


def _named_data(context: click.Context, option: click.Parameter, value: str | None) -> None:
    places = context.ensure_object(Places)
    places.data = places.data if value is None else value


def _named_library(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> None:
    context.ensure_object(Places).library += value


def _place_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--data"],
            metavar="DIR",
            expose_value=False,
            callback=_named_data,
            help="Folder of your own record and scenarios.",
        ),
        click.Option(
            ["--library"],
            metavar="DIR",
            multiple=True,
            expose_value=False,
            callback=_named_library,
            help="One more folder of scenarios and rubrics; can be given several times.",
        ),
    ]


class Unread(Exception):
    """Nobody reads our output any more."""


class Commands(click.Group):
    """The table below as a group of commands: loaded one at a time, and listed under their headings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, loaded, with the two options that every command takes."""
        entry = ENTRIES.get(name)
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry.module), entry.name)
        for one in (command, *getattr(command, "commands", {}).values()):
            if not any(option.name == "data" for option in one.params):
                one.params += _place_options()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; the nearest name for one that isn't there."""
        if args and args[0] not in ENTRIES and not args[0].startswith("-"):
            hint = nearest(args[0], ENTRIES)
            raise click.UsageError(f'there is no command "{printable(args[0])}"{hint and f"; {hint}"}', ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """The command; whoever stopped reading its output has seen enough, and that is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Not left to click, which would leave with an exit code that means something else here.
            raise Unread from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What a trainee needs first; no command is loaded for it."""
        for heading in dict.fromkeys(entry.heading for entry in ENTRIES.values()):
            with formatter.section(heading):
                formatter.write_dl([(n, entry.summary) for n, entry in ENTRIES.items() if entry.heading == heading])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    params=_place_options(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.option("--browser", is_flag=True, help="Open the interface in the browser, on this computer only.")
@click.version_option(__version__, prog_name="roleplay")
@click.pass_context
def roleplay(context: click.Context, browser: bool) -> None:
    """Practise conversations with customers: a gym, not an exam.

    You read a briefing, talk with a simulated customer, and get feedback that quotes your own words.
    Nothing leaves this computer unless you ask for a language model.
    """
    places = context.ensure_object(Places)
    if context.invoked_subcommand is None:
        from roleplay.cli.interface import browse
        from roleplay.cli.welcome import welcome

        browse(places) if browser else welcome(places)
    elif browser:
        raise click.UsageError("--browser opens the interface, so no command goes with it", context)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code; a person never sees a traceback for what they did."""
    streams.open_all()
    code = 0
    try:
        code = _run(arguments)
        streams.flush()
    except (Unread, BrokenPipeError):
        streams.abandon()
    except OSError as error:
        streams.abandon()
        streams.tell(f"The output cannot be written: {error.strerror or error}")
        code = BAD_INPUT
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    places = Places()
    try:
        result = roleplay.main(args=arguments, prog_name="roleplay", standalone_mode=False, obj=places)
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "roleplay"
        streams.tell(f"{clean(error.format_message())}\n`{where} --help` says what there is.")
        return BAD_INPUT
    except click.ClickException as error:
        streams.tell(clean(error.format_message()))
        return BAD_INPUT
    except RoleplayError as error:
        streams.tell(clean(str(error)))
        return NO_BACKEND if isinstance(error, BackendError) else BAD_INPUT
    except (KeyboardInterrupt, click.Abort):
        streams.tell("\nStopped.")
        return INTERRUPTED
    except (Unread, OSError):
        raise
    except Exception as fault:
        from roleplay.cli import mishap

        mishap.tell(fault, places)
        return FAULT


_PRACTISE, _RECORD, _TRAIN, _WRITE = "Practise", "Your own record", "For trainers", "For authors and developers"

ENTRIES = {
    "play": Entry(_PRACTISE, "Talk with a customer, then see how it went.", "roleplay.cli.play", "play"),
    "list": Entry(_PRACTISE, "Show the scenarios there are.", "roleplay.cli.library", "list_"),
    "show": Entry(_PRACTISE, "Show the briefing of a scenario.", "roleplay.cli.library", "show"),
    "history": Entry(_RECORD, "Show your conversations so far.", "roleplay.cli.record", "history"),
    "resume": Entry(_RECORD, "Go on with a conversation.", "roleplay.cli.play", "resume"),
    "export": Entry(_RECORD, "Write a conversation to a file.", "roleplay.cli.record", "export"),
    "dispute": Entry(_RECORD, "Say that you disagree with a grade.", "roleplay.cli.dispute", "dispute"),
    "regrade": Entry(_RECORD, "Grade a conversation once more.", "roleplay.cli.regrade", "regrade"),
    "delete": Entry(_RECORD, "Delete conversations for good.", "roleplay.cli.record", "delete"),
    "grade": Entry(_TRAIN, "Grade transcripts of conversations, one or thousands.", "roleplay.cli.grade", "grade"),
    "read": Entry(_TRAIN, "Show what replies do, for other programs.", "roleplay.cli.read", "read"),
    "new": Entry(_WRITE, "Begin a scenario, a rubric or a replay of your own.", "roleplay.cli.new", "new"),
    "check": Entry(_WRITE, "Look for mistakes in files, and what they lack.", "roleplay.cli.check", "check"),
    "test": Entry(_WRITE, "See whether a case holds when thousands play it.", "roleplay.cli.test", "test"),
    "schema": Entry(_WRITE, "Print the shape of a kind of file, for editors.", "roleplay.cli.schema", "schema"),
    "replay": Entry(_WRITE, "Play conversations again from files, and compare.", "roleplay.cli.replay", "replay"),
    "doctor": Entry(_WRITE, "Show what is set up, and what a model is fit for.", "roleplay.cli.doctor", "doctor"),
}
"""Every command, in the order of the help. A new one is one row."""
