"""Whether a reply is heard to be about what it is about: facts, deeds, ways out and wishes of the case, by their ids.

`benchmarks/grounding.py [--misses]`: reads each reply of `data/grounding` as the first of its case, and prints for each
kind of thing how many were labelled, and the precision and recall of what was heard; case by case, for all, and for
the even half that nobody looks at when the reader is mended. `--misses` shows what was missed in the odd half.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from roleplay.domain.reading import Reading
from roleplay.domain.transcript import Turn
from roleplay.library import find_scenario
from roleplay.reader import read
from roleplay.turn import opening

REPLIES = Path(__file__).resolve().parent.parent / "data" / "grounding"
KINDS = ("asks", "tells", "wrong", "acts", "offers", "answers")
QUESTIONS = ("open_question", "closed_question", "teach_back", "verify_identity")
SEED = 7


def heard(reading: Reading) -> dict[str, set[str]]:
    """The ids that a reading names, by what the reply does with them."""
    asked = [move for move in reading.moves if move.kind in QUESTIONS]
    others = [move for move in reading.moves if move.kind not in QUESTIONS]
    return {
        "asks": {id for move in asked for id in move.about.facts},
        "tells": {id for move in others for id in move.about.facts},
        "wrong": {id for move in reading.moves for id in move.about.wrong},
        "acts": {move.about.action for move in others if move.about.action},
        "offers": {move.about.outcome for move in others if move.about.outcome},
        "answers": {id for move in others for id in move.about.requests},
    }


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="every reply of the odd half that was misheard")
    given = parser.parse_args()
    every, held_out = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    print(f"{'labelled, precision, recall':<28}" + "".join(f"{kind:>16}" for kind in KINDS))
    for path in sorted(REPLIES.glob("*.jsonl")):
        seen, unseen = _counted(path, given.misses)
        every += seen + unseen
        held_out += unseen
        print(_row(path.stem, seen + unseen))
    print(_row("all", every))
    print(_row("not looked at", held_out))


def _counted(path: Path, tells: bool) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """What was labelled, said and right in the odd half of a case's replies, and in the even half."""
    scenario = find_scenario(path.stem).scenario
    state, directive, words = opening(scenario, SEED)
    before = (Turn(0, "customer", words, state, None, directive, "scripted"),)
    halves = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        found = heard(read(row["reply"], scenario, state, before))
        for kind in KINDS:
            there, said = set(row[kind]), found[kind]
            halves[number % 2].update(
                {(kind, "there"): len(there), (kind, "said"): len(said), (kind, "right"): len(there & said)}
            )
            if tells and number % 2 == 0 and there != said:
                print(
                    f"{row['id']} {kind}: missed {sorted(there - said)}, made up {sorted(said - there)}: {row['reply']}"
                )
    return halves


def _row(name: str, counted: Counter[tuple[str, str]]) -> str:
    shown = []
    for kind in KINDS:
        there, said, right = (counted[kind, what] for what in ("there", "said", "right"))
        shown.append(f"{there:>6} {right / said if said else 1:.2f} {right / there if there else 1:.2f}")
    return f"{name:<28}" + "".join(f"{one:>16}" for one in shown)


if __name__ == "__main__":
    main()
