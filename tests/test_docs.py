"""The documents keep their word: every example in them loads, and every command that needs nobody runs."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
import tomli
from pydantic import BaseModel

import tests.cli.conftest
from roleplay.cli import ENTRIES
from roleplay.domain import scenario
from roleplay.domain.customer import BANDS, Act
from roleplay.domain.expectation import Probe
from roleplay.domain.meta import Meta
from roleplay.domain.moves import MOVES
from roleplay.domain.transcript import Transcript
from roleplay.formats.exchange import parse_exchange
from roleplay.formats.replay import parse_replay
from roleplay.formats.rubric import parse_rubric
from roleplay.formats.scenario import parse_scenario
from roleplay.formats.transcript import ENDINGS, MOST_MESSAGES, parse_transcripts
from roleplay.grader.measures import MEASURES
from roleplay.library import find_scenario, kind_of, list_rubrics, list_scenarios
from roleplay.review.foreign import assess
from tests.playing import play
from training.codebook import page

ROOT = Path(__file__).resolve().parent.parent
README, CONTRIBUTING, AUTHORING, CASES, RUBRICS, TRANSCRIPTS = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "docs/authoring.md",
        "docs/cases.md",
        "docs/rubrics.md",
        "docs/transcripts-format.md",
    )
)
DOCS = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs").glob("*/*.md")]
PAGES = (README, CONTRIBUTING, AUTHORING, CASES, RUBRICS, TRANSCRIPTS)
ASKS = {"delete", "dispute"}
"""Commands that wait for an answer."""
SPOKEN_OF = {"roleplay grade", "roleplay read", "roleplay new", "roleplay replay", "roleplay test", "roleplay ..."} | {
    "roleplay --browser"
}
"""Named in a sentence, with nothing to work on, or until somebody stops it."""

run = tests.cli.conftest.run
"""The command in this process."""


def blocks(page: str) -> list[tuple[str, str, str]]:
    """The examples of a page: how each is marked, its text, and the paragraph before it."""
    parts = re.split(r"^```(\w*)\n(.*?)^```$", page, flags=re.M | re.S)
    return [
        (mark, text, before.rstrip().rpartition("\n\n")[2])
        for before, mark, text in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


def is_toml(mark: str, text: str) -> bool:
    if mark:
        return mark == "toml"
    try:
        return bool(tomli.loads(text))
    except tomli.TOMLDecodeError:
        return False


def named(before: str) -> str:
    """The file that a paragraph says its example is: the last name with an ending in it."""
    return re.findall(r"`([\w./-]+\.\w+)`", before)[-1]


EXAMPLES = [(text, before) for page in (CASES, RUBRICS) for mark, text, before in blocks(page) if is_toml(mark, text)]
FILES = {named(before): text for mark, text, before in blocks(TRANSCRIPTS) if mark in ("json", "text")}
CASE, RUBRIC = (
    next(text for text, _ in EXAMPLES if kind_of(Path("x.toml"), text.encode()) == kind and start in text)
    for kind, start in (("scenario", "[meta]"), ("rubric", "criteria"))
)


# --- examples


def test_there_is_an_example_of_each_kind_of_file():
    assert len(EXAMPLES) == 3
    assert {Path(name).suffix for name in FILES} == set(ENDINGS) - {".ndjson"}


@pytest.mark.parametrize("text", [text for text, _ in EXAMPLES], ids=lambda text: text.splitlines()[0])
def test_every_example_in_toml_loads(text: str):
    if text.startswith("scenario ="):
        assert parse_replay(text, "good.replay.toml", lambda id: find_scenario(id).scenario).turns
    elif kind_of(Path("x.toml"), text.encode()) == "rubric":
        assert parse_rubric(text, "our-house.toml", stem="our-house").criteria
    else:
        assert parse_scenario(text, "smell-of-gas.toml", stem="smell-of-gas").facts


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("calls/")])
def test_every_transcript_can_be_read(name: str):
    found = list(parse_transcripts(FILES[name].encode(), name))
    assert not [problem for one in found for problem in one.problems]
    assert len(found) == (2 if name.endswith(".jsonl") else 1)
    assert f"at most {MOST_MESSAGES}" in TRANSCRIPTS


def test_the_line_for_other_programs_can_be_read():
    assert parse_exchange(FILES["replies.jsonl"].strip().encode(), "replies.jsonl").reply


# --- what the examples are said to do


def test_a_danger_passed_over_is_stopped_and_one_that_is_met_is_not():
    case = parse_scenario(CASE, "smell-of-gas.toml")
    opening = next(line.text[0] for line in case.lines if line.act == "open")

    def critical(reply: str) -> list[tuple[str, str | None]]:
        return [(one.id, one.policy) for one in assess(talk(opening, reply), (), case).scorecard.critical]

    assert critical("Which month is it? Please send me your meter number.") == [("X5", "safety-first")]
    assert critical("Please go outside now, I'm sending the emergency team. Then I'll look at your bill.") == []


def test_what_a_rule_rests_on_is_a_reason_for_a_no():
    case = parse_scenario(CASE, "smell-of-gas.toml")
    safe = "Please go outside now, I'm sending the emergency team."

    def kinds(reply: str) -> set[str]:
        reading = play(case, (safe, reply)).transcript.agent[-1].reading
        return {move.kind for move in reading.moves} if reading else set()

    assert "bare_no" in kinds("I can't give you a credit today.")
    assert "bare_no" not in kinds("I can't give you a credit today: nobody has read the meter.")


def test_the_rubric_asks_for_one_fact_more_than_the_shipped_one():
    ours = parse_rubric(RUBRIC, "our-house.toml")
    text = FILES["calls/one.txt"].encode()
    [entry] = parse_transcripts(text, "one.txt")
    assert entry.transcript
    card = assess(entry.transcript, [ours], notes=False).scorecard
    assert {one.id: one.status for one in card.rubrics[0].findings} == {"house-back": "scored", "house-next": "scored"}
    assert ours.criteria[0].thresholds == {"facts": 3}


def talk(customer: str, reply: str) -> Transcript:
    """One message and its reply, as a transcript from elsewhere."""
    return next(one.transcript for one in parse_transcripts(f"Customer: {customer}\nAgent: {reply}".encode(), "x.txt"))


# --- tables


def rows(heading: str) -> dict[str, str]:
    """The rows of the first table after a heading of the page on rubrics, by their first cell."""
    table = re.search(r"^\|.*?(?=\n\n)", RUBRICS.partition(heading)[2], flags=re.M | re.S)
    assert table
    return dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", table[0], flags=re.M))


def test_every_measure_is_told_with_its_thresholds_and_what_they_are_if_nobody_says():
    told = rows("## Measures")
    assert list(told) == list(MEASURES)
    sources = "".join(path.read_text() for path in (ROOT / "roleplay/grader/measures").glob("*.py"))
    used = set(re.findall(r'\.get\("(\w+)", ([\d.]+)\)', sources))
    assert {pair for text in told.values() for pair in re.findall(r"`(\w+)` (\d+(?:\.\d+)?)", text)} == used


def test_every_threshold_of_a_shipped_rubric_is_told():
    told = rows("## Measures")
    for found in list_rubrics()[0]:
        for one in found.rubric.criteria:
            assert all(f"`{name}`" in told[one.measure] for name in one.thresholds), one.id


def test_every_move_that_can_be_counted_is_told_by_what_it_does():
    helps, harms = RUBRICS.partition("Moves that can be counted")[2].partition("## ")[0].split("- harmful")
    found = [re.findall(r"`(\w+)`", part) for part in (helps, harms)]
    assert sorted(found[0]) == sorted(id for id, one in MOVES.items() if one.polarity != "harms")
    assert sorted(found[1]) == sorted(id for id, one in MOVES.items() if one.polarity == "harms")


PARTS: dict[str, type[BaseModel]] = {
    "[meta]": Meta,
    "[brief]": scenario.Brief,
    "[[policy]]": scenario.Policy,
    "[[actions]]": scenario.Action,
    "[customer]": scenario.Customer,
    "[customer.persona]": scenario.PersonaOverrides,
    "[[customer.journey]]": scenario.Touchpoint,
    "[need]": scenario.Need,
    "[[facts]]": scenario.Fact,
    "[facts.reveal]": scenario.Reveal,
    "[[requests]]": scenario.Request,
    "[[outcomes]]": scenario.Outcome,
    "[[beats]]": scenario.Beat,
    "[[lines]]": scenario.Line,
    "[[endings]]": scenario.Ending,
    "[limits]": scenario.Limits,
    "[[aftermath]]": scenario.Aftermath,
    "[[probes]]": Probe,
    "[debrief]": scenario.Debrief,
    "[[debrief.model_replies]]": scenario.ModelReply,
    "[[debrief.contrasts]]": scenario.Contrast,
    "a condition": scenario.When,
}
MAP = dict(re.findall(r"^\| `?([^|`]+?)`? \| (.*) \|$", AUTHORING.partition("## The scenario file")[2], flags=re.M))


def test_every_part_of_a_scenario_is_on_its_page():
    sections = {field.alias or name for name, field in scenario.Scenario.model_fields.items()}
    told = {part.strip("[]").partition(".")[0] for part in MAP} - {"part", "a condition", "facts.reveal"}
    assert {one for one in told if not set(one) <= {"-"}} == sections


@pytest.mark.parametrize("part", PARTS)
def test_every_key_of_a_part_is_told_once_with_its_values_and_its_default(part: str):
    fields = PARTS[part].model_fields
    assert sorted(re.findall(r"`(\w+)`", MAP[part])) == sorted(fields)
    assert set(re.findall(r"\*\*`(\w+)`", MAP[part])) == {key for key, field in fields.items() if field.is_required()}
    for key, said in re.findall(r"`(\w+)`(?:\*\*)?:? ?([^;`]*)", MAP[part]):
        if default := re.search(r"\(default ([\w-]+)\)|([\w-]+) \(default\)", said):
            assert (default[1] or default[2]) == str(fields[key].default).lower(), key
        if get_origin(fields[key].annotation) is Literal and key != "act":
            assert all(re.search(rf"\b{one}\b", said) for one in get_args(fields[key].annotation)), key


def test_every_act_and_mood_is_told():
    table = CASES.partition("## Moods and acts")[2].partition("\n## ")[0]
    assert {*get_args(Act), *BANDS} <= set(re.findall(r"`(\w+)`", table))


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", *sorted(one.relative_to(ROOT).as_posix() for one in DOCS)]
)
def test_every_link_leads_somewhere(name: str):
    text = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith("http"):
            path, _, anchor = target.partition("#")
            page = (ROOT / name).parent / path if path else ROOT / name
            assert page.exists(), target
            assert not anchor or anchor in anchors(page.read_text(encoding="utf-8")), target


def anchors(page: str) -> set[str]:
    """Where the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S), flags=re.M)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_case_and_skill_is_in_the_readme():
    trainers = README.partition("## For trainers")[2]
    for meta in (one.meta for one in list_scenarios()[0] if one.source == "shipped"):
        assert re.search(rf"^\| `{meta.id}` \| .*\b{meta.minutes} minutes", trainers, flags=re.M)
    said = " ".join(trainers.split()).lower()
    assert not [one.rubric.title for one in list_rubrics()[0] if one.rubric.title.lower() not in said]


