"""Transcripts played by the built-in trainees, with and beside conversations from elsewhere, graded by one command.

`benchmarks/probes.py [COUNT]`: plays each trainee of each shipped case with many seeds, some broken off
after two or three replies, adds `data/foreign/blind.jsonl`, runs `roleplay grade` once, and prints the
mean score of every trainee. Ends with 1 where results are lost or the trainees rank wrongly.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import fmean

from roleplay.domain.expectation import Probe
from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn
from roleplay.library import find_scenario, list_scenarios
from roleplay.turn import opening, reply

FOREIGN = Path(__file__).resolve().parent.parent / "data" / "foreign" / "blind.jsonl"
PROGRAM = "from roleplay.cli import main; main()"
RANKED = ("bad", "boilerplate", "mediocre", "short-good", "good")


def conversation(scenario: Scenario, probe: Probe, seed: int) -> list[dict[str, str]]:
    """What was said; every third seed breaks off early."""
    state, _, words = opening(scenario, seed)
    turns = [Turn(0, "customer", words)]
    replies = probe.replies[: 2 + seed % 2] if seed % 3 == 0 else probe.replies
    for text in replies:
        found = reply(scenario, seed, state, tuple(turns), text)
        state = found.state
        turns += [Turn(len(turns), "agent", text), Turn(len(turns) + 1, "customer", found.words)]
        if state.ending:
            break
    return [{"role": turn.role, "content": turn.content} for turn in turns]


def transcripts() -> Iterator[str]:
    """Lines of JSON without end: every trainee of every case in turn, with a new seed each round."""
    cases = [find_scenario(found.meta.id).scenario for found in list_scenarios()[0] if found.source == "shipped"]
    for seed in count(1):
        for case in cases:
            for probe in case.probes:
                id = f"{case.meta.id}/{probe.id}/{seed}"
                messages = conversation(case, probe, seed)
                yield json.dumps({"id": id, "scenario": case.meta.id, "messages": messages})


def main() -> None:
    """Write, grade, and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "probes.jsonl")
        file.write_text("".join(f"{line}\n" for line, _ in zip(transcripts(), range(number), strict=False)), "utf-8")
        arguments = ["grade", str(file), str(FOREIGN), "--json", "--jobs", "2"]
        done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True)
    graded = [json.loads(line) for line in done.stdout.splitlines()]
    scores: dict[str, list[float]] = defaultdict(list)
    for one in graded:
        known = [rubric["score"] for rubric in one["rubrics"] if rubric["score"] is not None]
        if one["scenario"] and known:
            scores[one["id"].split("/")[1]].append(fmean(known))
    means = {name: fmean(values) for name, values in scores.items()}
    print(f"{len(graded)} transcripts graded by one command, {len(graded) - number} of them from elsewhere")
    for name, mean in sorted(means.items(), key=lambda item: -item[1]):
        print(f"  {name:<24}{len(scores[name]):>4}{mean:>8.1f}")
    ranked = [means[name] for name in RANKED]
    raise SystemExit(int(ranked != sorted(ranked) or len(graded) <= number))


if __name__ == "__main__":
    main()
