"""What came of a replay as one line of JSON."""

from __future__ import annotations

import json

from roleplay.domain.reading import Move
from roleplay.formats.problem import FileProblems
from roleplay.replay import Difference, Result


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
