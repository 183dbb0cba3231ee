"""A real server with a real model, small and stupid: what it says is never looked at, only how it comes.

`model` is a client for the one server that all tests share; `doomed` is a server of one test's own, to be killed.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from roleplay.llm import Model, endpoint, opened

ROOT = Path(__file__).resolve().parents[3]
HERE = ROOT / ".venv-llm"
PYTHON = HERE / "bin" / "python"
SERVE = Path(__file__).with_name("serve.py")
NAME = "smollm2-135m"
TO_START = 60.0
"""Seconds; a machine with nothing else to do needs one."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    process: subprocess.Popen[bytes]


def missing() -> str:
    """Why there is no server to be had; empty if there is one."""
    if (HERE / ".ready").exists():
        return ""
    log = HERE / "setup.log"
    told = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()] if log.exists() else []
    errors = [line for line in told if line.startswith("ERROR")]
    return f"no real language model here: {[*errors, *told[-1:], 'run `make llm`'][0][:200]}"


@contextmanager
def served(log: Path) -> Iterator[Server]:
    """A server of one's own. It lives no longer than this process does: it ends with its stdin."""
    with (
        log.open("wb") as told,
        subprocess.Popen([PYTHON, "-I", SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told) as process,
    ):
        assert process.stdin
        assert process.stdout
        late = threading.Timer(TO_START, process.kill)
        late.start()
        try:
            said = next((line.split() for line in process.stdout if line.startswith(b"READY")), None)
            late.cancel()
            assert said, f"the server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}"
            yield Server(said[1].decode(), process)
        finally:
            late.cancel()
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that tests share. Where there can be none, a run says why; one told to may not do without it."""
    if reason := missing():
        if os.environ.get("ROLEPLAY_TEST_REAL_MODEL") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with served(tmp_path_factory.mktemp("server") / "log") as running:
        yield running


@pytest.fixture
def doomed(server: Server, tmp_path: Path) -> Iterator[Server]:
    """Another server, which need not outlive the test."""
    with served(tmp_path / "log") as running:
        yield running


@asynccontextmanager
async def talking(server: Server, **told: Any) -> AsyncIterator[Model]:
    """A client as the program opens one; what is `told` stands in its endpoint."""
    model = await opened(replace(endpoint(server.address, NAME), **told))
    try:
        yield model
    finally:
        await model.close()


@pytest.fixture
async def model(server: Server) -> AsyncIterator[Model]:
    """A client, and nothing told to the server beside what the program tells any."""
    async with talking(server) as client:
        yield client
