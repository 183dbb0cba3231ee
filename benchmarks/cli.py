"""What `roleplay list` costs beside importing its three libraries, and what it must not load."""

from __future__ import annotations

import resource
import subprocess
import sys

PLAIN = "from pydantic import BaseModel; import click, tomli"
LIST = "import sys; sys.argv = ['roleplay', 'list']; from roleplay.cli import main; main()"
LOADED = """
import sys
from roleplay.cli import main
sys.argv = ["roleplay", "list"]
try:
    main()
except SystemExit:
    pass
print(*sorted(name for name in sys.modules), sep="\\n", file=sys.stderr)
"""
FORBIDDEN = ("asyncio", "roleplay.session", "textual", "openai", "roleplay.reader")
RUNS = 7
TWICE = 2.0
"""How many times the plain import the list may cost (issue 1)."""


def spent(code: str) -> float:
    """Milliseconds of processor time of a child, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def loaded() -> list[str]:
    """Modules that `roleplay list` loads and must not."""
    child = subprocess.run(
        [sys.executable, "-c", LOADED], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    names = child.stderr.split()
    return [name for name in names if any(name == one or name.startswith(one + ".") for one in FORBIDDEN)]


def main() -> None:
    """Print the table; the process ends with 1 when the list costs too much or loads too much."""
    pairs = [(spent(PLAIN), spent(LIST)) for _ in range(RUNS)]
    plain, listing = (min(times) for times in zip(*pairs, strict=True))
    surplus = loaded()
    print("roleplay list, processor time in ms, least of several")
    print(f"  {'its three libraries alone':44}{plain:10.1f}")
    print(f"  {'roleplay list':44}{listing:10.1f}   ({listing / plain:.2f} times, allowed {TWICE:.0f})")
    print(f"  {'loaded without need':44}{', '.join(surplus) or 'nothing':>10}")
    raise SystemExit(int(listing > TWICE * plain or bool(surplus)))


if __name__ == "__main__":
    main()
