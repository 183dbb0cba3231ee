"""A scenario file is played only when every name in it leads somewhere; else its trainer hears of all of it at once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.errors import BadInput
from roleplay.formats.scenario import load_scenario, parse_scenario
from roleplay.formats.toml import FileProblems

CASE = """\
rubrics = { empathy = 40, resolution = 60 }

[meta]
id = "lost-card"
title = "The lost card"
kind = "angry"
industry = "bank"
difficulty = 2
minutes = 10

[brief]
role = "You answer the chat."
company = "A bank."
situation = "Maya has no card."
objective = "Help her."

[[policy]]
id = "courier"
text = "Couriers need a manager."
authority = "needs_approval"
until = "check-address"

[[actions]]
id = "check-address"
label = "Check the address"
result = "The old flat."
cues = ["check the address"]

[[actions]]
id = "send-card"
label = "Send a card"
result = "Sent."
cues = ["send * card"]
policy = "courier"
needs = ["check-address"]

[customer]
name = "Maya"
preset = "hot"

[need]
presenting = "a new card"
underlying = "money on her trip"
would_accept = ["express"]

[[facts]]
id = "old-flat"
value = "my old flat"

[[facts]]
id = "trip"
value = "a trip on Friday"
reveal = { asks = ["what for"], trust = 20 }

[[facts]]
id = "who-did-it"
value = "nobody knows"
status = "unknown"

[[requests]]
id = "get-card"
text = "get my card"
served_by = ["express", "send-card"]

[[requests]]
id = "why"
text = "know why"
after = ["old-flat", "get-card"]

[[outcomes]]
id = "express"
label = "an express card"
actions = ["send-card"]
fit = 0.9
policy = "courier"
unless = { trip = 0.4 }

[yield]
all_moves = ["apologise"]

[[beats]]
id = "trip-comes-up"
act = "reveal"
about = "trip"
when = { any_fact = ["old-flat"], actions = ["check-address"], open_requests = ["why"] }

[[lines]]
act = "open"
asks = ["get-card"]
text = ["Where is my card?"]

[[lines]]
act = "reveal"
about = "trip"
text = ["I travel on Friday."]

[[lines]]
act = "react_offer"
about = "express"
tone = "accept"
text = ["Good."]

[[lines]]
act = "leave"
about = "walked_away"
text = ["Bye."]

[[lines]]
act = "vent"
about = "bare_no"
text = ["No?"]

[[lines]]
act = "threaten"
about = "trip-comes-up"
text = ["I will tell everyone."]

[[endings]]
id = "card-on-its-way"
kind = "resolved"
when = { any_outcome = ["express"], requests = ["get-card"] }

[[probes]]
id = "good"
replies = ["I'm sorry."]

