"""Long work says now and then how far it is, and short work says nothing."""

from __future__ import annotations

import pytest

from roleplay.cli.progress import Progress


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def told(capsys: pytest.CaptureFixture[str], total: int | None, each: float, number: int) -> list[str]:
    clock = Clock()
    progress = Progress("graded.", lambda: total, clock)
    for _ in range(number):
        clock.seconds += each
        progress.tick()
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err.splitlines()


def test_quick_work_says_nothing(capsys: pytest.CaptureFixture[str]):
    assert told(capsys, 100, 0.01, 100) == []


def test_long_work_says_how_far_it_is_every_few_seconds(capsys: pytest.CaptureFixture[str]):
    said = told(capsys, 10_000, 1 / 512, 4_000)
    assert said == ["1,024 of 10,000 graded.", "3,584 of 10,000 graded."]


def test_where_nobody_knows_how_many_there_are_it_counts(capsys: pytest.CaptureFixture[str]):
    assert told(capsys, None, 1.0, 3) == ["2 graded."]


def test_the_total_is_only_counted_when_it_is_told():
    def never() -> int:
        raise AssertionError("counted for nothing")

    progress = Progress("graded.", never, Clock())
    for _ in range(10):
        progress.tick()
