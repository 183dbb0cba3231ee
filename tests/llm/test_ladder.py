"""An answer in a given shape, from servers that can do much, little or nothing, and from models that talk too much."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Annotated, Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, ValidationError

from roleplay.domain.value import Value
from roleplay.llm import Ask, Endpoint, Message, Model, ModelFault, endpoint, ladder, opened, rung_of, structured
from roleplay.llm.behaviours import BEHAVIOURS
from roleplay.llm.fake import FakeServer, Wire
from roleplay.llm.ladder import MOST_SHOWN, RUNGS, read, schema_of

Quote = Annotated[str, Field(max_length=16)]


class Found(Value):
    """As the program asks for them: every text and list has a bound."""

    move: Literal["ask", "offer"]
    level: int = Field(ge=0, le=4)
    quotes: tuple[Quote, ...] = Field(default=(), max_length=2)


class Many(Value):
    """One shape within another."""

    found: tuple[Found, ...] = Field(max_length=2)
    best: Found | None = None
    note: str = Field(default="", min_length=0, max_length=20)


class Misnamed(BaseModel):
    """Its own keys are called as the schema's are."""

    default: str = Field(max_length=3)
    maxLength: int
    properties: str = Field(min_length=1)
    required: bool = True


GOOD = {"move": "ask", "level": 3, "quotes": ["What happened?"]}
FOUND = Found.model_validate(GOOD)
SAID = json.dumps(GOOD)
ASK = Ask((Message("system", "Label replies."), Message("user", "What happened?")), 200, temperature=0.0)


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "_known", {})
    monkeypatch.setattr("roleplay.llm.openai.SHORTEST_WAIT", 0.01)
    monkeypatch.setattr("roleplay.llm.wire.PIECE", 400)


def form_of(body: dict[str, Any]) -> str:
    """On which rung a request stands."""
    names = {"json_schema": "schema", "json_object": "object"}
    return names[body["response_format"]["type"]] if "response_format" in body else "text"


def forms(server: FakeServer) -> list[str]:
    return [form_of(one.body) for one in server.requests]


@asynccontextmanager
async def talking(server: FakeServer, model: str = "any") -> AsyncIterator[Model]:
    """A client that waits no longer than a test can."""
    client = await opened(replace(endpoint(server.base_url, model), first_word=10.0, whole_answer=20.0))
    try:
        yield client
    finally:
        await client.close()


def in_turn(*answers: str) -> Callable[[dict[str, Any]], str]:
    """These answers, one after the other, and then the last of them again and again."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the model "picky" refuse some ways of asking."""

    def refuse(*refused: str, status: int = 400) -> None:
        async def picky(wire: Wire, text: str, times: int) -> None:
            if text in refused:
                wire.error(status, "response_format_is_not_supported")
                return
            await wire.begin()
            await wire.say(SAID)
            await wire.end()

        monkeypatch.setitem(BEHAVIOURS, "picky", picky)

    return refuse


# --- rungs


@pytest.mark.parametrize("status", [400, 404, 422, 500, 501])
@pytest.mark.parametrize(("refused", "rung"), [((), "schema"), (("schema",), "object"), (("schema", "object"), "text")])
async def test_what_a_server_refuses_is_asked_for_in_a_plainer_way(
    refused: tuple[str, ...], rung: str, status: int, refusing: Callable[..., None]
):
    refusing(*refused, status=status)
    async with FakeServer(form_of) as server, talking(server, "picky") as model:
        assert rung_of(model) is None
        assert await structured(model, ASK, Found) == FOUND
        assert list(dict.fromkeys(forms(server))) == list(RUNGS[: len(refused) + 1])
        assert rung_of(model) == rung


async def test_a_way_that_worked_is_kept_for_this_server_and_model_only(refusing: Callable[..., None]):
    refusing("schema", "object")
    async with FakeServer(form_of) as server, FakeServer(lambda _: SAID) as other:
        async with talking(server, "picky") as model:
            await structured(model, ASK, Found)
            server.requests.clear()
            assert await structured(model, ASK, Found) == FOUND
            assert forms(server) == ["text"]
        async with talking(server, "picky") as again:
            assert rung_of(again) == "text"
        async with talking(other, "picky") as elsewhere, talking(server, "another") as another:
            assert rung_of(elsewhere) is None
            assert rung_of(another) is None


async def test_a_server_that_has_forgotten_how_is_asked_in_a_plainer_way_still(refusing: Callable[..., None]):
    refusing("schema")
    async with FakeServer(form_of) as server, talking(server, "picky") as model:
        await structured(model, ASK, Found)
        refusing("schema", "object")
        server.requests.clear()
        assert await structured(model, ASK, Found) == FOUND
        assert forms(server) == ["object", "text"]
        assert rung_of(model) == "text"


