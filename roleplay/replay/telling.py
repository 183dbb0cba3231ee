"""What came of a replay in plain sentences, the same wherever it was run."""

from itertools import groupby

from roleplay.domain.moves import MOVES
from roleplay.domain.reading import Move
from roleplay.replay import Difference, Moment, Result

LONGEST_SHOWN = 300
"""Characters of a reply that are shown beside a difference."""


def verdict(file: str, result: Result) -> str:
    """Whether the replay in this file came out as it must, and what differs if it did not."""
    return f"{file}: differs\n{told(result)}" if result.differences else f"{file}: ok"


def told(result: Result) -> str:
    """The differences, moment by moment; nothing where there are none."""
    by_moment = groupby(result.differences, key=lambda one: one.moment)
    return "\n".join(line for moment, found in by_moment for line in _moment(moment, list(found), result.customer))


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
