"""The recogniser: the same scores everywhere, nothing from a damaged file, and its place beside the cues."""

from __future__ import annotations

import json
import random
from importlib.resources import files

from heard import SHOES, harms, heard, heard_in, kinds
from hypothesis import given
from hypothesis import strategies as st

from roleplay.domain.codebook import BORDERS
from roleplay.domain.moves import MOVES
from roleplay.reader.learned import FILE, recogniser

CONTENT = files("roleplay.reader").joinpath(FILE).read_bytes()
NAMES = sorted(recogniser().first.rows)
QUESTION = "My washing machine has been leaking for three days. When is somebody coming?"
SLIGHT = "Some of us have real problems today."


@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=400), st.randoms(use_true_random=False))
def test_a_score_is_the_sum_of_its_weights_in_any_order(names: list[str], order: random.Random) -> None:
    table, moves = recogniser().first, len(recogniser().moves)
    rows = [table.weights[table.rows[name] * moves :][:moves] for name in names]
    summed = tuple(base + sum(row[at] - 128 for row in rows) for at, base in enumerate(table.base))
    shuffled = order.sample(names, len(names))
    assert table.scores(names) == table.scores(shuffled) == summed


def test_words_that_nobody_has_seen_add_nothing() -> None:
    assert recogniser().first.scores(["zzyzx qwrt"]) == recogniser().first.base


def test_the_file_tells_its_version_and_knows_only_moves_of_the_codebook() -> None:
    header = json.loads(CONTENT.partition(b"\n")[0])
    assert header["version"] == recogniser().version != ""
    assert set(header["moves"]) < set(MOVES) == set(BORDERS)
    assert len(CONTENT) < 8_000_000


def test_a_move_without_any_stock_phrase_is_heard() -> None:
    assert "acknowledge" in kinds(heard("Three days of mopping, I'd be climbing the walls.", QUESTION))
    assert "take_ownership" in kinds(heard("This one stays on my desk until your floor is dry.", QUESTION))


def test_in_a_case_nothing_learned_is_held_against_anybody() -> None:
    assert "dismiss" in kinds(heard(SLIGHT, QUESTION))
    assert harms(heard_in(SHOES, SLIGHT)) == []