async def test_a_server_that_refuses_everything_is_a_fault_and_nothing_is_learnt(refusing: Callable[..., None]):
    refusing(*RUNGS)
    async with FakeServer(form_of) as server, talking(server, "picky") as model:
        with pytest.raises(ModelFault) as met:
            await structured(model, ASK, Found)
        assert met.value.kind == "refused"
        assert forms(server) == list(RUNGS)
        assert rung_of(model) is None


@pytest.mark.parametrize("behaviour", ["fault-401", "fault-429-wait", "fault-silent", "fault-html", "fault-redirect"])
async def test_what_a_plainer_way_cannot_mend_is_not_asked_again(behaviour: str):
    async with FakeServer() as server:
        client = await opened(replace(endpoint(server.base_url, behaviour), first_word=0.3))
        with pytest.raises(ModelFault):
            await structured(client, ASK, Found)
        await client.close()
        assert forms(server) == ["schema"]


async def test_on_every_rung_the_schema_is_told_and_the_rest_stays(refusing: Callable[..., None]):
    refusing("schema", "object")
    async with FakeServer(form_of) as server, talking(server, "picky") as model:
        await structured(model, ASK, Found)
        by_schema, as_object, as_text = [one.body for one in server.requests]
    schema = schema_of(Found, with_lengths=True)
    told = by_schema["response_format"]["json_schema"]
    assert (told["name"], told["strict"], told["schema"]) == ("found", True, schema)
    assert [one["content"] for one in by_schema["messages"]] == ["Label replies.", "What happened?"]
    for body in (as_object, as_text):
        first, last = body["messages"]
        assert first["content"] == "Label replies."
        assert last["content"].startswith("What happened?\n")
        assert json.dumps(schema) in last["content"]
    assert {(one["temperature"], one["max_tokens"]) for one in (by_schema, as_object, as_text)} == {(0.0, 200)}


# --- mending


async def test_a_wrong_answer_is_shown_once_with_what_is_wrong():
    wrong = json.dumps(GOOD | {"level": 9})
    async with FakeServer(in_turn(wrong, SAID)) as server, talking(server) as model:
        assert await structured(model, ASK, Found) == FOUND
        first, second = [one.body["messages"] for one in server.requests]
    assert second[: len(first)] == first
    assert [one["role"] for one in second[len(first) :]] == ["assistant", "user"]
    assert second[-2]["content"] == wrong
    assert "level" in second[-1]["content"]
    assert "less than or equal to 4" in second[-1]["content"]


async def test_an_answer_that_stays_wrong_is_asked_for_on_every_rung_and_then_of_no_use():
    async with FakeServer(lambda _: "I'd rather not.") as server, talking(server) as model:
        with pytest.raises(ModelFault) as met:
            await structured(model, ASK, Found)
        assert met.value.kind == "unfit"
        assert "no JSON object" in met.value.details
        assert forms(server) == [rung for rung in RUNGS for _ in range(2)]
        assert rung_of(model) is None


async def test_no_more_is_shown_again_than_a_small_model_can_read():
    async with FakeServer(in_turn("blah " * 400, SAID)) as server, talking(server) as model:
        assert await structured(model, replace(ASK, most_tokens=2000), Found) == FOUND
        *_, shown, wrong = server.requests[1].body["messages"]
    assert len(shown["content"]) <= MOST_SHOWN
    assert len(wrong["content"]) <= MOST_SHOWN + 100


# --- reading


@pytest.mark.parametrize(
    "answer",
    [
        SAID,
        f"  \n\ufeff{SAID}\n\n",
        f"```json\n{json.dumps(GOOD, indent=2)}\n```",
        f"```\n{SAID}\n```\nThat is what I found.",
        f"Here you are: {SAID} I hope that helps!",
        f"Sets like {{1, 2}} or {{}} or {{a: b}} are none. {SAID}",
        f'{{"move": "ask", "level": {SAID}',
        f"[{SAID}]",
        f'{{"note": 1}} {SAID}',
        f"{json.dumps(GOOD | {'level': 9})} No, wait: {SAID}",
        f"{SAID}\n{json.dumps(GOOD | {'level': 1})}",
        f"<think>It may be an offer, at level 2.</think>\n{SAID}",
        f'<think>\nPerhaps {{"move": "offer", "level": 1}}? No.\n</think>\n```json\n{SAID}\n```',
        f"It may be an offer.\n</think>\n{SAID}",
    ],
)
def test_json_is_found_whatever_stands_around_it(answer: str):
    assert read(answer, Found) == FOUND


