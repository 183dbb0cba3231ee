"""Keys come from the environment, or from a settings file that only its owner can read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roleplay.cli import Places
from roleplay.cli.places import change_setting, settings
from roleplay.errors import BadInput
from roleplay.llm.fake import FakeServer
from roleplay.review.appointed import endpoint_for
from tests.judging import saying, served

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere the modes of a file do not tell")

KEY = "sk-secret-0123456789"
TOLD = "others can read this file, so the key in it is not used"
CALL = "Customer: My parcel is late.\nAgent: I'm sorry. What is your order number?\nCustomer: Thanks, bye.\n"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setattr("roleplay.llm.wire.PIECE", 400)
    with served(saying({})) as found:
        yield found


@pytest.fixture
def kept(home: Path) -> Callable[..., Path]:
    """Writes the settings file with a mode of its own."""

    def keep(text: str, mode: int = 0o644) -> Path:
        file = home / "settings.toml"
        file.write_text(text)
        file.chmod(mode)
        return file

    return keep


def keys(server: FakeServer) -> set[str]:
    """The keys that have reached the server."""
    return {one.headers["authorization"].removeprefix("Bearer ") for one in server.requests}


def common(server: FakeServer | None = None) -> str:
    address = server.base_url if server else "http://127.0.0.1:9/v1"
    return f'base_url = "{address}"\nmodel = "any"\nfirst_word = 2\napi_key = "{KEY}"\n'


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o602, 0o622, 0o777])
def test_a_key_that_others_can_read_or_write_is_used_for_nothing(mode: int, kept: Callable[..., Path]):
    for text in (common(), f'model = "any"\n[for_judge]\nbase_url = "http://127.0.0.1:9/v1"\napi_key = "{KEY}"\n'):
        file = kept(text, mode)
        with pytest.raises(BadInput, match=TOLD) as told:
            endpoint_for(settings(Places()), "judge")
        assert told.value.where == str(file)
        assert told.value.hint == f"`chmod 600 {file}` keeps it to you."
        assert KEY not in str(told.value)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_key_that_only_its_owner_can_read_is_used(mode: int, kept: Callable[..., Path]):
    kept(common(), mode)
    assert endpoint_for(settings(Places()), "judge").key == KEY


def test_a_link_is_as_open_as_the_file_that_it_leads_to(kept: Callable[..., Path], home: Path):
    file = kept(common(), 0o600).rename(home / "real.toml")
    (home / "settings.toml").symlink_to(file)
    assert endpoint_for(settings(Places()), "voice").key == KEY
    file.chmod(0o644)
    with pytest.raises(BadInput, match=TOLD):
        endpoint_for(settings(Places()), "voice")


def test_an_open_file_without_a_key_is_as_good_as_any(kept: Callable[..., Path], monkeypatch: pytest.MonkeyPatch):
    kept('base_url = "http://127.0.0.1:9/v1"\nmodel = "any"\n')
    assert endpoint_for(settings(Places()), "voice").key == ""
    monkeypatch.setenv("ROLEPLAY_API_KEY", "sk-brought")
    assert endpoint_for(settings(Places()), "voice").key == "sk-brought"


def test_a_key_of_the_environment_goes_before_one_that_others_can_read(
    kept: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
):
    kept(common())
    monkeypatch.setenv("ROLEPLAY_API_KEY", "sk-brought")
    assert endpoint_for(settings(Places()), "voice").key == "sk-brought"


def test_what_needs_no_model_goes_on_unbothered(run, kept: Callable[..., Path], server: FakeServer):
    kept(common(server))
    for call in (["list"], ["history"], ["show", "wrong-colour"], ["play", "wrong-colour", "--plain"], ["grade", "-"]):
        done = run(*call, stdin=CALL if call[0] == "grade" else "/end\n")
        assert done.code == 0, call
        assert "chmod" not in done.out + done.err
    assert server.requests == []


def test_who_asks_for_a_model_by_flag_is_told_and_nothing_is_sent(run, kept: Callable[..., Path], server: FakeServer):
    file = kept(common(server))
    done = run("grade", "-", "--judge", "llm", stdin=CALL)
    assert done.code == 2
    told = " ".join(done.err.split())
    assert TOLD in told
    assert f"chmod 600 {file}" in told
    assert KEY not in done.out + done.err
    assert server.requests == []


def test_a_conversation_goes_on_without_the_model_and_says_why(run, kept: Callable[..., Path], server: FakeServer):
    file = kept(common(server))
    done = run("play", "wrong-colour", "--plain", "--voice", "llm", stdin="I'm sorry, what happened?\n/end\n")
    assert done.code == 0
    told = " ".join(done.err.split())
    assert TOLD in told
    assert f"chmod 600 {file}" in told
    assert KEY not in done.out + done.err
    assert server.requests == []


def test_with_the_file_closed_the_key_goes_to_its_server_and_is_shown_nowhere(
    run, kept: Callable[..., Path], server: FakeServer, home: Path
):
    kept(common(server), 0o600)
    played = run("play", "wrong-colour", "--plain", "--voice", "llm", stdin="I'm sorry, what happened?\n/end\n")
    graded = run("grade", "-", "--judge", "llm", stdin=CALL)
    looked = run("doctor")
    assert keys(server) == {KEY}
    for done in (played, graded, looked):
        assert KEY not in done.out + done.err
    kept_of_it = [file for file in home.rglob("*") if file.is_file() and file.name != "settings.toml"]
    assert kept_of_it
    assert not [file for file in kept_of_it if KEY.encode() in file.read_bytes()]


def test_a_change_from_the_interface_neither_opens_nor_closes_a_file_with_a_key(kept: Callable[..., Path]):
    for mode in (0o600, 0o640):
        file = kept(f"{common()}\n[for_judge]\nmodel = 'large'\n", mode)
        changed = change_setting(Places(), "voice", "llm")
        assert file.stat().st_mode & 0o777 == mode
        assert bool(changed.open_file) == (mode != 0o600)
        assert changed.asked == ("voice",)


def test_a_settings_file_made_by_the_interface_is_its_owner_s_alone_whatever_others_make(home: Path):
    before = os.umask(0)
    try:
        assert change_setting(Places(), "theme", "light").open_file == ""
    finally:
        os.umask(before)
    assert (home / "settings.toml").stat().st_mode & 0o777 == 0o600
