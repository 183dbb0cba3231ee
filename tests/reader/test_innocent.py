"""Decent replies, hundreds of them in many voices, are never heard as a fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from heard import harms, heard, heard_in
from innocent_more import MORE
from innocent_replies import INNOCENT

from roleplay.domain.reading import Reading

ALL = INNOCENT | {f"{name} again": talk for name, talk in MORE.items()}


def replies() -> Iterator[object]:
    for name, customer, texts in ALL.values():
        for text in texts:
            yield pytest.param(name, customer, text, id=text)


def hear(name: str | None, customer: str, text: str) -> Reading:
    return heard_in(name, text, customer) if name else heard(text, customer)


@pytest.mark.parametrize(("name", "customer", "text"), list(replies()))
def test_a_decent_reply_has_no_fault(name: str | None, customer: str, text: str) -> None:
    reading = hear(name, customer, text)
    assert harms(reading) == []
    assert not any(move.about.wrong for move in reading.moves)
    assert not reading.flags


def test_nearly_every_decent_reply_is_understood() -> None:
    heard_at_all = [not hear(name, customer, text).unclear for name, customer, texts in ALL.values() for text in texts]
    assert sum(heard_at_all) / len(heard_at_all) > 0.94


def test_there_are_enough_of_them() -> None:
    assert sum(len(texts) for _, _, texts in ALL.values()) >= 200
