"""What a trial of a model finds out, how soon it gives up, and what is remembered of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from roleplay.errors import BadInput
from roleplay.formats.fitness import MOST_MODELS, Fit, Fitness, load_fitness
from roleplay.library import list_scenarios
from roleplay.llm import Endpoint, ModelFault, endpoint, forget, opened
from roleplay.llm.fake import FakeServer
from roleplay.session.examples import examples
from roleplay.session.measured import MOST_FAILED, PATIENCE, Skill, Tried
from roleplay.session.trial import TRIALS, shaped, streamed, tried
from roleplay.session.verdicts import came_to, entry, verdict
from tests.judging import answered, asked_in, prompt_of
from tests.pupils import AS_AGENT, HARMS, Says, able, but

MOST_REQUESTS = 60
"""Of all trials together."""
AT = Endpoint("http://127.0.0.1:9/v1", "small")
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setattr("roleplay.llm.wire.PIECE", 400)


async def tries(says: Says, *skills: Skill, model: str = "pupil") -> tuple[list[Tried], FakeServer]:
    """What comes of these trials, and the server with all that it was asked."""
    async with FakeServer(says) as server:
        where = replace(endpoint(server.base_url, model, first_word=0.6, between_words=0.4), whole_answer=1.2)
        client = await opened(where)
        found = [await tried(client, skill) for skill in skills]
        await client.close()
    return found, server


def came(skill: Skill, good: int = 8, seconds: float = 1.0, **more) -> Tried:
    """A trial of eight examples that came out so."""
    return Tried(skill, 8, 8, good, seconds, **{"fit": good >= 8 - MOST_FAILED} | more)


# --- what a model is fit for


async def test_one_that_does_everything_well_is_fit_for_everything_with_few_requests():
    found, server = await tries(able, *TRIALS)
    assert [(one.skill, one.verdict, one.wrong, one.fault) for one in found] == [
        (skill, "fit", (), None) for skill in TRIALS
    ]
    assert len(server.requests) <= MOST_REQUESTS
    assert found[2].agreement == 1.0
    assert found[2].by_rules is not None
    assert 0.5 < found[2].by_rules < 1


async def test_one_that_says_every_line_as_it_stands_is_fit_to_reword_and_not_to_speak_freely():
    (guided, free), _ = await tries(but(free=lambda body: "I see. Please go on."), "guided", "free")
    assert (guided.verdict, guided.good) == ("fit", 8)
    assert free.verdict == "unfit"


async def test_one_that_speaks_as_the_agent_is_found_out_after_a_few_moments():
    (guided, free), server = await tries(lambda body: AS_AGENT, "guided", "free")
    assert (guided.verdict, guided.good, guided.done) == ("unfit", 0, MOST_FAILED + 1)
    assert (free.verdict, free.good, free.done) == ("unfit", 0, 2)
    assert "it spoke as the agent" in (*guided.wrong, *free.wrong)
    assert len(server.requests) == 2 * (guided.done + free.done)
    assert "the built-in customer had to stand in at 3 of 3 moments" in verdict(guided)


async def test_two_moments_of_eight_may_be_left_to_the_built_in_customer_when_lines_are_reworded():
    spoilt = [one.parts[0].line for one in examples().moments[:2]]

    def says(body: dict) -> str:
        return AS_AGENT if any(line in str(body["messages"]) for line in spoilt) else able(body)

    (guided, free), _ = await tries(says, "guided", "free")
    assert (guided.verdict, guided.good) == ("fit", 6)
    assert (free.verdict, free.done) == ("unfit", 2)


async def test_a_reader_that_hears_nothing_or_everything_is_not_fit():
    for move in ("", "greet"):
        moves = [{"move": move, "quote": "I"}] if move else []
        (found,), _ = await tries(but(labels=lambda body, moves=moves: json.dumps({"moves": moves})), "reader")
        assert found.verdict == "unfit"
        assert found.done == found.examples
        assert found.agreement is not None
        assert found.agreement < 0.1
        assert "agrees too little with the labels" in verdict(found)


async def test_a_judge_that_says_yes_to_everybody_is_not_fit():
    def kind(body: dict) -> str:
        prompt = prompt_of(body)
        reply = json.loads(prompt.split("data:\n")[1].split("\n\n")[0])["conversation"][1]["agent"]
        says = {id: (1, reply[:60].rpartition(" ")[0]) for id in asked_in(prompt) if id not in HARMS}
        return answered(prompt, says)

    (found,), _ = await tries(but(answers=kind), "judge")
    assert (found.verdict, found.done) == ("unfit", 1)
    assert "it gave a good agent" in verdict(found)


async def test_a_judge_that_brings_words_nobody_has_said_is_not_fit():
    def made_up(body: dict) -> str:
        return answered(prompt_of(body), dict.fromkeys(asked_in(prompt_of(body)), (1, "I feel so very sorry")))

    (found,), _ = await tries(but(answers=made_up), "judge")
    assert found.wrong == ("it brought words that nobody had said",)


# --- how soon a trial is over


@pytest.mark.parametrize("skill", TRIALS)
async def test_two_failures_or_one_that_lasts_end_a_trial_and_tell_nothing_of_the_model(skill: Skill):
    for model, most in (("fault-500", 2), ("fault-401", 1)):
        (found,), _ = await tries(able, skill, model=model)
        assert found.done <= most
        assert found.broke_off
        assert "not known" in verdict(found)
        assert entry(AT, [found], None, "p", TODAY).unfit == ()


@pytest.mark.parametrize("skill", TRIALS)
async def test_a_trial_that_takes_too_long_is_given_up(skill: Skill, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PATIENCE, skill, (0.0, 0.0001))
    (found,), _ = await tries(able, skill)
    assert found.verdict == "unfit"
    assert "nobody waits so long" in verdict(found)


async def test_how_fast_words_come_is_measured_also_of_one_that_talks_on_and_on():
    async with FakeServer(lambda body: "word " * 400) as server:
        for name in ("pupil", "fault-length", "fault-endless"):
            client = await opened(endpoint(server.base_url, name))
            pace = await streamed(client)
            assert pace.first >= 0
            await client.close()
        client = await opened(endpoint(server.base_url, "fault-empty"))
        with pytest.raises(ModelFault):
            await streamed(client)
        await client.close()


async def test_the_way_to_ask_for_a_shape_that_works_is_told():
    def only_text(body: dict) -> str:
        return "Well." if "response_format" in body else 'Here: {"yes": true, "room": "kitchen"}'

    async with FakeServer() as server:
        for says, rung in ((able, "schema"), (only_text, "text")):
            server.reply = says
            client = await opened(endpoint(server.base_url, rung))
            assert await shaped(client) == rung
            await client.close()


# --- what it comes to


def test_one_that_is_slow_is_fit_with_patience_and_one_that_nobody_waits_for_is_not():
    slow, too_slow = PATIENCE["guided"]
    assert verdict(came("guided")).endswith(": fit.")
    assert "fit with patience (slow: 7.0 s for an answer)" in verdict(came("guided", seconds=slow + 1))
    assert "nobody waits so long" in verdict(came("guided", seconds=too_slow + 1))


def test_no_id_and_no_class_reaches_what_is_told():
    for skill in TRIALS:
        for one in (came(skill), came(skill, 3, wrong=("it was too long",)), came(skill, 3, fault=ModelFault("slow"))):
            for text in (came_to(one), verdict(one)):
                assert not any(word in text for word in ("_", "None", "null", "voice", "ModelFault")), text


def test_what_was_not_tried_this_time_is_kept_unless_the_prompts_have_changed():
    first = entry(AT, [came("guided"), came("free", 3), came("reader")], None, "p", TODAY)
    assert (first.style, first.fit, first.unfit) == ("guided", ("voice", "reader"), ())
    again = entry(AT, [came("reader", 3), came("judge")], first, "p", TODAY)
    assert (again.style, again.fit, again.unfit) == ("guided", ("voice", "judge"), ("reader",))
    assert entry(AT, [came("judge")], first, "q", TODAY).fit == ("judge",)
    neither = entry(AT, [came("guided", 3), came("free", 3)], first, "p", TODAY)
    assert (neither.style, neither.unfit) == (None, ("voice",))
    assert entry(AT, [came("guided"), came("free")], None, "p", TODAY).style == "free"


def test_the_file_keeps_one_entry_for_each_model_and_refuses_what_is_none(tmp_path: Path):
    path = tmp_path / "models.json"
    assert load_fitness(path) == Fitness()
    known = Fitness()
    for number in (*range(MOST_MODELS + 3), 5, 5):
        known = known.with_one(Fit(base_url="http://x/v1", model=str(number), tried=TODAY, prompts="p"))
    path.write_bytes(known.as_bytes())
    assert load_fitness(path) == known
    assert len(known.models) == MOST_MODELS
    assert known.of("http://x/v1", "5") == known.models[-1]
    assert known.of("http://y/v1", "5") is None
    for broken in (b"", b"[]", b"\xff\xfe", b'{"models": [{"model": 3}]}', b'{"other": 1}', b"{" * 5000):
        path.write_bytes(broken)
        with pytest.raises(BadInput):
            load_fitness(path)


# --- the examples


def test_the_examples_are_of_no_case_of_the_library():
    found, _ = list_scenarios((), None)
    assert not {one.meta.id for one in found} & {one.meta.id for one in examples().cases}
    shipped = "".join(path.read_text() for path in Path(__file__).parents[1].glob("scenarios/*.toml"))
    for moment in examples().moments:
        assert not any(part.line in shipped for part in moment.parts if len(part.line.split()) > 6)
