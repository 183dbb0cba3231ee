"""What came of a replay, printed: in plain sentences, or as one line of JSON."""

from __future__ import annotations

import json
from itertools import groupby

from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Move
from roleplay.formats.problem import FileProblems
from roleplay.replay import Difference, Moment, Result

LONGEST_SHOWN = 300
"""Characters of a reply that are shown beside a difference."""


def told(result: Result) -> str:
    """The differences, moment by moment; nothing where there are none."""
    by_moment = groupby(result.differences, key=lambda one: one.moment)
    return "\n".join(line for moment, found in by_moment for line in _moment(moment, list(found), result.customer))


def as_row(file: str, result: Result) -> str:
    """One line of JSON. Its keys are a contract, as those of the other reports."""
    replay, status = result.replay, "differs" if result.differences else "ok"
    row = {"file": file, "status": status, "scenario": replay.scenario, "seed": replay.seed}
    differences = [_difference(one) for one in result.differences]
    return json.dumps(row | {"differences": differences, "problems": []}, ensure_ascii=False)


def unusable_row(file: str, problems: FileProblems) -> str:
    """The same keys for a file that is no replay."""
    row: dict[str, object] = {"file": file, "status": "unusable", "scenario": None, "seed": None, "differences": []}
    return json.dumps(row | {"problems": [str(one) for one in problems.problems]}, ensure_ascii=False)


def _moment(moment: Moment, differences: list[Difference], name: str) -> list[str]:
    """Everything about one moment: what differs, and what there is to understand it by."""
    lines = [f"  {_where(moment)}"]
    for one in differences:
        lines += [f"    wanted: {one.wanted}", f"    got: {one.got}"]
    lines += [f"    {heading}: {moves}" for heading, moves in _heard(moment)]
    state = ", ".join(f"{key} {value:g}" for key, value in moment.state.mood.shown().items())
    return [*lines, f"    state: {state}", f"    {name}: {_short(moment.words)}"]


def _where(moment: Moment) -> str:
    if moment.at == "end":
        return f"At the end, after reply {moment.reply} ({' or '.join(moment.ending)})"
    if moment.at == "start":
        return "Before reply 1"
    if moment.at == "desk":
        return f"At the desk, after reply {moment.reply}: {moment.text}"
    return f"Reply {moment.reply}: “{_short(moment.text)}”"


def _heard(moment: Moment) -> list[tuple[str, str]]:
    """The moves with their words, a line for each reply."""
    if moment.at != "end":
        return [("heard", _moves([move for _, move in moment.heard]))]
    by_reply = groupby(moment.heard, key=lambda one: one[0])
    return [(f"heard in reply {number}", _moves([move for _, move in found])) for number, found in by_reply]


def _moves(moves: list[Move]) -> str:
    return "; ".join(f"{one.kind} ({MOVES[one.kind].name}) “{_short(one.span.quote)}”" for one in moves) or "nothing"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _difference(one: Difference) -> dict[str, object]:
    moment = one.moment
    return {
        "at": moment.at,
        "reply": moment.reply,
        "text": moment.text,
        "key": one.key,
        "wanted": one.wanted,
        "got": one.got,
        "heard": [{"reply": number} | _move(move) for number, move in moment.heard],
        "state": moment.state.mood.shown(),
        "customer": moment.words,
    }


def _move(move: Move) -> dict[str, object]:
    span = {"start": move.span.start, "end": move.span.end, "quote": move.span.quote}
    return {"move": move.kind, **span, "confidence": move.confidence, "quality": move.quality}
