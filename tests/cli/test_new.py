"""Files that an author begins with: they load and play at once, and nothing that was typed is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.domain.text import clean
from roleplay.errors import BadInput
from roleplay.formats.answers import QUESTIONS, Answers, answered, answers_text, load_answers
from roleplay.formats.drafting import scenario_draft, slug
from roleplay.formats.replay import load_replay
from roleplay.formats.rubric import load_rubric
from roleplay.formats.scenario import load_scenario, parse_scenario
from roleplay.library import list_rubrics, list_scenarios
from roleplay.turn import opening
from tests.playing import play

ROOT = Path(__file__).resolve().parents[2]
SAM = {name: re.findall(r"\[(.*)\]", question)[-1] for name, question in QUESTIONS.items()}
"""The examples of the questions, which together are a case."""
MOODS = {"calm": "calm", "irritated": "irritated", "angry": "angry", "furious": "hostile"}
NASTY = [
    'He said "no".\\',
    "line\nbreak\r\n'''\"\"\"",
    "{want} {fact} {{}} [x] # ]]",
    "\x1b[31mred\x1b[0m \x07 \u202e",
    "🙂 ÄÖ 漢字 ʼ",
    "{want}" * 166,
    "x" * 1000,
    "= key\n[meta]\ncriteria = 1",
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def flags(answers: dict[str, str]) -> list[str]:
    return [part for name, text in answers.items() for part in (f"--{name}", text)]


def draft(answers: dict[str, str]) -> str:
    return scenario_draft(answered(answers), "my-case", "../schemas/scenario.schema.json")


# --- a case out of twelve answers


def test_twelve_answers_are_a_case_that_loads_and_says_what_comes_next(run, here: Path):
    done = run("new", "scenario", "Late train", *flags(SAM))
    assert done.code == 0, done.err
    case = load_scenario("late-train.toml")
    assert (case.meta.id, case.meta.title, case.customer.name) == ("late-train", "Late train", "Sam")
    for word in ("play", "check", "test"):
        assert f"roleplay {word} late-train.toml" in done.out
    assert len(Path("late-train.toml").read_text().splitlines()) < 40


def test_a_new_case_is_played_to_its_good_end():
    case = parse_scenario(draft(SAM), "x.toml")
    replies = (
        "You ordered green shoes and we sent blue ones. I'm sorry, that's our mistake. When do you need them?",
        "A team race on Saturday, so they have to be there in time. I can send you the green pair by express. "
        "Does that suit you?",
        "Good. I'm sending the green pair by express now. Does that work for you?",
    )
    played = play(case, replies)
    assert slug(SAM["hidden"], 32) in played.state.told
    assert "resolved" in played.ending


@pytest.mark.parametrize("kind", ["angry", "product-question", "conflict"])
@pytest.mark.parametrize("mood", MOODS)
def test_the_customer_starts_in_the_mood_that_was_asked_for(mood: str, kind: str):
    case = parse_scenario(draft(SAM | {"mood": mood, "kind": kind}), "x.toml")
    if (mood, kind) != ("calm", "product-question"):
        assert case.customer.dispositions().failure
    assert opening(case, 1)[0].band == MOODS[mood]
    assert case.meta.kind == kind


@pytest.mark.parametrize(("mood", "kind"), [("calm", "product-question"), ("irritated", "angry"), ("furious", "angry")])
def test_the_kind_follows_from_the_mood(mood: str, kind: str):
    assert parse_scenario(draft(SAM | {"mood": mood}), "x.toml").meta.kind == kind


WORDS = st.one_of(st.text(max_size=200), st.sampled_from(NASTY)).filter(lambda text: clean(text).strip())
ANSWERS = st.fixed_dictionaries(
    {name: WORDS for name in QUESTIONS if name not in ("mood", "question")}
    | {
        "mood": st.sampled_from(sorted(MOODS)),
        "question": st.text(max_size=100).map(lambda text: f"when {text}"),
    }
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_whatever_is_answered_the_file_loads_and_the_customer_begins_with_the_given_words(answers: dict[str, str]):
    text = draft(answers)
    assert len(text.splitlines()) < 40
    case = parse_scenario(text, "x.toml")
    told = clean(answers["opening"]).strip()
    assert opening(case, 1)[2] == re.sub(r"\{(?=(want|fact|offer|wrong|right)\})", "{ ", told)
    play(case, ("Hello, what has happened?",))


@given(ANSWERS)
def test_answers_in_a_file_are_the_same_answers(answers: dict[str, str]):
    told = answered(answers)
    assert answered(tomli.loads(answers_text(told))) == told


def test_a_question_is_plain_words_with_a_question_mark():
    for typed in ("When do you need them", "When do you *need* them?", "When do (you|we) need them?!"):
        found = answered({"question": typed}).question
        assert found
        assert found.endswith("?")
        assert not set(found) & set("*|(){}^$")
    assert answered({"question": "***"}).question is None


def test_what_the_customer_wants_may_be_typed_as_a_whole_sentence():
    for typed in ("have it", "to have it", "I want to have it."):
        assert parse_scenario(draft(SAM | {"wants": typed}), "x.toml").requests[0].text == "have it"


def test_words_that_come_twice_have_ids_of_their_own():
    same = dict.fromkeys(("opening", "wants", "hidden", "outcome", "other", "may", "never"), "漢字 🙂")
    assert parse_scenario(draft(SAM | same), "x.toml").facts
    once = dict.fromkeys(same, "the same")
    case = parse_scenario(draft(SAM | once), "x.toml")
    assert len({case.facts[0].id, case.facts[1].id, case.requests[0].id, case.outcomes[0].id}) == 4


# --- asking


def test_where_nobody_can_be_asked_every_missing_answer_is_named(run, here: Path):
    done = run("new", "scenario", "x", "--customer", "Sam", "--mood", "calm")
    assert done.code == 2
    missing = done.err.partition("missing: ")[2].partition("\n")[0].split(", ")
    assert missing == [name for name in QUESTIONS if name not in ("customer", "mood")]
    assert not list(here.iterdir())


def test_answers_come_from_a_file_and_options_go_before_it(run):
    Path("a.toml").write_text(answers_text(answered(SAM)))
    assert run("new", "scenario", "x", "--answers", "a.toml", "--customer", "Mo").code == 0
    assert load_scenario("x.toml").customer.name == "Mo"


def test_a_mistake_in_the_answers_is_told_with_its_place(run):
    Path("a.toml").write_text('customer = "Sam"\nmod = "calm"\n')
    done = run("new", "scenario", "x", "--answers", "a.toml")
    assert done.code == 2
    assert 'a.toml:2:1: mod: unknown key (did you mean "mood"?)' in done.err


def test_an_option_that_will_not_do_is_named(run):
    done = run("new", "scenario", "x", *flags(SAM | {"mood": "grumpy", "question": "why " * 140}))
    assert done.code == 2
    assert "--mood must be one of: calm, irritated, angry, furious" in done.err
    assert "--question must have at most 400 characters" in done.err


def test_nothing_is_written_over(run, here: Path):
    Path("x.toml").write_text("mine")
    done = run("new", "scenario", "x", *flags(SAM))
    assert done.code == 2
    assert "there is a file of this name already" in done.err
    assert Path("x.toml").read_text() == "mine"


@pytest.mark.parametrize("name", ["../x", "", "漢字", "a\\b"])
def test_a_name_that_names_no_file_is_refused(run, name: str, here: Path):
    assert run("new", "scenario", name, *flags(SAM)).code == 2
    assert not list(here.iterdir())


def test_half_an_answer_file_reads_back(tmp_path: Path):
    path = tmp_path / "half.toml"
    path.write_text(answers_text(answered({"customer": 'Sam \\ "x"', "mood": "calm"})))
    assert load_answers(path) == Answers(customer='Sam \\ "x"', mood="calm")
    with pytest.raises(BadInput):
        answered({"mood": "grumpy"})


def test_a_person_is_asked_and_stopping_in_the_middle_loses_nothing(here: Path):
    terminal = pytest.importorskip("tests.cli.test_terminal").Terminal
    asked = terminal("new", "scenario", "late-train")
    asked.wait_for("1 of 12.")
    asked.wait_for("> ")
    asked.type("Fernlea Rail\n")
    asked.wait_for("> ")
    asked.type("You answer the chat.\n")
    asked.wait_for("> ")
    asked.type("Rosa\n")
    asked.wait_for("irritated]")
    asked.wait_for("> ")
    asked.type("grumpy\n")
    asked.wait_for("must be one of: calm, irritated, angry, furious")
    asked.wait_for("> ")
    asked.interrupt("Go on with: roleplay new scenario late-train --answers late-train.answers")
    assert asked.leave() == 130
    assert not Path("late-train.toml").exists()

    again = terminal("new", "scenario", "late-train", "--answers", "late-train.answers")
    again.wait_for("1 of 9.")
    for name in list(QUESTIONS)[3:]:
        again.wait_for("> ")
        again.type(f"{SAM[name]}\n")
    again.wait_for("Written: late-train.toml")
    assert again.leave() == 0
    assert load_scenario("late-train.toml").customer.name == "Rosa"


def test_the_end_of_input_keeps_the_answers_as_well(here: Path):
    terminal = pytest.importorskip("tests.cli.test_terminal").Terminal
    asked = terminal("new", "scenario", "late-train")
    for text in ("Fernlea Rail\n", "\x04"):
        asked.wait_for("> ")
        asked.type(text)
    asked.wait_for("late-train.answers")
    assert asked.leave() == 130
    assert load_answers(Path("late-train.answers")) == Answers(company="Fernlea Rail")


# --- copies, rubrics, replays


@pytest.mark.parametrize("id", [one.meta.id for one in list_scenarios()[0]])
def test_a_copy_of_a_case_keeps_all_but_its_name(run, id: str):
    done = run("new", "scenario", "mine", "--from", id, "--title", 'A "new" one')
    assert done.code == 0, done.err
    case, old = load_scenario("mine.toml"), load_scenario(ROOT / "scenarios" / f"{id}.toml")
    assert (case.meta.id, case.meta.title, case.meta.version) == ("mine", 'A "new" one', 1)
    assert case.model_copy(update={"meta": old.meta}) == old
    copied, text = (path.read_text().split("\n") for path in (Path("mine.toml"), ROOT / "scenarios" / f"{id}.toml"))
    assert len(copied) == len(text)
    assert sum(one != other for one, other in zip(copied, text, strict=True)) <= 4


def test_a_copy_of_a_draft_is_a_case_as_well(run):
    assert run("new", "scenario", "one", *flags(SAM)).code == 0
    assert run("new", "scenario", "two", "--from", "one.toml").code == 0
    assert load_scenario("two.toml").meta.id == "two"
    assert run("new", "scenario", "three", "--from", "one.toml", "--customer", "Sam").code == 2


def test_a_new_rubric_grades_at_once_and_a_copy_keeps_its_criteria(run):
    assert run("new", "rubric", "our-house").code == 0
    assert sum(one.weight for one in load_rubric("our-house.toml").criteria) == 100
    for found in list_rubrics()[0]:
        assert run("new", "rubric", f"my-{found.rubric.id}", "--from", found.rubric.id).code == 0
        made = load_rubric(f"my-{found.rubric.id}.toml")
        assert made.criteria == found.rubric.criteria
    assert run("new", "rubric", "r" * 80).code == 0
    calls = "Customer: My card is gone.\nAgent: I'm sorry, I'll send you a new one today.\n"
    Path("call.txt").write_text(calls)
    assert run("grade", "call.txt", "--rubric", "our-house.toml").code == 0


@pytest.mark.parametrize("id", [one.meta.id for one in list_scenarios()[0]])
def test_a_new_replay_passes(run, id: str):
    assert run("new", "replay", "good", "--scenario", id, "--seed", "3").code == 0
    assert load_replay("good.replay.toml").turns
    assert run("replay", "good.replay.toml").code == 0


def test_a_replay_of_a_new_case_passes_in_its_folder(run):
    for mood in MOODS:
        assert run("new", "scenario", mood, *flags(SAM | {"mood": mood}), "--to", ".").code == 0
        done = run("new", "replay", mood, "--scenario", f"{mood}.toml")
        assert "roleplay replay" in done.out
        assert run("replay", f"{mood}.replay.toml", "--library", ".").code == 0


def test_an_editor_is_led_to_the_schema_wherever_the_file_is(run, here: Path):
    assert run("new", "scenario", "away", *flags(SAM)).code == 0
    named = Path("away.toml").read_text().partition("\n")[0]
    assert named == f"#:schema {(ROOT / 'schemas' / 'scenario.schema.json').as_uri()}"
    for folder in ("schemas", "scenarios"):
        Path(folder).mkdir()
    Path("schemas/scenario.schema.json").write_text("{}")
    assert run("new", "scenario", "home", *flags(SAM), "--to", "scenarios").code == 0
    assert Path("scenarios/home.toml").read_text().startswith("#:schema ../schemas/scenario.schema.json\n")
