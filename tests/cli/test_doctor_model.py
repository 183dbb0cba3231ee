"""`roleplay doctor` with a model: what is sent and what is not, what it says, and what conversations make of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from roleplay.llm import Preset, forget
from roleplay.llm.fake import FakeServer
from roleplay.session.examples import examples
from tests.judging import served
from tests.pupils import AS_AGENT, able, but, shape_of, style_of

KEY = "sk-very-secret-1234"
NAMES = (
    "Customer, rewording the built-in lines (guided)",
    "Customer, speaking freely (free)",
    "Reader",
    "Judge",
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setattr("roleplay.llm.wire.PIECE", 400)


@pytest.fixture
def server():
    with served(able) as found:
        yield found


@pytest.fixture
def tell(home: Path):
    """Writes the settings; a table of a job comes last."""

    def tell(server: FakeServer | str, model: str = "pupil", tables: str = "", **more: str) -> None:
        address = server if isinstance(server, str) else server.base_url
        kept = {"base_url": address, "model": model, "api_key": KEY} | more
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in kept.items()]
        path = home / "settings.toml"
        path.write_text("".join([*lines, "first_word = 2.0\nbetween_words = 1.0\n", tables]))
        path.chmod(0o600)

    return tell


def page(done: Any) -> str:
    return " ".join(done.out.split())


def remembered(home: Path) -> list[dict[str, Any]]:
    return json.loads((home / "data" / "models.json").read_text())["models"]


def asked(server: FakeServer) -> list[dict[str, Any]]:
    """The bodies of all requests for words."""
    return [one.body for one in server.requests if one.body]


# --- what is sent


def test_without_a_model_nothing_is_sent_anywhere(run, server, home: Path):
    done = run("doctor")
    assert done.code == 0
    assert "None is set, and none is needed" in page(done)
    assert not (home / "data" / "models.json").exists()
    (home / "settings.toml").write_text(f'base_url = "{server.base_url}"\n')
    assert "It was not called." in page(run("doctor"))
    assert server.requests == []


def test_offline_calls_nobody(run, server, tell):
    tell(server)
    done = run("doctor", "--offline")
    assert done.code == 0
    assert "a key is set. It was not called." in page(done)
    assert server.requests == []


def test_quick_leaves_the_examples_out(run, server, tell, home: Path):
    tell(server)
    done = run("doctor", "--quick")
    assert done.code == 0
    assert "Words come" in page(done) or "All words came" in page(done)
    assert "by schema" in page(done)
    assert [shape_of(body) or style_of(body) for body in asked(server)] == ["", "room"]
    assert not (home / "data" / "models.json").exists()


def test_where_texts_go_is_told_first_and_nothing_of_the_trainee_s_goes_there(run, server, tell, library: Path):
    said = "Hello Kim, quincunx. I'm sorry that your parcel is late."
    run("play", "late-parcel", "--plain", "--seed", "7", "--library", library, stdin=f"{said}\n/end\n")
    tell(server, library=[str(library)])
    done = run("doctor")
    assert done.code == 0
    port = server.base_url.rpartition(":")[2].partition("/")[0]
    assert f"Texts go to a program on this computer (port {port}): only examples" in page(done)
    assert page(done).index("Texts go to") < page(done).index("It answers")
    sent = json.dumps([one.body for one in server.requests])
    for own in ("quincunx", "Kim", "parcel", "late-parcel", KEY, str(library)):
        assert own not in sent, own
    names = {case.customer.name for case in examples().cases}
    for body in asked(server):
        if style_of(body):
            assert any(name in str(body["messages"][0]["content"]) for name in names)


def test_the_key_is_shown_nowhere(run, server, tell, home: Path):
    for model in ("pupil", "fault-401"):
        tell(server, model)
        done = run("doctor")
        assert "a key is set" in page(done)
        assert KEY not in done.out + done.err
    assert KEY not in (home / "data" / "models.json").read_text()
    assert {one.headers["authorization"] for one in server.requests} == {f"Bearer {KEY}"}


# --- what it says


def test_a_model_that_does_everything_well_is_fit_for_every_job(run, server, tell, home: Path):
    tell(server)
    done = run("doctor")
    assert (done.code, done.err) == (0, "")
    told = page(done)
    assert "Its models: fake. pupil is not among them, which many servers don't mind." in told
    for name in NAMES:
        assert f"- {name}: fit." in told
    assert "8 of 8 moments in its own words" in told
    assert "(F1; the built-in reader alone by 0." in told
    assert max(map(len, done.out.partition("Trying")[2].splitlines())) <= 80
    assert [(one["style"], one["fit"], one["unfit"]) for one in remembered(home)] == [
        ("free", ["voice", "reader", "judge"], [])
    ]
    assert len(server.requests) <= 60


def test_the_file_is_for_nobody_else_and_running_it_again_keeps_one_entry(run, server, tell, home: Path):
    tell(server)
    for _ in range(2):
        assert run("doctor").code == 0
        assert stat.S_IMODE((home / "data" / "models.json").stat().st_mode) == 0o600
        assert len(remembered(home)) == 1


def test_one_that_only_repeats_lines_is_fit_to_reword_them(run, tell, home: Path):
    with served(but(free=lambda body: "I see. Please go on.")) as server:
        tell(server)
        told = page(run("doctor"))
    assert f"- {NAMES[0]}: fit." in told
    assert f"- {NAMES[1]}: not fit, because" in told
    assert remembered(home)[0]["style"] == "guided"


def test_one_that_speaks_as_the_agent_is_not_fit_for_a_customer(run, tell, home: Path):
    with served(but(guided=lambda body: AS_AGENT, free=lambda body: AS_AGENT)) as server:
        tell(server)
        done = run("doctor")
    assert done.code == 0
    for name in NAMES[:2]:
        assert f"- {name}: not fit, because the built-in customer had to stand in" in page(done)
    assert "it spoke as the agent" in page(done)
    assert (remembered(home)[0]["style"], remembered(home)[0]["unfit"]) == (None, ["voice"])


def test_one_that_gives_no_answers_in_a_shape_is_not_tried_as_a_reader_or_a_judge(run, tell):
    def only_words(body: dict[str, Any]) -> str:
        return able(body) if style_of(body) else "I would rather talk."

    with served(only_words) as server:
        tell(server)
        done = run("doctor")
    for name in NAMES[2:]:
        assert f"- {name}: not fit, because it gives no answers in a given shape." in page(done)
    assert not any(shape_of(body) in ("labels", "answers") for body in asked(server))


def test_each_job_is_tried_with_its_own_model_and_no_model_twice(run, server, tell, home: Path):
    with served(able) as other:
        tell(server, tables=f'[for_judge]\nbase_url = "{other.base_url}"\nmodel = "own"\n')
        done = run("doctor")
    told = page(done)
    assert "Trying pupil, for the customer and the reader:" in told
    assert "Trying own, for the judge:" in told
    assert "For the judge: own at" in told
    assert {shape_of(body) for body in asked(other)} == {"", "room", "answers"}
    assert not any(shape_of(body) == "answers" for body in asked(server))
    assert not any(KEY in one.headers["authorization"] for one in other.requests)
    assert [(one["model"], one["fit"]) for one in remembered(home)] == [
        ("pupil", ["voice", "reader"]),
        ("own", ["judge"]),
    ]


def test_what_is_to_be_known_of_a_server_is_told(run, server, tell, monkeypatch: pytest.MonkeyPatch):
    known = Preset(title="Some server", base_url=server.base_url, note="Start it with care.")
    monkeypatch.setattr("roleplay.cli.trying.preset_at", lambda base_url: known)
    tell(server)
    assert "Some server: Start it with care." in page(run("doctor", "--quick"))


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("fault-401", "the key was not accepted. Set the right one"),
        ("fault-404", "there is no such model at that address"),
        ("fault-500", "the server has a problem of its own"),
        ("fault-silent", "no more words came in time"),
        ("fault-html", "a web page came back"),
    ],
)
def test_a_model_that_can_t_be_used_is_exit_code_3_after_everything_else(
    run, server, tell, home: Path, model: str, words: str
):
    tell(server, model)
    done = run("doctor")
    assert done.code == 3
    assert f"It can't be used: {words}" in page(done)
    assert words.partition(".")[0] in done.err
    assert "Its models: fake." in page(done)
    assert not (home / "data" / "models.json").exists()


def test_an_address_where_nobody_is_is_exit_code_3_and_one_that_is_none_is_bad_input(run, tell):
    tell("http://127.0.0.1:9/v1")
    done = run("doctor")
    assert done.code == 3
    assert "Scenarios and rubrics:" in done.out
    assert "nothing answers at that address" in page(done)
    tell("not an address")
    done = run("doctor")
    assert done.code == 2
    assert "is no address of a language model" in done.err
    assert "Scenarios and rubrics:" in done.out


def test_a_key_that_others_can_read_is_told_after_everything_else_and_sent_nowhere(run, server, tell, home: Path):
    tell(server)
    (home / "settings.toml").chmod(0o644)
    done = run("doctor")
    assert done.code == 2
    assert "Scenarios and rubrics:" in done.out
    assert "others can read this file" in " ".join(done.err.split())
    assert server.requests == []


# --- what conversations make of it


def notices(run, library: Path) -> str:
    done = run("play", "late-parcel", "--plain", "--seed", "7", "--private", "--library", library, stdin="Hi.\n/quit\n")
    assert done.code == 0
    return " ".join(done.err.split())


def test_a_customer_is_worded_the_way_that_the_model_was_found_fit_for(run, server, tell, library: Path):
    tell(server, voice="llm")
    assert "Yours don't." in notices(run, library)
    run("doctor")
    assert "What you write goes to" in notices(run, library)
    tell(server, voice="llm", style="guided")
    assert "Yours don't." in notices(run, library)


def test_a_job_that_a_model_is_not_fit_for_is_told_and_done_all_the_same(run, tell, library: Path):
    unfit = but(guided=lambda body: AS_AGENT, labels=lambda body: '{"moves": []}')
    with served(unfit) as server:
        tell(server, voice="llm", reader="llm")
        run("doctor")
        before = len(server.requests)
        told = notices(run, library)
        assert len(server.requests) > before
    assert "AI customer" in told
    assert "found the model pupil not fit to read" in told
    assert told.count("It is used all the same") == 1


def test_a_judge_that_is_not_fit_is_told_and_asked_all_the_same(run, tell):
    with served(but(answers=lambda body: "No.")) as server:
        tell(server)
        run("doctor")
        done = run("grade", "-", "--judge", "llm", stdin="Customer: My kettle leaks.\nAgent: I'm sorry about that.\n")
    assert "found the model pupil not fit to judge" in " ".join(done.err.split())
    assert done.code == 3


def test_a_style_that_is_set_against_what_was_found_is_told(run, tell, library: Path):
    with served(but(free=lambda body: AS_AGENT)) as server:
        tell(server, voice="llm", style="free")
        run("doctor")
        told = notices(run, library)
    assert "fit to reword lines, but not to speak freely" in told
    assert "What you write goes to" in told


@pytest.mark.parametrize("broken", [b"", b'{"models": 3}', b"\xff\x00"])
def test_what_is_remembered_and_can_t_be_read_is_ignored_with_a_note(run, server, tell, home, library, broken: bytes):
    tell(server, voice="llm")
    (home / "data").mkdir()
    path = home / "data" / "models.json"
    path.write_bytes(broken)
    assert "cannot be read and is ignored" in notices(run, library)
    assert run("doctor").code == 0
    assert remembered(home)[0]["style"] == "free"
    path.unlink()
    path.mkdir()
    assert "cannot be read and is ignored" in notices(run, library)
    done = run("doctor")
    assert done.code == 0
    assert "This could not be remembered" in page(done)
