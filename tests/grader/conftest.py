"""The case that most tests of the grader are about; readings are made in `made_readings`."""

import pytest
from made_readings import case

from roleplay.domain.scenario import Scenario


@pytest.fixture
def scenario() -> Scenario:
    """The card sent to the old flat."""
    return case()
