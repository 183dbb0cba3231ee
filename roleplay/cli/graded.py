"""What `roleplay grade` shows: a page for one conversation, a line for each of many and then a page for all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from roleplay.cli import streams
from roleplay.domain.overview import Overview
from roleplay.formats.html import Article, as_html
from roleplay.formats.overview import overview_page
from roleplay.formats.page import Section, as_text
from roleplay.formats.words import LEVELS, STATUS
from roleplay.review.examiner import Marked
from roleplay.review.many import Tally

MOST_PAGES = 200
"""Conversations that get a page of their own in a file: more than anybody reads, few enough to open it."""


def show_all(marked: Iterator[Marked], bad: "Count") -> None:
    """To the terminal, each as soon as it is graded."""
    first = list(islice(marked, 2))
    if len(first) == 1:
        streams.show(as_text((Section(_name(first[0])), *first[0].page)).rstrip("\n"))
    if len(first) < 2:
        return
    tally = Tally()
    for one in chain(first, marked):
        streams.show(_line(one))
        _add(tally, one)
    streams.show("\n" + as_text(overview_page(tally.overview(), bad.number)).rstrip("\n"))


def html(marked: Iterator[Marked], bad: "Count") -> Iterator[str]:
    """The same as a file: the page for all first, so nothing is written before everything is graded."""
    tally = Tally()
    pages: list[Article] = []
    for one in marked:
        _add(tally, one)
        if len(pages) < MOST_PAGES:
            pages.append((_name(one), one.page))
    found = tally.overview()
    whole = [_whole(found, bad.number, len(pages))] if found.graded > 1 else []
    return as_html("Customer conversations, graded", [*whole, *pages])


class Count:
    """A number that others watch: how many conversations could not be graded so far."""

    def __init__(self) -> None:
        self.number = 0


def _whole(found: Overview, bad: int, pages: int) -> Article:
    about, *rest = overview_page(found, bad)
    left = f"The first {pages:,} follow, each on a page of its own; all {found.graded:,} are counted here."
    note = (left,) if pages < found.graded else ()
    return about.heading, (replace(about, heading="", paragraphs=(*about.paragraphs, *note)), *rest)


def _add(tally: Tally, one: Marked) -> None:
    if one.digest:
        tally.add(one.digest)


def _name(one: Marked) -> str:
    """Where to find it again."""
    where = one.id if one.id is not None else f"line {one.line}" if one.line > 1 else ""
    return f"{one.file}, {where}" if where else one.file


def _line(one: Marked) -> str:
    skills = one.digest.skills if one.digest else ()
    levels = [f"{title} {STATUS['no_opportunity'] if level is None else LEVELS[level]}" for title, level in skills]
    stop = " Something in it must never happen." if one.digest and one.digest.critical else ""
    return f"{_name(one)}: {', '.join(levels) or 'nothing to grade'}.{stop}"
