"""The wheel is complete: what a trainer installs plays without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MINUTES = 60.0

pytestmark = pytest.mark.slow


def call(*command: str | Path, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs outside the checkout, and without a PYTHONPATH that could lead back into it."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=10 * MINUTES,
        check=False,
    )


def succeeded(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """A failure shows the whole output: a build that fails elsewhere has nothing else to tell."""
    assert done.returncode == 0, f"{done.args} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    succeeded(call(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def roleplay(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment that has the wheel, its dependencies and no extra."""
    bare = tmp_path_factory.mktemp("bare")
    succeeded(call(sys.executable, "-m", "venv", bare / "venv", cwd=bare))
    python = bare / "venv" / "bin" / "python"
    succeeded(call(python, "-m", "pip", "install", "--quiet", "--no-input", wheel, cwd=bare))
    return python.with_name("roleplay")


def test_the_wheel_carries_every_scenario_rubric_schema_table_and_page(wheel: Path):
    shipped = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"roleplay/_data/{path.relative_to(ROOT).as_posix()}"
        for folder in ("scenarios", "rubrics", "schemas")
        for path in (ROOT / folder).iterdir()
    } | {
        path.relative_to(ROOT).as_posix()
        for files in ("**/*.toml", "**/*.tcss", "tui/browser/page/*")
        for path in (ROOT / "roleplay").glob(files)
    }
    assert expected <= shipped, f"missing from the wheel: {sorted(expected - shipped)}"


def test_an_installed_command_lists_the_scenarios_from_any_folder(roleplay: Path, tmp_path: Path):
    done = succeeded(call(roleplay, "list", "--json", cwd=tmp_path))
    assert [scenario["id"] for scenario in json.loads(done.stdout)]


def test_an_installed_command_without_the_extra_says_what_the_browser_needs(roleplay: Path, tmp_path: Path):
    done = call(roleplay, "--browser", cwd=tmp_path)
    assert done.returncode == 2
    assert 'pip install "roleplay-trainer[browser]"' in done.stderr


def test_an_installed_command_plays_a_conversation_over_stdin(roleplay: Path, tmp_path: Path):
    replies = [
        "I'm sorry the jacket came in the wrong colour. Which colour did you order?",
        "I'll send the right one today by express, and the return label is in your inbox.",
    ]
    command = (roleplay, "play", "wrong-colour", "--plain", "--seed", "7", "--data", tmp_path / "data")
    done = succeeded(call(*command, cwd=tmp_path, stdin="\n".join(replies) + "\n"))
    assert len(done.stdout.splitlines()) > len(replies), done.stdout
