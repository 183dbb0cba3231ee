"""Public sets labelled by people, read from files of their own formats; their licences forbid to bring them along."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ASKING = frozenset({"open_question", "closed_question", "teach_back", "check_satisfaction", "verify_identity"})
ADVISING = frozenset({"offer_solution", "offer_option"})
TELLING = frozenset({"explain", "answer"})

ESCONV = {
    "Question": ASKING,
    "Reflection of feelings": frozenset({"acknowledge"}),
    "Restatement or Paraphrasing": frozenset({"restate"}),
    "Providing Suggestions": ADVISING,
    "Information": TELLING,
    "Affirmation and Reassurance": frozenset({"reassure", "thank", "acknowledge"}),
}
ANNOMI = {
    "question": ASKING,
    "reflection": frozenset({"restate", "acknowledge"}),
    "therapist_input": ADVISING | TELLING,
}
EPITOME = {
    "emotional": ("emotional reaction", frozenset({"acknowledge", "reassure", "apologise"})),
    "interpretation": ("interpretation", frozenset({"restate", "acknowledge"})),
    "exploration": ("exploration", ASKING),
}
"""What in a file's name tells which mechanism it holds, and the moves that stand for it."""


@dataclass(frozen=True)
class Case:
    """What was said before, a reply, and the label that people gave it; none of ours where they gave none."""

    before: str
    reply: str
    label: str | None


def esconv(path: Path) -> Iterator[Case]:
    """Supporter turns of ESConv.json, each with the strategy the supporter said it was."""
    for conversation in json.loads(path.read_text(encoding="utf-8")):
        before = ""
        for turn in conversation["dialog"]:
            text = turn["content"].strip()
            if turn["speaker"] in ("usr", "seeker"):
                before = text
                continue
            strategy = turn.get("annotation", {}).get("strategy") or turn.get("strategy")
            yield Case(before, text, strategy if strategy in ESCONV else None)


def annomi(path: Path) -> Iterator[Case]:
    """Therapist turns of AnnoMI-simple.csv or AnnoMI-full.csv, each with its main behaviour."""
    before = ""
    for row in _rows(path):
        text = row["utterance_text"].strip()
        if row["interlocutor"] != "therapist":
            before = text
            continue
        behaviour = row["main_therapist_behaviour"]
        yield Case(before, text, behaviour if behaviour in ANNOMI else None)


def epitome(path: Path) -> Iterator[Case]:
    """Peer replies of one of EPITOME's three files, labelled where the mechanism is there at all.

    Raises ValueError if the file's name names none of them.
    """
    label = mechanism(path)[0]
    for row in _rows(path):
        yield Case(row["seeker_post"], row["response_post"], label if int(row["level"]) >= 1 else None)


def mechanism(path: Path) -> tuple[str, frozenset[str]]:
    """The mechanism that a file of EPITOME holds, and the moves that stand for it."""
    named = next((pair for part, pair in EPITOME.items() if part in path.name), None)
    if named is None:
        raise ValueError(f"{path}: none of {', '.join(EPITOME)} stands in its name")
    return named


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
