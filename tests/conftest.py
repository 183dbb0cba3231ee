"""What holds for every test: nobody's own record and settings are touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data and cache folders of this test's own; processes that it starts inherit them."""
    for name in [name for name in os.environ if name.startswith("ROLEPLAY_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ROLEPLAY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ROLEPLAY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ROLEPLAY_SETTINGS", str(tmp_path / "settings.toml"))
    return tmp_path
