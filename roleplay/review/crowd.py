"""The same work on many things by several processes at once: results in order, and never many in memory.

A process that dies takes only the thing it was working on with it.
"""

import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from roleplay.errors import RoleplayError

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 4
"""Things handed to a process at a time: enough that it doesn't wait for more, few enough to stay small."""
AHEAD = 16
"""Chunks for each process that may be done before the first of them is taken."""

_DIED = "the process that worked on this ended unexpectedly, perhaps for want of memory"


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no result: said to a person, who can do something about it only by leaving the thing out."""

    why: str
    details: str = ""
    """For whoever mends the program."""


def each(work: Callable[[T], R], things: Iterable[T], jobs: int = 1) -> Generator[tuple[T, R | Failed], None, None]:
    """Every thing with its result, in order; `work` must be something that another process can be given."""
    if jobs <= 1:
        for thing in things:
            yield thing, _done(work, thing)
        return
    crowd: _Crowd[T, R] = _Crowd(work, iter(things), jobs)
    try:
        yield from crowd.results()
    finally:
        crowd.stop()


def _done(work: Callable[[T], R], thing: T) -> R | Failed:
    """The result; a fault in the work on one thing is no reason to lose the others."""
    try:
        return work(thing)
    except Exception as fault:
        why = f"the program made a mistake of its own here ({type(fault).__name__})"
        return Failed(why, "".join(traceback.format_exception(fault)))


@dataclass(eq=False)
class _Worker(Generic[T]):
    process: BaseProcess
    line: Connection
    ready: bool = False
    given: deque[tuple[int, T]] = field(default_factory=deque)
    """What it has been given and not yet brought back, with its place in the order."""


class _Crowd(Generic[T, R]):
    """Nothing is sent to a worker that still has work, so neither side ever waits for the other to read."""

    def __init__(self, work: Callable[[T], R], things: Iterator[T], jobs: int) -> None:
        self._work = work
        self._things = things
        self._waiting: deque[tuple[int, T]] = deque()
        """What a worker that died had not begun."""
        self._done: dict[int, tuple[T, R | Failed]] = {}
        self._given = self._taken = 0
        self._workers = [self._hire() for _ in range(jobs)]

    def results(self) -> Iterator[tuple[T, R | Failed]]:
        """The results in order, as soon as the next one is there."""
        while True:
            for worker in self._workers:
                if worker.ready and not worker.given:
                    self._give(worker)
            while self._taken in self._done:
                yield self._done.pop(self._taken)
                self._taken += 1
            busy = {one.line: one for one in self._workers if one.given or not one.ready}
            if not any(one.given for one in self._workers) and not self._more():
                return
            for line in wait(list(busy)):
                self._hear(busy[line])  # type: ignore[index]

    def stop(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.line.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _hire(self) -> _Worker[T]:
        """A new process, not a copy of this one: a copy would share open files and half-taken locks."""
        context = multiprocessing.get_context("spawn")
        line, other = context.Pipe()
        process = context.Process(target=_help, args=(other, self._work), daemon=True)
        with _undisturbed():
            process.start()
        other.close()
        return _Worker(process, line)

    def _more(self) -> bool:
        """Whether anything is left to do, so looked up that nothing is read before there is room for it."""
        if not self._waiting:
            self._waiting.extend(enumerate(islice(self._things, CHUNK), self._given))
            self._given += len(self._waiting)
        return bool(self._waiting)

    def _give(self, worker: _Worker[T]) -> None:
        room = self._given - self._taken < AHEAD * CHUNK * len(self._workers)
        if not (self._waiting or room) or not self._more():
            return
        worker.given, self._waiting = self._waiting, deque()
        try:
            worker.line.send([thing for _, thing in worker.given])
        except OSError:
            self._replace(worker)

    def _hear(self, worker: _Worker[T]) -> None:
        try:
            result = worker.line.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if not worker.ready:
            worker.ready = True
            return
        place, thing = worker.given.popleft()
        self._done[place] = (thing, result)

    def _replace(self, worker: _Worker[T]) -> None:
        """What the dead worker was at is lost, and only that."""
        if not worker.ready:
            raise RoleplayError("the helping processes cannot be started", hint="Say --jobs 1.")
        place, thing = worker.given.popleft()
        self._done[place] = (thing, Failed(_DIED))
        self._waiting.extend(worker.given)
        worker.line.close()
        worker.process.join()
        self._workers[self._workers.index(worker)] = self._hire()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What is started in here never hears of an interruption: only the one who handed out the work does."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        # Only the main thread may say so, and only its program is interrupted from a keyboard.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _help(line: Connection, work: Callable[[T], R]) -> None:
    """A worker's life: until nobody hands out any more."""
    try:
        line.send(True)
        while True:
            for thing in line.recv():
                line.send(_done(work, thing))
    except (EOFError, OSError):
        return
