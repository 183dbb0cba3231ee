"""Prints the codebook page: `python -m training.codebook > docs/moves.md`."""

from collections.abc import Iterator

from roleplay.domain.codebook import BORDERS, GENERAL
from roleplay.domain.moves import MOVES, MoveKind

OPENING = """# The codebook of moves

What an agent's reply can do, for everybody who labels replies, writes cues or trains the reader. Printed from
`roleplay/domain/moves.py` and `roleplay/domain/codebook.py` by `make codebook`; a test holds the two together.

## Rules for all moves
"""
POLARITIES = {"neutral": "Neutral moves", "helps": "Moves that help", "harms": "Moves that harm"}


def page() -> str:
    """The whole codebook as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield OPENING
    yield from (f"- {rule}" for rule in GENERAL)
    for polarity, title in POLARITIES.items():
        yield f"\n## {title}"
        for kind in MOVES.values():
            if kind.polarity == polarity:
                yield from _entry(kind)


def _entry(kind: MoveKind) -> Iterator[str]:
    border = BORDERS[kind.id]
    yield f"\n### `{kind.id}`: {kind.gloss}\n"
    yield border.rule + "\n"
    yield "- Is: " + " · ".join(f"“{text}”" for text in border.are)
    yield "- Is not: " + " · ".join(f"“{text}” ({why})" for text, why in border.are_not)


if __name__ == "__main__":
    print(page(), end="")
