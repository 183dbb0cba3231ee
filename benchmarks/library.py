"""What `roleplay list` costs for a folder of thousands: reading every file, and from memory.

`benchmarks/library.py [COUNT [FILE]]`; without them 5,000 times the short case of the tests.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASE = Path(__file__).resolve().parent.parent / "tests" / "library" / "scenarios" / "late-parcel.toml"
COUNT = 5000
SETTLED = 2.5
"""Seconds after which the files are old enough to be remembered."""
SECONDS = 2.0
"""Seconds of processor time that a list from memory may take."""
RUNS = 5
PROGRAM = "from roleplay.cli import main; main()"


def write(folder: Path, case: Path, count: int) -> None:
    """The folder, with one case under many names."""
    text = case.read_text(encoding="utf-8")
    for number in range(count):
        id = f"{case.stem}-{number}"
        (folder / f"{id}.toml").write_text(text.replace(f'id = "{case.stem}"', f'id = "{id}"', 1), encoding="utf-8")


def spent(home: Path, library: Path, *options: str) -> tuple[float, float]:
    """Seconds of a list in a process: by the clock, and of processor time."""
    places = {name: str(home / name) for name in ("DATA", "CACHE", "SETTINGS")}
    environment = os.environ | {f"ROLEPLAY_{name}": place for name, place in places.items()}
    command = [sys.executable, "-c", PROGRAM, "--library", str(library), "list", *options]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def row(what: str, times: tuple[float, float]) -> str:
    """A line of the table."""
    return f"  {what:44}{times[0]:8.2f}{times[1]:8.2f}"


def main() -> None:
    """Print the table; the process ends with 1 when a list from memory costs too much."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    case = Path(sys.argv[2]) if len(sys.argv) > 2 else CASE
    with tempfile.TemporaryDirectory() as name:
        home, library, small = Path(name), Path(name, "library"), Path(name, "small")
        library.mkdir()
        small.mkdir()
        write(library, case, count)
        time.sleep(SETTLED)
        cold = spent(home, library)
        warm, as_json = (min(spent(home, library, *options) for _ in range(RUNS)) for options in ((), ("--json",)))
        bare = min(spent(home, small) for _ in range(RUNS))
        size = sum(file.stat().st_size for file in (home / "CACHE").iterdir())
    print(
        f"roleplay list of {count} scenarios, seconds by the clock and of processor time, the least of {RUNS} if warm"
    )
    print(f"  (load average {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores; the index has {size / 1000:.0f} kB)")
    print(row("reading every file", cold))
    print(row("from memory", warm))
    print(row("from memory, --json", as_json))
    print(row("an empty folder", bare))
    print(f"  warm is {warm[1] / cold[1]:.0%} of cold; allowed are {SECONDS:.0f} s")
    raise SystemExit(int(max(warm[1], as_json[1]) > SECONDS))


if __name__ == "__main__":
    main()
