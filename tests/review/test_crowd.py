"""Several processes at the same work: in order, never many at a time, and nothing lost but what cannot be done."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from roleplay.errors import RoleplayError
from roleplay.review.crowd import AHEAD, CHUNK, Failed, each


def doubled(number: int) -> int:
    return number * 2


def uneven(number: int) -> int:
    time.sleep(0.02 if number % 5 == 0 else 0)
    return number


def faulty(number: int) -> int:
    if number % 7 == 3:
        raise RecursionError("deep")
    return number


def deadly(number: int) -> int:
    if number in (0, 5, 6, 29):
        os._exit(9)
    return number


def large(number: int) -> bytes:
    return bytes(2_000_000)


class Unstartable:
    """Work that no other process can be given whole."""

    def __call__(self, number: int) -> int:
        return number

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_things(jobs: int):
    assert list(each(uneven, range(40), jobs)) == [(number, number) for number in range(40)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do_is_no_trouble(jobs: int):
    assert list(each(doubled, [], jobs)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_costs_the_one_thing_it_was_in(jobs: int):
    found = dict(each(faulty, range(20), jobs))
    failed = {number: result for number, result in found.items() if isinstance(result, Failed)}
    assert list(failed) == [3, 10, 17]
    assert all("RecursionError" in one.why and "Traceback" in one.details for one in failed.values())
    assert len(found) == 20


def test_a_process_that_dies_costs_the_one_thing_it_was_at():
    found = list(each(deadly, range(30), 2))
    assert [number for number, _ in found] == list(range(30))
    assert [number for number, result in found if isinstance(result, Failed)] == [0, 5, 6, 29]


def test_results_and_things_of_any_size_pass():
    things = [bytes(300_000)] * 6
    assert [len(result) for _, result in each(large, things, 2) if isinstance(result, bytes)] == [2_000_000] * 6  # type: ignore[arg-type]


def test_no_more_is_read_than_there_is_room_for():
    read = 0

    def things() -> Iterator[int]:
        nonlocal read
        for number in range(10_000):
            read += 1
            yield number

    results = each(doubled, things(), 2)
    for _ in range(5):
        next(results)
    time.sleep(0.2)
    assert read <= 5 + 2 * CHUNK * (AHEAD + 1) + CHUNK
    results.close()


def test_processes_that_cannot_start_are_told_and_not_waited_for(capfd: pytest.CaptureFixture[str]):
    with pytest.raises(RoleplayError, match="cannot be started"):
        list(each(Unstartable(), range(3), 2))
