"""Whether the customer's answers are to the point: replies by people who had not seen a case's file, judged by readers.

`benchmarks/answers.py` plays each reply of `data/answers/*.jsonl` at its moment and tells, case by case and set by set,
how many answers each of the two readers called to the point, at first sight and now, and which answers are no longer
those that were judged. Each set was written by other people, after the ones before it had been mended.
`benchmarks/answers.py PAGE` writes the moments and answers to a page for readers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from roleplay.domain.scenario import Scenario
from roleplay.domain.transcript import Turn
from roleplay.formats.briefing import about, briefing
from roleplay.formats.page import as_text
from roleplay.library import find_scenario
from roleplay.turn import opening, reply

ANSWERS = Path(__file__).resolve().parent.parent / "data" / "answers"
READERS = ("a", "b")
WHEN = ("first", "now")


def conversation(scenario: Scenario, seed: int, replies: list[str]) -> list[Turn]:
    """What both sides say; what comes after an ending is not said."""
    state, _, words = opening(scenario, seed)
    turns = [Turn(0, "customer", words)]
    for text in replies:
        found = reply(scenario, seed, state, tuple(turns), text)
        state = found.state
        turns += [Turn(len(turns), "agent", text), Turn(len(turns) + 1, "customer", found.words)]
        if state.ending:
            break
    return turns


def page(rows: list[dict[str, object]]) -> str:
    """Every case's briefing, and each of its moments as a reader gets it."""
    parts: list[str] = []
    last = ""
    for row in rows:
        scenario = find_scenario(str(row["scenario"])).scenario
        if scenario.meta.id != last:
            last = scenario.meta.id
            parts.append(f"\n######## {last}\n\n{as_text((about(scenario), *briefing(scenario)))}")
        turns = conversation(scenario, int(str(row["seed"])), [*row["before"], row["reply"]])  # type: ignore[misc]
        told = [f"{'Customer' if one.role == 'customer' else 'Trainee'}: {one.content}" for one in turns]
        parts.append("\n".join([f"\n=== {row['id']}", *told[:-2], f"REPLY {told[-2]}", f"ANSWER {told[-1]}"]))
    return "\n".join(parts)


def main() -> None:
    """Count, compare, print."""
    rows = [
        json.loads(line) for path in sorted(ANSWERS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(page(rows), "utf-8")
        return
    counted: dict[str, Counter[str]] = {}
    for row in rows:
        scenario = find_scenario(row["scenario"]).scenario
        answer = conversation(scenario, row["seed"], [*row["before"], row["reply"]])[-1].content
        found = Counter({"replies": 1, "changed": int(answer != row["now"]["answer"])})
        found.update(f"{when} {reader}" for when in WHEN for reader in READERS if row[when][reader] == "yes")
        for what in (row["scenario"], f"set {row['set']}", "all"):
            counted.setdefault(what, Counter()).update(found)
        if found["changed"]:
            print(f"{row['id']}: not as judged: {answer}")
    columns = ["replies", *(f"{when} {reader}" for when in WHEN for reader in READERS), "changed"]
    print(f"{'':<28}" + "".join(f"{name:>9}" for name in columns))
    for what, count in sorted(counted.items()):
        print(f"{what:<28}" + "".join(f"{count[name]:>9}" for name in columns))


if __name__ == "__main__":
    main()
