"""What `roleplay check` finds: every mistake at its line, what is missing one rung at a time, and no false alarm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roleplay.library import find_scenario, list_scenarios
from roleplay.proving.finding import Examined
from roleplay.proving.lint import examine_rubric, examine_scenario

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SKILLS = [path.stem for path in (ROOT / "rubrics").glob("*.toml")]
SHIPPED = {found.meta.id: found.path for found in list_scenarios()[0] if found.source == "shipped"}
SMALL = (ROOT / "tests" / "library" / "scenarios" / "late-parcel.toml").read_text("utf-8")


def examined(text: str) -> Examined:
    return examine_scenario(text.encode(), "case.toml", SKILLS)


def lines(found: Examined) -> list[int]:
    return [one.line for one in found.problems] + [one.problem.line for one in found.findings if one.rung == "mistake"]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def found_at(text: str, rule: str) -> list[int]:
    return [one.problem.line for one in examined(text).findings if one.rule == rule]


def changed(*pairs: tuple[str, str]) -> str:
    text = SMALL
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return text


def test_twenty_different_mistakes_get_a_message_each_at_their_own_lines():
    text = (HERE / "twenty-mistakes.toml").read_text("utf-8")
    marked = [number for number, line in enumerate(text.splitlines(), 1) if re.search(r"# \d+: ", line)]
    found = lines(examined(text))
    assert len(marked) == 20
    assert sorted(found) == marked


@pytest.mark.parametrize("id", SHIPPED)
def test_the_shipped_cases_are_stable_and_nothing_is_to_be_told_of_them(id: str):
    found = examine_scenario(SHIPPED[id].read_bytes(), SHIPPED[id], SKILLS)
    assert (found.standing, found.problems, found.findings) == ("stable", (), ())


@pytest.mark.parametrize("path", sorted((ROOT / "rubrics").glob("*.toml")), ids=lambda path: path.stem)
def test_the_shipped_rubrics_have_no_mistakes(path: Path):
    found = examine_rubric(path.read_bytes(), path)
    assert (found.problems, found.findings) == ((), ())


def test_a_case_whose_accepted_outcomes_are_emptied_is_told_at_that_line():
    text = changed(('would_accept = ["second-parcel"]', "would_accept = []"))
    assert found_at(text, "nothing-acceptable") == [line_of(text, "would_accept")]


def test_a_fact_that_no_question_opens_is_told_at_its_reveal():
    text = changed(('reveal = { asks = ["when * need*"] }', "reveal = { trust = 20 }"))
    assert found_at(text, "unasked-fact") == [line_of(text, "reveal = ")]


def test_a_fact_that_the_customer_comes_out_with_needs_no_question():
    beat = '\n[[beats]]\nid = "by-itself"\nact = "reveal"\nabout = "birthday"\n'
    text = changed(('reveal = { asks = ["when * need*"] }', "reveal = { trust = 20 }")) + beat
    assert found_at(text, "unasked-fact") == []


@pytest.mark.parametrize(
    "when",
    [
        "from_turn = 99",
        "from_turn = 5, until_turn = 4",
        "at_least = { trust = 120 }",
        "at_least = { anger = 60 }, at_most = { anger = 40 }",
        'requests = ["parcel"], open_requests = ["parcel"]',
    ],
)
def test_an_ending_that_no_path_reaches_is_told_at_its_condition(when: str):
    text = SMALL + f'\n[[endings]]\nid = "never"\nkind = "resolved"\nwhen = {{ {when} }}\n'
    assert found_at(text, "impossible-condition") == [line_of(text, "when = { ")]


def test_an_ending_behind_another_of_its_kind_is_told():
    text = SMALL + '\n[[endings]]\nid = "a"\nkind = "resolved"\n\n[[endings]]\nid = "b"\nkind = "resolved"\n'
    assert found_at(text, "idle-ending") == [len(text.splitlines())]


def test_a_policy_that_forbids_every_outcome_is_told_where_it_is_served_and_where_it_is_accepted():
    rule = (
        '\n[[policy]]\nid = "nothing"\ntext = "Nothing is sent again."\nauthority = "never"\nforbids = ["send again"]\n'
    )
    text = changed(("fit = 0.9", 'fit = 0.9\npolicy = "nothing"')) + rule
    assert found_at(text, "forbidden-ways") == [line_of(text, "would_accept"), line_of(text, "served_by")]


def test_a_rule_that_is_lifted_by_a_check_forbids_no_way_out():
    text = changed(("fit = 0.9", 'fit = 0.9\npolicy = "no-day-before-looking"'))
    assert found_at(text, "forbidden-ways") == []


def test_a_want_that_nothing_serves_or_only_badly_is_told():
    assert found_at(changed(('served_by = ["second-parcel"]', "")), "unserved-want")
    assert found_at(changed(("fit = 0.9", "fit = 0.4")), "unfitting-ways")


def test_a_brief_that_tells_the_hidden_fact_is_told_at_its_line():
    text = changed(("Kim waits for a parcel.", "Kim waits for a parcel, there is a birthday on Friday."))
    assert found_at(text, "leaking-brief") == [line_of(text, "situation = ")]


def with_log(entry: str) -> str:
    goal = 'objective = "Kim knows when it comes."'
    return changed((goal, f"{goal}\nlog = [{entry!r}]"))


@pytest.mark.parametrize(
    "entry", ["Tue 10:40  Call: birthday, must be there Friday.", "Tue 10:40  Wants it for the party."]
)
def test_a_log_that_tells_the_hidden_fact_in_its_words_or_those_of_an_alias_is_told_at_its_entry(entry: str):
    text = with_log(entry).replace('aliases = ["birthday*"]', 'aliases = ["birthday*", "party"]')
    found = [one.problem for one in examined(text).findings if one.rule == "leaking-log"]
    assert [one.line for one in found] == [line_of(text, "log = ")]
    assert 'the log tells what the trainee should find out: the hidden fact "birthday"' in str(found[0])


@pytest.mark.parametrize(("manner", "leaks"), [("Kim hurries, because of a birthday.", True), ("Kim hurries.", False)])
def test_a_manner_that_tells_a_language_model_the_hidden_fact_is_told(manner: str, leaks: bool):
    text = changed(('name = "Kim"', f'name = "Kim"\nmanner = "{manner}"'))
    assert found_at(text, "leaking-manner") == ([line_of(text, "manner = ")] if leaks else [])


def test_the_day_that_an_entry_of_a_log_begins_with_tells_no_fact_that_is_known_by_that_day():
    by_day = ('aliases = ["birthday*"]', 'aliases = ["birthday*", "friday"]')
    stamped = with_log("Fri 10:40  Handed to the carrier.").replace(*by_day)
    assert found_at(stamped, "leaking-log") == []
    assert found_at(stamped.replace("Handed to the carrier", "Wanted by Friday"), "leaking-log")


@pytest.mark.parametrize(
    "line",
    [
        'act = "reveal"\nabout = "late"\ntext = ["Three days."]',
        'act = "react_offer"\nabout = "second-parcel"\ntext = ["Fine."]',
        'act = "press"\nstyle = "formal"\ntext = ["I should like to know."]',
        'act = "open"\nband = ["calm"]\ntext = ["Hello."]',
    ],
)
def test_a_line_for_a_moment_that_does_not_come_is_told(line: str):
    assert len(found_at(f"{SMALL}\n[[lines]]\n{line}\n", "unsaid-line")) == 1


def test_words_in_braces_that_nothing_can_fill_are_told():
    text = SMALL + '\n[[lines]]\nact = "soften"\ntext = ["Thanks for {offer}."]\n'
    assert found_at(text, "empty-slot") == [len(text.splitlines())]


def test_cues_that_find_nothing_or_two_things_are_told():
    assert found_at(changed(('["look* up"]', '["look* (up"]')), "mute-cue")
    assert found_at(changed(('["look* up"]', '["*"]')), "mute-cue")
    assert found_at(changed(('["send* again"]', '["look* up"]')), "ambiguous-cue")


def test_a_real_firm_is_told_where_people_read_it_and_not_in_cues():
    assert found_at(changed(("Where is it?", "Is it at DHL?")), "real-firm")
    assert not found_at(changed(('["three days"]', '["three days", "dhl"]')), "real-firm")


def test_what_is_missing_is_told_one_rung_at_a_time():
    found = examined(SMALL)
    assert found.standing == "plays"
    assert {one.rung for one in found.findings} == {"tested", "stable"}
    assert {one.rung for one in found.due} == {"tested"}


def test_four_worked_trainees_are_asked_for_and_a_trick_that_is_there_must_lose():
    four = "".join(f'\n[[probes]]\nid = "{id}"\nreplies = ["Hello."]\n' for id in ("good", "short-good", "mediocre"))
    [missing] = [one for one in examined(SMALL + four).findings if one.rule == "missing-probes"]
    assert missing.problem.message == "no built-in trainee is called bad"
    text = SMALL + '\n[[probes]]\nid = "apologise-only"\nreplies = ["Sorry."]\n'
    assert found_at(text, "unsaid-result") == [line_of(text, "apologise-only") - 1]


def test_every_finding_says_what_to_do_and_what_it_costs():
    text = (HERE / "twenty-mistakes.toml").read_text("utf-8")
    findings = [*examined(text).findings, *examined(SMALL).findings]
    assert all(one.why.endswith((".", "?")) and one.problem.message for one in findings)


def test_files_wrong_in_any_way_are_told_and_never_break_the_check():
    scenario = find_scenario("wrong-colour").path.read_text("utf-8")
    for piece in ("[[facts]]", "[need]", "[customer]", "reveal", "asks = [", "text = [", "[[lines]]", "id = "):
        for put in ("", "x = 1\n", '"', "[[["):
            found = examine_scenario(scenario.replace(piece, put).encode(), "case.toml", SKILLS)
            assert found.problems or found.findings


@pytest.mark.parametrize("section", ["facts", "lines", "requests", "policy", "actions", "probes", "endings", "brief"])
@pytest.mark.parametrize("value", ["1", '"x"', "[]", "[1, 2]", "{}", '[{ id = 3, text = 4, when = 5, asks = "x" }]'])
def test_a_section_that_is_something_else_is_told_and_never_breaks_the_check(section: str, value: str):
    meta = SMALL[SMALL.index("[meta]") : SMALL.index("[brief]")]
    assert examined(f"{section} = {value}\n{meta}").problems
