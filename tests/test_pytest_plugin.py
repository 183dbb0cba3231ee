"""Replays are tests for pytest as well: what differs is told as `roleplay replay` tells it."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

LIBRARY = Path(__file__).parent / "library"
REPLAY = """\
scenario = "late-parcel"
seed = 7

[[turns]]
say = "I'm sorry, Kim: three days late is too long. When do you need it?"
[turns.expect]
told = ["birthday"]

[[turns]]
say = "Please calm down."
[turns.expect]
moves = ["calm_down"]
"""
WRONG = REPLAY.replace('moves = ["calm_down"]', 'moves = ["apologise"]')

Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs pytest with the small case of the tests, in a process and a folder of its own."""
    # What this run of pytest was asked for is no affair of the one inside it.
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return lambda *arguments: pytester.runpytest_subprocess(f"--roleplay-library={LIBRARY}", *arguments)


def write(pytester: pytest.Pytester, **texts: str) -> None:
    for name, text in texts.items():
        (pytester.path / f"{name}.replay.toml").write_text(text, encoding="utf-8")


def test_a_replay_is_a_test_that_passes(pytester: pytest.Pytester, run: Run):
    write(pytester, good=REPLAY)
    done = run("-v")
    done.assert_outcomes(passed=1)
    done.stdout.fnmatch_lines(["good.replay.toml::good PASSED*"])


def test_a_difference_is_a_failure_with_the_text_of_roleplay_replay(pytester: pytest.Pytester, run: Run):
    write(pytester, bad=WRONG)
    done = run()
    done.assert_outcomes(failed=1)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    file = pytester.path / "bad.replay.toml"
    alone = pytester.run(sys.executable, "-m", "roleplay", "replay", "--library", LIBRARY, file)
    shown = [line for line in alone.outlines if line]
    assert shown[1] == "  Reply 2: “Please calm down.”"
    done.stdout.fnmatch_lines([line.replace("[", "[[]") for line in shown], consecutive=True)
    assert "Traceback" not in done.stdout.str()


def test_a_file_that_cannot_be_used_is_an_error_with_its_place_and_the_others_still_run(
    pytester: pytest.Pytester, run: Run
):
    nowhere = REPLAY.replace("late-parcel", "late-parcle")
    write(pytester, broken="scenario = ", dangling=REPLAY.replace("birthday", "birthdya"), good=REPLAY, unknown=nowhere)
    done = run()
    done.assert_outcomes(passed=1, errors=3)
    told = done.stdout.str()
    assert "broken.replay.toml:1:12: " in told
    assert 'dangling.replay.toml:7:9: turns[1].expect.told[1]: there is no fact "birthdya"' in told
    assert 'there is no scenario "late-parcle" (did you mean "late-parcel"?)' in told
    assert "Traceback" not in told
    assert "pytest_plugin.py" not in told


def test_replays_are_listed_without_being_looked_at(pytester: pytest.Pytester, run: Run):
    write(pytester, broken="scenario = ")
    done = run("--collect-only", "-q")
    done.stdout.fnmatch_lines(["broken.replay.toml::broken"])
    assert done.ret == 0


def test_replays_are_chosen_by_name_and_spread_over_workers(pytester: pytest.Pytester, run: Run):
    write(pytester, first=REPLAY, second=REPLAY, third=WRONG)
    run("-k", "first or second").assert_outcomes(passed=2)
    spread = run("-n", "2")
    spread.assert_outcomes(passed=2, failed=1)
    assert "wanted: heard: apologise (apology)" in spread.stdout.str()


def test_a_report_for_machines_holds_failures_and_errors(pytester: pytest.Pytester, run: Run):
    write(pytester, bad=WRONG, broken="scenario = ", good=REPLAY)
    run("--junit-xml", "report.xml")
    cases = {case.get("name"): case for case in ET.parse(pytester.path / "report.xml").getroot().iter("testcase")}
    assert set(cases) == {"bad", "broken", "good"}
    assert "wanted: heard: apologise" in (cases["bad"].findtext("failure") or "")
    assert "broken.replay.toml:1:12" in (cases["broken"].findtext("error") or "")


def test_without_the_plugin_no_replay_is_collected(pytester: pytest.Pytester):
    write(pytester, bad=WRONG)
    assert pytester.runpytest_subprocess("-p", "no:roleplay").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_settings_name_folders_of_cases_from_the_root_folder(pytester: pytest.Pytester):
    (pytester.path / "cases").symlink_to(LIBRARY)
    (pytester.path / "inner").mkdir()
    (pytester.path / "inner" / "good.replay.toml").write_text(REPLAY)
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nroleplay_library = ["cases"]\n')
    pytester.runpytest_subprocess("inner").assert_outcomes(passed=1)
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nroleplay_library = ["gone"]\n')
    done = pytester.runpytest_subprocess("inner")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["ERROR: */gone: this is not a folder of scenarios and rubrics for replays"])


def test_nobody_s_own_cases_are_found_unless_they_are_named(
    pytester: pytest.Pytester, home: Path, monkeypatch: pytest.MonkeyPatch
):
    (home / "data").symlink_to(LIBRARY)
    monkeypatch.setenv("ROLEPLAY_LIBRARY", str(LIBRARY))
    write(pytester, good=REPLAY)
    pytester.runpytest_subprocess().assert_outcomes(errors=1)
    pytester.runpytest_subprocess(f"--roleplay-library={home / 'data'}").assert_outcomes(passed=1)


def test_a_skill_that_is_not_there_is_a_warning(pytester: pytest.Pytester):
    text = (LIBRARY / "scenarios" / "late-parcel.toml").read_text(encoding="utf-8")
    folder = pytester.mkdir("cases")
    (folder / "late-parcel.toml").write_text(text + "\n[rubrics]\npatience = 100\n", encoding="utf-8")
    write(pytester, good=REPLAY)
    done = pytester.runpytest_subprocess("--roleplay-library=cases")
    done.assert_outcomes(passed=1, warnings=1)
    assert 'One skill will not be graded: there is no rubric "patience"' in done.stdout.str()


def test_a_run_without_any_replay_loads_nothing_of_ours(pytester: pytest.Pytester):
    pytester.makepyfile(
        """
        import sys

        def test_nothing_is_loaded():
            ours = {name for name in sys.modules if name.partition(".")[0] == "roleplay"}
            assert ours == {"roleplay", "roleplay.pytest_plugin"}
            assert "pydantic" not in sys.modules
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
