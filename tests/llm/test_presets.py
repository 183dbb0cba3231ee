"""Addresses of models: by name or written out, told for what they are, and refused with a word on what to write."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roleplay.errors import BadInput
from roleplay.llm import Endpoint, ModelFault, endpoint, opened, preset_at, presets
from roleplay.llm.endpoint import BETWEEN_WORDS, FIRST_WORD, TEMPERATURE


@pytest.mark.parametrize("name", presets())
def test_every_known_server_is_a_place_that_can_be_asked(name: str):
    known = presets()[name]
    by_name, by_address = endpoint(name, "any", "k"), endpoint(known.base_url, "any", "k")
    assert (
        by_name == by_address == endpoint(f" {name.upper()} ", "any", "k") == endpoint(f"{known.base_url}/", "any", "k")
    )
    assert by_name.base_url == known.base_url
    assert by_name.tokens == known.tokens
    assert by_name.extra == known.extra
    assert preset_at(f"{known.base_url}/") == known
    # Who needs a key is elsewhere, and what is elsewhere is asked over a secure connection.
    assert by_name.is_local == (not known.needs_key)
    assert by_name.base_url.startswith("https://") == known.needs_key
    assert known.title


def test_only_what_is_known_to_be_particular_is_treated_so():
    found = endpoint("http://192.168.0.7:8080/v1", "any")
    assert (found.tokens, found.extra) == ("max_tokens", {})
    assert preset_at(found.base_url) is None


def test_where_nothing_is_said_about_it_a_small_machine_has_time():
    found = endpoint("ollama", "any")
    assert (found.temperature, found.first_word, found.between_words) == (TEMPERATURE, FIRST_WORD, BETWEEN_WORDS)
    assert endpoint("ollama", "any", first_word=10.0).whole_answer == 20.0


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "openal",
        "localhost",
        "localhost:8080",
        "127.0.0.1:8080/v1",
        "api.example.com/v1",
        "ftp://example.com/v1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///v1",
        "http://:8080/v1",
        "https:/example.com/v1",
        "http://example.com:port/v1",
        "http://example.com:99999/v1",
        "http://example.com:0/v1",
        "http://[::1/v1",
        "http://exam ple.com/v1",
        "http://exam\nple.com/v1",
        "http://example.com/v1\r\nX-Other: yes",
        "http://exam\tple.com/v1",
        "http://example.com/v1\x1b[31m",
        "http://example.com/v1\x00",
        "http://\u202eexample.com/v1",
    ],
)
def test_what_can_be_no_address_is_refused_with_a_word_on_what_to_write(address: str):
    with pytest.raises(BadInput) as told:
        endpoint(address, "any")
    assert told.value.where == "base_url"
    assert "http://localhost:8080/v1" in told.value.hint
    assert all(name in told.value.hint for name in presets())
    assert "\x1b" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "https://user:sk-secret@example.com/v1",
        "https://sk-secret@example.com/v1",
        "ftp://user:sk-secret@example.com",
        "user:sk-secret@example.com/v1",
        "http://:sk-secret@localhost:1/v1",
    ],
)
def test_a_key_within_an_address_is_refused_and_not_repeated(address: str):
    with pytest.raises(BadInput) as told:
        endpoint(address, "any")
    assert "ROLEPLAY_API_KEY" in told.value.hint
    assert "sk-secret" not in str(told.value)


def test_a_sign_of_a_path_is_no_key():
    assert endpoint("https://example.com/@team/v1", "any").host == "example.com"


@pytest.mark.parametrize("key", ["sk-sécret", "sk-\x00secret", "sk-secret\nX-Other: yes", "sk-“secret”"])
def test_a_key_that_cannot_be_one_is_refused_and_not_repeated(key: str):
    with pytest.raises(BadInput) as told:
        endpoint("openai", "any", key)
    assert told.value.where == "api_key"
    assert "secret" not in str(told.value)


def test_a_line_end_that_came_along_with_a_key_or_an_address_is_left_out():
    found = endpoint("https://example.com/v1/\n", "any", "sk-secret\r\n")
    assert (found.base_url, found.key) == ("https://example.com/v1", "sk-secret")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("http://localhost:8080/v1", "a program on this computer (port 8080)"),
        ("http://LOCALHOST/v1", "a program on this computer (port 80)"),
        ("https://localhost/v1", "a program on this computer (port 443)"),
        ("http://models.localhost:1/v1", "a program on this computer (port 1)"),
        ("http://127.0.0.1:11434/v1", "a program on this computer (port 11434)"),
        ("http://127.8.9.10:5/v1", "a program on this computer (port 5)"),
        ("http://[::1]:8080/v1", "a program on this computer (port 8080)"),
        ("http://[0:0:0:0:0:0:0:1]:7/v1", "a program on this computer (port 7)"),
    ],
)
def test_a_server_on_this_computer_is_told_as_that(address: str, place: str):
    found = endpoint(address, "any")
    assert found.is_local
    assert found.place == place


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://api.openai.com/v1", "api.openai.com"),
        ("http://localhost.example.com/v1", "localhost.example.com"),
        ("http://notlocalhost/v1", "notlocalhost"),
        ("http://127.0.0.1.example.com/v1", "127.0.0.1.example.com"),
        ("http://192.168.0.7:8080/v1", "192.168.0.7"),
        ("http://10.0.0.1/v1", "10.0.0.1"),
        ("http://0.0.0.0:8080/v1", "0.0.0.0"),
        ("http://128.0.0.1/v1", "128.0.0.1"),
        ("http://[fe80::1]/v1", "fe80::1"),
        ("http://example.com/localhost", "example.com"),
        ("http://example.com#localhost", "example.com"),
    ],
)
def test_any_other_place_is_told_by_its_name(address: str, host: str):
    found = endpoint(address, "any")
    assert not found.is_local
    assert (found.host, found.place) == (host, host)


@given(st.text(max_size=40) | st.text("htps:/.[]@%#?01 :\\a\t", max_size=40).map("http://".__add__))
@example("http://[v1.a]/")
@example("http://[::1%eth0]/v1")
@example("http://a\u2100b/")
@example("//example.com")
async def test_whatever_is_set_is_refused_or_can_be_told_and_tried(address: str):
    try:
        found = endpoint(address, "any")
    except BadInput:
        return
    assert found.host
    assert found.place
    assert isinstance(found.is_local, bool)
    with suppress(ModelFault):
        await (await opened(found)).close()


def test_a_key_is_in_no_repr():
    for found in (endpoint("openai", "any", "sk-secret"), Endpoint("http://localhost/v1", "any", "sk-secret")):
        assert "sk-secret" not in repr(found) + str(found) + f"{found!r}{[found]}"
