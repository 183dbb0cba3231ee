"""A page of plain sentences under headings, and the two ways to write it: for a terminal and as Markdown.

Every report is built as sections first, so that what is told never depends on where it is shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from textwrap import TextWrapper

WIDTH = 80
"""Columns of a terminal page: fits the smallest usual window and a printed sheet."""

# A path or an address stays whole, so that it can be copied.
_WRAPPER = partial(TextWrapper, width=WIDTH, break_on_hyphens=False, break_long_words=False)
_NUMBERED = re.compile(r"[0-9]+\. ")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `items` are short points, told one by one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    joined: bool = False
    """It belongs to the one before: no blank line between them on a terminal."""


def as_text(sections: Iterable[Section]) -> str:
    """For a terminal, a printer or a screen reader: no tables, no boxes, nothing by place or colour alone."""
    text = ""
    for section in sections:
        lines = [_titled(section.heading)] if section.heading else []
        lines += [wrapped(paragraph) for paragraph in section.paragraphs]
        lines += [wrapped(item, first="" if _NUMBERED.match(item) else "- ", rest="  ") for item in section.items]
        gap = ("\n" if section.joined else "\n\n") if text else ""
        text += gap + "\n".join(lines)
    return f"{text}\n"


def _titled(heading: str) -> str:
    """A heading says by a colon that something follows, unless it is a sentence already."""
    return heading if ":" in heading or heading.endswith(("?", ".", "!")) else f"{heading}:"


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """The text in lines of at most `WIDTH` columns; its own line ends stay."""
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        indent = first if not lines else rest
        filled = _WRAPPER(initial_indent=indent, subsequent_indent=rest).wrap(line)
        lines += filled or [indent.rstrip()]
    return "\n".join(lines)


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut in the middle and between words where that can be: both ends tell most."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    start = text[: most * 3 // 5]
    start = start.rpartition(" ")[0] or start
    end = text[-(most - len(start) - 3) :]
    end = end.partition(" ")[2] or end
    return f"{start} \u2026 {end}"


def as_markdown(title: str, sections: Iterable[Section]) -> str:
    """For a file that is sent or kept; what people wrote is text in it, never markup."""
    blocks = [f"# {escaped(title)}"]
    for section in sections:
        if section.heading:
            blocks.append(f"## {escaped(section.heading)}")
        blocks += [_paragraph(paragraph) for paragraph in section.paragraphs]
        if section.items:
            blocks.append("\n".join(f"- {_paragraph(item)}" for item in section.items))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text with nothing left that Markdown would take for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _paragraph(text: str) -> str:
    lines = [escaped(line) for line in text.splitlines() if line.strip()]
    return "  \n".join(re.sub(r"^(\d+)([.)])|^([-+])", r"\1\\\2\3", line) for line in lines)