def test_what_looks_like_the_end_of_a_thought_within_a_quote_is_a_quote():
    said = {"move": "ask", "level": 0, "quotes": ["</think>{}"]}
    for answer in (json.dumps(said), f"Here: {json.dumps(said)}", f"```json\n{json.dumps(said)}\n```"):
        assert read(answer, Found) == Found.model_validate(said)


def test_one_shape_within_another_is_read_as_a_whole():
    said = {"found": [GOOD, GOOD], "best": GOOD, "note": "ok"}
    assert read(f"Sure. {json.dumps(said)}", Many) == Many(found=(FOUND, FOUND), best=FOUND, note="ok")
    assert read(json.dumps({"found": []}), Many) == Many(found=())
    with pytest.raises(ValueError, match="no JSON object"):
        read('{"found": [', Many)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 5},
        {"level": -1},
        {"level": 2.5},
        {"level": None},
        {"level": 10**400},
        {"move": "sing"},
        {"move": ["ask"]},
        {"quotes": ["x" * 17]},
        {"quotes": ["a", "b", "c"]},
        {"quotes": "What happened?"},
        {"quotes": [{"text": "a"}]},
        {"comment": "more than was asked for"},
    ],
)
def test_bounds_hold_whatever_was_promised(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        read(json.dumps(GOOD | wrong), Found)


@given(st.text(st.characters(), max_size=300))
@example("\ud800{}")
@example('{"move": "\ud800"}')
@example('{"quotes": ["\\ud800"]}')
@example("{" * 5000)
@example('{"a":' * 5000)
@example("[" * 5000 + "{}")
@example('{"level": NaN, "move": Infinity}')
@example('{"level": ' + "9" * 5000 + "}")
def test_no_text_is_anything_worse_than_a_wrong_value(text: str):
    for answer in (text, f"{{{text}}}", json.dumps({"move": text, "level": 1}), f'{{"move": "{text}", "level": 1}}'):
        with suppress(ValueError):
            assert isinstance(read(answer, Found), Found)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["move", "level", "quotes"]), inner),
    max_leaves=8,
)


@given(JSON)
def test_no_json_is_anything_worse_than_a_wrong_value(value: Any):
    try:
        found = read(json.dumps(value), Found)
    except ValueError:
        return
    assert len(found.quotes) <= 2
    assert all(len(quote) <= 16 for quote in found.quotes)


async def test_an_answer_of_a_million_signs_is_given_up_long_before_its_end():
    async with FakeServer(lambda _: "{" * 1_000_000) as server, talking(server) as model:
        with pytest.raises(ModelFault) as met:
            await structured(model, ASK, Found)
        assert met.value.kind == "endless"


# --- the schema


def parts_of(value: Any) -> list[dict[str, Any]]:
    """All objects of a schema, and of those within it."""
    if isinstance(value, list):
        return [part for one in value for part in parts_of(one)]
    if not isinstance(value, dict):
        return []
    return [value, *(part for one in value.values() for part in parts_of(one))]


@pytest.mark.parametrize("with_lengths", [True, False])
@pytest.mark.parametrize("shape", [Found, Many])
def test_a_schema_asks_for_every_key_and_no_other(shape: type[BaseModel], with_lengths: bool):
    schema = schema_of(shape, with_lengths)
    objects = [part for part in parts_of(schema) if part.get("type") == "object"]
    assert len(objects) == (2 if shape is Many else 1)
    for one in objects:
        assert one["required"] == list(one["properties"])
        assert one["additionalProperties"] is False
    assert not [part for part in parts_of(schema) if "default" in part]


def test_lengths_are_told_to_a_server_on_this_computer_only():
    quote = schema_of(Found, with_lengths=True)["properties"]["quotes"]
    assert (quote["items"]["maxLength"], quote["maxItems"]) == (16, 2)
    for shape in (Found, Many):
        assert "Length" in json.dumps(schema_of(shape, with_lengths=True))
        assert "Length" not in json.dumps(schema_of(shape, with_lengths=False))


def test_a_key_that_is_called_as_the_schema_s_own_are_is_still_asked_for():
    for with_lengths in (True, False):
        schema = schema_of(Misnamed, with_lengths)
        assert schema["required"] == ["default", "maxLength", "properties", "required"]
        assert list(schema["properties"]) == schema["required"]
        assert ("maxLength" in schema["properties"]["default"]) == with_lengths


async def test_a_server_elsewhere_is_told_no_lengths(monkeypatch: pytest.MonkeyPatch):
    for is_local in (True, False):
        monkeypatch.setattr(Endpoint, "is_local", is_local)
        async with FakeServer(lambda _: SAID) as server, talking(server) as model:
            assert await structured(model, ASK, Found) == FOUND
            sent = json.dumps(server.requests[0].body["response_format"])
        assert ("maxLength" in sent) == is_local
