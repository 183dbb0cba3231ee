"""`roleplay schema`: the shape of a kind of file, for an editor."""

import click

from roleplay.cli import streams
from roleplay.formats.schema import MODELS, schema_text


@click.command
@click.argument("kind", type=click.Choice(tuple(MODELS)))
def schema(kind: str) -> None:
    """Print the JSON Schema of a KIND of file, with which an editor completes and checks it."""
    streams.show(schema_text(kind).rstrip("\n"))
