"""What was asked once is not asked again, until it is to be forgotten."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace

import pytest
from pydantic import Field

from roleplay.domain.value import Value
from roleplay.llm import Ask, Endpoint, Message, ModelFault, forget, memory, remembered


class Found(Value):
    """A number, from nought to a hundred."""

    number: int = Field(ge=0, le=100)


class Other(Value):
    """Another shape that the same answer fits."""

    number: int


class Counting:
    """A model that says how often it was asked, or fails as often as it is told to."""

    def __init__(self, base_url: str = "http://127.0.0.1:9/v1", model: str = "counting", failures: int = 0) -> None:
        self.endpoint = Endpoint(base_url, model)
        self.asked, self.failures = 0, failures

    async def words(self, ask: Ask) -> AsyncGenerator[str, None]:
        self.asked += 1
        if self.asked <= self.failures:
            raise ModelFault("silent")
        yield json.dumps({"number": self.asked})

    async def names(self) -> tuple[str, ...]:
        return ()

    async def close(self) -> None:
        return None


def ask(text: str = "How much?") -> Ask:
    return Ask((Message("user", text),), 20, temperature=0.0)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


async def test_the_same_question_is_asked_once():
    model = Counting()
    assert [(await remembered(model, ask(), Found)).number for _ in range(3)] == [1, 1, 1]
    assert model.asked == 1


async def test_another_question_place_model_or_shape_is_asked_anew():
    model, elsewhere, bigger = Counting(), Counting("http://127.0.0.1:10/v1"), Counting(model="bigger")
    first = ask()
    others = (
        ask("How many?"),
        replace(first, temperature=0.5),
        replace(first, most_tokens=30),
        replace(first, messages=(Message("system", "How much?"),)),
        replace(first, messages=(*first.messages, Message("user", ""))),
    )
    for number, one in enumerate((first, *others), start=1):
        assert (await remembered(model, one, Found)).number == number
    for other in (elsewhere, bigger):
        assert (await remembered(other, first, Found)).number == 1
    assert isinstance(await remembered(model, first, Other), Other)
    assert model.asked == len(others) + 2


async def test_what_is_forgotten_is_asked_again():
    model = Counting()
    await remembered(model, ask(), Found)
    forget()
    assert memory._kept == {}
    assert (await remembered(model, ask(), Found)).number == 2


async def test_a_fault_is_not_remembered():
    model = Counting(failures=1)
    with pytest.raises(ModelFault):
        await remembered(model, ask(), Found)
    assert memory._kept == {}
    assert (await remembered(model, ask(), Found)).number == 2


async def test_no_more_is_kept_than_there_is_room_for_and_the_oldest_goes_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "MOST", 3)
    model = Counting()
    for text in "abcd":
        await remembered(model, ask(text), Found)
    assert len(memory._kept) == 3
    assert [(await remembered(model, ask(text), Found)).number for text in "bcd"] == [2, 3, 4]
    assert (await remembered(model, ask("a"), Found)).number == 5
    assert len(memory._kept) == 3


async def test_nothing_that_was_said_is_kept_beside_the_answer():
    await remembered(Counting(), ask("My card is 4111 1111."), Found)
    assert "4111" not in repr(memory._kept)