[probes.expect]
ending = ["card-on-its-way", "partial"]
told = ["trip"]
critical = []
moves = ["apologise"]
at_least = { trust = 10 }
"""


def problems(text: str | bytes, stem: str | None = None) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        parse_scenario(text, "lost-card.toml", stem=stem)
    return [str(problem).removeprefix("lost-card.toml:") for problem in caught.value.problems]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_sound_scenario_is_read_whole(tmp_path: Path):
    path = tmp_path / "lost-card.toml"
    path.write_text(CASE, encoding="utf-8")
    scenario = load_scenario(path)
    assert scenario == parse_scenario(CASE, "lost-card.toml", stem="lost-card")
    assert scenario.yield_ is not None
    assert scenario.fact("trip").reveal is not None


SLIPS = [
    (
        'kind = "angry"',
        'kind = "angri"',
        'meta.kind: must be one of: angry, product-question, conflict (did you mean "a',
    ),
    ("difficulty = 2", "difficulty = 9", "meta.difficulty: must be at most 5"),
    ("minutes = 10", 'minutes = "ten"', "meta.minutes: must be a whole number"),
    ("role =", "rolle =", 'brief.rolle: unknown key (did you mean "role"?)'),
    (
        'authority = "needs_approval"',
        'authority = "sometimes"',
        'policy "courier".authority: must be one of: may, needs',
    ),
    ('until = "check-address"', 'until = "check-adress"', 'policy "courier".until: there is no action "check-adress"'),
    ('label = "Check the address"', "label = 5", 'actions "check-address".label: must be text'),
    ('needs = ["check-address"]', 'needs = ["courier"]', 'actions "send-card".needs[1]: there is no action "courier"'),
    ('preset = "hot"', 'preset = "hott"', 'customer.preset: there is no preset "hott" (did you mean "hot"?)'),
    (
        'would_accept = ["express"]',
        'would_accept = ["send-card"]',
        'need.would_accept[1]: there is no outcome "send-card"',
    ),
    ('id = "old-flat"', 'id = "Old Flat"', "facts[1].id: an id is made of small letters, digits and hyphens"),
    ('"what for"], trust = 20', '"what for"], trust = 200', 'facts "trip".reveal.trust: must be at most 100'),
    ('served_by = ["express"', 'served_by = ["expres"', 'requests "get-card".served_by[1]: there is no outcome or'),
    ("fit = 0.9", 'fit = "good"', 'outcomes "express".fit: must be a number'),
    (
        "unless = { trip",
        "unless = { trap",
        'outcomes "express".unless.trap: there is no fact "trap" (did you mean "trip"',
    ),
    ('all_moves = ["apologise"]', 'all_moves = ["apologize"]', 'yield.all_moves[1]: there is no move "apologize" (did'),
    ('open_requests = ["why"]', 'open_requests = ["wy"]', 'beats "trip-comes-up".when.open_requests[1]: there is no'),
    ('tone = "accept"', 'tone = "agree"', "lines[3].tone: must be one of: accept, doubt, refuse"),
    (
        'about = "walked_away"',
        'about = "walks_away"',
        'lines[4].about: there is no ending "walks_away" (for the act leave)',
    ),
    (
        'about = "bare_no"',
        'about = "bare_noo"',
        'lines[5].about: there is no move or policy "bare_noo" (for the act vent)',
    ),
    ('kind = "resolved"', 'kind = "solved"', 'endings "card-on-its-way".kind: must be one of: resolved, partial'),
    ("at_least = { trust", "at_least = { trusst", 'probes "good".expect.at_least.trusst: there is no part of the mood'),
]


def test_twenty_two_mistakes_get_their_messages_at_once_on_the_right_lines():
    text = CASE
    for right, wrong, _ in SLIPS:
        assert right in text
        text = text.replace(right, wrong, 1)
    told = problems(text)
    for _, wrong, message in SLIPS:
        # A missing key is told at its table, every other mistake at its own line.
        line = line_of(text, wrong)
        assert any(one.startswith(f"{line}:") and message in one for one in told), (line, message, told)
    lines = [int(one.split(":")[0]) for one in told]
    assert lines == sorted(lines)
    followed = [one for one in told if not any(message in one for _, _, message in SLIPS)]
    assert all("missing key" in one or '"old-flat"' in one for one in followed), followed


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('id = "check-address"\nlabel', 'id = "send-card"\nlabel', 'actions[2].id: the id "send-card" is here twice'),
        ("empathy = 40", "empathy = 30", "1:1: rubrics: the weights must add up to 100 (they add up to 90)"),
        ('act = "open"', 'act = "vent"', 'lines: there is no line with act = "open"'),
        ('[[lines]]\nact = "leave"', '[[lines]]\nact = "leave"\ntone = "doubt"', "lines[4].tone: only a line with"),
        (
            'status = "unknown"',
            'status = "unknown"\nreveal = {}',
            'facts "who-did-it".reveal: the customer does not know',
        ),
        ('about = "trip"\ntext', 'about = "who-did-it"\ntext', "lines[2].about: the customer does not know this fact"),
        ('about = "trip"\ntext', 'about = "express"\ntext', 'lines[2].about: there is no fact or request "express"'),
        (
            'about = "trip"\nwhen',
            'about = "trap"\nwhen',
            'beats "trip-comes-up".about: there is no fact or request "trap"',
        ),
        ('policy = "courier"\nneeds', 'policy = "currier"\nneeds', 'actions "send-card".policy: there is no policy'),
        ('asks = ["get-card"]', 'asks = ["get-cart"]', 'lines[1].asks[1]: there is no request "get-cart"'),
        ('after = ["old-flat"', 'after = ["express"', 'requests "why".after[1]: there is no fact or request "express"'),
        ('any_fact = ["old-flat"]', 'any_fact = ["flat"]', 'beats "trip-comes-up".when.any_fact[1]: there is no fact'),
        (
            'any_outcome = ["express"]',
            'any_outcome = ["x"]',
            'endings "card-on-its-way".when.any_outcome[1]: there is no',
        ),
        ('ending = ["card', 'ending = ["cart', 'expect.ending[1]: there is no ending "cart-on-its-way" (did you mean'),
        ('told = ["trip"]', 'told = ["tripp"]', 'probes "good".expect.told[1]: there is no fact "tripp"'),
        ("critical = []", 'critical = ["X9"]', 'expect.critical[1]: there is no critical error "X9" (there are: X1'),
        ('moves = ["apologise"]\nat', 'moves = ["sorry"]\nat', 'expect.moves[1]: there is no move "sorry"'),
        ("unless = { trip = 0.4 }", "unless = { trip = 4 }", 'outcomes "express".unless.trip: must be at most 1'),
        ("[need]", "[need]\nunderlies = 1", 'need.underlies: unknown key (did you mean "underlying"?)'),
        ("[yield]", "[yeild]", 'yeild: unknown key (did you mean "yield"?)'),
        ('text = ["Bye."]', "text = []", "lines[4].text: must have at least 1 entry"),
        ('text = ["Bye."]', 'text = [""]', "lines[4].text[1]: must not be empty"),
        ('text = ["Bye."]', 'text = "Bye."', "lines[4].text: must be a list (in square brackets"),
        ('cues = ["check the address"]', f'cues = ["{"x" * 430}"]', "must have at most 400 characters (it has 430)"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest_that_does(right: str, wrong: str, message: str):
    assert right in CASE
    text = CASE.replace(right, wrong, 1)
    told = problems(text)
    assert any(message in one for one in told), told


def test_a_broken_key_does_not_hide_a_dangling_name():
    told = problems(CASE.replace("difficulty = 2", "difficulty = 0").replace('told = ["trip"]', 'told = ["tripp"]'))
    assert len(told) == 2


def test_identity_checks_and_beats_can_be_talked_about():
    more = '[[lines]]\nact = "answer"\nabout = "verify_identity"\ntext = ["a"]\n'
    more += '[[lines]]\nact = "ask"\nabout = "trip-comes-up"\ntext = ["a"]\n'
    assert len(parse_scenario(CASE + more, "x").lines) == 8


def test_in_a_library_the_id_is_the_name_of_the_file():
    (told,) = problems(CASE, stem="lost-cards")
    assert 'meta.id: must be the same as the file\'s name ("lost-cards", or rename the file)' in told


def test_a_file_that_is_no_scenario_at_all_is_told_what_is_missing():
    told = problems('title = "x"\n')
    assert "1:1: meta: missing key" in told
    assert "1:1: title: unknown key" in told


@settings(max_examples=60)
@given(st.integers(0, len(CASE)), st.integers(0, 40), st.text(alphabet='[]{}="\n.x1', max_size=6))
def test_a_damaged_scenario_never_raises_anything_else(at: int, gone: int, put: str):
    with suppress(BadInput):
        parse_scenario(CASE[:at] + put + CASE[at + gone :], "lost-card.toml")


JUNK = st.sampled_from(
    ["1", "-0.5", "true", '"x"', "[]", "[1]", "{}", "{a = 1}", "[{}]", "[[1]]", "nan", "2026-01-01", '["trip"]']
)


@settings(max_examples=60)
@given(st.integers(0, len(CASE.splitlines()) - 1), JUNK)
def test_any_value_in_any_place_never_raises_anything_else(number: int, junk: str):
    lines = CASE.splitlines()
    key, equals, _ = lines[number].partition(" = ")
    if equals:
        lines[number] = f"{key} = {junk}"
    with suppress(BadInput):
        parse_scenario("\n".join(lines), "lost-card.toml")
