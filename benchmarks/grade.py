"""What grading many transcripts costs: time, and memory that must not grow with their number.

`benchmarks/grade.py [COUNT...] [--jobs N]`; without counts 1,000 and then 10,000 transcripts of six replies.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from roleplay.domain.scenario import Scenario
from roleplay.formats.scenario import load_scenario

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
REPLIES = 6
MINUTES = 10.0
"""Minutes that ten thousand may take with two jobs."""
GROWTH = 1.3
"""How many times the memory of the first count the last may take."""
PROGRAM = "from roleplay.cli import main; main()"

CUSTOMER = (
    "That's not what I asked. I told you already: it was {number} days ago.",
    "And when will it be there? I need it by the {number}th.",
    "Okay. What happens next, and who writes to me?",
    "This is the {number}th time I explain it. Can I talk to your manager?",
    "Thanks, that helps. Is there anything I have to do?",
    "I don't understand that. What does it mean for my order {number}?",
)
EXTRA = (
    "I'm sorry, that must be annoying. What do you need it for, order {number}?",
    "We apologise for any inconvenience caused. Your satisfaction is our priority.",
    "Let me look that up. I'll write to you here within {number} minutes.",
    "Calm down, you must have clicked the wrong one yourself.",
    "So you've waited {number} days, and now this. That's on us. I'll see it through today.",
    "You have to call the other department for that, they are open until {number}.",
)


def transcripts(count: int) -> Iterator[str]:
    """Lines of JSON: the replies of the built-in trainees mixed with others, every one with numbers of its own."""
    cases = [load_scenario(path) for path in sorted(SCENARIOS.glob("*.toml"))]
    for number in range(count):
        case = cases[number % len(cases)]
        messages = [{"role": "customer", "content": _opening(case)}]
        pool = [*EXTRA, *(text for probe in case.probes for text in probe.replies)]
        for at in range(REPLIES):
            reply = pool[(number * 7 + at * 13) % len(pool)].replace("{number}", str(number % 97 + at))
            answer = CUSTOMER[(number + at * 5) % len(CUSTOMER)].format(number=number % 89 + 2)
            messages += [{"role": "agent", "content": reply}, {"role": "customer", "content": answer}]
        yield json.dumps({"id": f"c-{number}", "kind": case.meta.kind, "messages": messages})


def _opening(case: Scenario) -> str:
    line = next((one for one in case.lines if one.act == "open"), None)
    return line.text[0] if line else case.need.presenting


class Cost:
    """One run: wall time and processor time in seconds, the largest memory of all its processes together in MB."""

    def __init__(self, file: Path, jobs: int) -> None:
        begun, before = time.perf_counter(), os.times()
        arguments = ["grade", str(file), "--json", "--jobs", str(jobs)]
        self.results, self.memory = 0, 0.0
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as running:
            assert running.stdout
            for line in running.stdout:
                self.results += bool(json.loads(line)["rubrics"])
                if self.results % 20 == 0:
                    self.memory = max(self.memory, memory(running.pid))
        after = os.times()
        self.wall = time.perf_counter() - begun
        self.processor = after.children_user + after.children_system - before.children_user - before.children_system


def memory(pid: int) -> float:
    """The largest memory that a process and its children have had, in MB, where the system tells; else 0."""
    try:
        kilobytes = int(Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2].split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return kilobytes / 1000 + sum(memory(int(child)) for child in children)


def main() -> None:
    """Print the table; the process ends with 1 when it takes too long, loses results or grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    print(f"roleplay grade --json --jobs {given.jobs}, transcripts of {REPLIES} replies")
    print(f"  {'transcripts':>12}{'results':>10}{'wall s':>10}{'CPU s':>10}{'MB, all processes':>20}")
    costs: list[Cost] = []
    lost = False
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            file = Path(folder, f"{count}.jsonl")
            with open(file, "w", encoding="utf-8") as written:
                written.writelines(f"{line}\n" for line in transcripts(count))
            cost = Cost(file, given.jobs)
            costs.append(cost)
            lost = lost or cost.results != count
            numbers = f"{cost.wall:>10.1f}{cost.processor:>10.1f}{cost.memory:>20.0f}"
            print(f"  {count:>12,}{cost.results:>10,}{numbers}", flush=True)
    slow = costs[-1].wall / given.counts[-1] * 10_000 > MINUTES * 60
    raise SystemExit(int(lost or slow or costs[-1].memory > GROWTH * costs[0].memory))


if __name__ == "__main__":
    main()
