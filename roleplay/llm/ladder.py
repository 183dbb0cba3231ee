"""An answer in a given shape, from whatever a server can do: by schema, as JSON, or as text with JSON in it.

Which of them a server and model can do is remembered for as long as the program runs. Whatever was promised,
the answer is checked here, and a wrong one is asked for once more with what was wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace
from functools import cache
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from roleplay.llm.ask import Ask, Message, Model
from roleplay.llm.faults import Kind, ModelFault

Rung = Literal["schema", "object", "text"]
RUNGS: tuple[Rung, ...] = get_args(Rung)

S = TypeVar("S", bound=BaseModel)

CLIMBS_DOWN: frozenset[Kind] = frozenset(("refused", "no_model", "broken", "empty"))
"""What a server may answer to a way of asking that it does not know."""
MOST_SHOWN = 600
"""Characters of a wrong answer, and of what is wrong with it, that the model is shown again."""

_known: dict[tuple[str, str], Rung] = {}


def rung_of(model: Model) -> Rung | None:
    """The way of asking that has worked with this server and model; None before any has."""
    return _known.get((model.endpoint.base_url, model.endpoint.model))


async def structured(model: Model, ask: Ask, shape: type[S]) -> S:
    """The answer as a value of `shape`, whose texts and lists all have bounds; a ModelFault if there is none."""
    fault = ModelFault("unfit")
    for rung in RUNGS[RUNGS.index(rung_of(model) or RUNGS[0]) :]:
        try:
            found = await _asked(model, ask, shape, rung)
        except ModelFault as met:
            if met.kind not in CLIMBS_DOWN and met.kind != "unfit":
                raise
            fault = met
        else:
            _known[model.endpoint.base_url, model.endpoint.model] = rung
            return found
    raise fault


async def _asked(model: Model, ask: Ask, shape: type[S], rung: Rung) -> S:
    """On one rung, with one try to mend what was wrong."""
    own = _on(rung, ask, shape, model)
    answer = await whole(model, own)
    try:
        return read(answer, shape)
    except ValueError as error:
        wrong = f"That is not right: {_short(str(error))}\nAnswer again, with nothing but the JSON."
        turns = (Message("assistant", answer[:MOST_SHOWN]), Message("user", wrong))
    answer = await whole(model, replace(own, messages=(*own.messages, *turns)))
    try:
        return read(answer, shape)
    except ValueError as error:
        raise ModelFault("unfit", _short(str(error))) from None


async def whole(model: Model, ask: Ask) -> str:
    """The whole answer at once."""
    async with aclosing(model.words(ask)) as words:
        return "".join([word async for word in words])


def read(answer: str, shape: type[S]) -> S:
    """The first JSON object in an answer that has the shape; ValueError if there is none."""
    fault: ValueError = ValueError("there is no JSON object in it")
    for text in _objects(_said(answer)):
        try:
            return shape.model_validate_json(text)
        except ValidationError as error:
            fault = error
    raise fault


def _said(answer: str) -> str:
    """The answer without the thoughts before it: what was drafted there may have been thrown away."""
    thought, ends, said = answer.partition("</think>")
    # Where JSON has begun, it is only somebody's words in a quote.
    return said if ends and ("<think>" in thought or "{" not in thought) else answer


def _objects(answer: str) -> Iterator[str]:
    """What may be a JSON object in it: a model likes to put words or a fence around one."""
    decoder, at = json.JSONDecoder(), answer.find("{")
    for _ in range(20):
        if at < 0:
            return
        try:
            _, end = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            at = answer.find("{", at + 1)
        else:
            yield answer[at:end]
            at = answer.find("{", end)


def _on(rung: Rung, ask: Ask, shape: type[BaseModel], model: Model) -> Ask:
    schema = schema_of(shape, with_lengths=model.endpoint.is_local)
    if rung == "schema":
        form: dict[str, Any] = {"name": shape.__name__.lower(), "strict": True, "schema": schema}
        return replace(ask, shape={"type": "json_schema", "json_schema": form})
    *before, last = ask.messages
    told = f"{last.content}\n\nAnswer with one JSON object of this schema, and nothing else:\n{json.dumps(schema)}"
    messages = (*before, replace(last, content=told))
    return replace(ask, messages=messages, shape={"type": "json_object"} if rung == "object" else None)


@cache
def schema_of(shape: type[BaseModel], with_lengths: bool) -> dict[str, Any]:
    """The schema as strict servers take it: every key asked for, and no other; no defaults.

    Lengths only where they are known to be understood.
    """
    schema: dict[str, Any] = shape.model_json_schema()
    waiting: list[Any] = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            for name in ("default",) if with_lengths else ("default", "maxLength", "minLength"):
                part.pop(name, None)
            if "properties" in part:
                part |= {"required": list(part["properties"]), "additionalProperties": False}
            for name, inner in part.items():
                waiting += inner.values() if name in ("properties", "$defs") else [inner]
    return schema


def _short(text: str) -> str:
    return text[:MOST_SHOWN]
