"""Every kind of file has a schema, and editors that go by it find no fault with what is shipped."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roleplay.formats.schema import MODELS

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
FILES = {
    **dict.fromkeys(sorted((ROOT / "scenarios").glob("*.toml")), "../schemas/scenario.schema.json"),
    **dict.fromkeys(sorted((ROOT / "rubrics").glob("*.toml")), "../schemas/rubric.schema.json"),
    **dict.fromkeys(sorted((ROOT / "tests/replays").glob("*.toml")), "../../schemas/replay.schema.json"),
}
LINTERS = {"taplo": ("taplo", "lint"), "tombi": ("tombi", "lint", "--offline")}


@pytest.mark.parametrize("kind", MODELS)
def test_the_file_is_what_the_command_prints(run, kind: str):
    done = run("schema", kind)
    assert done.code == 0
    hint = f"write it again: roleplay schema {kind} > schemas/{kind}.schema.json"
    assert (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8") == done.out, hint


def test_another_kind_has_none_and_those_there_are_are_named(run):
    done = run("schema", "poem")
    assert done.code == 2
    assert all(kind in done.err for kind in MODELS)


@pytest.mark.parametrize("kind", MODELS)
def test_no_table_of_a_schema_takes_unknown_keys(kind: str):
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text())
    assert all(table["additionalProperties"] is False for table in (schema, *schema["$defs"].values()))


def test_a_schema_says_what_a_key_means_and_what_can_stand_there():
    tables = json.loads((SCHEMAS / "scenario.schema.json").read_text())["$defs"]
    assert "how readily" in tables["PersonaOverrides"]["properties"]["assertiveness"]["description"]
    assert "apologise" in tables["When"]["properties"]["any_move"]["items"]["enum"]
    assert "worn-out" in tables["Customer"]["properties"]["preset"]["enum"]
    assert "null" not in json.dumps(tables)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_names_its_schema_first(path: Path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"#:schema {FILES[path]}"
    assert (path.parent / FILES[path]).resolve().parent == SCHEMAS


def lint(tool: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    beside = Path(sys.executable).with_name(tool)
    found = str(beside) if beside.exists() else shutil.which(tool)
    if not found:
        pytest.skip(f"{tool} is not installed")
    command = [found, *LINTERS[tool][1:], *map(str, paths)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=600, check=False, cwd=ROOT)


@pytest.mark.slow
@pytest.mark.parametrize("tool", LINTERS)
def test_linters_find_nothing_in_what_is_shipped(tool: str):
    done = lint(tool, *FILES)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("tool", LINTERS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('preset = "', 'presett = "'),
        ("difficulty = 1", "difficulty = true"),
        ('kind = "angry"', 'kind = "angri"'),
        ("at_most = { anger = 20 }", 'moves = ["apologize"]'),
    ],
)
def test_linters_complain_of_a_key_a_type_and_a_choice_that_are_wrong(tmp_path: Path, tool: str, old: str, new: str):
    text = (ROOT / "scenarios/wrong-colour.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "case.toml"
    path.write_text(text.replace("../schemas/", f"{SCHEMAS.as_uri()}/", 1).replace(old, new, 1), encoding="utf-8")
    done = lint(tool, path)
    assert done.returncode != 0, done.stdout + done.stderr