# --- commands


def commands(page: str) -> list[str]:
    """What is typed: in blocks and between backticks, with or without make."""
    typed = [line for mark, text, _ in blocks(page) if not mark for line in text.splitlines()]
    prose = " ".join(re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S).split())
    typed += re.findall(r"`([^`]+)`", prose)
    found = [re.sub(r'^make run ARGS="(.*)"$', r"roleplay \1", one.strip().removeprefix("$ ")) for one in typed]
    return sorted({one for one in found if one.startswith("roleplay ")} - SPOKEN_OF)


def test_commands_are_looked_for_where_they_are():
    assert "roleplay play wrong-colour --seed 7" in commands(README)
    assert "roleplay grade calls --html report.html" in commands(TRANSCRIPTS)


ALL = sorted({one for page in PAGES for one in commands(page)})


@pytest.mark.parametrize("typed", ALL)
def test_every_command_that_is_named_is_there(typed: str):
    words = [word for word in shlex.split(typed)[1:] if not word.startswith("-")]
    assert set(words) & set(ENTRIES), typed


def is_whole(typed: str) -> bool:
    """No part of it stands for something else, and nobody is asked anything."""
    return not re.search(r"\b[A-Z]{2,}\b|\.\.\.", typed) and not ASKS & set(typed.split())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run) -> Path:
    """A folder with every file that the documents speak of, and a conversation in the record."""
    monkeypatch.chdir(tmp_path)
    for folder in ("scenarios", "calls", "mine"):
        Path(folder).mkdir()
    for name in ("my-case", "mine"):
        shutil.copy(ROOT / "scenarios" / "wrong-colour.toml", f"scenarios/{name}.toml")
    for name in ("our-house.toml", "mine/our-house.toml"):
        Path(name).write_text(RUBRIC)
    for name, text in FILES.items():
        Path(name).write_text(text)
    said = "You ordered green and we packed blue. When do you need them?\n/end\n"
    assert run("--data", "data", "play", "wrong-colour", "--plain", "--seed", "7", stdin=said).code == 0
    return tmp_path


@pytest.mark.parametrize("typed", [one for one in ALL if is_whole(one)])
def test_every_command_that_needs_nobody_runs(typed: str, desk: Path, run):
    if typed == "roleplay replay good.replay.toml":
        assert run("--data", "data", "replay", "--record", "last", "good.replay.toml").code == 0
    if typed == "roleplay resume":
        run("--data", "data", "play", "wrong-colour", "--plain", stdin="Hello Sam, let me look.\n/quit\n")
    done = run("--data", "data", *shlex.split(typed)[1:], stdin="/end\n")
    assert done.code == 0, done.err


def test_the_codebook_page_is_what_the_codebook_says() -> None:
    assert (ROOT / "docs" / "moves.md").read_text(encoding="utf-8") == page(), "Run 'make codebook'."
