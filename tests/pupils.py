"""Models as `roleplay doctor` may meet them: one that does everything well, and how others differ from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from roleplay.session.examples import examples
from tests.judging import answered, asked_in, data_in, prompt_of

Says = Callable[[dict[str, Any]], str]

HARMS = {"EM2.1", "EM4.3"}
"""Questions of the rubric where a yes is harm."""
LINES = {"guided": "LINE: ", "free": "In substance you say: "}
"""What stands before a customer's line, by how it is to be worded."""
AS_AGENT = "How can I help you today? I will look into it for you right away."


def shape_of(body: dict[str, Any]) -> str:
    """The name of the shape that an answer is to have; empty for plain words."""
    return str(body.get("response_format", {}).get("json_schema", {}).get("name", ""))


def able(body: dict[str, Any]) -> str:
    """A model that does everything well."""
    return {"room": room, "labels": labels, "answers": answers}.get(shape_of(body), words)(body)


def but(**others: Says) -> Says:
    """The same with other answers of a kind: `room`, `labels`, `answers`, `guided`, `free`."""

    def says(body: dict[str, Any]) -> str:
        own = others.get(shape_of(body) or style_of(body))
        return own(body) if own else able(body)

    return says


def last(body: dict[str, Any]) -> str:
    """The last message of a request that asks for something; one that finds fault with an answer comes behind it."""
    said = [str(one["content"]) for one in body["messages"] if one["role"] == "user"]
    return next((one for one in reversed(said) if any(mark in one for mark in LINES.values())), said[-1])


def style_of(body: dict[str, Any]) -> str:
    """How a customer is to be worded; empty where it is about no customer."""
    return next((style for style, mark in LINES.items() if mark in last(body)), "")


def words(body: dict[str, Any]) -> str:
    """The line as it stands, or something about tea."""
    mark = LINES.get(style_of(body))
    return last(body).rpartition(mark)[2].rstrip("]") if mark else "Good water. Good leaves. Some time."


def room(body: dict[str, Any]) -> str:
    """The very small answer in a given shape."""
    return json.dumps({"yes": True, "room": "kitchen"})


def labels(body: dict[str, Any]) -> str:
    """The labels that an example has, each with the whole reply as its words."""
    reply = json.loads(last(body))["reply"]
    one = next(one for one in examples().replies if one.reply == reply)
    return json.dumps({"moves": [{"move": move, "quote": reply} for move in one.moves]})


def answers(body: dict[str, Any]) -> str:
    """Yes to all that is good, with words of the first reply, where it is the good agent's."""
    prompt = prompt_of(body)
    reply = next(one["agent"] for one in data_in(prompt)["conversation"] if "agent" in one)
    is_good = any(("agent", reply) in pair.good for pair in examples().pairs)
    quote = reply.partition(".")[0][:200]
    return answered(prompt, {id: (1, quote) for id in asked_in(prompt) if is_good and id not in HARMS})
