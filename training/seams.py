"""Where sentences begin: the texts of `data/moves` without their marks, and what is learned of it."""

import json
from pathlib import Path

import numpy as np

from roleplay.reader.clauses import ENDS
from roleplay.reader.seams import looked_at
from roleplay.reader.words import Token, tokens
from training.corpus import FOLDER
from training.file import write_seams
from training.fit import linear, parts, unseen

PRECISE = 0.75
"""Share of the places heard that are to be real ones; a sentence cut in two is worse than two that run on."""
Place = tuple[str, frozenset[str], bool]
"""The batch, what stands around a place between two words, and whether a sentence begins there."""


def places(test: str, folder: Path = FOLDER) -> list[Place]:
    """Every place between two words, but where a comma or a dash leaves it open; none of the `test` batches."""
    found: list[Place] = []
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem.startswith(test):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for text in (row["reply"], row.get("customer", "")):
                found += _places(path.stem, tokens(text))
    return found


def _places(batch: str, found: list[Token]) -> list[Place]:
    words, marks = [], [""]
    for token in found:
        if token.mark:
            marks[-1] += token.word or "\n"
        else:
            words.append(token.word)
            marks.append("")
    wide = ["", "", "", *words, "", "", ""]
    return [
        (batch, frozenset(looked_at(wide[at : at + 6])), not ENDS.isdisjoint(marks[at]))
        for at in range(1, len(words))
        if not marks[at] or not ENDS.isdisjoint(marks[at])
    ]


def learn_seams(test: str) -> str:
    """Learns from all but the `test` batches, writes, and tells what was reached in words of unseen writers."""
    batches, seen, begins = zip(*places(test), strict=True)
    there = np.array(begins)
    labels = there[:, None].astype(np.int8)
    scores = unseen(list(seen), labels, parts(list(batches)))[:, 0]
    order = np.argsort(-scores)
    precise = np.flatnonzero(np.cumsum(there[order]) >= PRECISE * np.arange(1, len(order) + 1))
    heard = float(scores[order[precise[-1]]])
    said = scores >= heard
    told = f"{len(there)} places between words, {there.sum()} where a sentence begins; of writers it has not seen: "
    reached = f"precision {there[said].mean():.2f}, recall {said[there].mean():.2f}"
    return "\n".join([told + reached, write_seams(linear(list(seen), labels), heard)])
