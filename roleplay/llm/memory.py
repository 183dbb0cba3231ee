"""Answers to the same question, kept for as long as the program runs: what was asked once is not paid for twice."""

from typing import TypeVar

from pydantic import BaseModel

from roleplay.llm.ask import Ask, Model
from roleplay.llm.ladder import structured

S = TypeVar("S", bound=BaseModel)

MOST = 2000
"""Answers that are kept; the oldest goes first."""

_kept: dict[tuple[str, str, str], BaseModel] = {}


async def remembered(model: Model, ask: Ask, shape: type[S]) -> S:
    """As `structured`, asked only where the same was not asked of the same model before. For temperature 0."""
    key = (model.endpoint.base_url, model.endpoint.model, ask.key)
    known = _kept.get(key)
    if isinstance(known, shape):
        return known
    found = await structured(model, ask, shape)
    while len(_kept) >= MOST:
        del _kept[next(iter(_kept))]
    _kept[key] = found
    return found


def forget() -> None:
    """Keep none of the answers any longer: they speak of what somebody said."""
    _kept.clear()
