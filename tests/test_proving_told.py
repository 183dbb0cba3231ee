"""What `roleplay check` and `roleplay test` say is in an order and in words that an author can go by."""

from __future__ import annotations

from pathlib import Path

from roleplay.formats.answers import QUESTIONS, answered
from roleplay.formats.drafting import scenario_draft
from roleplay.formats.scenario import parse_scenario
from roleplay.proving.coverage import walked
from roleplay.proving.lint import examine_scenario
from roleplay.proving.prover import Evidence
from roleplay.proving.reporting import page
from roleplay.proving.verdict import verdict

DRAFT = scenario_draft(
    answered({name: question.rpartition("[")[2].rstrip("]") for name, question in QUESTIONS.items()}),
    "my-case",
    "../schemas/scenario.schema.json",
)


def test_what_is_there_is_told_line_by_line_and_what_has_to_be_written_anew_comes_last():
    found = examine_scenario(DRAFT.encode(), Path("my-case.toml")).due
    lines = [one.problem.line for one in found]
    assert [one.rule for one in found][-1] == "missing-probes"
    assert lines[:-1] == sorted(lines[:-1])
    assert lines[0] > 1


def test_what_a_case_has_none_of_is_not_counted():
    case = parse_scenario(DRAFT, "my-case.toml")
    told = "\n".join(page(verdict(case, Evidence(walked(case, range(24))))))
    assert "2 of 2 facts" in told
    assert "0 of 0" not in told
    assert "needs no hidden fact" in told


def test_what_is_behind_a_draft_is_told_in_the_customers_own_words():
    assert parse_scenario(DRAFT, "my-case.toml").need.presenting == "I want to have the green pair."
