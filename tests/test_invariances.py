"""Writing the same otherwise changes no level: the ways of writing that `benchmarks/variants.py` reports on."""

import pytest

from benchmarks.variants import moved
from roleplay.library import list_scenarios
from tests.playing import shipped

IDS = [found.meta.id for found in list_scenarios()[0] if found.source == "shipped"]
HARMLESS = ("typing errors", "lower case", "contracted", "written out", "curly quotes", "Scots", "Southern US")


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("way", HARMLESS)
def test_the_same_good_replies_written_otherwise_keep_every_level(id: str, way: str) -> None:
    scenario = shipped(id)
    good = next(one for one in scenario.probes if one.id == "good")
    for skill, (was, now) in moved(scenario, good, way).levels.items():
        assert now == was, skill
